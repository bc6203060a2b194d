"""Installations under way: each is let to its end once, within ten minutes, by whoever holds its state."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from sqlalchemy import Connection, bindparam, delete, insert

from bot.store.tables import OAUTH_STATE

LIFETIME: Final = timedelta(minutes=10)
"""As long as people take for Slack's page of consent (platforms §12)."""

_COLUMNS = OAUTH_STATE.c
_ISSUE = insert(OAUTH_STATE)
_CONSUME = delete(OAUTH_STATE).where(
    _COLUMNS.hash == bindparam("the_hash"), _COLUMNS.expires_at > bindparam("now")
)
_FORGET = delete(OAUTH_STATE).where(_COLUMNS.expires_at <= bindparam("now"))


def issue(connection: Connection, state: str, now: datetime) -> None:
    """Takes note of a state that was made by chance. Those whose time is over go: anybody may begin many."""
    connection.execute(_FORGET, {"now": now})
    connection.execute(_ISSUE, {"hash": _hashed(state), "expires_at": now + LIFETIME})


def consume(connection: Connection, state: str, now: datetime) -> bool:
    """Was this state issued, not used and not too long ago? It is used then."""
    return connection.execute(_CONSUME, {"the_hash": _hashed(state), "now": now}).rowcount == 1


def _hashed(state: str) -> str:
    """Not keyed: a state has 256 bits of chance, so that nobody finds it by its hash."""
    return sha256(state.encode("utf-8", "surrogatepass")).hexdigest()
