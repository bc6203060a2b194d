"""Invitations: one person's part in a round. *That* somebody takes part, never what they said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import Connection, String, bindparam, func, or_, select, update

from bot.store.tables import ADDRESS, CHECKIN, INVITATION, ROUND
from bot.store.upserts import unless_there


class InvitationStatus(Enum):
    """How far somebody is with a round."""

    WAITING = "waiting"
    """For their hour, or for the hour to which they put it off before they began."""
    SENT = "sent"
    STARTED = "started"
    FINISHED = "finished"
    DECLINED = "declined"
    """*Not this time.*"""
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation as it is kept; the fields are explained at the table."""

    id: str
    round_id: str
    address_id: str
    status: InvitationStatus = InvitationStatus.WAITING
    why: str | None = None
    due_at: datetime | None = None
    reminders: int = 0
    conversation_id: str | None = None


@dataclass(frozen=True, slots=True)
class Reachable:
    """Somebody who can be reminded, and what says when."""

    invitation: str
    zone: str | None
    remind_minute: int | None
    reminded_at: datetime | None


_COLUMNS = INVITATION.c
_ALL = select(INVITATION)
_HERE = _COLUMNS.id == bindparam("invitation_id")
_BY_ID = _ALL.where(_HERE)
_BY_ID_LOCKED = _BY_ID.with_for_update()
_OF_PERSON = _ALL.where(
    _COLUMNS.round_id == bindparam("round_id"), _COLUMNS.address_id == bindparam("address_id")
)
_OF_PERSON_LOCKED = _OF_PERSON.with_for_update()
_OF_CONVERSATION = _ALL.where(_COLUMNS.conversation_id == bindparam("conversation_id"))
_OF_ROUND = _ALL.where(_COLUMNS.round_id == bindparam("round_id")).order_by(_COLUMNS.id)
_OF_ADDRESS = _ALL.where(_COLUMNS.address_id == bindparam("address_id")).order_by(_COLUMNS.id)
_OPEN_OF = (
    _ALL.join(ROUND, ROUND.c.id == _COLUMNS.round_id)
    .where(
        _COLUMNS.address_id == bindparam("address_id"),
        _COLUMNS.status.in_([
            InvitationStatus.WAITING.value, InvitationStatus.SENT.value, InvitationStatus.STARTED.value
        ]),
        ROUND.c.status == "open",
        ROUND.c.closes_at > bindparam("now"),
    )
    .order_by(ROUND.c.closes_at, _COLUMNS.id)
)  # fmt: skip
_ANY = select(_COLUMNS.id).where(_COLUMNS.address_id == bindparam("address_id")).limit(1)
_COUNTS = (
    select(_COLUMNS.status, func.count())
    .where(_COLUMNS.round_id == bindparam("round_id"))
    .group_by(_COLUMNS.status)
)
_WHYS = (
    select(_COLUMNS.why, func.count().label("people"))
    .where(_COLUMNS.round_id == bindparam("round_id"), _COLUMNS.why.is_not(None))
    .group_by(_COLUMNS.why)
)
_DUE = (
    select(INVITATION)
    .join(ROUND, ROUND.c.id == _COLUMNS.round_id)
    .join(CHECKIN, CHECKIN.c.id == ROUND.c.checkin_id)
    .where(
        _COLUMNS.due_at <= bindparam("now"),
        ROUND.c.status == "open",
        CHECKIN.c.channel == bindparam("channel"),
        CHECKIN.c.workspace == func.coalesce(bindparam("workspace", type_=String()), CHECKIN.c.workspace),
        CHECKIN.c.workspace.not_in(bindparam("crowded", expanding=True)),
    )
    .order_by(_COLUMNS.due_at, _COLUMNS.id)
    .limit(bindparam("at_most"))
)
_LAST_WAITING = select(func.max(_COLUMNS.due_at)).where(
    _COLUMNS.round_id == bindparam("round_id"), _COLUMNS.status == InvitationStatus.WAITING.value
)
_ASK_NOBODY = (
    update(INVITATION)
    .where(_COLUMNS.round_id == bindparam("the_round"), _COLUMNS.due_at.is_not(None))
    .values(due_at=None)
)
_PLACES = (
    select(_COLUMNS.status, ADDRESS.c.channel, ADDRESS.c.workspace, ADDRESS.c.external_id)
    .join(ADDRESS, ADDRESS.c.id == _COLUMNS.address_id)
    .where(_COLUMNS.round_id == bindparam("round_id"))
    .order_by(ADDRESS.c.external_id)
)
_EVERYBODY = (
    select(ADDRESS.c.channel, ADDRESS.c.workspace, ADDRESS.c.external_id)
    .join(INVITATION, ADDRESS.c.id == _COLUMNS.address_id)
    .join(ROUND, ROUND.c.id == _COLUMNS.round_id)
    .join(CHECKIN, CHECKIN.c.id == ROUND.c.checkin_id)
    .where(CHECKIN.c.channel == bindparam("channel"), CHECKIN.c.workspace == bindparam("workspace"))
    .distinct()
)
_IS_ASKED = or_(
    _COLUMNS.status == InvitationStatus.SENT.value, _COLUMNS.status == InvitationStatus.STARTED.value
)
_TO_REMIND = (
    select(_COLUMNS.id, ADDRESS.c.zone, ADDRESS.c.remind_minute, ADDRESS.c.reminded_at)
    .join(ADDRESS, ADDRESS.c.id == _COLUMNS.address_id)
    .where(
        _COLUMNS.round_id == bindparam("round_id"),
        _IS_ASKED,
        _COLUMNS.reminders < bindparam("most"),
        or_(_COLUMNS.due_at.is_(None), _COLUMNS.due_at > bindparam("now")),
        ADDRESS.c.reachable.is_(True),
        ADDRESS.c.quiet_since.is_(None),
        or_(ADDRESS.c.checkins_off_until.is_(None), ADDRESS.c.checkins_off_until <= bindparam("now")),
    )
    .order_by(_COLUMNS.id)
)
_DUE_NOW = update(INVITATION).where(_HERE, _IS_ASKED).values(due_at=bindparam("now"))
_INVITE = unless_there(INVITATION, ("round_id", "address_id"))
_CHANGE = (
    update(INVITATION)
    .where(_HERE)
    .values(
        status=bindparam("new_status"), why=bindparam("new_why"), due_at=bindparam("new_due_at"),
        reminders=bindparam("new_reminders"), conversation_id=bindparam("new_conversation_id"),
    )
)  # fmt: skip


def invite(connection: Connection, invited: Iterable[Invitation]) -> int:
    """Writes new invitations; who is invited already is left as they are. How many are new."""
    rows = [
        {
            "id": one.id,
            "round_id": one.round_id,
            "address_id": one.address_id,
            "status": one.status.value,
            "why": one.why,
            "due_at": one.due_at,
            "reminders": one.reminders,
            "conversation_id": one.conversation_id,
        }
        for one in invited
    ]
    return connection.execute(_INVITE.on(connection), rows).rowcount if rows else 0


def by_id(connection: Connection, invitation_id: str, *, lock: bool = False) -> Invitation | None:
    """The invitation with this id; `lock`: nobody else changes it until the transaction ends."""
    return _one(connection, _BY_ID_LOCKED if lock else _BY_ID, {"invitation_id": invitation_id})


def of_person(
    connection: Connection, round_id: str, address_id: str, *, lock: bool = False
) -> Invitation | None:  # fmt: skip
    """Somebody's part in a round."""
    which = {"round_id": round_id, "address_id": address_id}
    return _one(connection, _OF_PERSON_LOCKED if lock else _OF_PERSON, which)


def of_conversation(connection: Connection, conversation_id: str) -> Invitation | None:
    """Whose open conversation this is; None once nobody can tell any more."""
    return _one(connection, _OF_CONVERSATION, {"conversation_id": conversation_id})


def of_round(connection: Connection, round_id: str) -> tuple[Invitation, ...]:
    """Everybody's."""
    return tuple(_invitation(row) for row in connection.execute(_OF_ROUND, {"round_id": round_id}))


def of_address(connection: Connection, address_id: str) -> tuple[Invitation, ...]:
    """All invitations of one person, oldest first."""
    return tuple(_invitation(row) for row in connection.execute(_OF_ADDRESS, {"address_id": address_id}))


def open_of(connection: Connection, address_id: str, now: datetime) -> tuple[Invitation, ...]:
    """Those that somebody may still take up or finish, the one that closes first at the top."""
    rows = connection.execute(_OPEN_OF, {"address_id": address_id, "now": now})
    return tuple(_invitation(row) for row in rows)


def has_any(connection: Connection, address_id: str) -> bool:
    """Was somebody ever invited?"""
    return connection.execute(_ANY, {"address_id": address_id}).one_or_none() is not None


def places(
    connection: Connection, round_id: str
) -> tuple[tuple[InvitationStatus, tuple[str, str, str]], ...]:  # fmt: skip
    """How far everybody is, with channel, workspace and the platform's id, by id."""
    rows = connection.execute(_PLACES, {"round_id": round_id})
    return tuple(
        (InvitationStatus(row.status), (row.channel, row.workspace, row.external_id)) for row in rows
    )


def everybody(
    connection: Connection, channel: str, workspace: str
) -> frozenset[tuple[str, str, str]]:  # fmt: skip
    """All who were ever invited in a workspace: channel, workspace and the platform's id."""
    rows = connection.execute(_EVERYBODY, {"channel": channel, "workspace": workspace})
    return frozenset((row.channel, row.workspace, row.external_id) for row in rows)


def counts(connection: Connection, round_id: str) -> dict[InvitationStatus, int]:
    """How many are how far; statuses with nobody are left out."""
    rows = connection.execute(_COUNTS, {"round_id": round_id})
    return {InvitationStatus(status): count for status, count in rows}


def whys(connection: Connection, round_id: str) -> dict[str, int]:
    """How many could not be reached, by reason."""
    return {row.why: row.people for row in connection.execute(_WHYS, {"round_id": round_id})}


def due(
    connection: Connection, channel: str, workspace: str | None, *,
    now: datetime, at_most: int, crowded: Iterable[str] = (),
) -> tuple[Invitation, ...]:  # fmt: skip
    """Those of open rounds who are to be invited or reminded now; *workspace* None: everywhere, but for those
    that are *crowded*.
    """
    which = {
        "channel": channel, "workspace": workspace, "now": now, "at_most": at_most,
        "crowded": sorted(crowded),
    }  # fmt: skip
    return tuple(_invitation(row) for row in connection.execute(_DUE, which))


def last_waiting(connection: Connection, round_id: str) -> datetime | None:
    """When the last of those who wait for their hour is asked; None: nobody waits."""
    found: datetime | None = connection.execute(_LAST_WAITING, {"round_id": round_id}).scalar_one()
    return found


def ask_nobody(connection: Connection, round_id: str) -> None:
    """The round is over: nobody of it is invited or reminded any more."""
    connection.execute(_ASK_NOBODY, {"the_round": round_id})


def to_remind(
    connection: Connection, round_id: str, *, now: datetime, most: int
) -> tuple[Reachable, ...]:  # fmt: skip
    """Who was invited, has not finished or declined, takes messages, and got fewer than *most* reminders.

    Those whose next one is due already are left out.
    """
    rows = connection.execute(_TO_REMIND, {"round_id": round_id, "now": now, "most": most})
    return tuple(Reachable(*row) for row in rows)


def due_now(connection: Connection, invitation_ids: Iterable[str], now: datetime) -> int:
    """Has them reminded as soon as it suits them; who has finished is left alone. How many are due."""
    rows = [{"invitation_id": one, "now": now} for one in sorted(invitation_ids)]
    if rows:
        connection.execute(_DUE_NOW, rows)
    return len(rows)


def change(connection: Connection, invitation: Invitation) -> None:
    """Writes how far somebody is now. Who holds the row has locked it."""
    connection.execute(
        _CHANGE,
        {
            "invitation_id": invitation.id,
            "new_status": invitation.status.value,
            "new_why": invitation.why,
            "new_due_at": invitation.due_at,
            "new_reminders": invitation.reminders,
            "new_conversation_id": invitation.conversation_id,
        },
    )


def _one(connection: Connection, statement: Any, which: dict[str, str]) -> Invitation | None:
    row = connection.execute(statement, which).one_or_none()
    return None if row is None else _invitation(row)


def _invitation(row: Any) -> Invitation:
    return Invitation(**(row._asdict() | {"status": InvitationStatus(row.status)}))
