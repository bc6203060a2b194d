"""When an event is tried again: soon at first, then ever later, for three days. Pure."""

from datetime import datetime, timedelta
from typing import Final

LASTS: Final = timedelta(days=3)
"""From the first attempt of an event to its last, and from a place's first failure to its disabling."""
PAUSES: Final = tuple(
    timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800)
)
"""Behind each attempt; behind all that follow as behind the last."""
JITTER: Final = 0.2
"""Each is up to so much longer, so that what failed together does not come again together."""


def next_try(attempts: int, tried_at: datetime, now: datetime, chance: float) -> datetime | None:
    """When after the attempt of that number, which failed; None: that was the last.

    *tried_at* is when the first was; *chance* lies between 0 and 1.
    """
    end = tried_at + LASTS
    if now >= end:
        return None
    pause = PAUSES[min(attempts, len(PAUSES)) - 1]
    return min(now + pause * (1 + JITTER * chance), end)
