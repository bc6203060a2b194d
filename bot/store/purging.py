"""What was kept for long enough is deleted (see `retention.py`), a little at a time.

Looking for it is a read, which holds up nobody; each batch that deletes is a short transaction of its own, so
that turns come between. A batch looks again before it deletes: people come back.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, and_, delete, select

from bot.store.columns import DeliveryStatus
from bot.store.database import Database
from bot.store.retention import ANSWER_YEARS, RECORD_DAYS
from bot.store.tables import (
    ADDRESS,
    ANSWER,
    CONSENT,
    CONVERSATION,
    DELIVERY,
    EVENT,
    INBOUND,
    INVITATION,
    KEPT,
    OAUTH_STATE,
    REPORT_LINK,
    RESPONDENT,
    RESULT,
    ROUND,
)

_AT_ONCE = 10_000
"""Ids that are held in memory."""
_ROWS = 1000
"""In one batch."""
_CONVERSATIONS = 50
"""The same where each takes some hundred rows of other tables with it."""


@dataclass(frozen=True, slots=True)
class Purged:
    """How many rows were deleted."""

    conversations: int = 0
    answers: int = 0
    results: int = 0
    consents: int = 0
    deliveries: int = 0
    updates: int = 0
    addresses: int = 0
    respondents: int = 0
    invitations: int = 0
    events: int = 0
    kept: int = 0

    def __add__(self, other: "Purged") -> "Purged":
        names = [field.name for field in fields(self)]
        return Purged(**{name: getattr(self, name) + getattr(other, name) for name in names})


async def purge(database: Database, now: datetime) -> Purged:
    """Applies the rules of retention as of *now*."""
    await database.run(partial(_expired, now))
    long_ago, lately = years_before(now, ANSWER_YEARS), now - timedelta(days=RECORD_DAYS)
    purged = await _updates(database, lately)
    ended = CONVERSATION.c.updated_at < long_ago
    purged += await _batches(database, CONVERSATION.c.id, ended, _conversations, _CONVERSATIONS)
    purged += await _batches(
        database, DELIVERY.c.id, and_(_IS_FINAL, DELIVERY.c.created_at < lately), _messages
    )
    purged += await _batches(database, EVENT.c.id, EVENT.c.happened_at < lately, _events)
    purged += await _kept(database, long_ago)
    ended_rounds = INVITATION.c.round_id.in_(select(ROUND.c.id).where(ROUND.c.closes_at < long_ago))
    purged += await _batches(database, INVITATION.c.id, ended_rounds, _invitations)
    unused = and_(ADDRESS.c.created_at < long_ago, _IS_UNUSED)
    purged += await _batches(database, ADDRESS.c.id, unused, _addresses)
    nobody = and_(RESPONDENT.c.created_at < long_ago, _IS_NOBODY)
    return purged + await _batches(database, RESPONDENT.c.id, nobody, _respondents)


def years_before(now: datetime, years: int) -> datetime:
    """The same day and time of an earlier year; the 28th for a 29th of February."""
    try:
        return now.replace(year=now.year - years)
    except ValueError:
        return now.replace(year=now.year - years, day=28)


_OPEN = (DeliveryStatus.WAITING.value, DeliveryStatus.SENDING.value)
_IS_FINAL = DELIVERY.c.status.not_in(_OPEN)
# Who came in lately is still here, also without a conversation.
_IS_UNUSED = ~(
    select(CONVERSATION.c.id).where(CONVERSATION.c.address_id == ADDRESS.c.id).exists()
    | select(INBOUND.c.external_id).where(INBOUND.c.address_id == ADDRESS.c.id).exists()
    | select(INVITATION.c.id).where(INVITATION.c.address_id == ADDRESS.c.id).exists()
)
_IS_NOBODY = ~(
    select(ADDRESS.c.id).where(ADDRESS.c.respondent_id == RESPONDENT.c.id).exists()
    | select(CONVERSATION.c.id).where(CONVERSATION.c.respondent_id == RESPONDENT.c.id).exists()
)


async def _batches(
    database: Database,
    id_: Column[str],
    which: ColumnElement[bool],
    remove: Callable[[Connection, Sequence[str]], Purged],
    size: int = _ROWS,
) -> Purged:
    """Removes all rows of which *which* is true, *size* at a time, in the order of their ids."""
    purged = Purged()
    looking = select(id_).where(which).order_by(id_).limit(_AT_ONCE)
    found = await database.read(partial(_ids, looking), at_length=True)
    while found:
        for start in range(0, len(found), size):
            batch = found[start : start + size]
            purged += await database.run(partial(_still, id_, which, batch, remove))
        found = await database.read(partial(_ids, looking.where(id_ > found[-1])), at_length=True)
    return purged


def _ids(statement: Select[Any], connection: Connection) -> Sequence[str]:
    return connection.execute(statement).scalars().all()


def _still(
    id_: Column[str],
    which: ColumnElement[bool],
    batch: Sequence[str],
    remove: Callable[[Connection, Sequence[str]], Purged],
    connection: Connection,
) -> Purged:
    """Removes those of a batch of which it is still true. Locked first: whoever is taking a turn ends it."""
    here = select(id_).where(id_.in_(batch)).order_by(id_)
    connection.execute(here.with_for_update())
    left = _ids(here.where(which), connection)
    return remove(connection, left) if left else Purged()


def _conversations(connection: Connection, ids: Sequence[str]) -> Purged:
    return Purged(
        events=_gone(connection, EVENT.c.conversation_id, ids),
        deliveries=_gone(connection, DELIVERY.c.conversation_id, ids),
        consents=_gone(connection, CONSENT.c.conversation_id, ids),
        results=_gone(connection, RESULT.c.conversation_id, ids),
        answers=_gone(connection, ANSWER.c.conversation_id, ids),
        conversations=_gone(connection, CONVERSATION.c.id, ids),
    )


def _invitations(connection: Connection, ids: Sequence[str]) -> Purged:
    """That somebody took part in a round; what was shown of it stays in the ledger."""
    return Purged(invitations=_gone(connection, INVITATION.c.id, ids))


def _messages(connection: Connection, ids: Sequence[str]) -> Purged:
    return Purged(deliveries=_gone(connection, DELIVERY.c.id, ids))


def _events(connection: Connection, ids: Sequence[str]) -> Purged:
    """Whether they arrived or not: nobody waits for what is so old."""
    return Purged(events=_gone(connection, EVENT.c.id, ids))


def _addresses(connection: Connection, ids: Sequence[str]) -> Purged:
    return Purged(
        deliveries=_gone(connection, DELIVERY.c.address_id, ids),
        addresses=_gone(connection, ADDRESS.c.id, ids),
    )


def _respondents(connection: Connection, ids: Sequence[str]) -> Purged:
    return Purged(
        kept=_gone(connection, KEPT.c.respondent_id, ids),
        respondents=_gone(connection, RESPONDENT.c.id, ids),
    )


def _gone(connection: Connection, column: Column[str], ids: Sequence[str]) -> int:
    return connection.execute(delete(column.table).where(column.in_(ids))).rowcount


def _expired(now: datetime, connection: Connection) -> None:
    """What is of no use any more, and is not counted: installations that nobody finished, and links to
    reports that expired so long ago that nobody is to be told so.
    """
    connection.execute(delete(OAUTH_STATE).where(OAUTH_STATE.c.expires_at <= now))
    over = REPORT_LINK.c.expires_at < now - timedelta(days=RECORD_DAYS)
    connection.execute(delete(REPORT_LINK).where(over))


async def _kept(database: Database, before: datetime) -> Purged:
    """Answers asked once, as old as conversations that go; by themselves, for their person may still come."""
    old = select(KEPT.c.respondent_id).where(KEPT.c.answered_at < before).distinct().limit(_ROWS)
    purged = Purged()
    while found := await database.read(partial(_ids, old), at_length=True):
        purged += await database.run(partial(_old_kept, before, found))
    return purged


def _old_kept(before: datetime, whose: Sequence[str], connection: Connection) -> Purged:
    which = KEPT.c.respondent_id.in_(whose) & (KEPT.c.answered_at < before)
    return Purged(kept=connection.execute(delete(KEPT).where(which)).rowcount)


async def _updates(database: Database, before: datetime) -> Purged:
    purged = Purged()
    while batch := await database.run(partial(_some_updates, before)):
        purged += Purged(updates=batch)
    return purged


def _some_updates(before: datetime, connection: Connection) -> int:
    """The oldest, by their index: they have no id."""
    received = INBOUND.c.received_at
    last = select(received).where(received < before).order_by(received).limit(1).offset(_ROWS - 1)
    edge = connection.execute(last).scalar_one_or_none()
    which = received < before if edge is None else received <= edge
    return connection.execute(delete(INBOUND).where(which)).rowcount
