"""Events for the rest of the business: written with what caused them, claimed, told, or given up.

Those of one person go out in order: each waits for the one before. One that failed `HELD_BACK` times holds
back nobody any more, so that what a receiver does not take cannot stop what comes after it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Final

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, or_, select, update

from bot.store.errors import SealBroken
from bot.store.sealing import seal, unseal
from bot.store.statuses import written_out
from bot.store.tables import EVENT
from bot.store.upserts import unless_there

HELD_BACK: Final = 5
"""Failed attempts after which those behind an event do not wait for it."""


class EventStatus(Enum):
    """Where an event is; all but the first are final, until it is replayed."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event as it is written; the fields are explained at the table."""

    id: str
    type: str
    channel: str
    subject: str
    data: Mapping[str, Any]
    happened_at: datetime
    due_at: datetime
    respondent_id: str | None = None
    conversation_id: str | None = None
    fleeting: bool = False


@dataclass(frozen=True, slots=True)
class Claimed:
    """An event that one process may tell, until its lease runs out."""

    event: StoredEvent
    attempts: int
    """This one counted."""
    tried_at: datetime


@dataclass(frozen=True, slots=True)
class Count:
    """How many events of a type stand where."""

    type: str
    status: str
    count: int
    oldest: datetime


_C = EVENT.c
_WRITE = insert(EVENT)
_WRITE_ONCE = unless_there(EVENT, ("id",))
_IS_WAITING = _C.status == written_out(EventStatus.WAITING)
_AHEAD = EVENT.alias("ahead")
_IS_FIRST = ~(
    select(_AHEAD.c.id)
    .where(
        _AHEAD.c.respondent_id == _C.respondent_id,
        _AHEAD.c.status == written_out(EventStatus.WAITING),
        _AHEAD.c.id < _C.id,
        or_(_AHEAD.c.attempts < HELD_BACK, _AHEAD.c.lease_until > bindparam("now")),
    )
    .exists()
)
_DUE = (
    select(EVENT)
    .where(
        _IS_WAITING,
        _C.due_at <= bindparam("now"),
        or_(_C.lease_until.is_(None), _C.lease_until <= bindparam("now")),
        _IS_FIRST,
    )
    .order_by(_C.due_at, _C.id)
    .limit(bindparam("at_most"))
    .with_for_update(skip_locked=True, of=EVENT)
)
_THIS = _C.id == bindparam("the_id")
_LEASE = (
    update(EVENT)
    .where(_THIS)
    .values(
        lease_until=bindparam("until"),
        attempts=_C.attempts + 1,
        tried_at=func.coalesce(_C.tried_at, bindparam("the_now", type_=_C.tried_at.type)),
    )
)
_DELIVERED = (
    update(EVENT)
    .where(_THIS, _C.status != EventStatus.DELIVERED.value)
    .values(
        status=EventStatus.DELIVERED.value, delivered_at=bindparam("the_now"), lease_until=None, error=None
    )
)
_GONE = delete(EVENT).where(_THIS)
_IS_OURS = and_(_THIS, _IS_WAITING, _C.attempts == bindparam("the_attempt"))
_AGAIN = (
    update(EVENT)
    .where(_IS_OURS)
    .values(due_at=bindparam("new_due_at"), error=bindparam("new_error"), lease_until=None)
)
_UNTRIED = (
    update(EVENT)
    .where(_IS_OURS)
    .values(due_at=bindparam("new_due_at"), attempts=_C.attempts - 1, lease_until=None)
)
_FAILED = (
    update(EVENT)
    .where(_IS_OURS)
    .values(status=EventStatus.FAILED.value, error=bindparam("new_error"), lease_until=None)
)
_ANEW = {
    "status": EventStatus.WAITING.value, "attempts": 0, "tried_at": None, "lease_until": None, "error": None,
}  # fmt: skip
_COUNTS = (
    select(_C.type, _C.status, func.count().label("number"), func.min(_C.happened_at).label("oldest"))
    .group_by(_C.type, _C.status)
    .order_by(_C.type, _C.status)
)


def write(connection: Connection, events: Iterable[StoredEvent]) -> None:
    """Keeps what happened, sealed."""
    rows = [_row(connection, event) for event in events]
    if rows:
        connection.execute(_WRITE, rows)


def write_once(connection: Connection, event: StoredEvent) -> bool:
    """The same for one whose id says what it is about. False: it was there."""
    return connection.execute(_WRITE_ONCE.on(connection), _row(connection, event)).rowcount == 1


def claim(connection: Connection, now: datetime, *, until: datetime, at_most: int) -> tuple[Claimed, ...]:
    """Takes what is due and nobody holds, the longest due first; each counts as an attempt."""
    rows = connection.execute(_DUE, {"now": now, "at_most": at_most}).all()
    if rows:
        leased = [{"the_id": row.id, "until": until, "the_now": now} for row in rows]
        connection.execute(_LEASE, leased)
    claimed = []
    for row in rows:
        tried_at = now if row.tried_at is None else row.tried_at
        try:
            claimed.append(Claimed(from_row(connection, row), row.attempts + 1, tried_at))
        except SealBroken:  # it must not hold up the others
            connection.execute(
                _FAILED, {"the_id": row.id, "the_attempt": row.attempts + 1, "new_error": "cannot be read"}
            )
    return tuple(claimed)


def delivered(connection: Connection, taken: Sequence[StoredEvent], now: datetime) -> None:
    """The receiver has these, whoever holds them by now."""
    gone = [{"the_id": event.id} for event in taken if event.fleeting]
    kept = [{"the_id": event.id, "the_now": now} for event in taken if not event.fleeting]
    if gone:
        connection.execute(_GONE, gone)
    if kept:
        connection.execute(_DELIVERED, kept)


def again(connection: Connection, claimed: Claimed, due_at: datetime, error: str) -> None:
    """It is tried again from then on, if nobody else has claimed it meanwhile."""
    connection.execute(_AGAIN, _ours(claimed) | {"new_due_at": due_at, "new_error": error})


def untried(connection: Connection, claimed: Claimed, due_at: datetime) -> None:
    """Given back without an attempt: it comes again from then on."""
    connection.execute(_UNTRIED, _ours(claimed) | {"new_due_at": due_at})


def failed(connection: Connection, claimed: Claimed, error: str) -> None:
    """It is not tried any more, until somebody replays it."""
    connection.execute(_FAILED, _ours(claimed) | {"new_error": error})


def drop(connection: Connection, respondent_id: str, type_: str) -> None:
    """A person's events of this type are never told any more, nor again."""
    connection.execute(delete(EVENT).where(_C.respondent_id == respondent_id, _C.type == type_))


def drop_of_conversation(connection: Connection, conversation_id: str, type_: str, now: datetime) -> bool:
    """The same for those of a conversation. True: one of them may be under way just now."""
    statement = (
        delete(EVENT)
        .where(_C.conversation_id == conversation_id, _C.type == type_)
        .returning(_C.status, _C.lease_until)
    )
    dropped = connection.execute(statement).all()
    return any(
        row.status == EventStatus.WAITING.value and row.lease_until is not None and row.lease_until > now
        for row in dropped
    )


def replay(
    connection: Connection, now: datetime, *, since: datetime | None = None, id_: str | None = None
) -> int:
    """What has an outcome goes out again: all since then, one, or else those that failed. How many."""
    statement = update(EVENT).values(**_ANEW, due_at=now)
    if id_ is not None:
        statement = statement.where(_C.id == id_, ~_IS_WAITING)
    elif since is not None:
        statement = statement.where(_C.happened_at >= since, ~_IS_WAITING)
    else:
        statement = statement.where(_C.status == EventStatus.FAILED.value)
    return connection.execute(statement).rowcount


def hurry(connection: Connection, now: datetime) -> None:
    """What waits for its next attempt has it now, with three days from now. What waits for its first has its
    time, and a reason for it.
    """
    free = or_(_C.lease_until.is_(None), _C.lease_until <= now)
    tried = _C.tried_at.is_not(None)
    connection.execute(update(EVENT).where(_IS_WAITING, free, tried).values(**_ANEW, due_at=now))


def counts(connection: Connection) -> tuple[Count, ...]:
    """How many there are, by type and status."""
    return tuple(Count(row.type, row.status, row.number, row.oldest) for row in connection.execute(_COUNTS))


def _ours(claimed: Claimed) -> dict[str, object]:
    return {"the_id": claimed.event.id, "the_attempt": claimed.attempts}


def _row(connection: Connection, event: StoredEvent) -> dict[str, object]:
    told = json.dumps({"subject": event.subject, "data": event.data}, ensure_ascii=False, allow_nan=False)
    return {
        "id": event.id,
        "type": event.type,
        "channel": event.channel,
        "respondent_id": event.respondent_id,
        "conversation_id": event.conversation_id,
        "data": seal(connection, told, private=True),
        "happened_at": event.happened_at,
        "status": EventStatus.WAITING.value,
        "attempts": 0,
        "tried_at": None,
        "due_at": event.due_at,
        "lease_until": None,
        "delivered_at": None,
        "error": None,
        "fleeting": event.fleeting,
    }


def from_row(connection: Connection, row: Any) -> StoredEvent:
    """A row of all columns, opened. SealBroken."""
    told = json.loads(unseal(connection, row.data, sealed=True))
    return StoredEvent(
        row.id, row.type, row.channel, told["subject"], told["data"], row.happened_at, row.due_at,
        row.respondent_id, row.conversation_id, row.fleeting,
    )  # fmt: skip
