"""The fake as a test holds it: a server on this machine, the persons who use it, and what they did."""

import asyncio
from types import TracebackType
from typing import Any, Final, Self

from aiohttp import StreamReader, web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http import RawRequestMessage

from tests.fakes.patience import PATIENCE
from tests.fakes.slack.admin import Admin
from tests.fakes.slack.app import App
from tests.fakes.slack.control import Control
from tests.fakes.slack.faults import Faults, Rule, Trouble
from tests.fakes.slack.given import LARGEST
from tests.fakes.slack.person import Person
from tests.fakes.slack.rates import Limits
from tests.fakes.slack.record import Delivery, Record, Refusal, Request
from tests.fakes.slack.routes import Routes
from tests.fakes.slack.town import Town
from tests.fakes.slack.workspaces import Workspace
from tests.fakes.slack.world import World

PACE: Final = 0.002
"""Seconds that a second of the retries of events lasts: the last try comes after half a second."""


class FakeSlack(Town, Admin):
    """Slack for one app: `async with FakeSlack() as slack`."""

    def __init__(
        self,
        *,
        app: App | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        answer_seconds: float = 3.0,
        trigger_seconds: float = 3.0,
        pace: float = PACE,
    ) -> None:
        """*answer_seconds*: how long the app may take to acknowledge. *pace*: how long a second between the
        tries of an event lasts.
        """
        self.app = app or App()
        self._host, self._port = host, port
        world = World(self.app, answer_seconds=answer_seconds, trigger_seconds=trigger_seconds, pace=pace)
        super().__init__(world)
        self._routes = Routes(world, Control(self))
        self._runner: web.ServerRunner | None = None

    async def __aenter__(self) -> Self:
        self.world.lived.begins()
        await self.world.deliveries.open()
        server = web.Server(self._routes.answer, request_factory=_request)
        self._runner = web.ServerRunner(server, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port, backlog=1024).start()
        self._port = self._runner.addresses[0][1]
        self.world.url = self.url
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._routes.calls.end()
        self.world.events.close()
        await self.world.sockets.close()
        await self.world.deliveries.close()
        if self._runner:
            await self._runner.cleanup()
        await self.world.lived.ends()

    @property
    def url(self) -> str:
        """The address of the server, without a slash at its end."""
        return f"http://{self._host}:{self._port}"

    @property
    def api_url(self) -> str:
        """As slack_sdk takes it for `base_url`."""
        return f"{self.url}/api/"

    # --- What goes wrong ---

    @property
    def faults(self) -> Faults:
        return self.world.faults

    @property
    def limits(self) -> Limits:
        """Rate limits: `slack.limits.on()`."""
        return self.world.limits

    def fails(
        self, trouble: Trouble | str, *, person: Person | str | None = None, channel: str = "", **when: Any
    ) -> Rule:
        """From now on calls fail in this way, by default the next one: see `Rule` for *when*.

        *person*: calls that are about them, by whatever id. A word that is no `Trouble` is an error.
        """
        about = {channel} if channel else set()
        if isinstance(person, str):
            about.add(person)
        elif person:
            about |= {person.id, person.dm}
        return self.faults.add(Rule(trouble, about=frozenset(about), **when))

    async def is_struck(self, rule: Rule, seconds: float = PATIENCE) -> None:
        """Waits until a call fell under *rule*. AssertionError: none did."""
        assert await self.world.bell.until(lambda: rule.hits > 0, seconds), f"{rule.trouble} met no call"

    async def re_sends_event(self) -> None:
        """The newest event comes once more."""
        self.world.events.re_send()

    async def re_sends_interaction(self, person: Person) -> None:
        """What a person did last, once more: they clicked again."""
        await person.re_sends()

    # --- Sockets ---

    async def refreshes_connections(self) -> None:
        """Slack asks for new connections in the place of those that are there."""
        await self.world.sockets.refresh()

    async def drops_connections(self) -> None:
        """All connections break."""
        await self.world.sockets.drop()

    def goes_silent(self) -> None:
        """The connections that are there stay open, but nothing comes through any more."""
        self.world.sockets.silence()

    async def is_connected(self, number: int = 1, seconds: float = PATIENCE) -> None:
        """Waits for so many usable connections. AssertionError: they do not come."""
        there = await self.world.bell.until(lambda: self.world.sockets.usable >= number, seconds)
        assert there, f"{self.world.sockets.usable} connections instead of {number}"

    # --- What happened ---

    @property
    def record(self) -> Record:
        return self.world.record

    @property
    def requests(self) -> list[Request]:
        return list(self.record.requests)

    @property
    def refusals(self) -> list[Refusal]:
        return self.record.refusals

    @property
    def deliveries(self) -> list[Delivery]:
        """Tries to bring something to the app."""
        return list(self.record.deliveries)

    @property
    def doubles(self) -> dict[tuple[str, str], int]:
        """What was sent to a channel more than once, and how often."""
        return self.record.doubles

    def check_no_complaints(self) -> None:
        """AssertionError: something was refused, warned of, or lost silently."""
        record = self.record
        complaints = [f"{one.method}: {one.error} {' '.join(one.messages)}" for one in record.refusals]
        complaints += [*record.complaints, *record.silent_losses]
        assert not complaints, "Slack complains:\n" + "\n".join(complaints)

    # --- Time ---

    def passes(self, seconds: float) -> None:
        """Lets time go by at once, for all that becomes too old."""
        self.world.clock.passes(seconds)
        self.world.bell.ring()

    async def settles(self, quiet: float = 0.05, seconds: float = PATIENCE) -> None:
        """Waits until everything was taken and nothing has come for a while. AssertionError: never so."""
        loop, world, calls = asyncio.get_running_loop(), self.world, self._routes.calls
        end = loop.time() + seconds
        while True:
            busy = bool(calls.going_on or world.deliveries.going_on or world.events.carriers)
            now, last = loop.time(), max(calls.last, world.deliveries.last)
            if not busy and now >= last + quiet:
                return
            if now >= end:
                raise AssertionError(
                    f"not settled: {calls.going_on} calls and {world.deliveries.going_on} deliveries go on, "
                    f"{len(world.events.carriers)} events wait"
                )
            await world.bell.rings(min(end - now, 0.05) if busy else min(end, last + quiet) - now)

    @property
    def home(self) -> Workspace:
        """The workspace that is there from the start, with the app in it."""
        return self._home


def _request(
    message: RawRequestMessage,
    payload: StreamReader,
    protocol: web.RequestHandler,
    writer: AbstractStreamWriter,
    task: "asyncio.Task[None]",
) -> web.BaseRequest:
    """A request that may bring as much as Slack takes."""
    loop = asyncio.get_running_loop()
    return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=LARGEST)
