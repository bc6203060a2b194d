"""How many calls Slack takes, by method and workspace: off until a test switches it on."""

import math
from dataclasses import dataclass
from typing import Final

from tests.fakes.clock import Clock
from tests.fakes.slack.refusal import ratelimited

TIERS: Final = {1: 1, 2: 20, 3: 50, 4: 100}
"""Calls a minute."""
_MINUTE: Final = 60.0


@dataclass(slots=True)
class _Bucket:
    """Holds what may be called at once, and fills up again with time."""

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
    """Tiers for methods, one new message a second in a channel, some hundred a minute in a workspace."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._on = False
        self._buckets: dict[tuple[str, ...], _Bucket] = {}

    def on(
        self,
        *,
        per_channel: float = 1.0,
        burst: int = 3,
        per_workspace: int = 525,
        tiers: dict[int, int] | None = None,
    ) -> None:
        """From now on more is refused. *per_channel*: new messages a second, *burst* of them at once.

        *per_workspace*: new messages a minute. *tiers*: calls a minute, where they differ from `TIERS`.
        """
        self._on = True
        self._per_channel, self._burst, self._per_workspace = per_channel, burst, per_workspace
        self._tiers = TIERS | {int(tier): calls for tier, calls in (tiers or {}).items()}
        self._buckets.clear()

    def off(self) -> None:
        self._on = False

    def check(self, method: str, tier: int, team: str) -> None:
        """Counts a call. RefusalError: one too many, which counts for nothing."""
        if self._on and tier:
            calls = self._tiers[tier]
            self._take(self._bucket((method, team), calls, calls / _MINUTE))

    def check_message(self, team: str, channel: str) -> None:
        """Counts a new message. RefusalError: one too many."""
        if self._on:
            self._take(
                self._bucket(("", team), self._per_workspace, self._per_workspace / _MINUTE),
                self._bucket(("", team, channel), self._burst, self._per_channel),
            )

    def _take(self, *buckets: _Bucket) -> None:
        now = self._clock.now()
        missing = max(bucket.missing(now) for bucket in buckets)
        if missing > 1e-9:
            raise ratelimited(math.ceil(missing))
        for bucket in buckets:
            bucket.filled -= 1

    def _bucket(self, key: tuple[str, ...], size: float, per_second: float) -> _Bucket:
        return self._buckets.setdefault(key, _Bucket(size, per_second, size, self._clock.now()))
