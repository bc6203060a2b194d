"""Checkup: health checks in a chat."""

__version__ = "0.1.0"
