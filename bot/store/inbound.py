"""Updates that came in: each counts once, whatever the platform repeats (design §1.2)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, func, select, update

from bot.store import prepared
from bot.store.sealing import seal, unseal
from bot.store.tables import INBOUND
from bot.store.upserts import or_change, unless_there

_KEY = ("channel", "workspace", "external_id")
_COLUMNS = INBOUND.c
RECORD = unless_there(INBOUND, _KEY)
_KEEP = or_change(INBOUND, _KEY, ("outcome", "payload"))
_THIS = and_(
    _COLUMNS.channel == bindparam("the_channel"),
    _COLUMNS.workspace == bindparam("the_workspace"),
    _COLUMNS.external_id == bindparam("the_external_id"),
)
_SETTLE = update(INBOUND).where(_THIS).values(outcome=bindparam("new_outcome"))
_WIPE = update(INBOUND).where(_THIS, _COLUMNS.payload.is_not(None)).values(payload=None)
_KEPT = (
    select(*(_COLUMNS[name] for name in _KEY), _COLUMNS.received_at, _COLUMNS.outcome, _COLUMNS.payload)
    .where(_COLUMNS.payload.is_not(None))
    .order_by(_COLUMNS.received_at, *(_COLUMNS[name] for name in _KEY))
)


@dataclass(frozen=True, slots=True)
class Update:
    """Which update: the platform's own number for it, within a workspace or bot of a channel."""

    channel: str
    workspace: str
    external_id: str


@dataclass(frozen=True, slots=True)
class Poisoned:
    """An update that could not be handled, kept for inspection."""

    update: Update
    received_at: datetime
    outcome: str
    payload: str


@dataclass(frozen=True, slots=True)
class Kept:
    """That an update is kept, without what it said."""

    update: Update
    received_at: datetime
    outcome: str


def record(connection: Connection, update: Update, address_id: str | None, now: datetime) -> bool:
    """Takes note of an update. False: it was here before, and nothing more is to be done."""
    row = _row(update, now) | {"address_id": address_id}
    return prepared.run(connection, RECORD, row) == 1


def settle(connection: Connection, update: Update, outcome: str) -> None:
    """Writes down what a recorded update came to, where that is not what is usual."""
    connection.execute(_SETTLE, _which(update) | {"new_outcome": outcome})


def keep_poisoned(
    connection: Connection,
    update: Update,
    payload: str,
    reason: str,
    now: datetime,
    *,
    address_id: str | None = None,
) -> None:
    """Keeps, sealed, an update whose turn failed, and counts it as handled: it must not block the queue."""
    sealed = seal(connection, payload, private=True)
    row = _row(update, now) | {"outcome": reason, "payload": sealed, "address_id": address_id}
    connection.execute(_KEEP.on(connection), row)


def poisoned(connection: Connection) -> tuple[Poisoned, ...]:
    """What waits for inspection, oldest first."""
    return tuple(
        Poisoned(
            Update(row.channel, row.workspace, row.external_id),
            row.received_at,
            row.outcome,
            unseal(connection, row.payload, sealed=True),
        )
        for row in connection.execute(_KEPT)
    )


def kept(connection: Connection, at_most: int) -> tuple[Kept, ...]:
    """The same without what they said, of so many."""
    return tuple(
        Kept(Update(row.channel, row.workspace, row.external_id), row.received_at, row.outcome or "")
        for row in connection.execute(_KEPT.limit(at_most))
    )


def count_kept(connection: Connection) -> int:
    """How many updates are kept."""
    counted = select(func.count()).select_from(INBOUND).where(_COLUMNS.payload.is_not(None))
    return int(connection.execute(counted).scalar_one())


def let_go(connection: Connection, update: Update) -> bool:
    """What an update said is wiped, as it was seen; that it came stays. False: nothing of it is kept."""
    return connection.execute(_WIPE, _which(update)).rowcount == 1


def _which(update: Update) -> dict[str, str]:
    return {
        "the_channel": update.channel,
        "the_workspace": update.workspace,
        "the_external_id": update.external_id,
    }


def _row(update: Update, now: datetime) -> dict[str, object]:
    return {
        "channel": update.channel,
        "workspace": update.workspace,
        "external_id": update.external_id,
        "received_at": now,
    }
