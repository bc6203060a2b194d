"""Proves: a database that says nothing more holds up no end, and is noticed.

1. Connections whose other end is gone are noticed by the system, as those of the other pool are.
2. There are never more than ten.
3. While a look at the database hangs, the engine ends all the same, and leaves no thread that waits.
4. A look that hangs for long is given up; when the database answers again, jobs go on.
5. What failed for good is begun again at a start, also when the database is lost just then.
"""

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from bot.store.addresses import parse
from bot.store.database import Database, open_database
from bot.store.errors import DatabaseUnreachable
from bot.waiting import pause
from bot.work import engine as engines
from bot.work import standing
from bot.work.home import home_at
from tests.faults.gate import Gate, before_postgres
from tests.store.conftest import ready_postgres_url, shared_postgres_url  # noqa: F401  # found by name
from tests.work.engines import Done, ask, engine_over, running, until, working

KEY = "a-key-of-the-tests-that-is-long-enough"


@pytest.fixture
async def gate(ready_postgres_url: str, tmp_path: Path) -> AsyncIterator[Gate]:  # noqa: F811  # the fixture
    sockets = tmp_path / "s"
    sockets.mkdir()
    async with before_postgres(ready_postgres_url, sockets) as gate:
        yield gate


@pytest.fixture
async def database(gate: Gate) -> AsyncIterator[Database]:
    made = open_database(gate.address, secret_key=KEY)
    yield made
    await gate.shuts()
    await made.close()


def waiting_threads() -> list[str]:
    """Those of ours, and of the engine, that are there."""
    return [one.name for one in threading.enumerate() if one.name.startswith(("checkup", "dbos", "queue"))]


def test_1_connections_are_watched(ready_postgres_url: str) -> None:  # noqa: F811  # the fixture
    home = home_at(parse(ready_postgres_url))
    with home.engine.connect() as connection:
        said = connection.connection.driver_connection.info.get_parameters()  # type: ignore[union-attr]
        names = ("keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout")
        assert [said[name] for name in names] == ["5", "3", "3", "14000"]
    home.close()


def test_2_there_are_no_more_than_ten(
    ready_postgres_url: str,  # noqa: F811  # the fixture
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home = home_at(parse(ready_postgres_url))
    monkeypatch.setattr(home.engine.pool, "_timeout", 0.1)
    held = [home.engine.connect() for _ in range(10)]
    with pytest.raises(NoConnectionFree):
        home.engine.connect()
    for one in held:
        assert one.execute(text("SELECT 1")).scalar_one() == 1
        one.close()
    home.close()


@pytest.mark.parametrize("begun", [False, True])
async def test_3_it_ends_while_a_look_hangs(
    gate: Gate, database: Database, monkeypatch: pytest.MonkeyPatch, begun: bool
) -> None:
    monkeypatch.setattr(engines, "_CHANGING_SECONDS", 0.5)
    monkeypatch.setattr(engines, "_END_SECONDS", 1.0)
    done = Done()
    async with asyncio.timeout(20), working(database, done, "first") as engine:
        if begun:
            await ask(database, engine, "key", "x")
            await done.holds("x")
        gate.is_silent()
        await asyncio.sleep(0.5)
        assert engine._changing.locked(), "nothing hangs"
    await until(lambda: not waiting_threads(), 20)


async def test_4_a_look_that_hangs_is_given_up(
    gate: Gate, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "_LONGEST_LOOK", 1.0)
    done = Done()
    async with working(database, done, "first") as engine:
        await ask(database, engine, "key", "x")
        await done.holds("x")
        gate.goes_half_open()
        await asyncio.sleep(0.5)
        assert engine._changing.locked(), "nothing hangs"
        other = open_database(gate.address, secret_key=KEY)
        await ask(other, engine, "next", "y")
        await done.holds("x", "y")
        await other.close()


async def test_5_what_failed_is_begun_again_though_the_database_was_lost(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_what: str) -> None:
        raise LookupError

    engine = engine_over(database, "first")
    engine.register("note", broken)
    async with running(engine):
        await ask(database, engine, "key", "x")
        async with asyncio.timeout(30):
            while not await database.read(standing.failed_keys):
                await pause(0.05)
    looked, failed_keys = list[str](), standing.failed_keys

    def lost_once(connection: Connection) -> list[str]:
        looked.append("once more")
        if len(looked) == 1:
            raise DatabaseUnreachable("It is away.", "Wait.")
        return list(failed_keys(connection))

    monkeypatch.setattr(standing, "failed_keys", lost_once)
    done = Done()
    async with working(database, done, "second") as second:
        await ask(database, second, "other", "y")  # something to begin for
        await done.holds("x", "y")
    assert len(looked) == 2
