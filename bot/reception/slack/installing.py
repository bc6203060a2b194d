"""A workspace installs us: people are sent to Slack, come back with a code, and that is traded for a token.

Bolt's flow holds the steps together; states and workspaces are kept in our database, sealed, and nothing is
read from the environment behind our back: everything is handed in.
"""

import asyncio
import logging
import re
import secrets
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, TypeAlias
from urllib.parse import urlencode

from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store import Installation as Granted
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.incoming import CHANNEL
from bot.channels.slack.surface import SCOPES
from bot.delivery.pace import Bucket
from bot.present.phrases.install import LANGUAGES, InstallWords, Told
from bot.reception.slack import pages
from bot.reception.slack.grants import UNREACHABLE, Client, error_of, says_no, traded
from bot.reception.slack.many_workspaces import Now
from bot.reception.slack.pages import Landlord
from bot.store import installations, oauth_states
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.store.installations import Installation

_LOG: Final = logging.getLogger(__name__)
REDIRECT: Final = "/slack/oauth_redirect"
OFFERS: Final = 30.0
"""So many may come at once, and then so many a minute."""
_TEAM: Final = re.compile(r"[TE][A-Z0-9]{2,30}")
_FIRST: Final = "first"
"""Under this name Bolt's record carries whether the workspace is new."""

Welcome: TypeAlias = Callable[[str, str], Awaitable[None]]
"""Greets, in this workspace, the person with this id."""
Changed: TypeAlias = Callable[[str], None]
"""What was known of this workspace is no longer true."""
Page: TypeAlias = Callable[[InstallWords], Told]


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are."""

    public_url: str
    """Ours, from outside."""
    api_url: str

    @property
    def redirect(self) -> str:
        return f"{self.public_url.rstrip('/')}{REDIRECT}"

    @property
    def authorize(self) -> str:
        """Slack's page of consent stands beside its API."""
        return f"{self.api_url.rstrip('/').removesuffix('/api')}/oauth/v2/authorize"


@dataclass(frozen=True, slots=True)
class World:
    """What an installation needs besides Slack and the database."""

    now: Now
    landlord: Landlord
    welcome: Welcome
    changed: Changed
    open: Callable[[], bool]
    """Is work still taken in?"""
    busy: Callable[[], AbstractContextManager[None]]
    """An end of the process waits for what is done in it."""


class Installing:
    """Both pages of an installation: the offer, and the one to which Slack sends people back."""

    def __init__(
        self, database: Database, slack: AsyncWebClient, client: Client, places: Places, world: World
    ) -> None:
        self._world = world
        self._offers = Bucket(OFFERS / 60, OFFERS)
        settings = AsyncOAuthSettings(
            client_id=client.id,
            client_secret=client.secret,
            scopes=[scope.name for scope in SCOPES],
            user_scopes=[],
            redirect_uri=places.redirect,
            install_path=pages.INSTALL,
            redirect_uri_path=REDIRECT,
            callback_options=AsyncCallbackOptions(success=self._installed, failure=self._failed),
            authorization_url=places.authorize,
            installation_store=_Kept(database, world),
            state_store=_States(database, world.now),
        )
        self._flow = _Flow(slack, client, settings, world)

    async def offer(self, request: AsyncBoltRequest) -> BoltResponse:
        """What Checkup asks for, and the way to Slack. Each visit writes a row, so they have a limit."""
        now = asyncio.get_running_loop().time()
        if self._offers.free_in(now) > 0:
            return _told(request, lambda words: words.not_kept, 429)
        self._offers.take(now)
        try:
            return await self._flow.handle_installation(request)
        except StoreError as error:
            _LOG.error("an installation cannot begin: %s", error.what)  # said without a trace
            return _told(request, lambda words: words.not_kept, 503)

    async def finish(self, request: AsyncBoltRequest) -> BoltResponse:
        """What became of it, with the greeting. Who comes while the process ends begins again at the next."""
        if not self._world.open():
            return _told(request, lambda words: words.not_kept, 503)
        with self._world.busy():
            try:
                return await self._flow.handle_callback(request)
            except StoreError as error:
                _LOG.error("an installation cannot be kept: %s", error.what)  # said without a trace
                return _told(request, lambda words: words.not_kept, 503)
            except UNREACHABLE as error:
                _LOG.warning("an installation cannot be confirmed just now (%s)", type(error).__name__)
                return _told(request, lambda words: words.unreachable, 503)

    @staticmethod
    def too_long(request: AsyncBoltRequest) -> BoltResponse:
        """The address holds more than any of ours."""
        return _told(request, lambda words: words.too_long, 414)

    async def _installed(self, done: AsyncSuccessArgs) -> BoltResponse:
        granted = done.installation
        workspace = _workspace(granted)
        self._world.changed(workspace)
        if granted.custom_values.get(_FIRST) and granted.user_id:
            await self._welcomed(workspace, granted.user_id)
        name = granted.team_name or granted.enterprise_name or workspace
        page = pages.installed(_language(done.request), name, granted.app_id or "", granted.team_id)
        return _html(page, 200)

    async def _welcomed(self, workspace: str, user: str) -> None:
        """Greets who installed it, nobody else, and only when it came; it stands without that too."""
        try:
            await self._world.welcome(workspace, user)
        except Exception:  # noqa: BLE001  # whatever it is, the installation is done
            _LOG.exception("the person who installed Checkup could not be greeted")

    async def _failed(self, failed: AsyncFailureArgs) -> BoltResponse:
        page, status = _WHY.get(failed.reason, _REFUSED)
        _LOG.info("an installation ended: %s", re.sub(r"[^a-z_]", "", failed.reason[:40]))
        return _told(failed.request, page, status)


_REFUSED: Final[tuple[Page, int]] = (lambda words: words.refused, 502)
_WHY: Final[dict[str, tuple[Page, int]]] = {
    "access_denied": (lambda words: words.denied, 200),
    "invalid_browser": (lambda words: words.elsewhere, 400),
    "invalid_state": (lambda words: words.late, 400),
    "missing_code": (lambda words: words.elsewhere, 400),
}


class _Flow(AsyncOAuthFlow):
    """Bolt's flow, with our pages and addresses that nobody can write into."""

    def __init__(
        self, slack: AsyncWebClient, client: Client, settings: AsyncOAuthSettings, world: World
    ) -> None:
        super().__init__(client=slack, settings=settings)
        self._us = client
        self._world = world

    async def build_authorize_url(self, state: str, request: AsyncBoltRequest) -> str:
        query = {
            "client_id": self.client_id,
            "scope": ",".join(self.settings.scopes or ()),
            "redirect_uri": self.redirect_uri or "",
            "state": state,
        }
        team = _first(request.query.get("team"))
        if _TEAM.fullmatch(team):
            query["team"] = team
        return f"{self.settings.authorization_url}?{urlencode(query)}"

    async def build_install_page_html(self, url: str, request: AsyncBoltRequest) -> str:
        return pages.offer(_language(request), url, self._world.landlord)

    async def run_installation(self, code: str) -> Granted | None:
        """None: Slack refuses the code. In place of Bolt's, which writes the code into the log."""
        try:
            said = await traded(self.client, self._us, code=code, redirect_uri=self.redirect_uri or "")
            us: Any = await self.client.auth_test(token=said["access_token"])
        except SlackApiError as error:
            if not says_no(error):
                raise
            _LOG.warning("Slack refuses an installation (%s)", error_of(error))
            return None
        team, enterprise = said.get("team") or {}, said.get("enterprise") or {}
        return Granted(
            app_id=said.get("app_id"),
            enterprise_id=enterprise.get("id"),
            enterprise_name=enterprise.get("name"),
            team_id=team.get("id"),
            team_name=team.get("name"),
            bot_token=said["access_token"],
            bot_id=us.get("bot_id"),
            bot_user_id=said.get("bot_user_id"),
            bot_scopes=said.get("scope"),
            bot_refresh_token=said.get("refresh_token"),
            bot_token_expires_at=_expiry(said.get("expires_in"), self._world.now()),
            user_id=(said.get("authed_user") or {}).get("id") or "",
            is_enterprise_install=bool(said.get("is_enterprise_install")),
            token_type=said.get("token_type"),
        )


class _Kept(AsyncInstallationStore):
    """Workspaces in our database. Only what the flow asks of such a store."""

    def __init__(self, database: Database, world: World) -> None:
        self._database = database
        self._world = world

    async def async_save(self, installation: Granted) -> None:
        kept = _installation(installation, self._world.now())
        first = await self._database.run(lambda c: installations.write(c, CHANNEL, kept))
        installation.set_custom_value(_FIRST, first)


class _States(AsyncOAuthStateStore):
    """States in our database."""

    def __init__(self, database: Database, now: Now) -> None:
        self._database = database
        self._now = now

    async def async_issue(self, *_args: object, **_options: object) -> str:
        state = secrets.token_urlsafe(32)
        await self._database.run(lambda c: oauth_states.issue(c, state, self._now()))
        return state

    async def async_consume(self, state: str) -> bool:
        return await self._database.run(lambda c: oauth_states.consume(c, state, self._now()))


def _workspace(granted: Granted) -> str:
    """The team; for an organisation, which lets us into all its teams, its own id."""
    return (granted.enterprise_id if granted.is_enterprise_install else granted.team_id) or ""


def _installation(granted: Granted, now: datetime) -> Installation:
    expires_at = granted.bot_token_expires_at
    return Installation(
        workspace=_workspace(granted),
        enterprise=granted.enterprise_id,
        team=None if granted.is_enterprise_install else granted.team_id,
        name=granted.team_name or granted.enterprise_name or "",
        app=granted.app_id or "",
        bot_user=granted.bot_user_id or "",
        bot_id=granted.bot_id or "",
        bot_token=granted.bot_token,
        scopes=tuple(granted.bot_scopes or ()),
        installed_by=granted.user_id or None,
        installed_at=now,
        refresh_token=granted.bot_refresh_token,
        expires_at=None if expires_at is None else datetime.fromtimestamp(expires_at, UTC),
    )


def _expiry(seconds: int | None, now: datetime) -> int | None:
    return None if seconds is None else int((now + timedelta(seconds=seconds)).timestamp())


def _language(request: AsyncBoltRequest) -> str:
    return pages.language_of(_first(request.headers.get("accept-language")))


def _first(values: Any) -> str:
    return str(values[0]) if values else ""


def _told(request: AsyncBoltRequest, page: Page, status: int) -> BoltResponse:
    language = _language(request)
    return _html(pages.told(language, page(LANGUAGES[language])), status)


def _html(page: str, status: int) -> BoltResponse:
    return BoltResponse(status=status, body=page, headers={"content-type": "text/html; charset=utf-8"})
