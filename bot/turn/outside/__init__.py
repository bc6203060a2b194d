"""What happens in turns and rounds, as the rest of the business is told (docs/events)."""
