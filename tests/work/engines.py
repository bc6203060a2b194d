"""Engines for tests: they look for work ten times as often as real ones, and try again at once."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import Connection

from bot.clock import now
from bot.store.database import Database
from bot.waiting import pause
from bot.work.engine import Engine
from bot.work.leases import Lease

QUICK = Lease(beat=0.2, lasts=2.0)
QUICK_ENOUGH = timedelta(minutes=1)
"""A process that said so lately is alive, however busy the machine."""
SECONDS = 90.0


@dataclass(slots=True)
class Done:
    """What the job "note" was given, in the order in which it ran."""

    notes: list[str] = field(default_factory=list)

    async def note(self, what: str) -> None:
        self.notes.append(what)

    async def holds(self, *notes: str) -> None:
        """Returns when it ran for these, in any order, and for nothing else."""
        await until(lambda: sorted(self.notes) == sorted(notes))


@dataclass(frozen=True, slots=True)
class Worked:
    """A database, the engine that runs over it, and what it did."""

    database: Database
    engine: Engine
    done: Done

    async def ask(self, key: str, what: str, name: str = "note") -> None:
        """Enqueues in a transaction of its own."""
        await ask(self.database, self.engine, key, what, name)


async def ask(database: Database, engine: Engine, key: str, what: str, name: str = "note") -> None:
    """Enqueues in a transaction of its own."""

    def work(connection: Connection) -> None:
        engine.enqueue(connection, name, key, what)

    await database.run(work)


async def until(happened: Callable[[], bool], seconds: float = SECONDS) -> None:
    """Returns when *happened* says True."""
    async with asyncio.timeout(seconds):
        while not happened():
            await pause(0.02)


def engine_over(
    database: Database, executor: str, waits: tuple[float, ...] = (0.0,), lease: Lease = QUICK
) -> Engine:
    """One that nobody runs yet."""
    return Engine(database, executor, now, lease=lease, look_every=0.05, waits=waits)


@asynccontextmanager
async def working(
    database: Database, done: Done, executor: str, waits: tuple[float, ...] = (0.0,)
) -> AsyncIterator[Engine]:
    """An engine that knows "note", prepared and running; it stops at the end."""
    engine = engine_over(database, executor, waits)
    engine.register("note", done.note)
    async with running(engine):
        yield engine


@asynccontextmanager
async def running(engine: Engine) -> AsyncIterator[Engine]:
    """From its preparing to its end."""
    await engine.prepare()
    loop = asyncio.create_task(engine.run())
    try:
        yield engine
    finally:
        await engine.stop()
        await loop
