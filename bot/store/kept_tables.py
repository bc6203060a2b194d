"""The table of answers that are asked once (flow-language §5.1, `keep`)."""

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field

from bot.store.columns import UtcDateTime
from bot.store.row import Row


class Kept(Row, table=True):
    """An answer that stays with the person, for later flows that ask the same."""

    respondent_id: str = Field(primary_key=True, foreign_key="respondent.id")
    name: str = Field(primary_key=True)
    """As in `keep: name`."""
    value: str = Field(sa_type=Text)
    """As JSON."""
    sealed: bool
    kind: str
    """The type of the question it was given to."""
    flow_name: str
    question: str
    conversation_id: str
    """Where it was given. No foreign key: conversations are purged by rules of their own."""
    answered_at: datetime = Field(sa_type=UtcDateTime)
    open_in: str | None = None
    """That conversation once more, where its flow was not private when it was given. A process of the release
    before says nothing here, or leaves another one: then it is taken for told in private.
    """


KEPT = Row.metadata.tables["kept"]
