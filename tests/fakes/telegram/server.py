"""The fake as a test holds it: a server on this machine, the persons who use it, and what they did."""

import asyncio
from itertools import count
from types import TracebackType
from typing import Any, Final, Self

from aiohttp import StreamReader, web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http import RawRequestMessage

from tests.fakes.clock import Clock
from tests.fakes.patience import PATIENCE
from tests.fakes.telegram.calls import Calls
from tests.fakes.telegram.control import Control
from tests.fakes.telegram.faults import Faults, Rule, Trouble
from tests.fakes.telegram.groups import Group
from tests.fakes.telegram.parameters import LARGEST_UPLOAD
from tests.fakes.telegram.persons import Person
from tests.fakes.telegram.profile import Profile
from tests.fakes.telegram.rates import Limits
from tests.fakes.telegram.record import Delivery, Record, Refusal, Request
from tests.fakes.telegram.updates import Updates
from tests.fakes.telegram.webhook import WebhookPace
from tests.fakes.telegram.world import World

TOKEN: Final = "7000000001:AAFakeTokenForTestsAlone_0123456789"
_FIRST_PERSON: Final = 5_000_000_001
"""Larger than 32 bits hold, as many real ones are."""
_FIRST_GROUP: Final = -1_001_000_000_001


class FakeTelegram:
    """A Bot API server for one bot: `async with FakeTelegram() as telegram`."""

    def __init__(
        self,
        token: str = TOKEN,
        *,
        username: str = "checkup_bot",
        name: str = "Checkup",
        host: str = "127.0.0.1",
        port: int = 0,
        allows_loopback: bool = False,
        answer_seconds: float = 15.0,
        resends_after: float | None = None,
        pace: WebhookPace | None = None,
    ) -> None:
        """*allows_loopback*: webhooks without TLS on this machine. *answer_seconds*: how long a tap can be
        answered. *resends_after*: seconds after which an app sends an unanswered tap once more.
        """
        self.token = token
        self.clock = Clock()
        self._host, self._port = host, port
        self._resends_after = resends_after
        bot = {"id": int(token.partition(":")[0]), "is_bot": True, "first_name": name, "username": username}
        self.world = World(
            bot,
            self.clock,
            answer_seconds=answer_seconds,
            allows_loopback=allows_loopback,
            pace=pace or WebhookPace(),
        )
        self._calls = Calls(self.world, token)
        self.world.webhook.replies = self._calls.in_reply
        self._control = Control(self)
        self._persons: dict[str, Person] = {}
        self._groups: dict[str, Group] = {}
        self._person_ids = count(_FIRST_PERSON)
        self._group_ids = count(_FIRST_GROUP, -1)
        self._runner: web.ServerRunner | None = None

    async def __aenter__(self) -> Self:
        await self.world.webhook.open()
        server = web.Server(self._answer, request_factory=_request)
        self._runner = web.ServerRunner(server, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port, backlog=1024).start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._calls.end()
        for timer in self.world.timers:
            timer.cancel()
        await self.world.webhook.close()
        if self._runner:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        """The address of the server, without a slash at its end."""
        return f"http://{self._host}:{self._port}"

    @property
    def base_url(self) -> str:
        """As python-telegram-bot takes it: the token is added to it."""
        return f"{self.url}/bot"

    # --- Who uses it ---

    def person(self, name: str, *, language_code: str | None = None) -> Person:
        """The person with this name, who is made on first use; without a chat with the bot so far."""
        if name not in self._persons:
            user: dict[str, Any] = {
                "id": next(self._person_ids),
                "is_bot": False,
                "first_name": name.capitalize(),
            }
            if language_code:
                user["language_code"] = language_code
            self._persons[name] = Person(self.world, user, self._resends_after)
        return self._persons[name]

    def group(self, title: str) -> Group:
        """The group with this title, which is made on first use, with the bot in it."""
        if title not in self._groups:
            self._groups[title] = Group(self.world, next(self._group_ids), title)
        return self._groups[title]

    # --- What goes wrong ---

    @property
    def faults(self) -> Faults:
        return self.world.faults

    @property
    def limits(self) -> Limits:
        """Rate limits: `telegram.limits.on()`."""
        return self.world.limits

    def fails(self, trouble: Trouble | str, *, chat: Person | Group | int | None = None, **when: Any) -> Rule:
        """From now on calls fail in this way, by default the next one: see `Rule` for *when*."""
        number = chat if isinstance(chat, int | None) else chat.id
        return self.faults.add(Rule(Trouble(trouble), chat=number, **when))

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
    def silent_losses(self) -> list[str]:
        return self.record.silent_losses

    @property
    def deliveries(self) -> list[Delivery]:
        """Tries to bring updates to the webhook."""
        return list(self.record.deliveries)

    @property
    def doubles(self) -> dict[tuple[int, str], int]:
        """What was sent to a chat more than once, and how often."""
        return self.record.doubles

    @property
    def updates(self) -> Updates:
        """Those that nobody has taken yet."""
        return self.world.updates

    @property
    def profile(self) -> Profile:
        return self.world.profile

    def check_no_complaints(self) -> None:
        """AssertionError: something was refused or lost silently."""
        complaints = [f"{one.method}: {one.description}" for one in self.refusals] + self.silent_losses
        assert not complaints, "Telegram complains:\n" + "\n".join(complaints)

    # --- Time ---

    def passes(self, seconds: float) -> None:
        """Lets time go by at once, for all that becomes too old."""
        self.clock.passes(seconds)
        self.world.bell.ring()

    async def settles(self, quiet: float = 0.05, seconds: float = PATIENCE) -> None:
        """Waits until every update was taken and no call has come for a while. AssertionError: never so."""
        loop, calls = asyncio.get_running_loop(), self._calls
        end = loop.time() + seconds
        while True:
            busy = bool(calls.going_on or self._waiting())
            now = loop.time()
            if not busy and now >= calls.last + quiet:
                return
            if now >= end:
                raise AssertionError(
                    f"not settled: {calls.going_on} calls go on, {len(self.updates)} updates wait"
                )
            await self.world.bell.rings(end - now if busy else min(end, calls.last + quiet) - now)

    def _waiting(self) -> bool:
        return any(not self.updates.is_over(update) for update in self.updates)

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        if request.path.startswith("/bot"):
            return await self._calls.answer(request)
        return await self._control.answer(request)


def _request(
    message: RawRequestMessage,
    payload: StreamReader,
    protocol: web.RequestHandler,
    writer: AbstractStreamWriter,
    task: "asyncio.Task[None]",
) -> web.BaseRequest:
    """A request that may bring as much as Telegram takes."""
    loop = asyncio.get_running_loop()
    return web.BaseRequest(
        message, payload, protocol, writer, task, loop, client_max_size=LARGEST_UPLOAD + 1024 * 1024
    )
