"""Presenting: events into words."""
