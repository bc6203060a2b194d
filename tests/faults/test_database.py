"""Proves: whatever happens to PostgreSQL, no answer is lost or counts twice, and the log says what it was.

1. It is gone for a while. (For a minute: CHECKUP_FAULT_SECONDS=60.) Meanwhile the process is not ready.
2. Its server ends all connections, as at a restart or a fail-over.
3. Connections are half-open: what is said on them is never answered.
4. Somebody locks a table, until every connection of the pool waits.
5. It says nothing more, also to new connections: told to end, the process does, within 30 seconds.
"""

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp
import psycopg
import pytest
from sqlalchemy import text

from bot.store.database import open_database
from tests.databases import PostgresServer, name_of
from tests.e2e.serving import Cold, killed
from tests.fakes.telegram import FakeTelegram
from tests.faults.gate import Gate, before_postgres
from tests.faults.living import SECONDS, Fault, Served, on_telegram, outlived
from tests.store.samples import SECRET

NOT_CONFIRMED = "an update is not confirmed: "
GROUP_WAITS = 10.0
"""Seconds after which taps that were to be taken together are taken one by one."""
AWAY = r"an update is not confirmed: (The database \S+ cannot be reached|The connection .* was lost)"
BUSY = (
    r"an update is not confirmed: (\S+ is too busy just now|The database \S+ has not answered for 60 seconds)"
)


@pytest.fixture
def url(postgres_server: PostgresServer) -> Iterator[str]:
    made = postgres_server.create_database()
    yield made
    postgres_server.drop_database(made)


@pytest.fixture
async def gate(url: str, tmp_path: Path) -> AsyncIterator[Gate]:
    sockets = tmp_path / "s"
    sockets.mkdir()
    async with before_postgres(url, sockets) as gate:
        yield gate


async def lives_through(
    fault: Fault, gate: Gate, url: str, folder: Path, *, logs: list[str], harmless: str
) -> None:
    settings = {"DATABASE_URL": gate.address}
    async with (
        FakeTelegram(allows_loopback=True) as telegram,
        on_telegram(folder, settings, telegram) as scene,
    ):
        scene.place.database_url = url
        await outlived(scene, fault, logs=logs, harmless=harmless)


async def test_1_it_is_gone_for_a_while(url: str, gate: Gate, tmp_path: Path) -> None:
    ready = []

    async def gone(served: Served) -> None:
        await gate.shuts()
        await asyncio.sleep(SECONDS / 2)
        ready.append(await readiness(served))
        await asyncio.sleep(SECONDS / 2)
        await gate.opens()

    await lives_through(gone, gate, url, tmp_path, logs=[NOT_CONFIRMED, "cannot be reached"], harmless=AWAY)
    assert gate.broken > 0
    assert ready == [503]


async def test_2_all_connections_end(url: str, gate: Gate, tmp_path: Path) -> None:
    ended = 0

    async def restarted(_served: Served) -> None:
        nonlocal ended
        async with await psycopg.AsyncConnection.connect(url, autocommit=True) as reader:
            for _ in range(3):
                await asyncio.sleep(0.3)
                told = await reader.execute(
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                    " WHERE datname = %s AND pid <> pg_backend_pid()",
                    [name_of(url)],
                )
                ended += await _number(told)

    await lives_through(
        restarted, gate, url, tmp_path, logs=["taps could not be taken together"], harmless=AWAY
    )
    assert ended > 0


async def test_3_connections_are_half_open(url: str, gate: Gate, tmp_path: Path) -> None:
    async def half_open(_served: Served) -> None:
        gate.goes_half_open()
        await asyncio.sleep(SECONDS)

    await lives_through(half_open, gate, url, tmp_path, logs=[NOT_CONFIRMED], harmless=f"{AWAY}|{BUSY}")
    assert gate.requests_held > 0


async def test_3_what_nobody_goes_on_with_is_ended_by_the_server(url: str) -> None:
    """A lock of somebody who is gone is nobody's after half a minute; what takes long is left alone."""
    database = open_database(url, secret_key=SECRET)
    look = text("SHOW idle_in_transaction_session_timeout")
    assert await database.run(lambda connection: connection.execute(look).scalar()) == "30s"
    assert await database.read(lambda connection: connection.execute(look).scalar()) == "30s"
    assert await database.read(lambda connection: connection.execute(look).scalar(), at_length=True) == "0"
    await database.close()


async def test_4_the_pool_is_used_up(url: str, gate: Gate, tmp_path: Path) -> None:
    waiting = 0

    async def locked(_served: Served) -> None:
        nonlocal waiting
        async with await psycopg.AsyncConnection.connect(url) as somebody:
            await somebody.execute("LOCK TABLE conversation IN ACCESS EXCLUSIVE MODE")
            for _ in range(30):
                await asyncio.sleep(max(SECONDS, GROUP_WAITS + 5) / 30)
                told = await somebody.execute(
                    "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = %s",
                    [name_of(url)],
                )
                waiting = max(waiting, await _number(told))

    said = ["taps could not be taken together", "the database is slow, or its disk"]
    await lives_through(locked, gate, url, tmp_path, logs=said, harmless=BUSY)
    assert waiting >= 9, "there was a connection left"  # of ten; one may be looking at other tables just then


async def test_5_it_says_nothing_more(url: str, gate: Gate, tmp_path: Path) -> None:
    settings = {"DATABASE_URL": gate.address}
    async with (
        FakeTelegram(allows_loopback=True) as telegram,
        on_telegram(tmp_path, settings, telegram) as scene,
    ):
        server = await Cold.starts(scene.place)
        try:
            await scene.place.logs("Serving at", 1)
            await asyncio.sleep(SECONDS / 2)  # everything looks at the database
            gate.is_silent()
            await asyncio.sleep(SECONDS / 2)
            server.sends(signal.SIGTERM)
            async with asyncio.timeout(30):
                assert await server.ends() == 0, scene.place.logged
        finally:
            await killed(server)
    assert gate.requests_held > 0
    assert "other processes cannot be told just now that this one lives" in scene.place.logged


async def readiness(served: Served) -> int:
    """What a load balancer is told."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{served.scene.place.address}/readyz") as answer,
    ):
        return answer.status


async def _number(told: psycopg.AsyncCursor[tuple[int]]) -> int:
    row = await told.fetchone()
    return row[0] if row else 0
