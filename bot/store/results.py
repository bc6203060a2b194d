"""Results: the scored outcome of a conversation, each time it was shown."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select

from bot.store.flows import Pinned
from bot.store.tables import RESULT


@dataclass(frozen=True, slots=True)
class StoredResult:
    """A result as it is kept."""

    conversation_id: str
    turn: int
    """The turn that showed it."""
    respondent_id: str
    flow: Pinned
    complete: bool
    score: str | None
    """As shown; None without an overall."""
    exact: str | None
    """As a fraction: `55/2`."""
    level: str | None
    document: str
    """The whole result as JSON."""
    created_at: datetime


_COLUMNS = RESULT.c
_WRITE = insert(RESULT)
_NEWEST_FIRST = (_COLUMNS.created_at.desc(), _COLUMNS.conversation_id.desc(), _COLUMNS.turn.desc())
_LATEST = (
    select(RESULT)
    .where(_COLUMNS.conversation_id == bindparam("conversation_id"))
    .order_by(_COLUMNS.turn.desc())
    .limit(1)
)
_BEFORE = (
    select(RESULT)
    .where(
        _COLUMNS.respondent_id == bindparam("respondent_id"),
        _COLUMNS.flow_name == bindparam("flow_name"),
        _COLUMNS.conversation_id < bindparam("conversation_id"),
    )
    .order_by(*_NEWEST_FIRST)
    .limit(1)
)
_NEWEST = (
    select(RESULT)
    .where(_COLUMNS.respondent_id == bindparam("respondent_id"))
    .order_by(*_NEWEST_FIRST)
    .limit(1)
)
_LATEST_OF_PERSON = (
    select(RESULT)
    .where(
        _COLUMNS.respondent_id == bindparam("respondent_id"),
        _COLUMNS.flow_name == bindparam("flow_name"),
    )
    .order_by(*_NEWEST_FIRST)
    .limit(1)
)


def write(connection: Connection, result: StoredResult) -> None:
    """Keeps a result; earlier ones of the conversation stay."""
    connection.execute(
        _WRITE,
        {
            "conversation_id": result.conversation_id,
            "turn": result.turn,
            "respondent_id": result.respondent_id,
            "flow_name": result.flow.name,
            "flow_version": result.flow.version,
            "flow_hash": result.flow.hash,
            "complete": result.complete,
            "score": result.score,
            "exact": result.exact,
            "level": result.level,
            "document": result.document,
            "created_at": result.created_at,
        },
    )


def latest(connection: Connection, conversation_id: str) -> StoredResult | None:
    """The result shown last in a conversation."""
    return _result(connection.execute(_LATEST, {"conversation_id": conversation_id}).one_or_none())


def latest_of(connection: Connection, respondent_id: str, flow_name: str) -> StoredResult | None:
    """The result a person got last from a flow, in whatever conversation and version."""
    which = {"respondent_id": respondent_id, "flow_name": flow_name}
    return _result(connection.execute(_LATEST_OF_PERSON, which).one_or_none())


def before(
    connection: Connection, respondent_id: str, flow_name: str, conversation_id: str
) -> StoredResult | None:
    """What a person got last from a flow in an earlier conversation: ids sort by when they were made."""
    which = {
        "respondent_id": respondent_id,
        "flow_name": flow_name,
        "conversation_id": conversation_id,
    }
    return _result(connection.execute(_BEFORE, which).one_or_none())


def newest(connection: Connection, respondent_id: str) -> StoredResult | None:
    """The result a person got last, from whatever flow."""
    return _result(connection.execute(_NEWEST, {"respondent_id": respondent_id}).one_or_none())


def _result(row: Row[Any] | None) -> StoredResult | None:
    if row is None:
        return None
    return StoredResult(
        conversation_id=row.conversation_id,
        turn=row.turn,
        respondent_id=row.respondent_id,
        flow=Pinned(row.flow_name, row.flow_version, row.flow_hash),
        complete=row.complete,
        score=row.score,
        exact=row.exact,
        level=row.level,
        document=row.document,
        created_at=row.created_at,
    )
