"""`/api/v1`: what the rest of the business reads, and nothing that changes anything."""
