"""How many messages Telegram takes: off until a test switches it on."""

import math
from dataclasses import dataclass

from tests.fakes.clock import Clock
from tests.fakes.telegram.refusal import too_many_requests

_OVERALL = 0


@dataclass(slots=True)
class _Bucket:
    """Holds what may be sent at once, and fills up again with time."""

    size: float
    per_second: float
    filled: float
    at: float

    def missing(self, now: float) -> float:
        """Seconds until one more fits; 0 for at once."""
        self.filled = min(self.size, self.filled + max(now - self.at, 0.0) * self.per_second)
        self.at = now
        return max(0.0, (1.0 - self.filled) / self.per_second)


class Limits:
    """One message a second in a chat, thirty overall, with some patience for bursts in a chat."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._on = False
        self._buckets: dict[int, _Bucket] = {}

    def on(self, *, per_chat: float = 1.0, burst: int = 3, overall: float = 30.0) -> None:
        """From now on more is refused: so many messages a second, and *burst* of them at once in a chat."""
        self._on = True
        self._per_chat, self._burst, self._overall = per_chat, burst, overall
        self._buckets.clear()

    def off(self) -> None:
        self._on = False

    def check(self, chat: int) -> None:
        """Counts a message to *chat*. RefusalError: one too many, which counts for nothing."""
        if not self._on:
            return
        now = self._clock.now()
        buckets = (
            self._bucket(_OVERALL, self._overall, self._overall, now),
            self._bucket(chat, self._burst, self._per_chat, now),
        )
        missing = max(bucket.missing(now) for bucket in buckets)
        if missing > 1e-9:
            raise too_many_requests(math.ceil(missing))
        for bucket in buckets:
            bucket.filled -= 1

    def _bucket(self, key: int, size: float, per_second: float, now: float) -> _Bucket:
        return self._buckets.setdefault(key, _Bucket(size, per_second, size, now))
