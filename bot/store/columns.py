"""Column types and closed lists that mean the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from enum import Enum

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, always with its zone: naive datetimes are refused, UTC comes back.

    PostgreSQL keeps it as `timestamptz`, SQLite as text in UTC that sorts by time.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment = _in_utc(value)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class AnswerState(Enum):
    """How an answer came to be, and whether it counts."""

    GIVEN = "given"
    SKIPPED = "skipped"
    INFERRED = "inferred"
    """Recorded without asking."""
    CARRIED = "carried"
    """Handed over by the flow before."""
    KEPT = "kept"
    """Known from an earlier conversation, and not asked again."""
    PARKED = "parked"
    """Off the path now; returns when the path does."""


class DeliveryStatus(Enum):
    """Where a delivery is (design §7); all but the first two are final."""

    WAITING = "waiting"
    SENDING = "sending"
    """Claimed; stays so until an outcome is known or the lease runs out."""
    SENT = "sent"
    NOT_MODIFIED = "not_modified"
    """The platform shows it already."""
    BLOCKED = "blocked"
    """The person or their workspace stopped us; the address is switched off."""
    REFUSED = "refused"
    """A mistake of ours: kept, alarmed."""
    UNKNOWN = "unknown"
    """It may have come: the connection was lost after sending."""


TIDYING = "Settled"
"""The kind of a message to send that only tidies up what stands above."""


def _in_utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError(f"a stored time needs its zone: {value.isoformat()}")
    return value.astimezone(UTC)
