"""The table of those who may read through the API."""

from datetime import datetime

from sqlmodel import Field

from bot.store.columns import UtcDateTime
from bot.store.row import Row


class ApiToken(Row, table=True):
    """A token of the API, without the token."""

    __tablename__ = "api_token"

    id: str = Field(primary_key=True)
    name: str
    """What it is for, in the operator's words."""
    hash: str = Field(unique=True)
    """SHA-256 of the secret, hexadecimal: whoever reads the database can use no token."""
    scopes: str
    """With blanks between."""
    channel: str | None
    """With `workspace`: it sees nothing of any other; None: it sees all."""
    workspace: str | None
    flow: str | None
    """The only flow it sees; None: it sees all."""
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime | None = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(sa_type=UtcDateTime)
    """About when it was used last."""


API_TOKEN = Row.metadata.tables["api_token"]
