"""One turn, on real databases."""
