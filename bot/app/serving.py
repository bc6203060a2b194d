"""A process that serves, or only works: it starts in the order in which things need each other, and drains in
the order in which they feed each other: no new updates, what is committed is sent, then the doors close.
What a platform says only once is taken until a load balancer has had time to send it elsewhere.

An end takes 50 seconds at most, whatever does not answer: what ends it by force must wait for longer.
"""

import asyncio
import logging
import signal
import socket
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, closing
from random import SystemRandom
from typing import Final

from bot.app.answering import answering
from bot.app.api import api
from bot.app.events import events
from bot.app.ground import Channel, Ground
from bot.app.listening import door, web_server
from bot.app.pages import pages
from bot.app.part import Loop, Part
from bot.app.presence import presence
from bot.app.purging import purging
from bot.app.role import Role
from bot.app.slack import Slack, slack
from bot.app.telegram import Telegram, telegram
from bot.app.watching import METRICS, watching
from bot.checkins.jobs import RoundJobs
from bot.clock import new_id, now
from bot.delivery.pace import Rates
from bot.reports.picture import Painter
from bot.settings import Settings, SlackMode
from bot.store import schema
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.turn.library import Library
from bot.waiting import happens, pause
from bot.web.application import application
from bot.web.limits import Limits
from bot.work.engine import Engine

_LOG: Final = logging.getLogger(__name__)
DRAIN_SECONDS: Final = 25.0
"""For jobs and channels together: what is committed is sent."""
LEAVING_SECONDS: Final = 5.0
"""A part of that: until a balancer that asks every two seconds, and believes the second 503, asks others."""
LEAST_SECONDS: Final = 10.0
"""What the channels have of it, however long the jobs took."""
PART_SECONDS: Final = 4.0
DOORS_SECONDS: Final = 3.0
"""For whoever is just being answered by the web server."""
LOOPS_SECONDS: Final = 2.0
RESTART_SECONDS: Final = 1.0
BEHIND: Final[Sequence[Callable[[Ground], Part]]] = (events, watching, purging, presence)
"""What there is beside the channels and is no way in: all that a process has of it that only works."""
PARTS: Final[Sequence[Callable[[Ground], Part]]] = (pages, api, *BEHIND)
_PARTS: Final = {Role.SERVE: PARTS, Role.WORK: BEHIND}


async def serve(
    settings: Settings,
    database: Database,
    library: Library,
    listening: Callable[[str], None],
    role: Role = Role.SERVE,
) -> None:
    """Serves, or only works, until SIGTERM or SIGINT, then drains. *listening* is told the web server's
    address.
    """
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    await Serving(settings, database, library, stopping, role=role).run(listening)


class Serving:
    """What runs in the process. It ends after `stopping` is set."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        library: Library,
        stopping: asyncio.Event,
        rates: Rates | None = None,
        *,
        role: Role = Role.SERVE,
    ) -> None:
        """*rates*: instead of those that each platform keeps to."""
        self._settings = settings
        self._database = database
        self._library = library
        self._stopping = stopping
        self._rates = rates
        self._role = role
        self.telegram: Telegram | None = None
        """The bot, once it is reached."""
        self.slack: Slack | None = None
        """The app, once it is reached."""

    async def run(self, listening: Callable[[str], None]) -> None:
        """From the first connection to the last."""
        async with AsyncExitStack() as stack:
            bound = stack.enter_context(closing(door(self._settings, self._role)))
            painter = Painter()
            stack.push_async_callback(painter.close)
            process = new_id()
            jobs = Engine(self._database, process, now, role=self._role.value)
            stack.push_async_callback(jobs.stop)
            if not await self._unless_told_to_end(jobs.prepare()):
                return
            ground = Ground(
                self._settings, self._database, self._library, painter, self._rates, jobs, process, self._role
            )
            async with answering(self._settings, bound, self._not_reached, [METRICS]):
                await self._reach(stack, ground)
            if self._stopping.is_set():
                return
            channels = [one for one in (self.telegram, self.slack) if one is not None]
            RoundJobs(self._database, {one.name: one.side for one in channels}, _shuffled).register(jobs)
            parts = [make(ground) for make in _PARTS[self._role]]
            await self._serve(bound, channels, parts, jobs, listening)

    async def _unless_told_to_end(self, work: Coroutine[None, None, None]) -> bool:
        """False: told to, and that was not waited for."""
        working = asyncio.ensure_future(work)
        ending = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait((working, ending), return_when=asyncio.FIRST_COMPLETED)
            if working.done():
                await working
            return working.done()
        finally:
            working.cancel()
            ending.cancel()

    def _not_reached(self) -> str:
        """Which platforms are still being waited for."""
        settings = self._settings
        waiting = (
            ("Telegram", settings.telegram_bot_token is not None and self.telegram is None),
            ("Slack", settings.slack_mode is not SlackMode.NONE and self.slack is None),
        )
        return f"{' and '.join(name for name, waits in waiting if waits)} cannot be reached"

    async def _reach(self, stack: AsyncExitStack, ground: Ground) -> None:
        """Every platform of the settings, side by side: a refusal of one ends the waiting for the other."""

        async def reach_telegram() -> None:
            self.telegram = await stack.enter_async_context(telegram(ground, self._stopping))

        async def reach_slack() -> None:
            self.slack = await stack.enter_async_context(slack(ground, self._stopping))

        reaching = (asyncio.ensure_future(reach_telegram()), asyncio.ensure_future(reach_slack()))
        try:
            await asyncio.gather(*reaching)
        finally:
            for one in reaching:
                one.cancel()
            await asyncio.wait(reaching)

    async def _serve(
        self,
        bound: socket.socket,
        channels: Sequence[Channel],
        parts: Sequence[Part],
        jobs: Engine,
        listening: Callable[[str], None],
    ) -> None:
        served: Sequence[Part | Channel] = (*parts, *channels)
        routes = [route for one in served for route in one.routes]
        guarded = Limits(application(routes, self._ready), self._settings.trusted_proxies)
        server = web_server(guarded, DOORS_SECONDS)
        loops: dict[str, Loop] = {"jobs": jobs.run}
        for one in served:
            loops.update(one.loops)
        async with asyncio.TaskGroup() as group:
            web = group.create_task(server.serve(sockets=[bound]))
            running = [group.create_task(self._supervised(name, loop)) for name, loop in loops.items()]
            host, port = bound.getsockname()[:2]
            listening(f"http://{host}:{port}")
            await self._stopping.wait()
            await self._drain(channels, parts, jobs)
            server.should_exit = True
            await web
            await asyncio.wait(running, timeout=LOOPS_SECONDS)
            for loop in running:
                loop.cancel()
            for channel in channels:
                await channel.confirm()

    async def _drain(self, channels: Sequence[Channel], parts: Sequence[Part], jobs: Engine) -> None:
        """What jobs have made goes out with the rest; then the parts end, each for itself."""
        loop = asyncio.get_running_loop()
        end = loop.time() + DRAIN_SECONDS
        if any(channel.said_once for channel in channels):
            await pause(LEAVING_SECONDS)  # `/readyz` says already that it drains
        await jobs.stop()
        left = max(end - loop.time(), LEAST_SECONDS)
        await asyncio.gather(*(channel.drain(left) for channel in channels))
        await asyncio.gather(*(_stopped(part) for part in parts))

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


async def _stopped(part: Part) -> None:
    try:
        async with asyncio.timeout(PART_SECONDS):
            await part.stop()
    except TimeoutError:
        _LOG.warning("something beside the channels did not end in time")


def _shuffled(count: int) -> Sequence[int]:
    """An order that nobody can guess."""
    return SystemRandom().sample(range(count), count)
