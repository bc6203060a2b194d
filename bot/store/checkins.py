"""Check-ins: a team's recurring use of a flow, and who may start one."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Connection, String, bindparam, delete, func, insert, select, update

from bot.store.tables import APPOINTMENT, CHECKIN, INVITATION, ROUND
from bot.store.upserts import unless_there

LEAST_ANSWERS = 3
"""Nothing is ever shown from fewer (scoring §9.4)."""
MOST_REMINDERS = 2
_MINUTES_OF_A_DAY = 24 * 60


class CheckInStatus(Enum):
    """Whether rounds open."""

    ACTIVE = "active"
    PAUSED = "paused"
    """By hand, or because the workspace let us go; nothing opens before somebody goes on with it."""
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A check-in as it is kept; the fields are explained at the table."""

    id: str
    channel: str
    workspace: str
    team: str
    flow_name: str
    language: str
    manager: str
    viewers: tuple[str, ...]
    audience: Any
    """Whatever JSON can say."""
    anonymous: bool
    min_answers: int
    every: str
    first_on: date
    at_minute: int
    zone: str
    weekdays_only: bool
    open_minutes: int
    reminders: int
    created_at: datetime
    calendar: str | None = None
    status: CheckInStatus = CheckInStatus.ACTIVE
    next_on: date | None = None
    next_at: datetime | None = None
    join_token: str | None = None

    def __post_init__(self) -> None:
        if self.min_answers < LEAST_ANSWERS:
            raise ValueError(f"nothing is shown from fewer than {LEAST_ANSWERS} answers")
        if not 0 <= self.reminders <= MOST_REMINDERS:
            raise ValueError(f"there are at most {MOST_REMINDERS} reminders")
        if not 0 <= self.at_minute < _MINUTES_OF_A_DAY or self.open_minutes < 1:
            raise ValueError("a check-in has an hour, and time to answer")
        if self.manager not in self.viewers:
            raise ValueError("who started a check-in may see its reports")


_COLUMNS = CHECKIN.c
_ALL = select(CHECKIN)
_HERE = _COLUMNS.id == bindparam("checkin_id")
_BY_ID = _ALL.where(_HERE)
_BY_ID_LOCKED = _BY_ID.with_for_update()
_BY_TOKEN = _ALL.where(_COLUMNS.join_token == bindparam("token"))
_IN_PLACE = (
    _ALL.where(_COLUMNS.channel == bindparam("channel"), _COLUMNS.workspace == bindparam("workspace"))
    .order_by(_COLUMNS.created_at, _COLUMNS.id)
)  # fmt: skip
_EVERYWHERE = _ALL.order_by(_COLUMNS.created_at, _COLUMNS.id)
_OF_FLOW_LOCKED = (
    select(_COLUMNS.id)
    .where(
        _COLUMNS.channel == bindparam("channel"),
        _COLUMNS.workspace == bindparam("workspace"),
        _COLUMNS.flow_name == bindparam("flow_name"),
    )
    .order_by(_COLUMNS.id)
    .with_for_update()
)
_DUE = (
    _ALL.where(
        _COLUMNS.next_at <= bindparam("now"),
        _COLUMNS.status == CheckInStatus.ACTIVE.value,
        _COLUMNS.channel == bindparam("channel"),
        _COLUMNS.workspace == func.coalesce(bindparam("workspace", type_=String()), _COLUMNS.workspace),
    )
    .order_by(_COLUMNS.next_at, _COLUMNS.id)
    .limit(bindparam("at_most"))
)
_MOVE = (
    update(CHECKIN)
    .where(_HERE, _COLUMNS.next_on == bindparam("was_on"))
    .values(next_on=bindparam("new_on"), next_at=bindparam("new_at"))
)
_SET_STATUS = (
    update(CHECKIN)
    .where(_HERE)
    .values(status=bindparam("new_status"), next_on=bindparam("new_on"), next_at=bindparam("new_at"))
)
_THEIRS = (_COLUMNS.channel == bindparam("the_channel"), _COLUMNS.workspace == bindparam("the_workspace"))
_PAUSE_ALL = (
    update(CHECKIN)
    .where(*_THEIRS, _COLUMNS.status == CheckInStatus.ACTIVE.value)
    .values(status=CheckInStatus.PAUSED.value, next_on=None, next_at=None)
)
_THEIR_ROUNDS = select(ROUND.c.id).join(CHECKIN, _COLUMNS.id == ROUND.c.checkin_id).where(*_THEIRS)
_CANCEL_ALL = (
    update(ROUND)
    .where(ROUND.c.id.in_(_THEIR_ROUNDS), ROUND.c.status.in_(("opening", "open")))
    .values(status="cancelled")
)
_ASK_NOBODY = (
    update(INVITATION)
    .where(
        INVITATION.c.round_id.in_(_THEIR_ROUNDS.where(ROUND.c.status == "cancelled")),
        INVITATION.c.due_at.is_not(None),
    )
    .values(due_at=None)
)
_APPOINTED_HERE = [
    APPOINTMENT.c[name] == bindparam(f"the_{name}") for name in ("channel", "workspace", "external_id")
]
_APPOINT = unless_there(APPOINTMENT, ("channel", "workspace", "external_id"))


def begin(connection: Connection, checkin: CheckIn) -> None:
    """Writes a new check-in."""
    row = {name: getattr(checkin, name) for name in _COLUMNS.keys()}  # noqa: SIM118  # no mapping
    row |= {
        "viewers": json.dumps(checkin.viewers),
        "audience": json.dumps(checkin.audience),
        "status": checkin.status.value,
        "first_on": checkin.first_on.isoformat(),
        "next_on": None if checkin.next_on is None else checkin.next_on.isoformat(),
    }
    connection.execute(insert(CHECKIN), row)


def by_id(connection: Connection, checkin_id: str, *, lock: bool = False) -> CheckIn | None:
    """The check-in with this id; `lock`: nobody else changes it until the transaction ends."""
    found = connection.execute(_BY_ID_LOCKED if lock else _BY_ID, {"checkin_id": checkin_id})
    return _one(found.one_or_none())


def by_join_token(connection: Connection, token: str) -> CheckIn | None:
    """The check-in that people join by this link."""
    return _one(connection.execute(_BY_TOKEN, {"token": token}).one_or_none())


def in_workspace(connection: Connection, channel: str, workspace: str) -> tuple[CheckIn, ...]:
    """All of a workspace or bot, oldest first."""
    rows = connection.execute(_IN_PLACE, {"channel": channel, "workspace": workspace})
    return tuple(_checkin(row) for row in rows)


def everywhere(connection: Connection) -> tuple[CheckIn, ...]:
    """All there are, oldest first."""
    return tuple(_checkin(row) for row in connection.execute(_EVERYWHERE))


def lock_flow(connection: Connection, channel: str, workspace: str, flow_name: str) -> None:
    """Until the transaction ends nobody else gets to the check-ins of a flow in a workspace."""
    which = {"channel": channel, "workspace": workspace, "flow_name": flow_name}
    connection.execute(_OF_FLOW_LOCKED, which).all()


def seen_by(connection: Connection, channel: str, workspace: str, person: str) -> tuple[CheckIn, ...]:
    """Those whose reports somebody may see, who started them or was named; oldest first."""
    named = _COLUMNS.viewers.contains(json.dumps(person), autoescape=True)
    rows = connection.execute(_IN_PLACE.where(named), {"channel": channel, "workspace": workspace})
    return tuple(one for one in map(_checkin, rows) if person in one.viewers)


def due(
    connection: Connection, channel: str, workspace: str | None, now: datetime, at_most: int
) -> tuple[CheckIn, ...]:  # fmt: skip
    """Those whose next round is to be opened; *workspace* None: everywhere on the channel."""
    which = {"channel": channel, "workspace": workspace, "now": now, "at_most": at_most}
    rows = connection.execute(_DUE, which)
    return tuple(_checkin(row) for row in rows)


def move(
    connection: Connection, checkin: CheckIn, next_on: date | None, next_at: datetime | None
) -> bool:  # fmt: skip
    """The day after `checkin.next_on` on which a round opens. False: somebody else moved it already."""
    if checkin.next_on is None:
        return False
    moved = connection.execute(
        _MOVE,
        {
            "checkin_id": checkin.id,
            "was_on": checkin.next_on.isoformat(),
            "new_on": None if next_on is None else next_on.isoformat(),
            "new_at": next_at,
        },
    )
    return moved.rowcount == 1


def set_status(
    connection: Connection,
    checkin_id: str,
    status: CheckInStatus,
    next_on: date | None = None,
    next_at: datetime | None = None,
) -> None:
    """Pauses, ends or goes on, with the day of the next round where there is one."""
    connection.execute(
        _SET_STATUS,
        {
            "checkin_id": checkin_id,
            "new_status": status.value,
            "new_on": None if next_on is None else next_on.isoformat(),
            "new_at": next_at,
        },
    )


def let_go(connection: Connection, channel: str, workspace: str) -> None:
    """The workspace let us go: its check-ins pause until somebody goes on with them, rounds that are open are
    cancelled, and nobody is asked any more.
    """
    which = {"the_channel": channel, "the_workspace": workspace}
    for ending in (_PAUSE_ALL, _CANCEL_ALL, _ASK_NOBODY):
        connection.execute(ending, which)


def appoint(
    connection: Connection, channel: str, workspace: str, person: str, *, by: str, now: datetime
) -> None:  # fmt: skip
    """Lets somebody start check-ins."""
    row = {
        "channel": channel, "workspace": workspace, "external_id": person, "appointed_by": by,
        "appointed_at": now,
    }  # fmt: skip
    connection.execute(_APPOINT.on(connection), row)


def dismiss(connection: Connection, channel: str, workspace: str, person: str) -> None:
    """Takes that back; their check-ins go on."""
    connection.execute(delete(APPOINTMENT).where(*_APPOINTED_HERE), _place(channel, workspace, person))


def is_appointed(connection: Connection, channel: str, workspace: str, person: str) -> bool:
    """May this person start check-ins, besides the admins?"""
    asked = select(APPOINTMENT.c.external_id).where(*_APPOINTED_HERE)
    return connection.execute(asked, _place(channel, workspace, person)).first() is not None


def appointed(connection: Connection, channel: str, workspace: str) -> Sequence[str]:
    """All who may, in a workspace."""
    here = (APPOINTMENT.c.channel == channel) & (APPOINTMENT.c.workspace == workspace)
    asked = select(APPOINTMENT.c.external_id).where(here).order_by(APPOINTMENT.c.external_id)
    return connection.execute(asked).scalars().all()


def _place(channel: str, workspace: str, person: str) -> dict[str, str]:
    return {"the_channel": channel, "the_workspace": workspace, "the_external_id": person}


def _one(row: Any) -> CheckIn | None:
    return None if row is None else _checkin(row)


def _checkin(row: Any) -> CheckIn:
    kept = row._asdict()
    kept |= {
        "viewers": tuple(json.loads(row.viewers)),
        "audience": json.loads(row.audience),
        "status": CheckInStatus(row.status),
        "first_on": date.fromisoformat(row.first_on),
        "next_on": None if row.next_on is None else date.fromisoformat(row.next_on),
    }
    return CheckIn(**kept)
