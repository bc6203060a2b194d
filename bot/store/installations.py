"""Workspaces that let us in, and their tokens.

Tokens are always sealed. A workspace that has gone keeps its row without them, so that whoever is late with
what happened before finds out that it is over.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, case, func, or_, select, update

from bot.store import checkins
from bot.store.columns import DeliveryStatus
from bot.store.sealing import seal, unseal
from bot.store.tables import ADDRESS, CONVERSATION, DELIVERY, INSTALLATION
from bot.store.upserts import or_change


@dataclass(frozen=True, slots=True)
class Installation:
    """A workspace, and with what it let us in."""

    workspace: str
    """The team, or the enterprise where that let us into all its teams at once."""
    enterprise: str | None
    team: str | None
    """None: all teams of the enterprise."""
    name: str
    app: str
    bot_user: str
    bot_id: str
    bot_token: str | None = field(repr=False)
    """None since it was revoked."""
    scopes: tuple[str, ...]
    installed_by: str | None
    """The platform's id of the person who let us in; None after they had themselves deleted."""
    installed_at: datetime
    refresh_token: str | None = field(default=None, repr=False)
    """Good for one exchange; None where the bot token does not expire."""
    expires_at: datetime | None = None
    """When the bot token expires; None: never."""
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How many workspaces there are on a channel."""

    installed: int
    revoked: int


GONE = "workspace_gone"
"""The error of deliveries that could not go out because their workspace does not let us in any more."""

_COLUMNS = INSTALLATION.c
_CHANGING = tuple(column.name for column in _COLUMNS if not column.primary_key)
_WRITE = or_change(INSTALLATION, ("channel", "workspace"), _CHANGING)
_HERE = and_(_COLUMNS.channel == bindparam("the_channel"), _COLUMNS.workspace == bindparam("the_workspace"))
_FIND = select(INSTALLATION).where(_HERE)
_FIND_LOCKED = _FIND.with_for_update()
_CLAIM = (
    update(INSTALLATION)
    .where(
        _HERE,
        _COLUMNS.expires_at <= bindparam("soon"),
        _COLUMNS.refresh_token.is_not(None),
        or_(_COLUMNS.rotating_until.is_(None), _COLUMNS.rotating_until <= bindparam("now")),
    )
    .values(rotating_until=bindparam("until"))
)
_LEAVE_ALONE = update(INSTALLATION).where(_HERE).values(rotating_until=bindparam("until"))
_ROTATE = (
    update(INSTALLATION)
    .where(_HERE)
    .values(
        bot_token=bindparam("new_token"), refresh_token=bindparam("new_refresh_token"),
        expires_at=bindparam("new_expires_at"), rotating_until=None,
    )
)  # fmt: skip
_REVOKE = (
    update(INSTALLATION)
    .where(_HERE)
    .values(
        bot_token=None, refresh_token=None, expires_at=None, rotating_until=None, revoked_at=bindparam("now")
    )
)
_STANDING = select(
    func.count(), func.count(_COLUMNS.revoked_at)
).where(_COLUMNS.channel == bindparam("the_channel"))  # fmt: skip

_IN_IT = and_(
    ADDRESS.c.channel == bindparam("the_channel"), ADDRESS.c.workspace == bindparam("the_workspace")
)
_ITS_ADDRESSES = select(ADDRESS.c.id).where(_IN_IT)
_SWITCH_OFF = update(ADDRESS).where(_IN_IT).values(reachable=False)
_WAKE_NONE = (
    update(CONVERSATION)
    .where(CONVERSATION.c.address_id.in_(_ITS_ADDRESSES), CONVERSATION.c.wake_at.is_not(None))
    .values(wake_at=None)
)
_WAITING, _SENDING = DeliveryStatus.WAITING.value, DeliveryStatus.SENDING.value
_FAIL = (
    update(DELIVERY)
    .where(DELIVERY.c.address_id.in_(_ITS_ADDRESSES), DELIVERY.c.status.in_((_WAITING, _SENDING)))
    .values(
        # What is on its way just now may have arrived before the workspace closed.
        status=case(
            (DELIVERY.c.status == _WAITING, DeliveryStatus.BLOCKED.value),
            else_=DeliveryStatus.UNKNOWN.value,
        ),
        error=GONE,
        lease_until=None,
    )
)


def write(connection: Connection, channel: str, installation: Installation) -> bool:
    """A workspace lets us in, or does so anew. False: it did already, and only how has changed.

    Its addresses stay as they are: who was there before is written to only after they wrote themselves.
    """
    before = find(connection, channel, installation.workspace, lock=True)
    row = {
        "channel": channel,
        "workspace": installation.workspace,
        "enterprise": installation.enterprise,
        "team": installation.team,
        "name": installation.name,
        "app": installation.app,
        "bot_user": installation.bot_user,
        "bot_id": installation.bot_id,
        "bot_token": _sealed(connection, installation.bot_token),
        "scopes": ",".join(installation.scopes),
        "installed_by": installation.installed_by,
        "installed_at": installation.installed_at,
        "refresh_token": _sealed(connection, installation.refresh_token),
        "expires_at": installation.expires_at,
        "rotating_until": None,
        "revoked_at": installation.revoked_at,
    }
    connection.execute(_WRITE.on(connection), row)
    return before is None or before.revoked_at is not None


def find(connection: Connection, channel: str, workspace: str, *, lock: bool = False) -> Installation | None:
    """A workspace, also one that has gone; `lock`: until the transaction ends nobody else changes it."""
    which = {"the_channel": channel, "the_workspace": workspace}
    row = connection.execute(_FIND_LOCKED if lock else _FIND, which).one_or_none()
    return None if row is None else _installation(connection, row)


def claim_rotation(
    connection: Connection, channel: str, workspace: str, *, now: datetime, soon: datetime, until: datetime
) -> bool:
    """Does this caller alone, until `until`, get to exchange the refresh token of a workspace?

    Only where its token expires by `soon`. A refresh token is good once: two who use it lose the workspace.
    """
    which = {
        "the_channel": channel, "the_workspace": workspace, "now": now, "soon": soon, "until": until,
    }  # fmt: skip
    return connection.execute(_CLAIM, which).rowcount == 1


def leave_alone(connection: Connection, channel: str, workspace: str, until: datetime) -> None:
    """The exchange did not work: nobody tries again before `until`."""
    connection.execute(_LEAVE_ALONE, {"the_channel": channel, "the_workspace": workspace, "until": until})


def rotate(
    connection: Connection,
    channel: str,
    spent: Installation,
    *,
    bot_token: str,
    refresh_token: str,
    expires_at: datetime,
) -> bool:
    """Keeps what a refresh token was exchanged for. False: the workspace has gone or came anew meanwhile."""
    here = find(connection, channel, spent.workspace, lock=True)
    if here is None or here.refresh_token != spent.refresh_token:
        return False
    row = {
        "the_channel": channel,
        "the_workspace": spent.workspace,
        "new_token": seal(connection, bot_token, private=True),
        "new_refresh_token": seal(connection, refresh_token, private=True),
        "new_expires_at": expires_at,
    }
    connection.execute(_ROTATE, row)
    return True


def revoke(
    connection: Connection, channel: str, workspace: str, now: datetime, *, token: str | None = None
) -> bool:
    """A workspace has gone: its tokens are wiped, and all work for it stops. False: it was not there.

    `token`: only while that is its token.
    """
    here = find(connection, channel, workspace, lock=True)
    if here is None or here.revoked_at is not None or token not in (None, here.bot_token):
        return False
    connection.execute(_REVOKE, {"the_channel": channel, "the_workspace": workspace, "now": now})
    stop(connection, channel, workspace)
    return True


def stop(connection: Connection, channel: str, workspace: str) -> None:
    """Stops all work for a workspace: what waits fails as blocked, what is on its way as unknown, addresses
    are switched off and nobody is reminded; check-ins pause, and stay so when it comes anew, until somebody
    goes on with them. Answers stay: they are the people's.
    """
    which = {"the_channel": channel, "the_workspace": workspace}
    # In the order in which a turn takes its rows: neither waits for the other for ever.
    for stopping in (_SWITCH_OFF, _WAKE_NONE, _FAIL):
        connection.execute(stopping, which)
    checkins.let_go(connection, channel, workspace)


def standing(connection: Connection, channel: str) -> Standing:
    """How many workspaces there are, and how many of them have gone."""
    every, revoked = connection.execute(_STANDING, {"the_channel": channel}).one()
    return Standing(every - revoked, revoked)


def _sealed(connection: Connection, token: str | None) -> str | None:
    return None if token is None else seal(connection, token, private=True)


def _unsealed(connection: Connection, token: str | None) -> str | None:
    return None if token is None else unseal(connection, token, sealed=True)


def _installation(connection: Connection, row: Row[Any]) -> Installation:
    return Installation(
        workspace=row.workspace,
        enterprise=row.enterprise,
        team=row.team,
        name=row.name,
        app=row.app,
        bot_user=row.bot_user,
        bot_id=row.bot_id,
        bot_token=_unsealed(connection, row.bot_token),
        scopes=tuple(row.scopes.split(",")) if row.scopes else (),
        installed_by=row.installed_by,
        installed_at=row.installed_at,
        refresh_token=_unsealed(connection, row.refresh_token),
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
    )
