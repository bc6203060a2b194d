"""How much of one sender is taken: a bucket of permits for each, which fills again with time.

Kept in the process alone, and for a bounded number of senders: who was not heard of for longest is forgotten,
which gives them a full bucket. Several processes each keep their own.
"""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from enum import Enum
from typing import Final

MOST_SENDERS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one sender may send."""

    at_once: float
    a_second: float
    """On and on."""


class Admission(Enum):
    """What becomes of one thing that was sent."""

    TAKEN = "taken"
    ENOUGH = "enough"
    """Not taken, for the first time since the sender was calm: a word is due."""
    DROPPED = "dropped"
    """Not taken, and the word was said."""


@dataclass(slots=True)
class _Bucket:
    permits: float
    at: float
    told: bool = False


class Buckets:
    """The buckets of all senders of one kind."""

    def __init__(self, allowance: Allowance, most: int = MOST_SENDERS) -> None:
        self._allowance = allowance
        self._most = most
        self._buckets: OrderedDict[Hashable, _Bucket] = OrderedDict()

    def take(self, sender: Hashable, now: float) -> Admission:
        """Takes one permit. *now*: seconds of a clock that never goes back."""
        bucket = self._filled(sender, now)
        if bucket.permits >= 1:
            bucket.permits -= 1
            return Admission.TAKEN
        if bucket.told:
            return Admission.DROPPED
        bucket.told = True
        return Admission.ENOUGH

    def is_empty(self, sender: Hashable, now: float) -> bool:
        """Would nothing be taken? Takes no permit, and keeps no bucket for who has none."""
        return sender in self._buckets and self._filled(sender, now).permits < 1

    def left(self, sender: Hashable, now: float) -> float:
        """How many permits it has."""
        return self._filled(sender, now).permits

    def give_back(self, sender: Hashable) -> None:
        """What was taken was not done, and comes again."""
        bucket = self._buckets.get(sender)
        if bucket is not None:
            bucket.permits = min(bucket.permits + 1, self._allowance.at_once)

    def _filled(self, sender: Hashable, now: float) -> _Bucket:
        bucket = self._buckets.get(sender)
        if bucket is None:
            bucket = self._buckets[sender] = _Bucket(self._allowance.at_once, now)
            if len(self._buckets) > self._most:
                self._buckets.popitem(last=False)
            return bucket
        self._buckets.move_to_end(sender)
        gained = max(now - bucket.at, 0.0) * self._allowance.a_second
        bucket.permits = min(bucket.permits + gained, self._allowance.at_once)
        bucket.at = now
        if bucket.permits >= self._allowance.at_once / 2:
            bucket.told = False
        return bucket
