"""All of a person's checks at one glance, in two statements however many there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, func, or_, select

from bot.store.flows import Pinned
from bot.store.sealing import unseal
from bot.store.tables import CONVERSATION, RESULT

BEFORE: Final = 2
"""Results of a flow that are looked at for one of an earlier conversation."""
_COLUMNS = CONVERSATION.c


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A conversation as far as a page of all of them needs it."""

    id: str
    flow: Pinned
    state: str
    """The engine's snapshot as JSON."""
    at: datetime
    """When it last went on; of a finished one, when its result was shown last."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A conversation that came to a result, and the one before it with the same flow."""

    now: Glimpse
    before: Glimpse | None


_SEEN = tuple(_COLUMNS[name] for name in ("id", "flow_name", "flow_version", "flow_hash", "state", "sealed"))
_UNFINISHED = (
    select(*_SEEN, _COLUMNS.updated_at.label("at"))
    .where(
        _COLUMNS.address_id == bindparam("address_id"),
        _COLUMNS.round_id.is_(None),
        _COLUMNS.status.in_(bindparam("statuses", expanding=True)),
        or_(_COLUMNS.expires_at.is_(None), _COLUMNS.expires_at > bindparam("now")),
    )
    .order_by(_COLUMNS.updated_at.desc(), _COLUMNS.id.desc())
    .limit(bindparam("at_most"))
)
_LATEST = (
    select(
        RESULT.c.conversation_id,
        RESULT.c.created_at,
        func.row_number()
        .over(partition_by=RESULT.c.conversation_id, order_by=RESULT.c.turn.desc())
        .label("back"),
    )
    .join(CONVERSATION, _COLUMNS.id == RESULT.c.conversation_id)
    .where(_COLUMNS.address_id == bindparam("address_id"))
    .subquery()
)
"""Each time a result was shown, counted back in its conversation."""
_PLACED = (
    select(
        *_SEEN,
        _LATEST.c.created_at.label("at"),
        func.row_number()
        .over(partition_by=_COLUMNS.flow_name, order_by=(_LATEST.c.created_at.desc(), _COLUMNS.id.desc()))
        .label("place"),
        func.max(_LATEST.c.created_at).over(partition_by=_COLUMNS.flow_name).label("newest"),
    )
    .join(CONVERSATION, _COLUMNS.id == _LATEST.c.conversation_id)
    .where(_LATEST.c.back == 1)
    .subquery()
)
"""Conversations with a result, counted back in their flow."""
_OUTCOMES = (
    select(_PLACED)
    .where(_PLACED.c.place <= 1 + BEFORE)
    .order_by(_PLACED.c.newest.desc(), _PLACED.c.flow_name, _PLACED.c.place)
    .limit(bindparam("at_most"))
)


def unfinished(
    connection: Connection, address_id: str, statuses: Iterable[str], now: datetime, at_most: int
) -> tuple[Glimpse, ...]:
    """Conversations in one of the *statuses* whose time is not over, those that went on last first; those of
    a team's round are not among them.
    """
    which = {"address_id": address_id, "statuses": sorted(statuses), "now": now, "at_most": at_most}
    return tuple(_glimpse(connection, row) for row in connection.execute(_UNFINISHED, which))


def outcomes(connection: Connection, address_id: str, at_most: int) -> tuple[Outcome, ...]:
    """The result that a person has from each flow, the newest first, of so many flows."""
    which = {"address_id": address_id, "at_most": at_most * (1 + BEFORE)}
    flows: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(_OUTCOMES, which).all():
        flows.setdefault(row.flow_name, []).append(row)
    return tuple(_outcome(connection, rows) for rows in list(flows.values())[:at_most])


def _outcome(connection: Connection, rows: list[Row[Any]]) -> Outcome:
    now, *others = rows
    earlier = next((row for row in others if row.id < now.id), None)
    return Outcome(_glimpse(connection, now), None if earlier is None else _glimpse(connection, earlier))


def _glimpse(connection: Connection, row: Any) -> Glimpse:
    return Glimpse(
        row.id,
        Pinned(row.flow_name, row.flow_version, row.flow_hash),
        unseal(connection, row.state, sealed=row.sealed),
        row.at,
    )
