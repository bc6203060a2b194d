"""Actions: what teams decided to do about their areas."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from bot.store.tables import ACTION, CHECKIN


class ActionStatus(Enum):
    """What became of an action."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Action:
    """An action as it is kept; the fields are explained at the table."""

    id: str
    checkin_id: str
    round_number: int
    area: str
    text: str
    owner: str
    due_on: date
    created_at: datetime
    owner_id: str | None = None
    status: ActionStatus = ActionStatus.OPEN
    asked_in: int | None = None
    closed_at: datetime | None = None


_COLUMNS = ACTION.c
_BY_ID = select(ACTION).where(_COLUMNS.id == bindparam("action_id"))
_OF_CHECKIN = (
    select(ACTION)
    .where(_COLUMNS.checkin_id == bindparam("checkin_id"))
    .order_by(_COLUMNS.created_at, _COLUMNS.id)
)
_DUE = (
    select(ACTION, CHECKIN.c.channel)
    .join(CHECKIN, CHECKIN.c.id == _COLUMNS.checkin_id)
    .where(
        _COLUMNS.status == ActionStatus.OPEN.value,
        _COLUMNS.due_on.between(bindparam("first"), bindparam("last")),
    )
    .order_by(_COLUMNS.due_on, _COLUMNS.id)
)
_SETTLE = (
    update(ACTION)
    .where(_COLUMNS.id == bindparam("action_id"))
    .values(status=bindparam("new_status"), closed_at=bindparam("new_closed_at"))
)
_ASKED = (
    update(ACTION).where(_COLUMNS.id == bindparam("action_id")).values(asked_in=bindparam("new_asked_in"))
)


def write(connection: Connection, action: Action) -> None:
    """Takes note of a new action."""
    row = {name: getattr(action, name) for name in _COLUMNS.keys()}  # noqa: SIM118  # no mapping
    row |= {"status": action.status.value, "due_on": action.due_on.isoformat()}
    connection.execute(insert(ACTION), row)


def by_id(connection: Connection, action_id: str) -> Action | None:
    """The action with this id."""
    row = connection.execute(_BY_ID, {"action_id": action_id}).one_or_none()
    return None if row is None else _action(row)


def of_checkin(connection: Connection, checkin_id: str) -> tuple[Action, ...]:
    """All actions of a check-in, the first one first."""
    return tuple(_action(row) for row in connection.execute(_OF_CHECKIN, {"checkin_id": checkin_id}))


def due(connection: Connection, first: date, last: date) -> tuple[tuple[Action, str], ...]:
    """Open ones whose day lies between these, and their channels."""
    rows = connection.execute(_DUE, {"first": first.isoformat(), "last": last.isoformat()})
    return tuple((_action(row), row.channel) for row in rows)


def settle(connection: Connection, action_id: str, status: ActionStatus, now: datetime) -> None:
    """Done, dropped, or open after all."""
    closed = None if status is ActionStatus.OPEN else now
    connection.execute(
        _SETTLE, {"action_id": action_id, "new_status": status.value, "new_closed_at": closed}
    )  # fmt: skip


def asked(connection: Connection, action_id: str, round_number: int) -> None:
    """It was asked about in this round."""
    connection.execute(_ASKED, {"action_id": action_id, "new_asked_in": round_number})


def _action(row: Any) -> Action:
    kept = {name: getattr(row, name) for name in _COLUMNS.keys()}  # noqa: SIM118  # no mapping
    kept |= {"status": ActionStatus(row.status), "due_on": date.fromisoformat(row.due_on)}
    return Action(**kept)
