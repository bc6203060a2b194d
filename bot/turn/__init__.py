"""One input, one transaction: what came in is noted, stepped, scored, kept and made ready to send (design §4)."""
