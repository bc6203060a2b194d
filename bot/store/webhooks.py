"""The place that events go to, and whether it takes them. It has no row before events went there first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, select, update

from bot.store.tables import WEBHOOK
from bot.store.upserts import unless_there

GONE: Final = "gone"
FAILING: Final = "failing"


@dataclass(frozen=True, slots=True)
class Webhook:
    """How it goes there; the fields are explained at the table."""

    id: str
    paused_until: datetime | None = None
    failing_since: datetime | None = None
    disabled_at: datetime | None = None
    why: str | None = None
    told_at: datetime | None = None


_C = WEBHOOK.c
_MAKE = unless_there(WEBHOOK, ("id",))
_THIS = _C.id == bindparam("the_id")
_WELL = update(WEBHOOK).where(_THIS, _C.failing_since.is_not(None)).values(failing_since=None)
_FAILING = update(WEBHOOK).where(_THIS, _C.failing_since.is_(None)).values(failing_since=bindparam("now"))
_PAUSE = update(WEBHOOK).where(_THIS).values(paused_until=bindparam("until"))
_DISABLE = (
    update(WEBHOOK)
    .where(_THIS, _C.disabled_at.is_(None))
    .values(disabled_at=bindparam("now"), why=bindparam("because"), told_at=None)
)
_ENABLE = (
    update(WEBHOOK)
    .where(_THIS)
    .values(disabled_at=None, why=None, told_at=None, failing_since=None, paused_until=None)
)
_TOLD = (
    update(WEBHOOK)
    .where(_THIS, _C.told_at.is_(None), _C.disabled_at.is_not(None))
    .values(told_at=bindparam("now"))
)


def look(connection: Connection, webhook_id: str) -> Webhook:
    """How it stands."""
    row = connection.execute(select(WEBHOOK).where(_THIS), {"the_id": webhook_id}).one_or_none()
    return Webhook(webhook_id) if row is None else Webhook(**row._asdict())


def begins(connection: Connection, webhook_id: str) -> bool:
    """Events go there from now on. True: for the first time."""
    return _make(connection, webhook_id)


def went_well(connection: Connection, webhook_id: str) -> bool:
    """It took something. True: before that it had not. A pause that it asked for stands: what it took may
    have been sent before.
    """
    return connection.execute(_WELL, {"the_id": webhook_id}).rowcount == 1


def failed(connection: Connection, webhook_id: str, now: datetime) -> Webhook:
    """It took nothing; since when that is so stands in what is returned."""
    _make(connection, webhook_id)
    connection.execute(_FAILING, {"the_id": webhook_id, "now": now})
    return look(connection, webhook_id)


def pause(connection: Connection, webhook_id: str, until: datetime) -> None:
    """It wants nothing before then."""
    _make(connection, webhook_id)
    connection.execute(_PAUSE, {"the_id": webhook_id, "until": until})


def disable(connection: Connection, webhook_id: str, now: datetime, why: str) -> bool:
    """Nothing is sent there until somebody enables it. False: it was disabled."""
    _make(connection, webhook_id)
    which = {"the_id": webhook_id, "now": now, "because": why}
    return connection.execute(_DISABLE, which).rowcount == 1


def enable(connection: Connection, webhook_id: str) -> None:
    """As if nothing had been."""
    connection.execute(_ENABLE, {"the_id": webhook_id})


def tell(connection: Connection, webhook_id: str, now: datetime) -> bool:
    """Takes note that the admins are told that it is disabled. False: they were, or it is not."""
    return connection.execute(_TOLD, {"the_id": webhook_id, "now": now}).rowcount == 1


def _make(connection: Connection, webhook_id: str) -> bool:
    """Its row, where it has none. False: it had."""
    blank = {column.name: None for column in WEBHOOK.columns}
    return connection.execute(_MAKE.on(connection), blank | {"id": webhook_id}).rowcount == 1
