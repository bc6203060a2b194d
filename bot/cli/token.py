"""`checkup token`: who may read through the API."""

import json
import re
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import click

from bot.cli.database import with_database
from bot.cli.export import there_is_one
from bot.cli.trouble import USAGE, Trouble
from bot.clock import new_id, now
from bot.store import api_tokens, schema
from bot.store.api_tokens import Scope, Token
from bot.store.database import Database

_DAYS: Final = re.compile(r"([1-9][0-9]{0,3})d")
_NAME: Final = re.compile(r"[^\x00-\x1f\x7f]{1,100}")
_FLOW: Final = re.compile(r"[a-z][a-z0-9-]{0,39}")
_PLACE: Final = re.compile(r"([a-z]{1,20}):([!-~]{1,64})")


def create(
    name: str, scopes: Sequence[str], *, workspace: str | None, flow: str | None, expires: str | None
) -> int:
    """Makes a token. The secret is all that stands on standard output."""
    there_is_one()
    channel, place = _place(workspace)
    made = now()
    token = Token(
        id=new_id(), name=_name(name), scopes=_scopes(scopes), created_at=made, channel=channel,
        workspace=place, flow=_flow(flow), expires_at=_expiry(expires, made),
    )  # fmt: skip
    secret = api_tokens.new_secret(secrets.token_bytes)
    with_database(partial(_issue, secret, token))
    click.echo(secret)
    click.echo(f"This is token {token.id}: {_told(token)}.\nKeep it safe: it is not shown again.", err=True)
    return 0


def show_all(form: str) -> int:
    """One line each."""
    there_is_one()
    found = with_database(_everyone)
    if form == "json":
        click.echo(json.dumps([_document(one) for one in found], ensure_ascii=False, indent=2))
        return 0
    today = now()
    click.echo("\n".join(_line(one, today) for one in found) or "There are no tokens yet.")
    return 0


def revoke(token_id: str) -> int:
    """From the next request on it opens nothing."""
    there_is_one()
    if not with_database(partial(_revoke, token_id)):
        raise Trouble(f"There is no token {token_id!r}.", "See which there are:  checkup token list", USAGE)
    click.echo(f"Token {token_id} opens nothing any more.")
    return 0


async def _issue(secret: str, token: Token, database: Database) -> None:
    await schema.check(database)
    await database.run(lambda connection: api_tokens.issue(connection, secret, token))


async def _everyone(database: Database) -> tuple[Token, ...]:
    await schema.check(database)
    return await database.read(api_tokens.everyone)


async def _revoke(token_id: str, database: Database) -> bool:
    await schema.check(database)
    return await database.run(lambda connection: api_tokens.revoke(connection, token_id, now()))


def _name(name: str) -> str:
    if not _NAME.fullmatch(name) or not name.strip():
        raise Trouble("That is no name.", "Write in up to 100 letters what the token is for.", USAGE)
    return name


def _scopes(names: Sequence[str]) -> frozenset[Scope]:
    known = [scope.value for scope in Scope]
    for name in names:
        if name not in known:
            raise Trouble(f"There is no scope {name!r}.", f"There are: {', '.join(known)}.", USAGE)
    scopes = api_tokens.scopes_of(names)
    if scopes == {Scope.PRIVATE}:
        raise Trouble(
            f"{Scope.PRIVATE.value} alone opens nothing.",
            f"Give another one beside it, such as --scope {Scope.CONVERSATIONS.value}.", USAGE,
        )  # fmt: skip
    return scopes


def _place(workspace: str | None) -> tuple[str | None, str | None]:
    if workspace is None:
        return None, None
    found = _PLACE.fullmatch(workspace)
    if found is None:
        raise Trouble(
            f"{workspace!r} is no workspace.", "Write the channel before it: slack:T123 or telegram:BOT_ID.",
            USAGE,
        )  # fmt: skip
    return found[1], found[2]


def _flow(flow: str | None) -> str | None:
    if flow is not None and not _FLOW.fullmatch(flow):
        raise Trouble(f"{flow!r} is no name of a flow.", "Flows are named as in  checkup check.", USAGE)
    return flow


def _expiry(expires: str | None, made: datetime) -> datetime | None:
    if expires is None:
        return None
    days = _DAYS.fullmatch(expires)
    if days is None:
        raise Trouble(f"{expires!r} is no time that a token is good for.", "Write days: 90d.", USAGE)
    return made + timedelta(days=int(days[1]))


def _told(token: Token) -> str:
    """What it may."""
    where = "everywhere" if token.workspace is None else f"in {token.channel}:{token.workspace}"
    flow = "" if token.flow is None else f", of the flow {token.flow}"
    until = "" if token.expires_at is None else f", until {token.expires_at:%Y-%m-%d}"
    return f"{' '.join(sorted(scope.value for scope in token.scopes))} {where}{flow}{until}"


def _line(token: Token, today: datetime) -> str:
    used = "never used" if token.used_at is None else f"used {token.used_at:%Y-%m-%d %H:%M}"
    gone = "" if token.is_good(today) else ("  REVOKED" if token.revoked_at else "  EXPIRED")
    return f"{token.id}  {token.name}  {_told(token)}, {used}{gone}"


def _document(token: Token) -> dict[str, object]:
    def moment(at: datetime | None) -> str | None:
        return None if at is None else at.isoformat()

    return {
        "id": token.id,
        "name": token.name,
        "scopes": sorted(scope.value for scope in token.scopes),
        "workspace": None if token.workspace is None else f"{token.channel}:{token.workspace}",
        "flow": token.flow,
        "created_at": moment(token.created_at),
        "expires_at": moment(token.expires_at),
        "revoked_at": moment(token.revoked_at),
        "used_at": moment(token.used_at),
    }
