"""The tables. Imported once: a table class registers itself in the metadata.

Table classes do not validate what they are given, so rows are built only inside `bot/store`, from typed
values, by Core statements on the `Table` objects at the end of this file.
A column `sealed` says that the text beside it is encrypted (see `sealing.py`).
"""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, Table, Text, text
from sqlmodel import Field

from bot.store import api_tables, copies_tables, event_tables, kept_tables, team_tables
from bot.store.columns import UtcDateTime
from bot.store.row import Row


class FlowVersion(Row, table=True):
    """A flow file as it was when a conversation was pinned to it (flow-language §11.1)."""

    __tablename__ = "flow_version"
    __table_args__ = (Index("ix_flow_version_name_version", "name", "version"),)

    hash: str = Field(primary_key=True)
    """SHA-256 of the source, hexadecimal."""
    name: str
    version: int
    source: bytes = Field(sa_type=LargeBinary)
    first_seen: datetime = Field(sa_type=UtcDateTime)


class Respondent(Row, table=True):
    """A person."""

    id: str = Field(primary_key=True)
    created_at: datetime = Field(sa_type=UtcDateTime)


class Address(Row, table=True):
    """Where a respondent is reachable."""

    __table_args__ = (Index("uq_address_place", "channel", "workspace", "external_id", unique=True),)

    id: str = Field(primary_key=True)
    respondent_id: str = Field(foreign_key="respondent.id", index=True)
    channel: str
    workspace: str
    """Slack's team, Telegram's bot; a constant where a channel has only one."""
    external_id: str
    language: str | None
    """What the person chose; None: what their client speaks."""
    reachable: bool
    """False after they blocked us, until they return."""
    live_message: str | None
    """The platform's id of the message whose buttons answer the open question."""
    aside_message: str | None
    """The platform's id of the last message with buttons that asks no question, such as a menu; several with
    blanks between, where it took several.
    """
    keyboard_message: str | None
    """The same of a message that brought a keyboard of its own, to share a phone number."""
    quiet_since: datetime | None = Field(sa_type=UtcDateTime)
    """When they asked for no reminders; None: they may be reminded."""
    reminded_at: datetime | None = Field(sa_type=UtcDateTime)
    """The last reminder: there is at most one a day, whatever is unfinished."""
    zone: str | None
    """Where their day is, as the platform tells it: an IANA name such as `Europe/Berlin`."""
    remind_minute: int | None
    """The minute of their day, from 0 to 1439, at which they want reminders; None: whenever it falls due."""
    checkins_off_until: datetime | None = Field(sa_type=UtcDateTime)
    """Until then they get no invitations to team check-ins; None: they do."""
    sender: str | None
    """The process that sends to it: another waits until that has sent all it had."""
    created_at: datetime = Field(sa_type=UtcDateTime)


class Conversation(Row, table=True):
    """One respondent going through one flow once."""

    __table_args__ = (
        Index("ix_conversation_address_id_started_at", "address_id", "started_at", "id"),
        Index("ix_conversation_address_id_updated_at", "address_id", "updated_at", "id"),
        Index("ix_conversation_updated_at", "updated_at", "id"),
        Index("ix_conversation_wake_at", "wake_at", sqlite_where=text("wake_at IS NOT NULL"),
              postgresql_where=text("wake_at IS NOT NULL")),
        Index("ix_conversation_expires_at", "expires_at", sqlite_where=text("ended_at IS NULL"),
              postgresql_where=text("ended_at IS NULL")),
    )  # fmt: skip

    id: str = Field(primary_key=True)
    respondent_id: str = Field(foreign_key="respondent.id", index=True)
    address_id: str = Field(foreign_key="address.id")
    flow_name: str
    flow_version: int
    flow_hash: str = Field(foreign_key="flow_version.hash", index=True)
    status: str
    turn: int
    state: str = Field(sa_type=Text)
    """The engine's snapshot as JSON."""
    sealed: bool
    language: str
    source: str | None
    """Where a deep link says the person came from."""
    open_question: str | None
    """The question that is open, or was when time ran out: where people are left."""
    round_id: str | None = Field(index=True)
    """The team's round that it belongs to. No foreign key: a round refers to no person, and may go first."""
    started_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(sa_type=UtcDateTime)
    wake_at: datetime | None = Field(sa_type=UtcDateTime)
    expires_at: datetime | None = Field(sa_type=UtcDateTime)


class Inbound(Row, table=True):
    """An update that came in, so that the same one counts once."""

    channel: str = Field(primary_key=True)
    workspace: str = Field(primary_key=True)
    external_id: str = Field(primary_key=True)
    received_at: datetime = Field(sa_type=UtcDateTime, index=True)
    address_id: str | None = Field(index=True)
    """Whose it was. No foreign key: an update may come in before anybody is known, and fail."""
    outcome: str | None
    payload: str | None = Field(sa_type=Text)
    """Kept, always sealed, only for an update that could not be handled."""


class Answer(Row, table=True):
    """One respondent's answer to one question."""

    conversation_id: str = Field(primary_key=True, foreign_key="conversation.id")
    question: str = Field(primary_key=True)
    value: str = Field(sa_type=Text)
    """As JSON."""
    sealed: bool
    state: str
    turn: int
    profile: str | None
    """Under which name it is kept with the person, such as `email` (flow-language §5.1)."""
    asked_at: datetime | None = Field(sa_type=UtcDateTime)
    answered_at: datetime = Field(sa_type=UtcDateTime)


class Result(Row, table=True):
    """The scored outcome of one conversation, as it was shown in one turn."""

    __table_args__ = (
        Index("ix_result_respondent_id_flow_name", "respondent_id", "flow_name", "created_at"),
        Index("ix_result_created_at", "created_at", "conversation_id", "turn"),
    )

    conversation_id: str = Field(primary_key=True, foreign_key="conversation.id")
    turn: int = Field(primary_key=True)
    respondent_id: str = Field(foreign_key="respondent.id")
    flow_name: str
    flow_version: int
    flow_hash: str = Field(foreign_key="flow_version.hash", index=True)
    complete: bool
    score: str | None
    """As shown."""
    exact: str | None
    """As a fraction: `55/2`."""
    level: str | None
    document: str = Field(sa_type=Text)
    """The whole result as JSON."""
    created_at: datetime = Field(sa_type=UtcDateTime)


class Delivery(Row, table=True):
    """A message to send, written in the transaction that caused it (design §7)."""

    __table_args__ = (
        Index("ix_delivery_address_id", "address_id"),
        Index("ix_delivery_open_by_address", "address_id", "created_at", "id",
              sqlite_where=text("status IN ('waiting', 'sending')"),
              postgresql_where=text("status IN ('waiting', 'sending')")),
        Index("ix_delivery_open_by_due", "due_at", "id",
              sqlite_where=text("status IN ('waiting', 'sending')"),
              postgresql_where=text("status IN ('waiting', 'sending')")),
        Index("ix_delivery_failed", "created_at",
              sqlite_where=text("status IN ('refused', 'unknown')"),
              postgresql_where=text("status IN ('refused', 'unknown')")),
    )  # fmt: skip

    id: str = Field(primary_key=True)
    address_id: str = Field(foreign_key="address.id")
    conversation_id: str | None = Field(foreign_key="conversation.id", index=True)
    turn: int
    position: int
    """Its place among the messages of its turn."""
    kind: str
    payload: str = Field(sa_type=Text)
    """As JSON."""
    sealed: bool
    status: str
    attempts: int
    created_at: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime = Field(sa_type=UtcDateTime)
    lease_until: datetime | None = Field(sa_type=UtcDateTime)
    sent_at: datetime | None = Field(sa_type=UtcDateTime)
    platform_id: str | None
    error: str | None
    target: str | None
    """The platform's id of the message that it replaces; None: it is a new one."""
    occasion: str | None
    """`reminder` or `repeat` where nobody asked for it just now: answers go out before it, and it goes out at
    most once. None: an answer.
    """
    parts_sent: int | None
    """How many of its messages arrived, where it is too long for one."""
    fleeting: bool | None
    """What it says is wiped once it has an outcome: it leads from a person to answers that are nobody's."""


class Consent(Row, table=True):
    """A yes or no to one purpose, with what was asked, word by word; none is changed afterwards."""

    id: str = Field(primary_key=True)
    respondent_id: str = Field(foreign_key="respondent.id", index=True)
    conversation_id: str = Field(foreign_key="conversation.id", index=True)
    question: str
    purpose: str
    given: bool
    wording: str = Field(sa_type=Text)
    link: str | None
    language: str
    flow_name: str
    flow_version: int
    flow_hash: str
    channel: str
    created_at: datetime = Field(sa_type=UtcDateTime)


class Installation(Row, table=True):
    """A workspace that lets us in; a row stays after it has gone, without tokens."""

    channel: str = Field(primary_key=True)
    workspace: str = Field(primary_key=True)
    """As in `address`: Slack's team, or its enterprise where that let us into all its teams at once."""
    enterprise: str | None
    team: str | None
    """None: all teams of the enterprise."""
    name: str
    app: str
    bot_user: str
    bot_id: str
    bot_token: str | None = Field(sa_type=Text)
    """Always sealed; None since it was revoked."""
    scopes: str = Field(sa_type=Text)
    """What was granted, with commas."""
    installed_by: str | None
    """The platform's id of the person who let us in; None after they had themselves deleted."""
    installed_at: datetime = Field(sa_type=UtcDateTime)
    refresh_token: str | None = Field(sa_type=Text)
    """Always sealed; None where the bot token does not expire."""
    expires_at: datetime | None = Field(sa_type=UtcDateTime)
    """When the bot token expires; None: never."""
    rotating_until: datetime | None = Field(sa_type=UtcDateTime)
    """Until then nobody else may exchange the refresh token: somebody does, or it did not work just now."""
    revoked_at: datetime | None = Field(sa_type=UtcDateTime)


class OauthState(Row, table=True):
    """An installation under way: what its browser has to bring back. About nobody."""

    __tablename__ = "oauth_state"

    hash: str = Field(primary_key=True)
    """SHA-256 of the state, hexadecimal: whoever reads the database can finish no installation."""
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)


def _table(name: str) -> Table:
    return Row.metadata.tables[name]


METADATA = Row.metadata
"""Of all tables, those of teams too."""
FLOW_VERSION = _table("flow_version")
RESPONDENT = _table("respondent")
ADDRESS = _table("address")
CONVERSATION = _table("conversation")
INBOUND = _table("inbound")
ANSWER = _table("answer")
RESULT = _table("result")
DELIVERY = _table("delivery")
CONSENT = _table("consent")
INSTALLATION = _table("installation")
OAUTH_STATE = _table("oauth_state")
APPOINTMENT = team_tables.APPOINTMENT
CHECKIN = team_tables.CHECKIN
ROUND = team_tables.ROUND
INVITATION = team_tables.INVITATION
RELEASE = team_tables.RELEASE
REPORT_LINK = team_tables.REPORT_LINK
ACTION = team_tables.ACTION
LANE = copies_tables.LANE
LEADER = copies_tables.LEADER
EVENT = event_tables.EVENT
WEBHOOK = event_tables.WEBHOOK
API_TOKEN = api_tables.API_TOKEN
KEPT = kept_tables.KEPT
