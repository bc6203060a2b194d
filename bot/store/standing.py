"""How things stand in the database, in figures: looked up every few seconds by whoever watches a process.

Each statement reads an index that holds little when all is well, and counts no further than MOST when it is
not: a look costs the same whatever happened.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, and_, func, or_, select, union_all

from bot.store.checkins import CheckInStatus
from bot.store.columns import DeliveryStatus
from bot.store.events import EventStatus
from bot.store.rounds import RoundStatus
from bot.store.statuses import is_open, written_out
from bot.store.tables import ADDRESS, CHECKIN, DELIVERY, EVENT, LEADER, ROUND, WEBHOOK

MOST: Final = 100_000
"""Counted no further."""
FAILED_WITHIN: Final = timedelta(days=1)
OVERDUE: Final = timedelta(minutes=10)
"""A phase of a round that was due for so long should have happened: it is tried again every five minutes."""


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits, and since when the oldest of it does."""

    waiting: int = 0
    oldest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Led:
    """Something that one process alone does."""

    name: str
    holder: str
    does: bool
    """Is it alive? By the clock of the database, where it has one."""


@dataclass(frozen=True, slots=True)
class Standing:
    """All of it."""

    messages: Mapping[str, Queue] = field(default_factory=dict)
    """By channel."""
    refused: Mapping[str, int] = field(default_factory=dict)
    """Messages of a day that a platform did not take, by channel."""
    in_doubt: Mapping[str, int] = field(default_factory=dict)
    """Messages of a day of which nobody knows whether they arrived, by channel."""
    events: Queue = field(default_factory=Queue)
    events_failed: int = 0
    webhook_disabled: bool = False
    overdue: int = 0
    """Rounds that should have opened or closed."""
    led: Sequence[Led] = ()


_FAILED: Final = DELIVERY.c.status.in_(
    [written_out(one) for one in (DeliveryStatus.REFUSED, DeliveryStatus.UNKNOWN)]
)


def look(connection: Connection, now: datetime, webhook_id: str | None = None) -> Standing:
    """How things stand. *webhook_id*: where events go now; one from before may stand disabled for ever."""
    failed = _failed(connection, now)
    return Standing(
        messages=_messages(connection),
        refused=_of(failed, DeliveryStatus.REFUSED),
        in_doubt=_of(failed, DeliveryStatus.UNKNOWN),
        events=_events(connection),
        events_failed=_count(connection, EVENT.c.status == written_out(EventStatus.FAILED), EVENT.c.id),
        webhook_disabled=webhook_id is not None and _is_disabled(connection, webhook_id),
        overdue=_overdue(connection, now),
        led=_led(connection, now),
    )


def _messages(connection: Connection) -> dict[str, Queue]:
    some = (
        select(DELIVERY.c.address_id, DELIVERY.c.created_at).where(is_open(DELIVERY)).limit(MOST).subquery()
    )
    asked = (
        select(ADDRESS.c.channel, func.count(), func.min(some.c.created_at))
        .join(ADDRESS, ADDRESS.c.id == some.c.address_id)
        .group_by(ADDRESS.c.channel)
    )
    return {row[0]: Queue(row[1], row[2]) for row in connection.execute(asked)}


def _failed(connection: Connection, now: datetime) -> Sequence[tuple[str, str, int]]:
    """Channel, status and how many."""
    some = (
        select(DELIVERY.c.address_id, DELIVERY.c.status)
        .where(_FAILED, DELIVERY.c.created_at > now - FAILED_WITHIN)
        .limit(MOST)
        .subquery()
    )
    asked = (
        select(ADDRESS.c.channel, some.c.status, func.count())
        .join(ADDRESS, ADDRESS.c.id == some.c.address_id)
        .group_by(ADDRESS.c.channel, some.c.status)
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(asked)]


def _of(failed: Sequence[tuple[str, str, int]], status: DeliveryStatus) -> dict[str, int]:
    return {channel: count for channel, found, count in failed if found == status.value}


def _events(connection: Connection) -> Queue:
    waits = EVENT.c.status == written_out(EventStatus.WAITING)
    some = select(EVENT.c.happened_at).where(waits).limit(MOST).subquery()
    count, oldest = connection.execute(select(func.count(), func.min(some.c.happened_at))).one()
    return Queue(count, oldest)


def _count(connection: Connection, which: Any, column: Any) -> int:
    some = select(column).where(which).limit(MOST).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one())


def _is_disabled(connection: Connection, webhook_id: str) -> bool:
    asked = select(WEBHOOK.c.disabled_at).where(WEBHOOK.c.id == webhook_id)
    return connection.execute(asked).scalar_one_or_none() is not None


def _overdue(connection: Connection, now: datetime) -> int:
    """Check-ins whose next round did not begin, and rounds that stand between two phases or did not end."""
    before = now - OVERDUE
    late = union_all(
        select(CHECKIN.c.id).where(
            CHECKIN.c.next_at <= before, CHECKIN.c.status == CheckInStatus.ACTIVE.value
        ),
        select(ROUND.c.id).where(
            or_(
                and_(ROUND.c.status == RoundStatus.OPENING.value, ROUND.c.opens_at <= before),
                and_(
                    ROUND.c.status.in_([RoundStatus.OPEN.value, RoundStatus.CLOSING.value]),
                    ROUND.c.closes_at <= before,
                ),
            )
        ),
    ).subquery()
    return int(connection.execute(select(func.count()).select_from(late)).scalar_one())


def _led(connection: Connection, now: datetime) -> tuple[Led, ...]:
    clock: Any = func.clock_timestamp() if connection.dialect.name == "postgresql" else now
    asked = select(LEADER.c.name, LEADER.c.holder, LEADER.c.until > clock)
    return tuple(Led(row[0], row[1], bool(row[2])) for row in connection.execute(asked))
