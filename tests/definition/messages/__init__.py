"""Messages word for word: every code of flow-language §9 with a broken file."""
