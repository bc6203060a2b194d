"""A durable turn beside the bare statements of its database, and beside a tap of other libraries, in one run.

Run: python -m tests.bench.bench_peers

- bare statements: what such a tap needs at least, six statements and a commit, handed to the raw driver
  (sqlite3, asyncpg) as finished text, one tap after the other;
- Checkup: from the update's JSON to the committed turn and the body of the message that goes out; one person
  after the other, and twenty people at once;
- python-telegram-bot's ConversationHandler, its PicklePersistence written after each tap;
- aiogram's state machine with SQLite (aiogram-sqlite-storage: its own knows none) and with Redis.

All ask 20 questions of five choices, of 20 people, and nothing leaves the process to Telegram. Counted is
processor time, of the process and of its database server, in microseconds a tap; all take turns, so that a
machine whose speed drifts slows all of them. The peers are installed where `.venv/peers` says, by this bench;
what cannot be installed is said and left out.
"""

import asyncio
import gc
import json
import shutil
import sqlite3
import subprocess
import tempfile
import time
import venv
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import median
from time import process_time
from typing import Final

import asyncpg
import orjson
import uvloop

from bot.channels.base import Tokens
from bot.channels.telegram.parse import parse
from bot.channels.telegram.render import render
from bot.cli import OBJECTS_BETWEEN_COLLECTIONS
from bot.delivery.buttons import tokens_of
from bot.messages import QuestionCard
from bot.store import schema
from bot.store.database import Database, open_database
from bot.turn.arrived import Turn
from tests.bench.bench_soak import Server, postmaster
from tests.bench.bench_store import BARE, NUMBERED, values
from tests.bench.bench_turn import CARD, Tapper, check_of
from tests.databases import postgres
from tests.served import library
from tests.store.samples import NOW, SECRET, begun

ROUNDS: Final = 12
TAPS: Final = 200
PEOPLE: Final = 20
PEERS: Final = Path(__file__).parents[2] / ".venv" / "peers"
NEEDED: Final = ("python-telegram-bot>=22,<23", "aiogram>=3.20,<4", "aiogram-sqlite-storage", "redis")


@dataclass(slots=True)
class Contender:
    """Somebody who takes taps: *takes* so many, and says how many seconds of processor that took."""

    name: str
    takes: Callable[[int], Awaitable[float]]
    used: list[float] = field(default_factory=list)

    @property
    def a_tap(self) -> float:
        return median(self.used)


# --- The databases, bare and with us --------------------------------------------------------------


def counted(work: Callable[[int], Awaitable[None]], server: Server) -> Callable[[int], Awaitable[float]]:
    async def takes(taps: int) -> float:
        before, there = process_time(), server.seconds()
        await work(taps)
        return process_time() - before + server.seconds() - there

    return takes


async def bare_sqlite(file: Path, address: str, conversation: str) -> Callable[[int], Awaitable[None]]:
    driver = sqlite3.connect(file, isolation_level=None)
    driver.execute("PRAGMA synchronous = FULL")
    numbers = count(1)

    async def work(taps: int) -> None:
        for _ in range(taps):
            at = "2026-03-01 09:00:00.000000"
            given = values(at, address, conversation, "bare", next(numbers), false=0, payload=CARD)
            driver.execute("BEGIN IMMEDIATE")
            for statement, row in zip(BARE, given, strict=True):
                driver.execute(statement, row).fetchall()
            driver.execute("COMMIT")

    return work


async def bare_postgres(url: str, address: str, conversation: str) -> Callable[[int], Awaitable[None]]:
    driver = await asyncpg.connect(url)
    numbers = count(1)

    async def work(taps: int) -> None:
        for _ in range(taps):
            given = values(NOW, address, conversation, "bare", next(numbers), false=False, payload=CARD)
            async with driver.transaction():
                for statement, row in zip(NUMBERED, given, strict=True):
                    await driver.fetch(statement, *row)

    return work


async def with_us(name: str, url: str, server: Server, file: Path | None) -> list[Contender]:
    """Bare, one by one, all at once."""
    database = open_database(url, secret_key=SECRET)
    await schema.migrate(database)
    one = await database.run(lambda connection: begun(connection, "bare"))
    if file is not None:
        bare = await bare_sqlite(file, one.address_id, one.id)
    else:
        bare = await bare_postgres(url, one.address_id, one.id)
    people = [Tapper(database, library(check_of(20)), f"p{n}", _key(database)) for n in range(PEOPLE)]
    for person in people:
        await person.begins()

    async def one_by_one(taps: int) -> None:
        for number in range(taps):
            await _taps(people[number % PEOPLE], 1)

    async def at_once(taps: int) -> None:
        await asyncio.gather(*(_taps(person, taps // PEOPLE) for person in people))

    return [
        Contender(f"{name}, bare statements", counted(bare, server)),
        Contender(f"{name}, Checkup, one by one", counted(one_by_one, server)),
        Contender(f"{name}, Checkup, {PEOPLE} at once", counted(at_once, server)),
    ]


def _key(database: Database) -> bytes:
    return database.keys.derived("buttons")[0]


async def _taps(person: Tapper, times: int) -> None:
    """The update's JSON read, the turn, the message as it goes out."""
    for _ in range(times):
        parse(json.loads(_UPDATE))
        await person.taps()
        if person.last is not None:
            _as_sent(person.last, person.key)


def _as_sent(turn: Turn, key: bytes) -> None:
    for parcel in turn.parcels:
        tokens: Tokens = tokens_of(parcel, key, lambda _flow, _language: "")
        if isinstance(parcel.message, QuestionCard):
            orjson.dumps(render(parcel.message, tokens))


_UPDATE: Final = json.dumps(
    {
        "update_id": 1,
        "callback_query": {
            "id": "1", "from": {"id": 1, "is_bot": False, "first_name": "Ana", "language_code": "en"},
            "data": "t01j9zk4q8v6n2x5c7b3m1w0d2f.5.3.2.9p2kq7r1tz",
            "message": {"message_id": 5, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "Question"},
        },
    }
)  # fmt: skip

# --- The peers -----------------------------------------------------------------------------------


def installed() -> str:
    """Makes the environment of the peers; why it cannot be made, or ""."""
    python = PEERS / "bin" / "python"
    try:
        if not python.exists():
            venv.create(PEERS, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *NEEDED], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", b"") or b""
        return f"{type(error).__name__} {said.decode(errors='replace').strip()[-200:]}"
    return ""


async def peer(name: str, *arguments: str, server: Server | None = None) -> Contender:
    """A process that takes taps when told to; *server*: what it keeps them in."""
    kept_in = server or Server(None)
    folder = Path(__file__).parent / "peers"
    process = await asyncio.create_subprocess_exec(
        PEERS / "bin" / "python", "-W", "ignore", *arguments, cwd=folder,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    told, heard = process.stdin, process.stdout
    if await heard.readline() != b"ready\n":
        raise RuntimeError(f"{name} did not begin")

    async def takes(taps: int) -> float:
        there = kept_in.seconds()
        told.write(b"%d\n" % taps)
        used = float(await heard.readline())
        return used + kept_in.seconds() - there

    return Contender(name, takes)


@contextmanager
def redis(folder: Path) -> Iterator[tuple[str, Server] | None]:
    """A server of its own that appends to a file; None where there is no `redis-server`."""
    program = shutil.which("redis-server")
    if program is None:
        yield None
        return
    socket = folder / "redis.sock"
    settings = ["--port", "0", "--unixsocket", f"{socket}", "--appendonly", "yes", "--dir", f"{folder}"]
    process = subprocess.Popen([program, *settings], stdout=subprocess.DEVNULL)
    try:
        while not socket.exists():
            time.sleep(0.05)
        yield f"{socket}", Server(process.pid)
    finally:
        process.terminate()
        process.wait()


# --- The run -------------------------------------------------------------------------------------


async def compared(contenders: Sequence[Contender]) -> None:
    """All take turns; prints what a tap takes."""
    for number in range(ROUNDS + 1):
        for one in contenders:
            used = await one.takes(TAPS)
            if number:  # the first round warms
                one.used.append(used / TAPS * 1e6)
    floor: dict[str, Contender] = {}
    for one in contenders:
        database = one.name.partition(",")[0]
        floor.setdefault(database, one)
        ratios = [mine / bare for mine, bare in zip(one.used, floor[database].used, strict=True)]
        beside = "" if floor[database] is one else f"   times the bare statements {median(ratios):.2f}"
        print(f"  {one.name:<48} {one.a_tap:7.0f} µs{beside}")


async def run(folder: Path, url: str, server: Server) -> None:
    missing = installed()
    with redis(folder) as kept_in_redis:
        file = folder / "bench.sqlite"
        contenders = [
            *await with_us("SQLite", f"sqlite:///{file}", Server(None), file),
            *await with_us("PostgreSQL", url, server, None),
        ]
        if missing:
            print(f"  the peers cannot be installed: {missing}")
        else:
            contenders += [
                await peer("python-telegram-bot with its pickle", "on_telegram_bot.py", f"{folder}"),
                await peer("aiogram with SQLite", "on_aiogram.py", "sqlite", f"{folder / 'fsm.db'}"),
            ]
        if kept_in_redis is None:
            print("  there is no redis-server (Debian: apt-get install redis-server): left out")
        elif not missing:
            socket, its = kept_in_redis
            contenders.append(await peer("aiogram with Redis", "on_aiogram.py", "redis", socket, server=its))
        await compared(contenders)


def main() -> None:
    """In a process like that of `checkup serve`."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    print("Microseconds of processor for one tap, with those of the database server:")
    with tempfile.TemporaryDirectory() as folder, postgres() as own:
        uvloop.run(run(Path(folder), own.create_database(), Server(postmaster(own))))


if __name__ == "__main__":
    main()
