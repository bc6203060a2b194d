"""What comes in, from a webhook or by polling: read, taken in one transaction, confirmed, and answered."""
