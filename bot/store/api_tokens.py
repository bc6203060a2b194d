"""Tokens of the API: made once, kept as a hash, limited in what they open (`bot.web.api`).

A token looks like `ckp_` and 47 letters: 200 bits of chance, then a checksum. By its look a scanner finds one
that was published, and what was mistyped is turned away before the database is asked.
"""

import hmac
from base64 import b32encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from hashlib import sha256
from re import compile as pattern
from typing import Any, Final
from zlib import crc32

from sqlalchemy import Connection, bindparam, func, insert, select, update

from bot.store.tables import API_TOKEN

PREFIX: Final = "ckp_"
CHANCE_BYTES: Final = 25
_CHANCE_LETTERS: Final = 40
_LOOKS: Final = pattern(rf"{PREFIX}[a-z2-7]{{{_CHANCE_LETTERS + 7}}}")


class Scope(Enum):
    """What a token may read."""

    CONVERSATIONS = "conversations:read"
    RESULTS = "results:read"
    LEADS = "leads:read"
    CHECKINS = "checkins:read"
    PRIVATE = "private:read"
    """Beside another: also typed text, e-mail and phone, of people who consented to be contacted."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is kept; the fields are explained at the table."""

    id: str
    name: str
    scopes: frozenset[Scope]
    created_at: datetime
    channel: str | None = None
    workspace: str | None = None
    flow: str | None = None
    expires_at: datetime | None = None
    revoked_at: datetime | None = None
    used_at: datetime | None = None

    def __post_init__(self) -> None:
        if (self.channel is None) != (self.workspace is None):
            raise ValueError("a workspace is on a channel")

    def is_good(self, now: datetime) -> bool:
        """May it be used?"""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


_COLUMNS = API_TOKEN.c
_BY_HASH = select(API_TOKEN).where(_COLUMNS.hash == bindparam("of_hash"))
_ALL = select(API_TOKEN).order_by(_COLUMNS.created_at, _COLUMNS.id)
_REVOKE = (
    update(API_TOKEN)
    .where(_COLUMNS.id == bindparam("which"))
    .values(revoked_at=func.coalesce(_COLUMNS.revoked_at, bindparam("now", type_=_COLUMNS.revoked_at.type)))
)
_USED = update(API_TOKEN).where(_COLUMNS.id == bindparam("which")).values(used_at=bindparam("at"))


def new_secret(chance: Callable[[int], bytes]) -> str:
    """A token that nobody had before. *chance*: so many bytes that nobody can guess."""
    return _whole(b32encode(chance(CHANCE_BYTES)).decode().lower())


def looks_right(secret: str) -> bool:
    """Can it be one of ours? Says nothing of whether it is."""
    return _LOOKS.fullmatch(secret) is not None and secret == _whole(secret[len(PREFIX) :][:_CHANCE_LETTERS])


def issue(connection: Connection, secret: str, token: Token) -> None:
    """Keeps a new token, without its secret."""
    row: dict[str, object] = {name: getattr(token, name) for name in Token.__dataclass_fields__}
    row |= {"hash": _hash(secret), "scopes": " ".join(sorted(scope.value for scope in token.scopes))}
    connection.execute(insert(API_TOKEN), row)


def find(connection: Connection, secret: str) -> Token | None:
    """The token whose secret this is, good or not any more."""
    wanted = _hash(secret)
    row = connection.execute(_BY_HASH, {"of_hash": wanted}).one_or_none()
    if row is None or not hmac.compare_digest(row.hash, wanted):
        return None
    return _token(row)


def everyone(connection: Connection) -> tuple[Token, ...]:
    """All tokens, those that are no good any more too, the oldest first."""
    return tuple(map(_token, connection.execute(_ALL)))


def revoke(connection: Connection, token_id: str, now: datetime) -> bool:
    """From now on it opens nothing. False: there is none with this id."""
    return connection.execute(_REVOKE, {"which": token_id, "now": now}).rowcount == 1


def used(connection: Connection, uses: Mapping[str, datetime]) -> None:
    """Writes down when tokens, by id, were used last."""
    rows = [{"which": token_id, "at": at} for token_id, at in sorted(uses.items())]
    if rows:
        connection.execute(_USED, rows)


def scopes_of(names: Iterable[str]) -> frozenset[Scope]:
    """Scopes by their names; one that a later version knows opens nothing here."""
    known = {scope.value: scope for scope in Scope}
    return frozenset(known[name] for name in names if name in known)


def _whole(chance: str) -> str:
    checksum = b32encode(crc32(chance.encode()).to_bytes(4, "big")).decode().lower().rstrip("=")
    return f"{PREFIX}{chance}{checksum}"


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _token(row: Any) -> Token:
    kept = row._asdict()
    del kept["hash"]
    return Token(**(kept | {"scopes": scopes_of(row.scopes.split())}))
