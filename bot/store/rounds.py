"""Rounds of check-ins."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Connection, String, and_, bindparam, func, literal_column, or_, select, update

from bot.store.flows import Pinned
from bot.store.tables import CHECKIN, CONVERSATION, ROUND
from bot.store.upserts import unless_there

SETTLED = "over"
"""In place of what a status message says: it says for good that the round is over."""


class RoundStatus(Enum):
    """Where in its life a round is."""

    OPENING = "opening"
    """Its people are being looked up."""
    OPEN = "open"
    CLOSING = "closing"
    """No answers any more; its report is being made."""
    CLOSED = "closed"
    CANCELLED = "cancelled"


class RoundFate(Enum):
    """What became of a closed round's figures (scoring §9.4, 3)."""

    SHOWN = "shown"
    HELD = "held"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Round:
    """A round as it is kept; the fields are explained at the table."""

    id: str
    checkin_id: str
    number: int
    occurs_on: date
    flow: Pinned
    status: RoundStatus
    opens_at: datetime
    closes_at: datetime
    fate: RoundFate | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)
    status_message: str | None = None
    status_shown: str = ""
    status_at: datetime | None = None


_COLUMNS = ROUND.c
_ALL = select(ROUND)
_HERE = _COLUMNS.id == bindparam("round_id")
_BY_ID = _ALL.where(_HERE)
_BY_ID_LOCKED = _BY_ID.with_for_update()
_OF_CHECKIN = _ALL.where(_COLUMNS.checkin_id == bindparam("checkin_id")).order_by(_COLUMNS.number)
_NEXT_NUMBER = select(func.coalesce(func.max(_COLUMNS.number), 0) + 1).where(
    _COLUMNS.checkin_id == bindparam("checkin_id")
)
_IN_CHANNEL = and_(
    CHECKIN.c.channel == bindparam("channel"),
    CHECKIN.c.workspace == func.coalesce(bindparam("workspace", type_=String()), CHECKIN.c.workspace),
)
_OF_CHANNEL = _ALL.join(CHECKIN, CHECKIN.c.id == _COLUMNS.checkin_id).where(_IN_CHANNEL)
# Written out, not bound: only so does the index over open rounds fit.
_IS_OPEN = _COLUMNS.status == literal_column(f"'{RoundStatus.OPEN.value}'")
_TO_CLOSE = (
    _OF_CHANNEL.where(_COLUMNS.closes_at <= bindparam("now"), _IS_OPEN)
    .order_by(_COLUMNS.closes_at, _COLUMNS.id)
    .limit(bindparam("at_most"))
)
_STUCK = (
    _OF_CHANNEL.where(
        or_(
            and_(_COLUMNS.status == RoundStatus.OPENING.value, _COLUMNS.opens_at <= bindparam("since")),
            and_(_COLUMNS.status == RoundStatus.CLOSING.value, _COLUMNS.closes_at <= bindparam("since")),
        )
    )
    .order_by(_COLUMNS.closes_at, _COLUMNS.id)
    .limit(bindparam("at_most"))
)
_TO_TIDY = (
    _OF_CHANNEL.where(_COLUMNS.status == RoundStatus.CANCELLED.value, _COLUMNS.fate.is_(None))
    .order_by(_COLUMNS.closes_at, _COLUMNS.id)
    .limit(bindparam("at_most"))
)
_IS_TO_SETTLE = and_(
    _COLUMNS.status.in_([RoundStatus.CLOSING.value, RoundStatus.CLOSED.value, RoundStatus.CANCELLED.value]),
    _COLUMNS.status_shown.not_in(["", SETTLED]),
)
_TO_SHOW = (
    _OF_CHANNEL.where(
        or_(and_(_IS_OPEN, _COLUMNS.opens_at <= bindparam("now")), _IS_TO_SETTLE),
        or_(_COLUMNS.status_at.is_(None), _COLUMNS.status_at <= bindparam("before")),
    )
    .order_by(_COLUMNS.status_at, _COLUMNS.id)
    .limit(bindparam("at_most"))
)
_RUNNING = (
    _ALL.join(CHECKIN, CHECKIN.c.id == _COLUMNS.checkin_id)
    .where(
        CHECKIN.c.channel == bindparam("channel"),
        CHECKIN.c.workspace == bindparam("workspace"),
        _COLUMNS.status.in_([RoundStatus.OPENING.value, RoundStatus.OPEN.value, RoundStatus.CLOSING.value]),
    )
    .order_by(_COLUMNS.opens_at, _COLUMNS.id)
)
_BEGIN = unless_there(ROUND, ("checkin_id", "occurs_on"))
_GO = (
    update(ROUND)
    .where(_HERE, _COLUMNS.status == bindparam("was_status"))
    .values(status=bindparam("new_status"))
)
_CLOSE_AT = (
    update(ROUND)
    .where(_HERE, _COLUMNS.status == RoundStatus.OPEN.value)
    .values(closes_at=bindparam("new_closes_at"))
)
_OPEN = (
    update(ROUND)
    .where(_HERE, _COLUMNS.status == RoundStatus.OPENING.value)
    .values(
        status=RoundStatus.OPEN.value, opens_at=bindparam("new_opens_at"),
        closes_at=bindparam("new_closes_at"), left_out=bindparam("new_left_out"),
    )
)  # fmt: skip
_TIME_OF_ANSWERING = (
    update(CONVERSATION)
    .where(CONVERSATION.c.round_id == bindparam("the_round"), CONVERSATION.c.expires_at.is_not(None))
    .values(expires_at=bindparam("new_closes_at"))
)
_FATE = update(ROUND).where(_HERE).values(fate=bindparam("new_fate"))
_LEFT_OUT = update(ROUND).where(_HERE).values(left_out=bindparam("new_left_out"))
_NOTED = update(ROUND).where(_HERE).values(status_shown=bindparam("shown"))
_SAID = (
    update(ROUND)
    .where(_HERE)
    .values(
        status_message=bindparam("message"), status_shown=bindparam("shown"), status_at=bindparam("now")
    )
)  # fmt: skip


def begin(connection: Connection, made: Round) -> bool:
    """Writes a new round. False: there is one for that day already, and nothing is written."""
    row = {
        "id": made.id,
        "checkin_id": made.checkin_id,
        "number": made.number,
        "occurs_on": made.occurs_on.isoformat(),
        "flow_name": made.flow.name,
        "flow_version": made.flow.version,
        "flow_hash": made.flow.hash,
        "status": made.status.value,
        "opens_at": made.opens_at,
        "closes_at": made.closes_at,
        "fate": None if made.fate is None else made.fate.value,
        "left_out": json.dumps(dict(made.left_out)),
        "status_message": made.status_message,
        "status_shown": made.status_shown,
        "status_at": made.status_at,
    }
    return connection.execute(_BEGIN.on(connection), row).rowcount == 1


def by_id(connection: Connection, round_id: str, *, lock: bool = False) -> Round | None:
    """The round with this id; `lock`: nobody else changes it until the transaction ends."""
    row = connection.execute(_BY_ID_LOCKED if lock else _BY_ID, {"round_id": round_id}).one_or_none()
    return None if row is None else _round(row)


def of_checkin(connection: Connection, checkin_id: str) -> tuple[Round, ...]:
    """All rounds of a check-in, the first one first."""
    return tuple(_round(row) for row in connection.execute(_OF_CHECKIN, {"checkin_id": checkin_id}))


def next_number(connection: Connection, checkin_id: str) -> int:
    """The number of a round that is made now."""
    found: int = connection.execute(_NEXT_NUMBER, {"checkin_id": checkin_id}).scalar_one()
    return found


def to_close(
    connection: Connection, channel: str, workspace: str | None, now: datetime, at_most: int
) -> tuple[Round, ...]:  # fmt: skip
    """Open rounds whose time is over; *workspace* None: everywhere on the channel."""
    which = {"channel": channel, "workspace": workspace, "now": now, "at_most": at_most}
    return tuple(_round(row) for row in connection.execute(_TO_CLOSE, which))


def stuck(
    connection: Connection, channel: str, workspace: str | None, since: datetime, at_most: int
) -> tuple[Round, ...]:  # fmt: skip
    """Rounds that should have been open, or closed, since then."""
    which = {"channel": channel, "workspace": workspace, "since": since, "at_most": at_most}
    return tuple(_round(row) for row in connection.execute(_STUCK, which))


def to_tidy(
    connection: Connection, channel: str, workspace: str | None, at_most: int
) -> tuple[Round, ...]:  # fmt: skip
    """Cancelled rounds in which somebody may still be answering: their fate is not written yet."""
    which = {"channel": channel, "workspace": workspace, "at_most": at_most}
    return tuple(_round(row) for row in connection.execute(_TO_TIDY, which))


def to_show(
    connection: Connection,
    channel: str,
    workspace: str | None,
    *,
    now: datetime,
    before: datetime,
    at_most: int,
) -> tuple[Round, ...]:
    """Open rounds that have begun, and such as are over and look open to their manager, by a message that was
    not looked at since *before*.
    """
    which = {
        "channel": channel, "workspace": workspace, "now": now, "before": before, "at_most": at_most,
    }  # fmt: skip
    return tuple(_round(row) for row in connection.execute(_TO_SHOW, which))


def running(connection: Connection, channel: str, workspace: str) -> tuple[Round, ...]:
    """Those of a workspace that are not over yet."""
    rows = connection.execute(_RUNNING, {"channel": channel, "workspace": workspace})
    return tuple(_round(row) for row in rows)


def go(connection: Connection, round_id: str, was: RoundStatus, new: RoundStatus) -> bool:
    """From one status to the next. False: it was not there any more, and nothing changed."""
    which = {"round_id": round_id, "was_status": was.value, "new_status": new.value}
    return connection.execute(_GO, which).rowcount == 1


def open_(
    connection: Connection,
    round_id: str,
    *,
    opens_at: datetime,
    closes_at: datetime,
    left_out: Mapping[str, int],
) -> bool:
    """Its people are known: it takes answers. False: it was open, or cancelled, before."""
    which = {
        "round_id": round_id,
        "new_opens_at": opens_at,
        "new_closes_at": closes_at,
        "new_left_out": json.dumps(dict(left_out)),
    }
    return connection.execute(_OPEN, which).rowcount == 1


def close_at(connection: Connection, round_id: str, closes_at: datetime) -> bool:
    """Moves the end of an open round, and the time of those who are answering. False: it is not open."""
    moved = connection.execute(_CLOSE_AT, {"round_id": round_id, "new_closes_at": closes_at}).rowcount == 1
    if moved:
        connection.execute(_TIME_OF_ANSWERING, {"the_round": round_id, "new_closes_at": closes_at})
    return moved


def decide(connection: Connection, round_id: str, fate: RoundFate) -> None:
    """What became of its figures."""
    connection.execute(_FATE, {"round_id": round_id, "new_fate": fate.value})


def leave_out(connection: Connection, round_id: str, reasons: Mapping[str, int]) -> None:
    """How many of the audience were not invited, by reason."""
    connection.execute(_LEFT_OUT, {"round_id": round_id, "new_left_out": json.dumps(dict(reasons))})


def status_said(
    connection: Connection, round_id: str, message: str | None, shown: str, now: datetime
) -> None:  # fmt: skip
    """What the manager's status message says now, and where it stands."""
    connection.execute(_SAID, {"round_id": round_id, "message": message, "shown": shown, "now": now})


def status_noted(connection: Connection, round_id: str, shown: str) -> None:
    """Something to remember beside what the message says."""
    connection.execute(_NOTED, {"round_id": round_id, "shown": shown})


def _round(row: Any) -> Round:
    return Round(
        id=row.id,
        checkin_id=row.checkin_id,
        number=row.number,
        occurs_on=date.fromisoformat(row.occurs_on),
        flow=Pinned(row.flow_name, row.flow_version, row.flow_hash),
        status=RoundStatus(row.status),
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        fate=None if row.fate is None else RoundFate(row.fate),
        left_out=json.loads(row.left_out),
        status_message=row.status_message,
        status_shown=row.status_shown,
        status_at=row.status_at,
    )
