"""People who tap, for benchmarks: how long they wait for the next question, how many taps a process takes.

What is particular to a platform is how somebody opens the check and presses a button: see `Tapper`.
"""

import asyncio
import random
import signal
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from time import perf_counter
from typing import Any, Final, cast

import aiohttp

from bot.store import schema
from bot.store.database import open_database
from tests.bench.bench_turn import check_of
from tests.e2e.serving import Cold, Place
from tests.served import KEY

LONG: Final = check_of(40)
PEOPLE: Final = 50
TAPS: Final = 20
TAPPERS: Final = 100
TAPS_EACH: Final = 36
SOON: Final = 30.0


# --- How long they wait --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Waited:
    """Seconds after one tap."""

    taken: float
    """Until the app of the platform heard that it arrived."""
    shown: float
    """Until the next question stood in the chat."""


async def waited(person: Any, taps: int = TAPS) -> list[Waited]:
    """What somebody waits who taps about once a second; *person* is one of a fake's."""
    chance, found = random.Random(str(person.id)), []
    for number in range(2, taps + 2):
        await asyncio.sleep(chance.uniform(0.6, 1.4))
        begun = perf_counter()
        await person.taps("Agree")
        taken = perf_counter() - begun
        await person.until(partial(_sees, f"Question {number} of 40"), seconds=SOON)
        found.append(Waited(taken, perf_counter() - begun))
    return found


def _sees(words: str, person: Any) -> bool:
    return words in person.last.words


def figures(seconds: Sequence[float]) -> str:
    """Median and 99th percentile in words."""
    took = sorted(seconds)
    return (
        f"median {took[len(took) // 2] * 1e3:.1f} ms,"
        f" 99th percentile {took[int(len(took) * 0.99)] * 1e3:.1f} ms, {len(took)} taps"
    )


# --- How many taps -------------------------------------------------------------------------------


@dataclass(slots=True)
class Crowd:
    """People who tap as soon as they see something to tap."""

    taps: int = 0
    begun: int = 0
    started_at: float = 0.0
    tappers: "dict[str, Tapper]" = field(default_factory=dict)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    def sees(self, person: str, start: bytes | None, choices: Sequence[bytes]) -> None:
        """Something was shown: with the button that begins, or with these choices, in the tokens of both."""
        tapper = self.tappers[person]
        if start and not choices:
            tapper.taps(start)
        elif len(choices) >= 5:
            self._counts(tapper, choices[3])

    def _counts(self, tapper: "Tapper", choice: bytes) -> None:
        if not tapper.count:
            self.begun += 1
            if self.begun == TAPPERS:
                self.started_at = perf_counter()
        if self.started_at:
            self.taps += 1
        tapper.count += 1
        if tapper.count > TAPS_EACH:
            tapper.done = True
            if all(one.done for one in self.tappers.values()):
                self.over.set()
        else:
            tapper.waits_or_taps(choice, all_are_there=bool(self.started_at))


class Tapper(asyncio.Protocol, ABC):
    """One person, with a connection of their own to our web server."""

    def __init__(self, crowd: Crowd, person: str) -> None:
        self.count, self.done = 0, False
        self.person = person
        self._crowd = crowd
        self._free = True
        self._next: bytes | None = None
        self._held: bytes | None = None

    @abstractmethod
    def opening(self) -> bytes:
        """The request that opens the check."""

    @abstractmethod
    def pressing(self, token: bytes) -> bytes:
        """The request that tells of a pressed button."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        if not data.startswith(b"HTTP/1.1 "):  # a body that came by itself
            return
        assert data.startswith(b"HTTP/1.1 200"), data
        self._free = True
        if self._next is not None:
            following, self._next = self._next, None
            self.taps(following)

    def opens(self) -> None:
        """Comes for the check."""
        self._posts(self.opening())

    def waits_or_taps(self, choice: bytes, *, all_are_there: bool) -> None:
        """Nobody begins before the last has come."""
        if all_are_there:
            self.taps(choice)
            for one in self._crowd.tappers.values():
                one.goes_on()
        else:
            self._held = choice

    def goes_on(self) -> None:
        """The last has come."""
        if self._held is not None:
            held, self._held = self._held, None
            self.taps(held)

    def taps(self, token: bytes) -> None:
        """Presses a button; where the answer to the last press is still to come, right after it."""
        if self._free:
            self._posts(self.pressing(token))
        else:
            self._next = token

    def _posts(self, request: bytes) -> None:
        self._free = False
        self._transport.write(request)


async def throughput(
    name: str, place: Place, crowd: Crowd, tapper: Callable[[Crowd, str], Tapper], persons: Sequence[str]
) -> None:
    """Prints taps a second. The platform is there already, and shows *crowd* what it is given."""
    url = place.settings["DATABASE_URL"]
    if not url.startswith("sqlite"):
        database = open_database(url, secret_key=KEY)
        await schema.migrate(database)
        await database.close()
    server = await Cold.starts(place)
    await ready(place)
    loop = asyncio.get_running_loop()
    for person in persons:
        _, made = await loop.create_connection(partial(tapper, crowd, person), "127.0.0.1", place.port)
        crowd.tappers[person] = made
    for one in crowd.tappers.values():
        one.opens()
    async with asyncio.timeout(300):
        await crowd.over.wait()
    seconds = perf_counter() - crowd.started_at
    server.sends(signal.SIGTERM)
    assert await server.ends() == 0
    print(f"  {name:<12} {crowd.taps / seconds:6.0f} taps/s ({crowd.taps} taps of {TAPPERS} people)")


async def ready(place: Place) -> None:
    """Until the process says that it is ready for taps."""
    async with asyncio.timeout(60), aiohttp.ClientSession() as session:
        while not await _is_ready(session, place):  # noqa: ASYNC110  # it is another process
            await asyncio.sleep(0.1)


async def _is_ready(session: aiohttp.ClientSession, place: Place) -> bool:
    try:
        async with session.get(f"{place.address}/readyz") as answer:
            return answer.status == HTTPStatus.OK
    except aiohttp.ClientConnectionError:
        return False
