"""Slack as a whole: one workspace or many, what comes in by HTTP or Socket Mode, what goes out, what time
brings.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Final

import aiohttp
from starlette.routing import Route

from bot.app.ground import BUTTONS, Ground
from bot.app.part import Loop
from bot.channels.slack.api import SlackApi, client, open_session
from bot.channels.slack.incoming import CHANNEL
from bot.channels.slack.sender import SlackSender
from bot.checkins.clockwork import Clockwork as RoundClockwork
from bot.checkins.jobs import Side
from bot.clock import new_id, now
from bot.delivery.kept import Kept
from bot.delivery.outbox import Outbox
from bot.delivery.pace import SLACK, Paces
from bot.delivery.world import World as OutboxWorld
from bot.reception.slack.audiences import Audiences
from bot.reception.slack.forms import Forms
from bot.reception.slack.grants import Client
from bot.reception.slack.home import HomeTab
from bot.reception.slack.inbox import Rooms, SlackReception
from bot.reception.slack.installing import Installing, Places
from bot.reception.slack.installing import World as InstallingWorld
from bot.reception.slack.keyring import Keyring
from bot.reception.slack.many_workspaces import ManyWorkspaces
from bot.reception.slack.pages import Landlord
from bot.reception.slack.people import People
from bot.reception.slack.socket import Socket
from bot.reception.slack.verified import bolt
from bot.reception.slack.window import Windows
from bot.reception.slack.workspaces import OneWorkspace
from bot.reception.taking import Taking, World
from bot.reminders.clockwork import Clockwork
from bot.settings import Settings, SlackMode
from bot.web.slack import events
from bot.web.slack_install import install_routes

_LOG: Final = logging.getLogger(__name__)
HANG_UP_SECONDS: Final = 5.0
TOKEN_SECONDS: Final = 3.0
"""What an end leaves for keeping new tokens, however long sending takes."""


@dataclass(slots=True)
class Slack:
    """An app that is being served."""

    name = CHANNEL
    routes: Sequence[Route]
    loops: Mapping[str, Loop]
    reception: SlackReception
    outbox: Outbox
    clockwork: Clockwork
    rounds: RoundClockwork
    side: Side
    socket: Socket | None = None
    workspaces: ManyWorkspaces | None = None
    """Where their tokens are exchanged."""
    said_once: bool = False
    """Are there processes beside this one that take what Slack does not repeat: presses, commands, windows?
    """
    open: bool = field(default=True)
    """Is work still taken in?"""

    async def drain(self, seconds: float) -> None:
        """Nothing new is confirmed; what was begun is finished; what is committed is sent."""
        self.open = False
        self.clockwork.stop()
        self.rounds.stop()
        self.reception.stop()
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds / 2):  # the other half is for sending
                    await self.reception.drain()
        finally:
            await self._hang_up()
        if not await self.outbox.drain(max(end - loop.time() - TOKEN_SECONDS, 0.0)):
            _LOG.warning("some messages are left for the next start")
        if self.workspaces is not None and not await self.workspaces.drain(TOKEN_SECONDS):
            _LOG.error("the new token of a workspace is lost: the app may have to be installed there anew")

    async def _hang_up(self) -> None:
        """What is told by Socket Mode comes to another process from now on."""
        if self.socket is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(HANG_UP_SECONDS):
                    await self.socket.stop()

    async def confirm(self) -> None:
        """Everything is confirmed one by one."""


@asynccontextmanager
async def slack(ground: Ground, stopping: asyncio.Event) -> AsyncIterator[Slack | None]:
    """The app of the settings, reached; None without it, or when told to stop. TokenUnknown."""
    settings = ground.settings
    if settings.slack_mode is SlackMode.NONE:
        yield None
        return
    async with open_session() as session:
        if settings.slack_mode is SlackMode.MANY:
            yield await _many(session, ground)
            return
        token = settings.slack_bot_token
        web = client(session, settings.slack_api_url, token.get_secret_value() if token else None)
        one = await OneWorkspace.reached(ground.database, web, stopping)
        yield None if one is None else await _one(session, ground, one)


async def _one(session: aiohttp.ClientSession, ground: Ground, workspace: OneWorkspace) -> Slack:
    """One workspace, over HTTP or Socket Mode."""
    settings = ground.settings
    made = await assembled(session, ground, workspace, workspace.workspace)
    if not ground.role.takes_in:
        return made
    web = client(session, settings.slack_api_url)
    secret = settings.slack_signing_secret
    app = bolt(made.reception.receive, secret.get_secret_value() if secret else "", web, lambda: made.open)
    if settings.slack_app_token is None:
        made.routes, made.said_once = [events(app)], ground.peer_name is not None
        return made
    leading = ground.leading(f"{CHANNEL}/{workspace.workspace}/socket")
    made.socket = Socket(app, settings.slack_app_token.get_secret_value(), web, _seconds, leading)
    made.loops = {**made.loops, "slack socket": made.socket.run}
    return made


async def _many(session: aiohttp.ClientSession, ground: Ground) -> Slack:
    """All workspaces that install the app."""
    settings, database = ground.settings, ground.database
    web = client(session, settings.slack_api_url)
    us = Client(settings.slack_client_id or "", _secret(settings, "slack_client_secret"))
    workspaces = ManyWorkspaces(database, web, us, now)
    made = await assembled(session, ground, workspaces, None)
    made.workspaces = workspaces
    if not ground.role.takes_in:
        return made
    app = bolt(made.reception.receive, _secret(settings, "slack_signing_secret"), web, lambda: made.open)
    world = InstallingWorld(
        now, Landlord(settings.operator, settings.privacy_url), made.reception.welcome, workspaces.forget,
        lambda: made.open, made.reception.busy,
    )  # fmt: skip
    places = Places(settings.public_url or "", settings.slack_api_url)
    made.routes = [events(app), *install_routes(Installing(database, web, us, places, world))]
    made.said_once = ground.peer_name is not None
    return made


async def assembled(
    session: aiohttp.ClientSession,
    ground: Ground,
    workspaces: OneWorkspace | ManyWorkspaces,
    workspace: str | None,
) -> Slack:
    """All parts, put together, without a way in. *workspace*: the only one there is."""
    settings, database, library = ground.settings, ground.database, ground.library
    keys = database.keys.derived(BUTTONS)

    api = SlackApi(session, settings.slack_api_url, Keyring(workspaces))
    sender = SlackSender(
        api,
        workspace,
        ground.paint,
        Kept(database, CHANNEL),
        _seconds,
        alone=ground.peer_name is None,
    )
    outbox = Outbox(
        database, sender, Paces(ground.rates or SLACK),
        OutboxWorld(library, now, keys, _no_link, ground.peer_name),
    )  # fmt: skip
    taking = Taking(
        database, sender,
        World(
            library, now, new_id, keys, settings.operator, settings.privacy_url,
            shares_contact=False, links_to_flows=False, links=ground.links, admins=settings.admins,
            patience=ground.patience, process=ground.peer_name, tells=settings.receiver is not None,
        ),
    )  # fmt: skip
    people, audiences = People(api), Audiences(api, workspaces, _seconds)
    windows = Windows(database, api, taking.around)
    rooms = Rooms(
        HomeTab(database, api, workspaces, people, taking.around, sender.room_of),
        windows,
        Forms(database, windows, audiences, taking.around, taking.beside),
    )
    reception = SlackReception(database, api, workspaces, sender, outbox, taking, rooms, people)
    clockwork = Clockwork(database, outbox, workspace, taking.around)
    rounds = RoundClockwork(database, outbox, ground.jobs, workspace, taking.around)
    if ground.peer_name is None:
        await outbox.begin()
    loops: dict[str, Loop] = {
        "slack outbox": outbox.run, "slack reminders": clockwork.run, "slack check-ins": rounds.run,
    }  # fmt: skip
    side = Side(audiences, outbox, taking.around, workspace)
    return Slack((), loops, reception, outbox, clockwork, rounds, side)


def _secret(settings: Settings, name: str) -> str:
    found = getattr(settings, name)
    return "" if found is None else str(found.get_secret_value())


def _seconds() -> float:
    return now().timestamp()


def _no_link(flow: str, _language: str) -> str:
    raise ValueError(f"{flow}: a check has no address in Slack")
