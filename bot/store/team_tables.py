"""The tables of team check-ins.

What a person answered stands in none of them. An `invitation` says *that* somebody takes part; while their
conversation is open it names it, and in an anonymous round that name is wiped when they finish or the round
closes (scoring §9.4, 9). No column here has the time at which somebody finished.
"""

from datetime import datetime

from sqlalchemy import Index, Table, Text, text
from sqlmodel import Field

from bot.store.columns import UtcDateTime
from bot.store.row import Row


class Appointment(Row, table=True):
    """Somebody who may start check-ins in a workspace without being an admin."""

    channel: str = Field(primary_key=True)
    workspace: str = Field(primary_key=True)
    external_id: str = Field(primary_key=True)
    appointed_by: str
    """The platform's id of the admin."""
    appointed_at: datetime = Field(sa_type=UtcDateTime)


class Checkin(Row, table=True):
    """A team's recurring use of a flow. Anonymity and the fewest answers shown never change."""

    __table_args__ = (
        Index("ix_checkin_place", "channel", "workspace"),
        Index("ix_checkin_created_at", "created_at", "id"),
        Index("ix_checkin_next_at", "next_at", sqlite_where=text("next_at IS NOT NULL"),
              postgresql_where=text("next_at IS NOT NULL")),
    )  # fmt: skip

    id: str = Field(primary_key=True)
    channel: str
    workspace: str
    team: str
    """What the team is called."""
    flow_name: str
    language: str
    """In which what is said to its managers is said, where they have chosen none."""
    manager: str
    """The platform's id of who started it."""
    viewers: str = Field(sa_type=Text)
    """The platform's ids of who may see the reports, as a JSON list; the manager is among them."""
    audience: str = Field(sa_type=Text)
    """Who is asked, as JSON (`bot.checkins.audience`)."""
    anonymous: bool
    min_answers: int
    every: str
    """`once`, `day`, `weekday`, `month`, or so many weeks: `1 week` … `26 weeks`."""
    first_on: str
    """The day of the first round, ISO; the rule counts from it."""
    at_minute: int
    """The minute of the day, 0 to 1439, at which people are invited."""
    zone: str
    """`member`: each person's own day; or an IANA name."""
    weekdays_only: bool
    calendar: str | None
    """Whose public holidays are left out: `DE`, `DE-BY`; None: none are."""
    open_minutes: int
    """How long a round takes answers, from the first moment somebody is invited."""
    reminders: int
    """0 to 2 a round."""
    status: str
    """`active`, `paused` (by hand, or because the workspace let us go) or `ended`."""
    next_on: str | None
    """The day of the next round, ISO; None: there is none."""
    next_at: datetime | None = Field(sa_type=UtcDateTime)
    """The first moment at which that day's hour comes anywhere: the round is opened then."""
    join_token: str | None = Field(unique=True)
    """By which people join by a link; None where they are invited."""
    created_at: datetime = Field(sa_type=UtcDateTime)


class Round(Row, table=True):
    """One run of a check-in; one for each of its days."""

    __table_args__ = (
        Index("uq_round_checkin_id_occurs_on", "checkin_id", "occurs_on", unique=True),
        Index("ix_round_closes_at", "closes_at", sqlite_where=text("status = 'open'"),
              postgresql_where=text("status = 'open'")),
    )  # fmt: skip

    id: str = Field(primary_key=True)
    checkin_id: str = Field(foreign_key="checkin.id")
    number: int
    """From 1."""
    occurs_on: str
    """The day, ISO."""
    flow_name: str
    flow_version: int
    flow_hash: str = Field(foreign_key="flow_version.hash")
    status: str
    """`opening` (people are being looked up), `open`, `closing`, `closed`, `cancelled`."""
    opens_at: datetime = Field(sa_type=UtcDateTime)
    closes_at: datetime = Field(sa_type=UtcDateTime)
    fate: str | None
    """What became of its figures: `shown`, `held`, `withheld`; None before it is closed."""
    left_out: str = Field(sa_type=Text)
    """How many of the audience were not invited, by reason, as a JSON object."""
    status_message: str | None
    """The platform's id of the message that tells the manager how it stands."""
    status_shown: str = Field(sa_type=Text)
    """What that message says now, as JSON figures; "" before the first."""
    status_at: datetime | None = Field(sa_type=UtcDateTime)
    """When it was written last."""


class Invitation(Row, table=True):
    """One person's part in a round."""

    __table_args__ = (
        Index("uq_invitation_round_id_address_id", "round_id", "address_id", unique=True),
        Index("ix_invitation_address_id", "address_id"),
        Index("ix_invitation_conversation_id", "conversation_id",
              sqlite_where=text("conversation_id IS NOT NULL"),
              postgresql_where=text("conversation_id IS NOT NULL")),
        Index("ix_invitation_due_at", "due_at", sqlite_where=text("due_at IS NOT NULL"),
              postgresql_where=text("due_at IS NOT NULL")),
    )  # fmt: skip

    id: str = Field(primary_key=True)
    round_id: str = Field(foreign_key="round.id")
    address_id: str = Field(foreign_key="address.id")
    status: str
    """`waiting` for their hour, `sent`, `started`, `finished`, `declined`, `unreachable`."""
    why: str | None
    """Why they could not be reached."""
    due_at: datetime | None = Field(sa_type=UtcDateTime)
    """When they are invited, or reminded, next; None: not any more."""
    reminders: int
    """How many they got."""
    conversation_id: str | None
    """While it is open; in a named round for good."""


class Release(Row, table=True):
    """What was shown of a round, whole, and to whom its figures belong: the ledger. None is ever changed."""

    __table_args__ = (Index("ix_release_checkin_id", "checkin_id", "released_at"),)

    id: str = Field(primary_key=True)
    checkin_id: str
    round_ids: str = Field(sa_type=Text)
    """The rounds that are shown together, as a JSON list; one, where none was held."""
    flow_name: str
    flow_hash: str
    channel: str
    workspace: str
    opened_at: datetime = Field(sa_type=UtcDateTime)
    """Of the first of its rounds."""
    closed_at: datetime = Field(sa_type=UtcDateTime)
    """Of the last."""
    min_answers: int
    invited: int
    answered: int
    anonymous: bool
    audience: str = Field(sa_type=Text)
    """Who could answer, of a named round who did, as a JSON list of keyed hashes: comparable, and no names.
    Of its second round on they have the place of that in front.
    """
    exact: bool
    """Were figures shown, or only how many took part?"""
    document: str = Field(sa_type=Text)
    """All that was shown, as JSON; sealed where it has free text."""
    sealed: bool
    released_at: datetime = Field(sa_type=UtcDateTime)


class ReportLink(Row, table=True):
    """A way to the report page for one person."""

    __tablename__ = "report_link"

    hash: str = Field(primary_key=True)
    """SHA-256 of the token, hexadecimal: whoever reads the database can open no page."""
    checkin_id: str = Field(foreign_key="checkin.id", index=True)
    viewer: str
    """The platform's id of whose it is."""
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(sa_type=UtcDateTime)


class Action(Row, table=True):
    """What a team decided to do about an area."""

    id: str = Field(primary_key=True)
    checkin_id: str = Field(foreign_key="checkin.id", index=True)
    round_number: int
    """The round whose report it came from."""
    area: str
    text: str = Field(sa_type=Text)
    owner: str
    """Who does it, in words; a role or a name."""
    owner_id: str | None
    """The platform's id of that person, who is then asked; None: the manager is."""
    due_on: str
    """ISO."""
    status: str
    """`open`, `done` or `dropped`."""
    asked_in: int | None
    """The number of the round in which it was asked about last."""
    created_at: datetime = Field(sa_type=UtcDateTime)
    closed_at: datetime | None = Field(sa_type=UtcDateTime)


def _table(name: str) -> Table:
    return Row.metadata.tables[name]


APPOINTMENT = _table("appointment")
CHECKIN = _table("checkin")
ROUND = _table("round")
INVITATION = _table("invitation")
RELEASE = _table("release")
REPORT_LINK = _table("report_link")
ACTION = _table("action")
