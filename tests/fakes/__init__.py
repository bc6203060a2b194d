"""Platforms for tests: they answer and refuse as the real ones do, and fail on demand."""
