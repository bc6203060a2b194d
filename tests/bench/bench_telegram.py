"""How fast a tap is answered over Telegram, and how many taps one process takes.

Run: python -m tests.bench.bench_telegram

1. Latency: 50 people at once, each tapping about once a second, by webhook on SQLite. From the moment the
   finger touches the button to the moment the next question stands in the chat; the strict fake server
   included.
2. Throughput: `checkup serve` as a process against a server that says yes at once, on SQLite and on
   PostgreSQL. 100 people tap as soon as they see the next question. Taps a second, counted from the first
   question of the last of them on; each is committed before it is confirmed, and each is answered by two
   calls.
"""

import asyncio
import json
import random
import re
import signal
import tempfile
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import Final, cast

from bot.store import schema
from bot.store.database import open_database
from tests.bench.bench_turn import check_of
from tests.databases import postgres
from tests.e2e.on_telegram import telegram_settings
from tests.e2e.serving import Cold, Place
from tests.fakes.telegram import FakeTelegram, Person
from tests.fakes.telegram.server import TOKEN
from tests.fakes.telegram_stub import Connection, Stub
from tests.served import KEY
from tests.telegram.served import SECRET

LONG: Final = check_of(40)
PEOPLE: Final = 50
TAPS: Final = 20
TAPPERS: Final = 100
TAPS_EACH: Final = 36
SOON: Final = 30.0


# --- Latency -------------------------------------------------------------------------------------


async def latency(folder: Path) -> None:
    """Prints the median and the 99th percentile."""
    async with FakeTelegram(allows_loopback=True) as telegram:
        place = Place(folder, telegram_settings(telegram, webhook=True), {"long": LONG})
        server = await Cold.starts(place)
        await _ready(place)
        people = [telegram.person(f"p{number}", language_code="en") for number in range(PEOPLE)]
        await asyncio.gather(*(_begins(person) for person in people))
        took = sorted(chain(*await asyncio.gather(*(_taps(person) for person in people))))
        server.sends(signal.SIGTERM)
        assert await server.ends() == 0
        telegram.check_no_complaints()
    print(
        f"  {PEOPLE} people at once, webhook, SQLite: median {took[len(took) // 2] * 1e3:.1f} ms,"
        f" 99th percentile {took[int(len(took) * 0.99)] * 1e3:.1f} ms, {len(took)} taps"
    )


async def _begins(person: Person) -> None:
    await person.opens("long")
    await person.until(lambda one: one.keyboards_alive, seconds=SOON)
    await person.taps(0)
    await person.until("Question 1 of 40", seconds=SOON)


def _sees(words: str, person: Person) -> bool:
    return words in person.last.text


async def _taps(person: Person) -> list[float]:
    """Seconds from finger to next question, for each tap."""
    chance, took = random.Random(person.id), []
    for number in range(2, TAPS + 2):
        await asyncio.sleep(chance.uniform(0.6, 1.4))
        begun = perf_counter()
        await person.taps("Agree")
        await person.until(partial(_sees, f"Question {number} of 40"), seconds=SOON)
        took.append(perf_counter() - begun)
    return took


# --- Throughput ----------------------------------------------------------------------------------

_DATA: Final = re.compile(rb'"callback_data":"(t[^"]+)"')
_START: Final = re.compile(rb'"callback_data":"(g[^"]+)"')


@dataclass(slots=True)
class Crowd:
    """People who tap as soon as they see something to tap."""

    port: int
    taps: int = 0
    begun: int = 0
    started_at: float = 0.0
    updates: int = 0
    tappers: dict[int, "Tapper"] = field(default_factory=dict)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    def sees(self, chat: int, body: bytes) -> None:
        """Something was shown in a chat."""
        tapper = self.tappers[chat]
        start = _START.search(body)
        choices = _DATA.findall(body)
        if start and not choices:
            tapper.taps(start.group(1))
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
            tapper.waits_or_taps(choice, all_are_there=bool(self.started_at), crowd=self)


class Tapper(asyncio.Protocol):
    """One person, with a connection of their own to our webhook."""

    def __init__(self, crowd: Crowd, chat: int) -> None:
        self.chat, self.count, self.done = chat, 0, False
        self._crowd = crowd
        self._person = {"id": chat, "is_bot": False, "first_name": "Ana", "language_code": "en"}
        self._free = True
        self._next: bytes | None = None
        self._held: bytes | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        assert data.startswith(b"HTTP/1.1 200"), data
        self._free = True
        if self._next is not None:
            following, self._next = self._next, None
            self.taps(following)

    def opens(self) -> None:
        """The link."""
        self._posts(message={**self._where(1), "date": 1, "text": "/start long"})

    def waits_or_taps(self, choice: bytes, *, all_are_there: bool, crowd: Crowd) -> None:
        """Nobody begins before the last has come."""
        if all_are_there:
            self.taps(choice)
            for one in crowd.tappers.values():
                one.goes_on()
        else:
            self._held = choice

    def goes_on(self) -> None:
        """The last has come."""
        if self._held is not None:
            held, self._held = self._held, None
            self.taps(held)

    def taps(self, data: bytes) -> None:
        """Presses a button; where the answer to the last press is still to come, right after it."""
        if not self._free:
            self._next = data
            return
        self._posts(
            callback_query={"id": "1", **self._from(), "data": data.decode(), "message": self._where(5)}
        )

    def _from(self) -> dict[str, object]:
        return {"from": self._person}

    def _where(self, message: int) -> dict[str, object]:
        return {"message_id": message, **self._from(), "chat": {"id": self.chat, "type": "private"}}

    def _posts(self, **update: object) -> None:
        self._crowd.updates += 1
        self._free = False
        body = json.dumps({"update_id": self._crowd.updates, **update}).encode()
        head = (
            f"POST /telegram/webhook HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self._transport.write(head.encode() + body)


class CrowdStub(Stub):
    """Says yes at once, and shows the crowd what it was given."""

    def __init__(self, crowd: Crowd) -> None:
        super().__init__()
        self._crowd = crowd

    def result(self, method: str, body: bytes) -> str:
        if method in ("sendmessage", "editmessagetext"):
            chat = int(body.split(b'"chat_id":', 1)[1].split(b",", 1)[0])
            asyncio.get_running_loop().call_soon(self._crowd.sees, chat, body)
        return super().result(method, body)


async def throughput(name: str, folder: Path, url: str = "") -> None:
    """Prints taps a second."""
    loop = asyncio.get_running_loop()
    crowd = Crowd(0)
    stub = CrowdStub(crowd)
    listening = await loop.create_server(lambda: Connection(stub), "127.0.0.1", 0, backlog=1024)
    telegram = cast("FakeTelegram", _Address(f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"))
    place = Place(folder, telegram_settings(telegram, webhook=True), {"long": LONG})
    if url:
        place.settings["DATABASE_URL"] = url
        database = open_database(url, secret_key=KEY)
        await schema.migrate(database)
        await database.close()
    server = await Cold.starts(place)
    await _ready(place)
    for chat in range(1, TAPPERS + 1):
        _, tapper = await loop.create_connection(partial(Tapper, crowd, chat), "127.0.0.1", place.port)
        crowd.tappers[chat] = tapper
    for tapper in crowd.tappers.values():
        tapper.opens()
    async with asyncio.timeout(300):
        await crowd.over.wait()
    seconds = perf_counter() - crowd.started_at
    server.sends(signal.SIGTERM)
    assert await server.ends() == 0
    listening.close()
    print(f"  {name:<12} {crowd.taps / seconds:6.0f} taps/s ({crowd.taps} taps of {TAPPERS} people)")


@dataclass(frozen=True, slots=True)
class _Address:
    """Of a server that is not the fake."""

    url: str
    token: str = TOKEN


async def _ready(place: Place) -> None:
    """Until the web server answers."""
    for _ in range(300):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", place.port)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            break
    await asyncio.sleep(0.5)


def main() -> None:
    """Latency, then throughput on each database."""
    print("From the finger to the next question:")
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(latency(Path(folder)))
    print("One process, a platform that answers at once:")
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(throughput("SQLite", Path(folder)))
    with tempfile.TemporaryDirectory() as folder, postgres() as server:
        asyncio.run(throughput("PostgreSQL", Path(folder), server.create_database()))


if __name__ == "__main__":
    main()
