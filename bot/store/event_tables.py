"""The tables of what the rest of the business hears: events, and the place they go to."""

from datetime import datetime

from sqlalchemy import Index, Text, text
from sqlmodel import Field

from bot.store.columns import UtcDateTime
from bot.store.row import Row


class Event(Row, table=True):
    """Something that happened, to be told outside; written in the transaction in which it did."""

    __table_args__ = (
        Index("ix_event_open_by_due", "due_at", "id",
              sqlite_where=text("status = 'waiting'"), postgresql_where=text("status = 'waiting'")),
        Index("ix_event_failed", "id",
              sqlite_where=text("status = 'failed'"), postgresql_where=text("status = 'failed'")),
    )  # fmt: skip

    id: str = Field(primary_key=True)
    """Sorts by when it happened."""
    type: str
    """Its name, such as `conversation.finished`."""
    channel: str
    """Where it happened."""
    respondent_id: str | None = Field(index=True)
    """Whose it is: theirs go out in order. None: nobody's."""
    conversation_id: str | None = Field(index=True)
    data: str = Field(sa_type=Text)
    """Subject and data as JSON, always sealed."""
    happened_at: datetime = Field(sa_type=UtcDateTime)
    status: str
    """`waiting`, `delivered` or `failed`."""
    attempts: int
    tried_at: datetime | None = Field(sa_type=UtcDateTime)
    """The first attempt: tries end three days after it."""
    due_at: datetime = Field(sa_type=UtcDateTime)
    lease_until: datetime | None = Field(sa_type=UtcDateTime)
    delivered_at: datetime | None = Field(sa_type=UtcDateTime)
    error: str | None
    """What the last attempt came to, as a code."""
    fleeting: bool
    """It goes once it is delivered: it names somebody of whom nothing is kept any more."""


class Webhook(Row, table=True):
    """Where events go, and how it goes there."""

    id: str = Field(primary_key=True)
    """SHA-256 of the address, hexadecimal."""
    paused_until: datetime | None = Field(sa_type=UtcDateTime)
    """The receiver wants nothing before that."""
    failing_since: datetime | None = Field(sa_type=UtcDateTime)
    """The first failure since the last success."""
    disabled_at: datetime | None = Field(sa_type=UtcDateTime)
    why: str | None
    """`gone` or `failing`."""
    told_at: datetime | None = Field(sa_type=UtcDateTime)
    """When the admins were told that it is disabled."""


EVENT = Row.metadata.tables["event"]
WEBHOOK = Row.metadata.tables["webhook"]
