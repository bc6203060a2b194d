"""Getting messages to people."""
