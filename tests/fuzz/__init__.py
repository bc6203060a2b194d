"""Fuzzing: whatever is fed in, a clear answer."""
