"""Ids and time stamps, none of them twice."""

from collections import defaultdict
from itertools import count

from tests.fakes.clock import Clock


class Numbers:
    """Hands them out."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._counts: defaultdict[str, count[int]] = defaultdict(lambda: count(1))
        self._last = 0

    def identity(self, prefix: str) -> str:
        """Such as `U0100000001`."""
        return f"{prefix}01{next(self._counts[prefix]):08d}"

    def ts(self) -> str:
        """Seconds with six places, later than all before: the name of a message in its channel."""
        self._last = max(self._last + 1, int(self._clock.now() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"
