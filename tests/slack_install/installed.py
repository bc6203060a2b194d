"""A server with the pages of an installation, at which a fake Slack's workspaces let Checkup in."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import uvicorn
from starlette.applications import Starlette

from bot.channels.slack.api import client, open_session
from bot.reception.slack.grants import Client
from bot.reception.slack.installing import Installing, Places, World
from bot.reception.slack.many_workspaces import ManyWorkspaces
from bot.reception.slack.pages import Landlord
from bot.store import installations
from bot.store.database import Database
from bot.store.installations import Installation
from bot.web.slack_install import install_routes
from tests.fakes.slack import Enterprise, FakeSlack, Person, Workspace

SCOPES = frozenset(
    {"channels:read", "chat:write", "commands", "files:write", "groups:read", "im:history",
     "usergroups:read", "users:read"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """What a browser got."""

    status: int
    text: str
    headers: dict[str, str]
    cookie: str

    @property
    def title(self) -> str:
        found = re.search(r"<h1>(.*)</h1>", self.text)
        return unescape(found.group(1)) if found else ""

    @property
    def way(self) -> str:
        """Where its one big link leads."""
        found = re.search(r'class="do" href="([^"]*)"', self.text)
        assert found, self.text
        return unescape(found.group(1))

    @property
    def state(self) -> str:
        return parse_qs(urlsplit(self.way).query)["state"][0]


@dataclass
class Site:
    """The server, and what it did."""

    slack: FakeSlack
    database: Database
    url: str
    browser: aiohttp.ClientSession
    workspaces: ManyWorkspaces
    greeted: list[tuple[str, str]] = field(default_factory=list)
    draining: bool = False

    async def gets(self, path: str, *, cookie: str = "", language: str = "en") -> Page:
        headers = {"Accept-Language": language} | ({"Cookie": cookie} if cookie else {})
        async with self.browser.get(f"{self.url}{path}", headers=headers) as answer:
            given = "; ".join(f"{one.key}={one.value}" for one in answer.cookies.values())
            return Page(answer.status, await answer.text(), _lower(answer.headers), given)

    def code(self, place: Workspace | Enterprise, by: Person) -> str:
        """As Slack gives it to who allowed it."""
        redirect = f"{self.url}/slack/oauth_redirect"
        return self.slack.world.grants.make(place, SCOPES, by.id, redirect, rotates=False)

    async def installed_by(self, by: Person, *, enterprise: bool = False) -> str:
        """The whole way; the page at its end."""
        page = await self.slack.installs(
            by.workspace, f"{self.url}/slack/install", by=by, enterprise=enterprise
        )
        return unescape(page)

    async def kept(self, workspace: str) -> Installation | None:
        return await self.database.read(lambda c: installations.find(c, "slack", workspace))


@asynccontextmanager
async def site(slack: FakeSlack, database: Database, *, welcome_fails: bool = False) -> AsyncIterator[Site]:
    """Serves; its clock is Slack's."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{bound.getsockname()[1]}"
        async with open_session() as session, aiohttp.ClientSession() as browser:
            us = Client(slack.client_id, slack.client_secret)
            web = client(session, slack.api_url)
            workspaces = ManyWorkspaces(database, web, us, clock_of(slack))
            made = Site(slack, database, url, browser, workspaces)

            async def welcome(workspace: str, person: str) -> None:
                made.greeted.append((workspace, person))
                if welcome_fails:
                    raise KeyError("a mistake of ours")

            landlord = Landlord("Example Ltd", "https://example.com/privacy")
            world = World(
                clock_of(slack), landlord, welcome, workspaces.forget, lambda: not made.draining, nullcontext
            )
            installing = Installing(database, web, us, Places(url, slack.api_url), world)
            async with _served(Starlette(routes=install_routes(installing)), bound):
                yield made


@asynccontextmanager
async def _served(app: Starlette, bound: socket.socket) -> AsyncIterator[None]:
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
    bound.listen(64)
    running = asyncio.create_task(server.serve(sockets=[bound]))
    try:
        yield
    finally:
        server.should_exit = True
        await running


def _lower(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def clock_of(slack: FakeSlack) -> Any:
    """Now, as Slack sees it."""
    return lambda: datetime.fromtimestamp(slack.world.clock.now(), UTC)
