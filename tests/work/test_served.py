"""Jobs as they are served: a round opens by a job of the real engine, and the process ends with it in order.

1. A check-in that is due is taken by the tick, its people are looked up in Slack by a job, and each is asked.
2. A job that waits when the process starts is done, though nothing else happens.
3. Where there is no job yet, nothing of the engine is loaded.
"""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.store import checkins, rounds
from bot.store.checkins import CheckIn
from bot.store.rounds import RoundStatus
from bot.turn.teams.audience import Audience
from bot.waiting import pause
from bot.work.figures import Figures, figures
from tests.checkins.company import PULSE
from tests.fakes.slack import FakeSlack
from tests.served import Served, library
from tests.slack.served import served
from tests.store.conftest import (  # noqa: F401  # found by name
    ready_postgres_url,
    ready_sqlite_url,
    shared_postgres_url,
    sqlite_model,
)
from tests.work.engines import SECONDS

CHECKIN = "01j9zk4q8v6n2x5c7b3m1w0d2f"


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty database: each test that asks runs on both kinds."""
    return str(request.getfixturevalue(f"ready_{request.param}_url"))


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as fake:
        yield fake
        fake.check_no_complaints()


def due(fake: FakeSlack, *people: str) -> CheckIn:
    """A check-in of these people, whose first round is to be opened now."""
    now = datetime.now(UTC)
    boss = fake.person("boss").id
    audience = Audience(people=tuple(fake.person(name).id for name in people))
    return CheckIn(
        id=CHECKIN, channel="slack", workspace=fake.home.team_id, team="Crew", flow_name="pulse",
        language="en", manager=boss, viewers=(boss,), audience=audience.to_json(), anonymous=True,
        min_answers=3, every="2 weeks", first_on=now.date(), at_minute=now.hour * 60 + now.minute, zone="UTC",
        weekdays_only=False, open_minutes=2 * 24 * 60, reminders=0, created_at=now, next_on=now.date(),
        next_at=now - timedelta(seconds=1),
    )  # fmt: skip


async def is_open(server: Served) -> None:
    """Returns when the round is open."""
    async with asyncio.timeout(SECONDS):
        while True:
            found = await server.reads(lambda connection: rounds.of_checkin(connection, CHECKIN))
            if [one.status for one in found] == [RoundStatus.OPEN]:
                return
            await pause(0.05)


async def test_1_a_round_opens_and_its_people_are_asked(slack: FakeSlack, url: str) -> None:
    people = [slack.person(name) for name in ("ana", "ben", "cem")]
    async with served(slack, url, library(PULSE)) as server:
        made = due(slack, "ana", "ben", "cem")
        await server.database.run(lambda connection: checkins.begin(connection, made))
        await server.slack.rounds.tick()
        await is_open(server)
        await server.slack.rounds.tick()
        for person in people:
            await person.until(lambda one: one.controls_alive, seconds=SECONDS)
        assert await server.reads(figures) == Figures(waiting=0, running=0, failed=0)


async def test_2_what_waits_at_the_start_is_done(slack: FakeSlack, url: str) -> None:
    async with served(slack, url, library(PULSE)) as server:
        made = due(slack, "ana", "ben", "cem")
        await server.database.run(lambda connection: checkins.begin(connection, made))
        await server.slack.rounds.tick()
        await server.stops()
    async with served(slack, url, library(PULSE)) as again:
        await is_open(again)


@pytest.mark.parametrize("module", ["bot.app.serving", "bot.work.engine", "bot.cli.doctor"])
def test_3_nothing_of_the_engine_is_loaded(module: str) -> None:
    code = f"import sys, {module}; sys.exit('dbos' in sys.modules or 'psycopg' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
