"""What was kept for long enough is deleted by a job a day.

1. Of several processes one does it, once a day, however often all of them ask; each asks soon after it
   began, and again every hour, also after the database was away.
2. Operators see it wait, and have it not begin: then nobody begins it that day.
3. Where it failed they see that and why; no process asks for it again that day. They run it again, and it
   is done.
4. A process that is served does all of that by itself.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, func, select

from bot.app import purging
from bot.app.purging import Purging
from bot.cli import undone
from bot.clock import now
from bot.settings import Settings
from bot.store import inbound
from bot.store.database import Database
from bot.store.errors import DatabaseBusy
from bot.store.inbound import Update
from bot.store.tables import INBOUND
from bot.waiting import pause
from bot.work import seen
from bot.work.desk import Desk
from bot.work.seen import Stage
from tests.served import free_port, library, serving
from tests.store.conftest import (  # noqa: F401  # found by name
    ready_postgres_url,
    ready_sqlite_url,
    shared_postgres_url,
    sqlite_model,
)
from tests.work.engines import SECONDS, Done, ask, engine_over, running

NEW_YEAR = datetime(2027, 1, 1, 0, 20, tzinfo=UTC)
KEY = "purge:2027-01-01"


class Clock:
    """Says what it is told."""

    def __init__(self) -> None:
        self.at = NEW_YEAR

    def __call__(self) -> datetime:
        return self.at


class Process:
    """One of several: its engine, which runs only where a test has it run, and what it asks for."""

    def __init__(self, database: Database, name: str, clock: Clock) -> None:
        self.database = database
        self.engine = engine_over(database, name)
        self.done = Done()
        self.engine.register("note", self.done.note)
        self.purging = Purging(database, self.engine, clock)
        self.purging.register()

    async def comes_to_rest(self, note: str) -> None:
        """Returns when all is done that was asked for until now."""
        await ask(self.database, self.engine, note, note)
        async with asyncio.timeout(SECONDS):
            while await self.database.read(_is_busy):
                await pause(0.02)
        assert note in self.done.notes


def _is_busy(connection: Connection) -> bool:
    found = seen.counts(connection)
    return bool(found[Stage.WAITING] or found[Stage.RUNNING])


async def an_old_update_comes(database: Database, at: datetime) -> None:
    """It is to be deleted."""

    def work(connection: Connection) -> None:
        inbound.record(connection, Update("telegram", "7000", "1"), None, at - timedelta(days=30, seconds=1))

    await database.run(work)


async def are_kept(database: Database) -> int:
    """Updates."""
    counted = select(func.count()).select_from(INBOUND)
    return await database.read(lambda connection: connection.execute(counted).scalar_one())


async def listed(database: Database) -> list[str]:
    """What `checkup jobs` says of jobs."""
    found = await undone.look(database)
    return [line for line in undone.as_text(found, datetime.now(UTC)) if line.startswith(("Jobs", "  "))]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def asking(own_database: Database, clock: Clock) -> AsyncIterator[Process]:
    """A process that only asks: whatever it asks for waits."""
    process = Process(own_database, "asking", clock)
    await process.engine.prepare()
    yield process
    await process.engine.stop()


async def test_1_once_a_day_over_several_processes(asking: Process, clock: Clock) -> None:
    database, working = asking.database, Process(asking.database, "working", clock)
    everybody = (asking.purging, working.purging)
    async with running(working.engine):
        await an_old_update_comes(database, clock.at)
        await asyncio.gather(*(one.ask() for _ in range(5) for one in everybody))
        await working.comes_to_rest("first day")
        assert await are_kept(database) == 0

        clock.at += timedelta(hours=23, minutes=39)
        await an_old_update_comes(database, clock.at)
        await asyncio.gather(*(one.ask() for one in everybody))
        await working.comes_to_rest("its end")
        assert await are_kept(database) == 1, "it was done for today"

        clock.at += timedelta(minutes=1)
        await asyncio.gather(*(one.ask() for one in everybody))
        await working.comes_to_rest("second day")
        assert await are_kept(database) == 0
    assert await listed(database) == ["Jobs: 0 failed, 0 running, 0 waiting, 0 cancelled"]


async def test_1_each_asks_soon_and_every_hour(asking: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []

    async def passes(_stopping: asyncio.Event, seconds: float) -> bool:
        waits.append(seconds)
        return len(waits) > 3

    asked: list[float] = []

    async def ask() -> None:
        """The first time the database is away."""
        asked.append(waits[-1])
        if len(asked) == 1:
            raise DatabaseBusy("The database is too busy just now.", "")

    monkeypatch.setattr(purging, "happens", passes)
    monkeypatch.setattr(asking.purging, "ask", ask)
    await asking.purging.run()
    assert asked == [60, 3600, 3600]


async def test_1_who_is_told_to_stop_asks_no_more(asking: Process) -> None:
    asks = asyncio.create_task(asking.purging.run())
    await asking.purging.stop()
    async with asyncio.timeout(SECONDS):
        await asks
    assert await listed(asking.database) == ["Jobs: 0 failed, 0 running, 0 waiting, 0 cancelled"]


async def test_2_what_was_cancelled_is_not_begun_that_day(asking: Process, clock: Clock) -> None:
    database = asking.database
    await asking.purging.ask()
    (_, waits) = await listed(database)
    assert waits.startswith(f"  {KEY}  waiting for ")
    async with Desk(database) as desk:
        assert await desk.cancel(KEY)
    await asking.purging.ask()
    assert (await listed(database))[0] == "Jobs: 0 failed, 0 running, 0 waiting, 1 cancelled"
    clock.at += timedelta(days=1)
    await asking.purging.ask()
    assert (await listed(database))[0] == "Jobs: 0 failed, 0 running, 1 waiting, 1 cancelled"


async def test_3_what_failed_is_seen_and_run_again(
    asking: Process, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, working = asking.database, Process(asking.database, "working", clock)
    await an_old_update_comes(database, clock.at)

    async def breaks(*_: object) -> None:
        raise MemoryError("whatever Ana said")

    async with running(working.engine):
        with monkeypatch.context() as patched:
            patched.setattr(purging, "purge", breaks)
            await asking.purging.ask()
            await working.comes_to_rest("tried")
        await asking.purging.ask()
        await working.comes_to_rest("asked once more")
        jobs, failed = await listed(database)
        assert jobs == "Jobs: 1 failed, 0 running, 0 waiting, 0 cancelled"
        assert failed.startswith(f"  {KEY}  failed for ")
        assert failed.endswith(": MemoryError")
        assert await are_kept(database) == 1
        async with Desk(database) as desk:
            assert await desk.again(KEY)
        await working.comes_to_rest("run again")
    assert await are_kept(database) == 0
    assert await listed(database) == ["Jobs: 0 failed, 0 running, 0 waiting, 0 cancelled"]


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty database: each test that asks runs on both kinds."""
    return str(request.getfixturevalue(f"ready_{request.param}_url"))


async def test_4_it_is_served(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purging, "FIRST_SECONDS", 0.01)
    settings = Settings.model_validate({"host": "127.0.0.1", "port": free_port()})
    async with serving(settings, url, library()) as server:
        await an_old_update_comes(server.database, now())
        async with asyncio.timeout(SECONDS):
            while await are_kept(server.database):
                await pause(0.05)
