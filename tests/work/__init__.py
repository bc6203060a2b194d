"""Jobs, on DBOS Transact, on both databases."""
