"""Getting messages to people: in order for each, at the platform's pace, once (design §7)."""
