"""A chat at this machine: the flows on disk, the database, and one person who types."""
