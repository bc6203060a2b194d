"""Proves: `checkup work` is a program for extra machines beside `checkup serve`.

1. On SQLite it does not start, and says why in two lines.
2. It has no way in: Telegram is not told anything about where updates go, nothing is polled, and of addresses
   there are only those that tell whether it is well. SIGTERM ends it with 0.
3. Where its port is taken, as beside a process that serves, it says so and takes another, also while it waits
   for its tables.
4. It does the work: a message that an operator sends again arrives, and a round is opened and its people
   asked, though nobody serves.
"""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import select, update

from bot.cli import run
from bot.store import checkins
from bot.store.database import Database, open_database
from bot.store.tables import DELIVERY
from bot.waiting import pause
from tests.checkins.company import PULSE
from tests.e2e.crowd import WORK
from tests.e2e.in_slack import slack_settings
from tests.e2e.on_telegram import telegram_settings
from tests.e2e.serving import PATIENCE, Cold, Place, killed
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.served import KEY
from tests.work.test_served import due

WORKING = "Working; its health is at "


@asynccontextmanager
async def working(place: Place) -> AsyncIterator[str]:
    """From when its health can be asked for, at this address, until it ended with 0 when told to."""
    server = await Cold.starts(place, "work")
    try:
        await place.logs(WORKING, 1)
        yield place.logged.partition(WORKING)[2].partition("/readyz")[0]
        server.sends(signal.SIGTERM)
        assert await server.ends() == 0
    finally:
        await killed(server)


async def statuses(address: str, *paths: str) -> list[int]:
    found = []
    async with aiohttp.ClientSession() as session:
        for path in paths:
            async with session.get(f"{address}{path}") as answer:
                found.append(answer.status)
    return found


@pytest.fixture
async def database(postgres_url: str) -> AsyncIterator[Database]:
    opened = open_database(postgres_url, secret_key=KEY)
    yield opened
    await opened.close()


async def test_1_a_file_is_one_processs(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        place = Place(tmp_path, telegram_settings(telegram, webhook=False), {"work": WORK})
        assert await (await Cold.starts(place, "work")).ends() == 1
    first, second = place.logged.splitlines()
    assert "SQLite" in first
    assert "checkup serve does all its work" in first
    assert "PostgreSQL" in second
    assert not place.database.exists()


@pytest.mark.parametrize("webhook", [True, False])
async def test_2_nobody_reaches_it(tmp_path: Path, postgres_url: str, webhook: bool) -> None:
    async with FakeTelegram(allows_loopback=True) as telegram:
        settings = telegram_settings(telegram, webhook=webhook)
        place = Place(tmp_path, {**settings, "DATABASE_URL": postgres_url}, {"work": WORK})
        await place.migrates()
        async with working(place) as address:
            assert address == place.address
            assert await statuses(address, "/healthz", "/readyz") == [200, 200]
            assert await statuses(address, "/telegram/webhook", "/r/x", "/slack/events") == [404, 404, 404]
            await pause(1.0)
        called = {method.lower() for method, count in telegram.record.calls.items() if count}
        assert called == {"getme"}
    assert "Traceback" not in place.logged


async def test_3_beside_one_that_serves(tmp_path: Path, postgres_url: str) -> None:
    async with FakeTelegram(allows_loopback=True) as telegram:
        settings = telegram_settings(telegram, webhook=False)
        place = Place(tmp_path, {**settings, "DATABASE_URL": postgres_url}, {"work": WORK})
        await place.migrates()
        server = await Cold.starts(place)
        await place.logs("Serving at", 1)
        async with working(place) as address:
            assert address != place.address
            assert f"cannot listen at 127.0.0.1:{place.port}" in place.logged
            assert await statuses(address, "/readyz", "/telegram/webhook") == [200, 404]
        server.sends(signal.SIGTERM)
        assert await server.ends() == 0


async def test_3_beside_one_before_the_tables_are_there(tmp_path: Path, postgres_url: str) -> None:
    async with FakeTelegram(allows_loopback=True) as telegram:
        settings = telegram_settings(telegram, webhook=False)
        place = Place(tmp_path, {**settings, "DATABASE_URL": postgres_url}, {"work": WORK})
        with socket.create_server(("127.0.0.1", place.port)):
            server = await Cold.starts(place, "work")
            await place.logs("waiting: The database has no tables yet", 1)
            assert f"cannot listen at 127.0.0.1:{place.port}" in place.logged
            await place.migrates()
            await place.logs(WORKING, 1)
            server.sends(signal.SIGTERM)
            assert await server.ends() == 0


async def test_4_a_message_that_was_refused_goes_out_again(
    tmp_path: Path, postgres_url: str, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with FakeTelegram(allows_loopback=True) as telegram:
        settings = telegram_settings(telegram, webhook=False)
        place = Place(tmp_path, {**settings, "DATABASE_URL": postgres_url}, {"work": WORK})
        await place.migrates()
        server = await Cold.starts(place)
        ana = telegram.person("Ana", language_code="en")
        await ana.opens("work")
        await ana.until(lambda one: one.bot_messages, seconds=PATIENCE)
        await telegram.settles(quiet=0.5, seconds=PATIENCE)
        before = len(ana.bot_messages)
        server.sends(signal.SIGTERM)
        assert await server.ends() == 0
        newest = (
            select(DELIVERY.c.id).where(DELIVERY.c.target.is_(None)).order_by(DELIVERY.c.id.desc()).limit(1)
        )
        message = await database.read(lambda connection: connection.execute(newest).scalar_one())
        this = DELIVERY.c.id == message
        refused = update(DELIVERY).where(this).values(status="refused", attempts=8, platform_id=None)
        await database.run(lambda connection: connection.execute(refused))
        async with working(place):
            await _operator(place, monkeypatch, "jobs", "again", message)
            await ana.until(lambda one: len(one.bot_messages) == before + 1, seconds=PATIENCE)
        sent = await database.read(lambda connection: connection.execute(select(DELIVERY).where(this)).one())
        assert (sent.status, sent.attempts) == ("sent", 1)


async def _operator(place: Place, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    """Calls a command where the process is."""
    for name, value in place.settings.items():
        monkeypatch.setenv(name, value)
    assert await asyncio.to_thread(run, arguments) == 0


async def test_4_a_round_is_opened_though_nobody_serves(
    tmp_path: Path, postgres_url: str, database: Database
) -> None:
    async with FakeSlack() as slack:
        people = [slack.person(name) for name in ("ana", "ben", "cem")]
        settings = slack_settings(slack, "http")
        place = Place(tmp_path, {**settings, "DATABASE_URL": postgres_url}, {"pulse": PULSE})
        await place.migrates()
        made = due(slack, "ana", "ben", "cem")
        await database.run(lambda connection: checkins.begin(connection, made))
        assert made.next_at is not None
        assert made.next_at > datetime.now(UTC) - timedelta(minutes=5)
        async with working(place) as address:
            for person in people:
                await person.until(lambda one: one.controls_alive, seconds=2 * PATIENCE)
            assert await statuses(address, "/slack/events") == [404]
        slack.check_no_complaints()
