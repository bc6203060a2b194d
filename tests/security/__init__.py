"""Attacks: what somebody hostile tries, and that nobody else notices it."""
