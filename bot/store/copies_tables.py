"""The tables by which several processes on one database agree: pace, and who leads."""

from datetime import datetime

from sqlmodel import Field

from bot.store.columns import UtcDateTime
from bot.store.row import Row


class Lane(Row, table=True):
    """One limit of a platform, shared by all processes (design §8)."""

    name: str = Field(primary_key=True)
    """`telegram/<bot>`, `slack/<workspace>/chat.update`."""
    free_at: float
    """When the next call may go: seconds since 1970 by the clock of the database."""
    paused_until: float
    """Before that nothing may go at all; 0: it may."""


class Leader(Row, table=True):
    """Who alone does something that only one process may do, such as polling a bot."""

    name: str = Field(primary_key=True)
    holder: str
    """The process."""
    until: datetime = Field(sa_type=UtcDateTime)
    """By the clock of the database; then somebody else may."""


LANE = Row.metadata.tables["lane"]
LEADER = Row.metadata.tables["leader"]
