"""What a whole durable turn costs, beside the bare statements of its database in the same run (design §9).

Run: python -m tests.bench.bench_turn

A turn is everything between an update and its confirmation: the button's token read, the conversation loaded,
stepped, presented, and all rows of it committed with a flush to disk. The bare statements are the six that
such a tap needs, handed to the raw driver as finished text, and a commit. Both are taken in turns, a hundred
at a time, so that a machine whose speed drifts slows both down. The check has 20 questions.
"""

import asyncio
import gc
import json
import sqlite3
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

import asyncpg
import uvloop

from bot.channels.tokens import encode
from bot.cli import OBJECTS_BETWEEN_COLLECTIONS
from bot.clock import new_id, now
from bot.engine.inputs import Back, Help, Restart, Start, Tap
from bot.engine.progress import Progress
from bot.messages import Button, Option, QuestionCard
from bot.store import schema
from bot.store.database import Database, open_database
from bot.store.inbound import Update
from bot.turn.arrived import Arrived, Platform, Surroundings, Token, Turn
from bot.turn.library import Library
from bot.turn.outgoing import to_json
from bot.turn.turning import turned
from tests.bench.bench_store import BARE, NUMBERED, values
from tests.databases import postgres
from tests.served import library
from tests.store.samples import NOW, SECRET, begun

ROUNDS, TAPS, CROWD = 20, 100, 20


def check_of(questions: int) -> str:
    """A check with so many questions of five choices, named `long`."""
    return "flow: long\ntitle: Long\nscale: agree5\nsteps:\n" + "".join(
        f"  - {{ask: q{number}, text: Question number {number} about how we do things here}}\n"
        for number in range(1, questions + 1)
    )


_numbers = count(1)
LABELS = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
CARD = json.dumps(
    to_json(
        QuestionCard(
            7, "q7", "Question number 7 about how we do things here", Progress(7, 20), "Question 7 of 20",
            options=tuple(
                Option(Button(label, Tap(7, "q7", label)), label, letter)
                for label, letter in zip(LABELS, "ABCDE", strict=True)
            ),
            ways=(Button("Back", Back(7)), Button("Help", Help())),
        )
    )
)  # fmt: skip
"""What is queued on such a tap: both write the same."""


@dataclass(slots=True)
class Tapper:
    """Somebody who taps through a flow, again and again."""

    database: Database
    flows: Library
    name: str
    key: bytes
    last: Turn | None = None
    took: float = 0.0
    """Seconds in turns so far."""

    async def begins(self) -> None:
        """To the first question."""
        await self._sends(Start(), flow="long")
        await self._sends(Restart())

    async def taps(self) -> None:
        """The middle choice of what is open; after the last question, from the beginning."""
        turn = self.last
        if turn is None or turn.state is None or turn.flow is None or turn.state.open is None:
            await self._sends(Restart())
            return
        tap = Tap(turn.state.turn, turn.state.open, "agree")
        await self._sends(
            Token(encode(tap, conversation=str(turn.conversation), flow=turn.flow, key=self.key))
        )

    async def taps_often(self, times: int) -> None:
        """So many taps, each after the one before is committed."""
        for _ in range(times):
            await self.taps()

    async def _sends(self, taken: Start | Restart | Token, flow: str | None = None) -> None:
        moment = now()
        around = Surroundings(
            self.flows, moment, new_id, channel="telegram",
            platform=Platform(moment + timedelta(seconds=90), (self.key,)),
        )  # fmt: skip
        update = Update("telegram", "1", f"{next(_numbers)}")
        arrived = Arrived(update, self.name, taken, flow=flow, message="5", language="en")
        begun_at = perf_counter()
        self.last = await turned(self.database, arrived, around)
        self.took += perf_counter() - begun_at


async def compared(name: str, bare: Callable[[int], Awaitable[None]], tapper: Tapper) -> None:
    """Prints microseconds on the clock for one of each, and the ratio."""
    floor, whole, numbers = [], [], count(1)
    await tapper.begins()
    for _ in range(ROUNDS):
        begun_at = perf_counter()
        for _ in range(TAPS):
            await bare(next(numbers))
        floor.append((perf_counter() - begun_at) / TAPS * 1e6)
        before = tapper.took
        for _ in range(TAPS):
            await tapper.taps()
        whole.append((tapper.took - before) / TAPS * 1e6)
    crowd = [replace(tapper, name=f"p{number}") for number in range(CROWD)]
    await asyncio.gather(*(one.begins() for one in crowd))
    begun_at = perf_counter()
    await asyncio.gather(*(one.taps_often(TAPS) for one in crowd))
    together = (perf_counter() - begun_at) / TAPS / CROWD * 1e6
    ratios = [each / base for each, base in zip(whole, floor, strict=True)]
    print(
        f"  {name:<12} bare statements {median(floor):6.0f} µs   whole turn {median(whole):6.0f} µs"
        f"   times {median(ratios):.2f} (from {min(ratios):.2f} to {max(ratios):.2f})"
        f"   {CROWD} people at once {together:6.0f} µs, times {together / median(floor):.2f}"
    )


async def on_sqlite(folder: Path) -> None:
    file = folder / "bench.sqlite"
    database = open_database(f"sqlite:///{file}", secret_key=SECRET)
    await schema.migrate(database)
    one = await database.run(lambda connection: begun(connection, "bare"))
    driver = sqlite3.connect(file, isolation_level=None)
    driver.execute("PRAGMA synchronous = FULL")

    async def bare(number: int) -> None:
        driver.execute("BEGIN IMMEDIATE")
        given = values(
            "2026-03-01 09:00:00.000000", one.address_id, one.id, "bare", number, false=0, payload=CARD
        )
        for statement, row in zip(BARE, given, strict=True):
            driver.execute(statement, row).fetchall()
        driver.execute("COMMIT")

    await compared("SQLite", bare, _tapper(database))
    driver.close()
    await database.close()


async def on_postgres(url: str) -> None:
    database = open_database(url, secret_key=SECRET)
    await schema.migrate(database)
    one = await database.run(lambda connection: begun(connection, "bare"))
    driver = await asyncpg.connect(url)

    async def bare(number: int) -> None:
        async with driver.transaction():
            given = values(NOW, one.address_id, one.id, "bare", number, false=False, payload=CARD)
            for statement, row in zip(NUMBERED, given, strict=True):
                await driver.fetch(statement, *row)

    await compared("PostgreSQL", bare, _tapper(database))
    await driver.close()
    await database.close()


def _tapper(database: Database) -> Tapper:
    return Tapper(database, library(check_of(20)), "ana", database.keys.derived("buttons")[0])


def main() -> None:
    """Both databases, one after the other, in a process like that of `checkup serve`."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    print("Each committed, on the clock:")
    with tempfile.TemporaryDirectory() as folder:
        uvloop.run(on_sqlite(Path(folder)))
    with postgres() as server:
        uvloop.run(on_postgres(server.create_database()))


if __name__ == "__main__":
    main()
