"""Conversations: one respondent going through one flow once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, insert, select, update

from bot.store.flows import Pinned
from bot.store.sealing import seal, unseal
from bot.store.tables import CONVERSATION


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation as it is kept."""

    id: str
    respondent_id: str
    address_id: str
    flow: Pinned
    status: str
    turn: int
    """Guards `save`."""
    state: str
    """The engine's snapshot as JSON."""
    language: str
    started_at: datetime
    updated_at: datetime
    ended_at: datetime | None = None
    wake_at: datetime | None = None
    """When a reminder is due."""
    expires_at: datetime | None = None
    source: str | None = None
    """Where a deep link says the person came from."""
    private: bool = False
    """The state holds contact data or free text: it is kept sealed."""


_COLUMNS = CONVERSATION.c
_ALL = select(CONVERSATION)
_NEWEST: Select[Any] = (
    _ALL.where(_COLUMNS.address_id == bindparam("address_id"))
    .order_by(_COLUMNS.started_at.desc(), _COLUMNS.id.desc())
    .limit(1)
)
_NEWEST_OF_FLOW = _NEWEST.where(_COLUMNS.flow_name == bindparam("flow_name"))
_BY_ID: Select[Any] = _ALL.where(_COLUMNS.id == bindparam("conversation_id"))
_LOCKED = {statement: statement.with_for_update() for statement in (_NEWEST, _NEWEST_OF_FLOW, _BY_ID)}
_BEGIN = insert(CONVERSATION)
_CHANGING = (
    "status", "turn", "state", "sealed", "language", "updated_at", "ended_at", "wake_at", "expires_at",
)  # fmt: skip
_SAVE = (
    update(CONVERSATION)
    .where(_COLUMNS.id == bindparam("conversation_id"), _COLUMNS.turn == bindparam("was_turn"))
    .values({name: bindparam(f"new_{name}") for name in _CHANGING})
)


def latest(
    connection: Connection, address_id: str, *, flow_name: str | None = None, lock: bool = True
) -> Conversation | None:
    """The conversation that began last at an address, open or ended; of one flow where a name is given.

    `lock`: until the transaction ends nobody else gets to it.
    """
    which = {"address_id": address_id}
    if flow_name is None:
        return _one(connection, _NEWEST, which, lock=lock)
    return _one(connection, _NEWEST_OF_FLOW, which | {"flow_name": flow_name}, lock=lock)


def open_one(connection: Connection, conversation_id: str, *, lock: bool = True) -> Conversation | None:
    """The conversation with this id, for its next turn."""
    return _one(connection, _BY_ID, {"conversation_id": conversation_id}, lock=lock)


def begin(connection: Connection, conversation: Conversation) -> None:
    """Writes a new conversation."""
    connection.execute(
        _BEGIN,
        {
            "id": conversation.id,
            "respondent_id": conversation.respondent_id,
            "address_id": conversation.address_id,
            "flow_name": conversation.flow.name,
            "flow_version": conversation.flow.version,
            "flow_hash": conversation.flow.hash,
            "source": conversation.source,
            "started_at": conversation.started_at,
        }
        | _changing(connection, conversation),
    )


def save(connection: Connection, conversation: Conversation, *, was_turn: int) -> bool:
    """Writes a conversation after a turn. False: another turn came between, and nothing was changed."""
    row = {f"new_{name}": value for name, value in _changing(connection, conversation).items()}
    row |= {"conversation_id": conversation.id, "was_turn": was_turn}
    return connection.execute(_SAVE, row).rowcount == 1


def _changing(connection: Connection, conversation: Conversation) -> dict[str, object]:
    return {
        "status": conversation.status,
        "turn": conversation.turn,
        "state": seal(connection, conversation.state, private=conversation.private),
        "sealed": conversation.private,
        "language": conversation.language,
        "updated_at": conversation.updated_at,
        "ended_at": conversation.ended_at,
        "wake_at": conversation.wake_at,
        "expires_at": conversation.expires_at,
    }


def _one(
    connection: Connection, statement: Select[Any], which: dict[str, str], *, lock: bool
) -> Conversation | None:
    row = connection.execute(_LOCKED[statement] if lock else statement, which).one_or_none()
    return None if row is None else _conversation(connection, row)


def _conversation(connection: Connection, row: Row[Any]) -> Conversation:
    return Conversation(
        id=row.id,
        respondent_id=row.respondent_id,
        address_id=row.address_id,
        flow=Pinned(row.flow_name, row.flow_version, row.flow_hash),
        status=row.status,
        turn=row.turn,
        state=unseal(connection, row.state, sealed=row.sealed),
        language=row.language,
        started_at=row.started_at,
        updated_at=row.updated_at,
        ended_at=row.ended_at,
        wake_at=row.wake_at,
        expires_at=row.expires_at,
        source=row.source,
        private=row.sealed,
    )
