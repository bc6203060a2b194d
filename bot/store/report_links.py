"""Ways to report pages: each is one person's, expires, and can be taken back."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, bindparam, insert, select, update

from bot.store.tables import REPORT_LINK


@dataclass(frozen=True, slots=True)
class ReportLink:
    """Where a link leads, and until when."""

    checkin_id: str
    viewer: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None

    def is_good(self, now: datetime) -> bool:
        """May it be followed?"""
        return self.revoked_at is None and now < self.expires_at


_COLUMNS = REPORT_LINK.c
_BY_HASH = select(
    _COLUMNS.checkin_id, _COLUMNS.viewer, _COLUMNS.created_at, _COLUMNS.expires_at, _COLUMNS.revoked_at
).where(_COLUMNS.hash == bindparam("the_hash"))
_REVOKE = (
    update(REPORT_LINK)
    .where(_COLUMNS.checkin_id == bindparam("the_checkin"), _COLUMNS.revoked_at.is_(None))
    .values(revoked_at=bindparam("now"))
)


def issue(connection: Connection, token: str, link: ReportLink) -> None:
    """Takes note of a link; its token was made by chance and signed."""
    connection.execute(
        insert(REPORT_LINK),
        {
            "hash": _hashed(token),
            "checkin_id": link.checkin_id,
            "viewer": link.viewer,
            "created_at": link.created_at,
            "expires_at": link.expires_at,
            "revoked_at": link.revoked_at,
        },
    )


def find(connection: Connection, token: str) -> ReportLink | None:
    """The link with this token, good or not."""
    row = connection.execute(_BY_HASH, {"the_hash": _hashed(token)}).one_or_none()
    return None if row is None else ReportLink(*row)


def revoke(connection: Connection, checkin_id: str, now: datetime, *, viewer: str | None = None) -> int:
    """Takes back all links of a check-in, or those of one viewer; how many that were."""
    statement = _REVOKE if viewer is None else _REVOKE.where(_COLUMNS.viewer == viewer)
    return connection.execute(statement, {"the_checkin": checkin_id, "now": now}).rowcount


def _hashed(token: str) -> str:
    """Not keyed: a token has 128 bits of chance and more, so that nobody finds it by its hash."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
