"""What one attempt to tell an event came to."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import Enum
from typing import Final

LONGEST_WAIT: Final = timedelta(hours=6)
"""A receiver that asks for more is tried all the same: it may have been mistaken."""
_WAITS: Final = frozenset({429, 503})


class Fate(Enum):
    """Closed: a receiver's answer is one of these."""

    DELIVERED = "delivered"
    LATER = "later"
    GONE = "gone"
    """It wants nothing any more (410)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """It, and a word for operators. Nothing of what a receiver says stands in it but the number."""

    fate: Fate
    code: str
    """`http 500`, `timeout`, `not connected`, `refused address`, `tls`, `closed`."""
    wait: timedelta | None = None
    """For so long the receiver wants nothing at all."""


def answered(status: int, retry_after: str | None, now: datetime) -> Outcome:
    """What a status means. Only 2xx is a yes; redirects are not followed."""
    code = f"http {status}"
    if 200 <= status < 300:
        return Outcome(Fate.DELIVERED, code)
    if status == 410:
        return Outcome(Fate.GONE, code)
    wait = _wait(retry_after, now) if status in _WAITS and retry_after else None
    return Outcome(Fate.LATER, code, wait)


def _wait(written: str, now: datetime) -> timedelta | None:
    """Seconds or a date (RFC 9110 §10.2.3); None where it is neither."""
    text = written.strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        return min(timedelta(seconds=int(text)), LONGEST_WAIT)
    try:
        then = parsedate_to_datetime(text)
    except ValueError:
        return None
    then = then.replace(tzinfo=UTC) if then.tzinfo is None else then
    return min(max(then - now, timedelta()), LONGEST_WAIT)
