"""Addresses of report pages: `/r/<chance>.<signature>`, each for one viewer of one check-in.

What was not signed by us is turned away before the database is asked. What was signed is good as long as its
row says so: it expires, and it can be taken back (`bot.store.report_links.revoke`). The row has the token's
hash alone, so that whoever reads the database can open no page.
"""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from hashlib import sha256
from typing import Final, TypeAlias

from sqlalchemy import Connection

from bot.store import report_links
from bot.store.checkins import CheckIn
from bot.store.report_links import ReportLink

PURPOSE: Final = "report links"
"""What the signing keys are derived for: `database.keys.derived(PURPOSE)`."""
PATH: Final = "/r"
LIFETIME: Final = timedelta(days=90)
"""Two rounds of a check-in every six weeks; who wants the page later asks for a new way to it."""
_CHANCE: Final = 18
"""Bytes: 144 bits, 24 letters."""
_SIGNATURE: Final = 16
"""Bytes: 128 bits, 22 letters."""
LONGEST: Final = 64
"""Letters of a token; ours have 47."""

Chance: TypeAlias = Callable[[int], bytes]
"""So many bytes that nobody can guess: `secrets.token_bytes`."""


@dataclass(frozen=True, slots=True)
class Links:
    """What addresses are made from."""

    keys: Sequence[bytes] = field(repr=False)
    """The first one signs, all of them are good."""
    base: str
    """The PUBLIC_URL."""
    chance: Chance


class NoWay(Enum):
    """Why an address does not lead to a page."""

    UNKNOWN = "unknown"
    """Not ours, cut, or of a check-in that is not there any more."""
    EXPIRED = "expired"
    REVOKED = "revoked"
    NOT_YOURS = "not yours"
    """Whose it is may not see these reports any more."""


def new_link(connection: Connection, links: Links, checkin: CheckIn, viewer: str, now: datetime) -> str:
    """A new address of the check-in's report page, for this person (the platform's id) alone.

    Whether they may see it is asked again whenever it is followed.
    """
    token = _signed(_letters(links.chance(_CHANCE)), links.keys[0])
    report_links.issue(connection, token, ReportLink(checkin.id, viewer, now, now + LIFETIME))
    return f"{links.base.rstrip('/')}{PATH}/{token}"


def is_signed(token: str, keys: Sequence[bytes]) -> bool:
    """Did we make it? Takes as long for every wrong signature."""
    if not token.isascii() or len(token) > LONGEST:
        return False
    body = token.rpartition(".")[0]
    return any([hmac.compare_digest(_signed(body, key), token) for key in keys])  # noqa: C419  # all, always


def follow(
    connection: Connection, token: str, keys: Sequence[bytes], now: datetime
) -> ReportLink | NoWay:  # fmt: skip
    """Where it leads, or why nowhere."""
    link = report_links.find(connection, token) if is_signed(token, keys) else None
    if link is None:
        return NoWay.UNKNOWN
    if link.revoked_at is not None:
        return NoWay.REVOKED
    return link if link.is_good(now) else NoWay.EXPIRED


def _signed(body: str, key: bytes) -> str:
    return f"{body}.{_letters(hmac.digest(key, body.encode(), sha256)[:_SIGNATURE])}"


def _letters(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")
