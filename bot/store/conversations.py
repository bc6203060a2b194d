"""Conversations: one respondent going through one flow once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, String, and_, bindparam, func, insert, or_, select, update

from bot.store import prepared
from bot.store.flows import Pinned
from bot.store.sealing import seal, unseal
from bot.store.tables import ADDRESS, CONVERSATION


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
    open_question: str | None = None
    """The question that is open, or was when time ran out."""
    round_id: str | None = None
    """The team's round that it belongs to."""


_COLUMNS = CONVERSATION.c
_ALL = select(CONVERSATION)
_NEWEST: Select[Any] = (
    _ALL.where(_COLUMNS.address_id == bindparam("address_id"))
    .order_by(_COLUMNS.started_at.desc(), _COLUMNS.id.desc())
    .limit(1)
)
# What somebody answers in a team's round is apart from what they take alone.
_ALONE = _COLUMNS.round_id.is_(None)
_NEWEST_OF_FLOW = _NEWEST.where(_COLUMNS.flow_name == bindparam("flow_name"), _ALONE)
_BY_ID: Select[Any] = _ALL.where(_COLUMNS.id == bindparam("conversation_id"))
_CURRENT: Select[Any] = (
    _ALL.where(_COLUMNS.address_id == bindparam("address_id"))
    .order_by(_COLUMNS.updated_at.desc(), _COLUMNS.id.desc())
    .limit(1)
)
_LOCKED = {
    statement: statement.with_for_update() for statement in (_NEWEST, _NEWEST_OF_FLOW, _CURRENT, _BY_ID)
}
BY_ID_LOCKED = _LOCKED[_BY_ID]
_STANDINGS = (
    select(_COLUMNS.flow_name, _COLUMNS.status)
    .where(_COLUMNS.address_id == bindparam("address_id"), _ALONE)
    .order_by(_COLUMNS.updated_at, _COLUMNS.id)
)
_OF_RESPONDENT = (
    _ALL.where(_COLUMNS.respondent_id == bindparam("respondent_id"))
    .order_by(_COLUMNS.started_at, _COLUMNS.id)
)  # fmt: skip
_DUE = (
    _ALL.join(ADDRESS, ADDRESS.c.id == _COLUMNS.address_id)
    .where(
        ADDRESS.c.channel == bindparam("channel"),
        ADDRESS.c.workspace == func.coalesce(bindparam("workspace", type_=String()), ADDRESS.c.workspace),
        ADDRESS.c.workspace.not_in(bindparam("crowded", expanding=True)),
        or_(
            _COLUMNS.wake_at <= bindparam("now"),
            and_(_COLUMNS.expires_at <= bindparam("now"), _COLUMNS.ended_at.is_(None)),
        ),
    )
    .limit(bindparam("at_most"))
)
_WAKE = (
    update(CONVERSATION).where(_COLUMNS.id == bindparam("conversation_id")).values(wake_at=bindparam("at"))
)
_GIVE_UP = (
    update(CONVERSATION)
    .where(_COLUMNS.id == bindparam("conversation_id"))
    .values(
        status="expired",
        updated_at=bindparam("now"),
        ended_at=bindparam("now"),
        wake_at=None,
        expires_at=None,
    )
)
_WAKE_NONE = (
    update(CONVERSATION)
    .where(_COLUMNS.address_id == bindparam("the_address"), _COLUMNS.wake_at.is_not(None))
    .values(wake_at=None)
)
_BEGIN = insert(CONVERSATION)
CHANGING = (
    "status", "turn", "state", "sealed", "language", "updated_at", "ended_at", "wake_at", "expires_at",
    "open_question",
)  # fmt: skip
SAVE = (
    update(CONVERSATION)
    .where(_COLUMNS.id == bindparam("conversation_id"), _COLUMNS.turn == bindparam("was_turn"))
    .values({name: bindparam(f"new_{name}") for name in CHANGING})
)


def latest(
    connection: Connection, address_id: str, *, flow_name: str | None = None, lock: bool = True
) -> Conversation | None:
    """The conversation that began last at an address, open or ended; of one flow where a name is given, and
    then none that belongs to a team's round.

    `lock`: until the transaction ends nobody else gets to it.
    """
    which = {"address_id": address_id}
    if flow_name is None:
        return _one(connection, _NEWEST, which, lock=lock)
    return _one(connection, _NEWEST_OF_FLOW, which | {"flow_name": flow_name}, lock=lock)


def current(connection: Connection, address_id: str, *, lock: bool = True) -> Conversation | None:
    """The conversation that went on last at an address: what is typed is meant for it."""
    return _one(connection, _CURRENT, {"address_id": address_id}, lock=lock)


def open_one(connection: Connection, conversation_id: str, *, lock: bool = True) -> Conversation | None:
    """The conversation with this id, for its next turn."""
    return _one(connection, _BY_ID, {"conversation_id": conversation_id}, lock=lock)


def standings(connection: Connection, address_id: str) -> tuple[tuple[str, str], ...]:
    """Flow and status of every conversation at an address that belongs to no team's round, oldest first."""
    rows = connection.execute(_STANDINGS, {"address_id": address_id})
    return tuple((row.flow_name, row.status) for row in rows)


def of_respondent(connection: Connection, respondent_id: str) -> tuple[Conversation, ...]:
    """All of a person's, oldest first."""
    rows = connection.execute(_OF_RESPONDENT, {"respondent_id": respondent_id})
    return tuple(_conversation(connection, row) for row in rows)


def due(
    connection: Connection, channel: str, workspace: str | None, *,
    now: datetime, at_most: int, crowded: Iterable[str] = (),
) -> tuple[Conversation, ...]:  # fmt: skip
    """Those whose time has come to be woken or to end, for whoever takes them next; None: everywhere, but for
    workspaces that are *crowded*.
    """
    which = {
        "channel": channel, "workspace": workspace, "now": now, "at_most": at_most,
        "crowded": sorted(crowded),
    }  # fmt: skip
    return tuple(_conversation(connection, row) for row in connection.execute(_DUE, which))


def wake(connection: Connection, conversation_id: str, at: datetime | None) -> None:
    """When a reminder is due; None: never."""
    connection.execute(_WAKE, {"conversation_id": conversation_id, "at": at})


def give_up(connection: Connection, conversation_id: str, now: datetime, *, only_late: bool = False) -> None:
    """Closes a conversation that cannot be stepped any more; its answers stay. *only_late*: if its time is
    over.
    """
    statement = _GIVE_UP.where(_COLUMNS.expires_at <= now) if only_late else _GIVE_UP
    connection.execute(statement, {"conversation_id": conversation_id, "now": now})


def wake_none(connection: Connection, address_id: str) -> None:
    """No reminder at an address, whatever is unfinished there."""
    connection.execute(_WAKE_NONE, {"the_address": address_id})


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
            "round_id": conversation.round_id,
            "started_at": conversation.started_at,
        }
        | _changing(connection, conversation),
    )


def save(connection: Connection, conversation: Conversation, *, was_turn: int) -> bool:
    """Writes a conversation after a turn. False: another turn came between, and nothing was changed."""
    row = {f"new_{name}": value for name, value in _changing(connection, conversation).items()}
    row |= {"conversation_id": conversation.id, "was_turn": was_turn}
    return prepared.run(connection, SAVE, row) == 1


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
        "open_question": conversation.open_question,
    }


def _one(
    connection: Connection, statement: Select[Any], which: dict[str, str], *, lock: bool
) -> Conversation | None:
    row = prepared.one_or_none(connection, _LOCKED[statement] if lock else statement, which)
    return None if row is None else _conversation(connection, row)


def _conversation(connection: Connection, row: Any) -> Conversation:
    return Conversation(
        id=row.id,
        respondent_id=row.respondent_id,
        address_id=row.address_id,
        flow=Pinned(row.flow_name, row.flow_version, row.flow_hash, in_round=row.round_id is not None),
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
        open_question=row.open_question,
        round_id=row.round_id,
    )
