"""Attacks on the anonymity of team rounds: each succeeds where its protection is off, and fails with it."""
