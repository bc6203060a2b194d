"""Lines of the log that would otherwise come again and again."""

from collections.abc import Hashable
from time import perf_counter


class Seldom:
    """Whether a line is due: once, and then not before so many seconds are over."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._said_at: dict[Hashable, float] = {}

    def is_due(self, about: Hashable = None) -> bool:
        """Takes it for said. *about*: of several kinds, each has a time of its own; there must be few."""
        now = perf_counter()
        if now - self._said_at.get(about, float("-inf")) < self._seconds:
            return False
        self._said_at[about] = now
        return True
