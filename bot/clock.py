"""The one place that reads the clock and makes ids. Used at the rim only: below, they are arguments."""

import secrets
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

_LETTERS: Final = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no letter looks like a digit, and ids sort as the numbers they stand for."""
_LENGTH: Final = 26
_RANDOM_BITS: Final = 80


def now() -> datetime:
    """What time it is, in UTC."""
    return datetime.now(UTC)


class Ids:
    """Makes ids of 26 letters that sort by when they were made: 48 bits of milliseconds, 80 of chance.

    Within a process each is greater than the one before, also in the same millisecond or when the clock goes
    back.
    """

    def __init__(
        self,
        milliseconds: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
        chance: Callable[[int], int] = secrets.randbits,
    ) -> None:
        self._milliseconds = milliseconds
        self._chance = chance
        self._last = 0
        self._lock = threading.Lock()

    def __call__(self) -> str:
        with self._lock:
            made = self._milliseconds() << _RANDOM_BITS | self._chance(_RANDOM_BITS)
            if made >> _RANDOM_BITS <= self._last >> _RANDOM_BITS:
                made = self._last + 1 + self._chance(_RANDOM_BITS // 2)
            self._last = made
        return "".join(_LETTERS[made >> shift & 31] for shift in range(5 * (_LENGTH - 1), -1, -5))


new_id: Final = Ids()
"""The ids of this process."""
