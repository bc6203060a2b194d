"""A process that serves: it starts in the order in which things need each other, and drains in the order in
which they feed each other: no new updates, what is committed is sent, then the doors close.
"""

import asyncio
import logging
import signal
import socket
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from random import SystemRandom
from typing import Final

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from bot.app.ground import Channel, Ground, Loop
from bot.app.slack import Slack, slack
from bot.app.telegram import Telegram, telegram
from bot.checkins.jobs import RoundJobs
from bot.clock import new_id, now
from bot.delivery.pace import Rates
from bot.reports.picture import Painter
from bot.settings import Settings
from bot.store import schema
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.store.purging import purge
from bot.turn.library import Library
from bot.turn.teams.links import PURPOSE
from bot.waiting import happens
from bot.web.application import application
from bot.web.report import ReportWorld, report_routes
from bot.work.engine import Engine

_LOG: Final = logging.getLogger(__name__)
DRAIN_SECONDS: Final = 20.0
RESTART_SECONDS: Final = 1.0
A_DAY: Final = 24 * 3600.0
BACKLOG: Final = 512


class PortTaken(Exception):  # noqa: N818  # read as a sentence
    """The web server cannot listen."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(reason)
        self.what = f"The web server cannot listen at {host}:{port} ({reason})."
        self.todo = "Set HOST and PORT to an address of this machine that is free."


async def serve(
    settings: Settings, database: Database, library: Library, listening: Callable[[str], None]
) -> None:
    """Serves until SIGTERM or SIGINT, then drains. *listening* is told the web server's address."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    await Serving(settings, database, library, stopping).run(listening)


class Serving:
    """What runs in the process. It ends after `stopping` is set."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        library: Library,
        stopping: asyncio.Event,
        rates: Rates | None = None,
    ) -> None:
        """*rates*: instead of those that each platform keeps to."""
        self._settings = settings
        self._database = database
        self._library = library
        self._stopping = stopping
        self._rates = rates
        self.telegram: Telegram | None = None
        """The bot, once it is reached."""
        self.slack: Slack | None = None
        """The app, once it is reached."""

    async def run(self, listening: Callable[[str], None]) -> None:
        """From the first connection to the last."""
        async with AsyncExitStack() as stack:
            bound = stack.enter_context(_bound(self._settings.host, self._settings.port))
            painter = Painter()
            stack.push_async_callback(painter.close)
            jobs = Engine(self._database, new_id(), now)
            stack.push_async_callback(jobs.stop)
            await jobs.prepare()
            ground = Ground(self._settings, self._database, self._library, painter, self._rates, jobs)
            await self._reach(stack, ground)
            channels = [one for one in (self.telegram, self.slack) if one is not None]
            RoundJobs(self._database, {one.name: one.side for one in channels}, _shuffled).register(jobs)
            await self._serve(bound, channels, jobs, listening)

    async def _reach(self, stack: AsyncExitStack, ground: Ground) -> None:
        """Every platform of the settings, side by side: a refusal of one ends the waiting for the other."""
        reaching = (
            asyncio.ensure_future(stack.enter_async_context(telegram(ground, self._stopping))),
            asyncio.ensure_future(stack.enter_async_context(slack(ground, self._stopping))),
        )
        try:
            self.telegram, self.slack = await asyncio.gather(*reaching)
        finally:
            for one in reaching:
                one.cancel()
            await asyncio.wait(reaching)

    async def _serve(
        self,
        bound: socket.socket,
        channels: Sequence[Channel],
        jobs: Engine,
        listening: Callable[[str], None],
    ) -> None:
        routes = [*self._reports(), *(route for channel in channels for route in channel.routes)]
        server = _web_server(application(routes, self._ready))
        loops: dict[str, Loop] = {"purging": self._purge_daily, "jobs": jobs.run}
        for channel in channels:
            loops.update(channel.loops)
        async with asyncio.TaskGroup() as group:
            web = group.create_task(server.serve(sockets=[bound]))
            running = [group.create_task(self._supervised(name, loop)) for name, loop in loops.items()]
            host, port = bound.getsockname()[:2]
            listening(f"http://{host}:{port}")
            await self._stopping.wait()
            await jobs.stop()  # what they have made goes out with the rest
            await asyncio.gather(*(channel.drain(DRAIN_SECONDS) for channel in channels))
            server.should_exit = True
            await web
            await asyncio.wait(running, timeout=DRAIN_SECONDS)
            for loop in running:
                loop.cancel()
            for channel in channels:
                await channel.confirm()

    def _reports(self) -> list[Route]:
        """The pages of reports; links of them are signed with whatever key we had when they were made."""
        keys = self._database.keys.derived(PURPOSE)
        return report_routes(
            ReportWorld(self._database, self._library, now, keys, new_id, self._settings.admins)
        )  # fmt: skip

    async def _supervised(self, name: str, loop: Callable[[], Awaitable[None]]) -> None:
        """A loop that ends before its time is begun again: none may stand still unnoticed."""
        while not self._stopping.is_set():
            try:
                await loop()
            except Exception:  # noqa: BLE001  # a mistake of ours must not stop the others
                _LOG.exception("%s met a mistake of ours and begins again", name)
            await happens(self._stopping, RESTART_SECONDS)

    async def _ready(self) -> str:
        """Why nothing can be taken in just now; "" when it can."""
        if self._stopping.is_set():
            return "draining"
        try:
            await schema.check(self._database)
        except StoreError as error:
            return error.what
        return ""

    async def _purge_daily(self) -> None:
        while not self._stopping.is_set():
            try:
                await purge(self._database, now())
            except StoreError:
                _LOG.warning("what is too old could not be deleted just now")
            await happens(self._stopping, A_DAY)


def _shuffled(count: int) -> Sequence[int]:
    """An order that nobody can guess."""
    return SystemRandom().sample(range(count), count)


def _web_server(application_: Starlette) -> uvicorn.Server:
    config = uvicorn.Config(
        application_,
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=int(DRAIN_SECONDS),
        timeout_keep_alive=75,
        backlog=BACKLOG,
    )
    return _Server(config)


class _Server(uvicorn.Server):
    """Without signal handlers of its own: this process drains in an order that no web server knows."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextmanager
def _bound(host: str, port: int) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((host, port))
        except OSError as error:
            raise PortTaken(host, port, error.strerror or str(error)) from error
        bound.listen(BACKLOG)
        yield bound
