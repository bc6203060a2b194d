"""What the rest of the business is told, and how it gets there."""
