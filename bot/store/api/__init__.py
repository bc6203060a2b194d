"""What the API reads, page after page, each in a few statements whatever is in it."""
