"""What `checkup doctor` looks at in Slack: tokens, permissions, the way in, workspaces, the clock."""

from collections.abc import AsyncIterator
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.api import client, open_session
from bot.channels.slack.incoming import CHANNEL
from bot.channels.slack.surface import SCOPES
from bot.cli.found import Found, clock
from bot.reception.slack.grants import UNREACHABLE, Client, error_of, traded
from bot.reception.slack.pages import INSTALL
from bot.settings import Settings, SlackMode
from bot.store import installations
from bot.store.database import Database

MOST_APART: Final = timedelta(seconds=60)
"""Signatures are refused from 300 s on; that clocks drift is said before."""
EVENTS: Final = "/slack/events"
_NO_CODE: Final = "checkup-doctor"
"""Slack looks at the client before the code, so that a code nobody was given asks about the client."""
_CLIENT_UNKNOWN: Final = frozenset({"bad_client_secret", "invalid_client_id"})


async def slack(settings: Settings) -> AsyncIterator[Found]:
    """All that Slack itself can say."""
    if settings.slack_mode is SlackMode.NONE:
        yield Found("Slack", "is not switched on (SLACK_BOT_TOKEN or SLACK_CLIENT_ID)")
        return
    async with open_session() as session:
        web = client(session, f"{settings.slack_api_url.rstrip('/')}/")
        try:
            async for found in _asked(web, settings):
                yield found
        except UNREACHABLE as error:
            yield Found(
                "Slack", f"{settings.slack_api_url} cannot be reached ({_named(error)})",
                "Is the network there? Does a proxy or firewall stand between?",
            )  # fmt: skip


async def workspaces(database: Database, settings: Settings) -> AsyncIterator[Found]:
    """Who installed us, as the database has it."""
    if settings.slack_mode is SlackMode.MANY:
        standing = await database.read(lambda connection: installations.standing(connection, CHANNEL))
        yield Found("Slack workspaces", f"{standing.installed} installed, {standing.revoked} gone")


async def _asked(web: AsyncWebClient, settings: Settings) -> AsyncIterator[Found]:
    if settings.slack_mode is SlackMode.MANY:
        yield await _client_known(web, settings)
    else:
        async for found in _one(web, settings):
            yield found
    if settings.slack_mode is SlackMode.ONE_SOCKET:
        yield await _socket(web, settings)
    else:
        yield _way_in(settings)
    said = (await web.api_test()).headers.get("date")
    if said:
        there = parsedate_to_datetime(said).astimezone(UTC)
        yield clock("clock of Slack", there, most=MOST_APART, so=": what Slack sends will be refused")


async def _one(web: AsyncWebClient, settings: Settings) -> AsyncIterator[Found]:
    try:
        us: Any = await web.auth_test(token=_secret(settings.slack_bot_token))
    except SlackApiError as error:
        yield Found(
            "Slack", f"does not know the bot token ({error_of(error)})",
            "Install your app at api.slack.com (OAuth & Permissions), and set its bot token.",
        )  # fmt: skip
        return
    yield Found("Slack", f"the bot is @{us['user']} in {us['team']}")
    granted = {name.strip() for name in us.headers.get("x-oauth-scopes", "").split(",")}
    missing = [scope for scope in SCOPES if scope.name not in granted]
    if missing:
        why = "; ".join(f"{scope.name}: {scope.reason}" for scope in missing)
        yield Found(
            "permissions in Slack", f"{', '.join(scope.name for scope in missing)} missing",
            "Add them at api.slack.com (OAuth & Permissions of your app), and install the app again."
            f" What they are for: {why}.",
        )  # fmt: skip
    else:
        yield Found("permissions in Slack", "are granted")


async def _socket(web: AsyncWebClient, settings: Settings) -> Found:
    try:
        await web.apps_connections_open(app_token=_secret(settings.slack_app_token))
    except SlackApiError as error:
        return Found(
            "Socket Mode", f"cannot be opened ({error_of(error)})",
            "Switch Socket Mode on for your app at api.slack.com, and set SLACK_APP_TOKEN to one of its"
            " app-level tokens with connections:write.",
        )  # fmt: skip
    return Found("Socket Mode", "can be opened")


async def _client_known(web: AsyncWebClient, settings: Settings) -> Found:
    try:
        us = Client(settings.slack_client_id or "", _secret(settings.slack_client_secret))
        await traded(web, us, code=_NO_CODE)
    except SlackApiError as error:
        if error_of(error) in _CLIENT_UNKNOWN:
            return Found(
                "Slack", f"does not know the client ({error_of(error)})",
                "Copy SLACK_CLIENT_ID and SLACK_CLIENT_SECRET from Basic Information of your app.",
            )  # fmt: skip
        if error_of(error) != "invalid_code":
            raise
    there = (settings.public_url or "").rstrip("/")
    return Found("Slack", f"knows the client; workspaces install at {there}{INSTALL}")


def _way_in(settings: Settings) -> Found:
    there = (settings.public_url or "https://…").rstrip("/")
    return Found("requests from Slack", f"have to come to {there}{EVENTS} (the request URLs of your app)")


def _secret(value: Any) -> str:
    return "" if value is None else str(value.get_secret_value())


def _named(error: Exception) -> str:
    return error_of(error) if isinstance(error, SlackApiError) else type(error).__name__
