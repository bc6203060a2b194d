"""One input, one transaction: what came in is noted, stepped, scored, kept and queued (design §4)."""
