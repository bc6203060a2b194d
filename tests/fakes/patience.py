"""How long a test waits for what must come, on a busy machine too; how fast it must be, it says itself."""

from typing import Final

PATIENCE: Final = 30.0
"""Seconds."""
