"""Messages that did not arrive, for operators: what was refused, what is in doubt, and what waits for long.
They see ids and codes, never what a message says; and they decide whether one goes out again.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, func, select, update

from bot.store import senders
from bot.store.columns import DeliveryStatus
from bot.store.statuses import is_open, written_out
from bot.store.tables import ADDRESS, DELIVERY

LONG: Final = timedelta(minutes=5)
"""Messages go out within seconds; one that is due for so long has met some trouble."""
FAILED: Final = (DeliveryStatus.REFUSED, DeliveryStatus.UNKNOWN)
_WIPED: Final = "null"
"""The payload of a fleeting message that has an outcome."""


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A message that has not arrived, as far as we know."""

    id: str
    channel: str
    workspace: str
    address_id: str
    kind: str
    status: DeliveryStatus
    since: datetime
    """When it was made; for what waits, when it was due."""
    attempts: int
    why: str | None
    """A code."""
    can_go_again: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are."""

    late: int
    refused: int
    in_doubt: int


_C = DELIVERY.c


_HAS_FAILED = _C.status.in_([written_out(status) for status in FAILED])
_IS_OPEN = is_open(DELIVERY)
_LOOK = select(
    _C.id, ADDRESS.c.channel, ADDRESS.c.workspace, _C.address_id, _C.kind, _C.status, _C.created_at,
    _C.due_at, _C.attempts, _C.error, _C.fleeting,
).join(ADDRESS, ADDRESS.c.id == _C.address_id)  # fmt: skip


def look(connection: Connection, now: datetime, at_most: int) -> tuple[Undelivered, ...]:
    """What failed, the newest first, and then what waits for long, the longest first; so many of each."""
    failed = _LOOK.where(_HAS_FAILED).order_by(_C.created_at.desc(), _C.id.desc()).limit(at_most)
    late = _LOOK.where(_IS_OPEN, _C.due_at < now - LONG).order_by(_C.due_at, _C.id).limit(at_most)
    return tuple(
        Undelivered(
            row.id, row.channel, row.workspace, row.address_id, row.kind, DeliveryStatus(row.status),
            row.due_at if statement is late else row.created_at, row.attempts, row.error,
            statement is failed and not row.fleeting,
        )
        for statement in (failed, late)
        for row in connection.execute(statement)
    )  # fmt: skip


def counts(connection: Connection, now: datetime) -> Counts:
    """How many failed, and how many wait for long."""
    counted = select(_C.status, func.count()).where(_HAS_FAILED).group_by(_C.status)
    by_status: dict[str, int] = {row[0]: row[1] for row in connection.execute(counted)}
    late = select(func.count()).select_from(DELIVERY).where(_IS_OPEN, _C.due_at < now - LONG)
    return Counts(
        connection.execute(late).scalar_one(),
        by_status.get(DeliveryStatus.REFUSED.value, 0),
        by_status.get(DeliveryStatus.UNKNOWN.value, 0),
    )


def send_again(connection: Connection, delivery_id: str, now: datetime) -> bool:
    """Has a message go out once more that was refused or is in doubt. False: it has another outcome, or what
    it said is wiped.
    """
    found = connection.execute(select(_C.address_id).where(_C.id == delivery_id)).scalar_one_or_none()
    if found is None:
        return False
    # Whoever sends there holds all that is to go there, and from now on that is not so any more.
    senders.leave(connection, [found])
    wanted = (
        update(DELIVERY)
        .where(_C.id == delivery_id, _HAS_FAILED, _C.fleeting.is_not(True), _C.payload != _WIPED)
        .values(status=DeliveryStatus.WAITING.value, attempts=0, due_at=now, lease_until=None, error=None)
    )
    return connection.execute(wanted).rowcount == 1
