"""Proves: a process that is started before what it needs says so, waits, and ends when it is told to.

1. A platform cannot be reached: it is alive, not ready, and says which; its figures can be read, and all else
   is told to come again. When the platform is there, it serves. Told to end before that, it never says that
   it serves.
2. PostgreSQL is not there: the same, with a line in the log.
3. A database that the server does not let us into, by its name or by the password, ends it at once.
"""

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from tests.databases import PostgresServer
from tests.e2e.crowd import WORK
from tests.e2e.in_slack import slack_settings
from tests.e2e.on_telegram import telegram_settings
from tests.e2e.serving import PATIENCE, Cold, Place, killed
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.faults.gate import Gate, before_postgres, before_web


@asynccontextmanager
async def begun(place: Place) -> AsyncIterator[Cold]:
    server = await Cold.starts(place)
    try:
        yield server
    finally:
        await killed(server)


async def asked(place: Place, path: str) -> tuple[int, str]:
    """The answer, as soon as somebody listens; it comes at once. Who is cut off because the next web server
    takes over asks again, as a platform or a balancer does.
    """
    async with asyncio.timeout(PATIENCE), aiohttp.ClientSession() as session:
        while True:
            try:
                async with session.get(
                    f"{place.address}{path}", timeout=aiohttp.ClientTimeout(total=3)
                ) as answer:
                    return answer.status, await answer.text()
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(0.05)


async def is_ready(place: Place) -> None:
    async with asyncio.timeout(PATIENCE):
        while (await asked(place, "/readyz"))[0] != 200:  # noqa: ASYNC110  # it is another process
            await asyncio.sleep(0.1)


async def ends(server: Cold) -> None:
    server.sends(signal.SIGTERM)
    assert await server.ends() == 0


async def waits_for(place: Place, name: str, gate: Gate) -> None:
    async with begun(place) as server:
        assert await asked(place, "/healthz") == (200, "alive\n")
        assert await asked(place, "/readyz") == (503, f"waiting: {name} cannot be reached\n")
        assert await asked(place, "/r/a-page") == (503, "Checkup is starting; try again in a moment.\n")
        status, figures = await asked(place, "/metrics")
        assert (status, "python_info" in figures or "checkup_" in figures) == (200, True)
        await ends(server)
        assert "Serving at" not in place.logged
    async with begun(place) as server:
        assert (await asked(place, "/readyz"))[0] == 503
        await gate.opens()
        await is_ready(place)
        await place.logs("Serving at", 1)
        await ends(server)


async def test_1_telegram_cannot_be_reached(tmp_path: Path) -> None:
    async with FakeTelegram(allows_loopback=True) as telegram, before_web(telegram.url) as gate:
        await gate.shuts()
        settings = {**telegram_settings(telegram, webhook=False), "TELEGRAM_API_URL": gate.address}
        await waits_for(Place(tmp_path, settings, {"work": WORK}), "Telegram", gate)


async def test_1_slack_cannot_be_reached(tmp_path: Path) -> None:
    async with FakeSlack() as slack, before_web(slack.api_url) as gate:
        await gate.shuts()
        settings = slack_settings(slack, "http")
        settings = {
            **settings,
            "SLACK_API_URL": settings["SLACK_API_URL"].replace(_origin(slack), gate.address),
        }
        await waits_for(Place(tmp_path, settings, {"work": WORK}), "Slack", gate)


def _origin(slack: FakeSlack) -> str:
    return "/".join(slack.api_url.split("/")[:3])


@pytest.fixture
def url(postgres_server: PostgresServer) -> Iterator[str]:
    made = postgres_server.create_database()
    yield made
    postgres_server.drop_database(made)


@pytest.mark.parametrize("silent", [False, True])
async def test_2_postgres_is_not_there(tmp_path: Path, url: str, silent: bool) -> None:
    sockets = tmp_path / "s"
    sockets.mkdir()
    async with FakeTelegram(allows_loopback=True) as telegram, before_postgres(url, sockets) as gate:
        place = Place(
            tmp_path, {**telegram_settings(telegram, webhook=False), "DATABASE_URL": url}, {"work": WORK}
        )
        await place.migrates()
        place.settings["DATABASE_URL"] = gate.address
        if silent:
            gate.is_silent()
        else:
            await gate.shuts()
        async with begun(place) as server, begun(place.at_port(place.port + 1)) as gives_up:
            await place.logs("waiting: The database", 2)
            assert await asked(place, "/healthz") == (200, "alive\n")
            status, why = await asked(place, "/readyz")
            assert (status, why.startswith("waiting: The database")) == (503, True)
            await ends(gives_up)
            await (gate.shuts() if silent else asyncio.sleep(0))
            await gate.opens()
            await is_ready(place)
            await ends(server)


async def test_3_a_name_that_is_not_known_ends_it(tmp_path: Path, postgres_url: str) -> None:
    wrong = postgres_url.replace("/checkup_", "/no_checkup_")
    async with FakeTelegram() as telegram:
        place = Place(
            tmp_path, {**telegram_settings(telegram, webhook=False), "DATABASE_URL": wrong}, {"work": WORK}
        )
        async with begun(place) as server:
            assert await server.ends() == 1
        assert "does not let us into" in place.logged
        assert "waiting" not in place.logged
