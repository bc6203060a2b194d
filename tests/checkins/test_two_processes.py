"""Proves, on PostgreSQL, where several processes tick: what is due is done once.

1. Two ticks at once open a round once, and invite everybody once.
2. Two jobs at once that look people up write everybody once.
3. Two jobs at once that close make one report, and tell its viewers once.
4. A round that is closed while somebody answers counts them or does not; nobody is named by it.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from bot.checkins.clockwork import Clockwork
from bot.store.database import Database, open_database
from bot.store.rounds import RoundStatus
from bot.store.tables import ADDRESS, CONVERSATION, DELIVERY, RESPONDENT
from bot.turn.arrived import Surroundings
from tests.checkins.company import WORKSPACE, Postbox
from tests.checkins.team import Team
from tests.store.samples import SECRET

BERLIN = "Europe/Berlin"
CREW = [f"p{number:02}" for number in range(40)]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """UTC, in January 2030; the 7th is a Monday."""
    return datetime(2030, 1, day, hour, minute, tzinfo=UTC)


class Other(Team):
    """Another process with the same team; its ids are its own."""

    def around(self) -> Surroundings:
        return replace(super().around(), new_id=lambda: f"b{self._new_id()}")


@pytest.fixture
async def two(ready_postgres_url: str) -> AsyncIterator[tuple[Team, Team]]:
    """Two processes over one database."""
    databases: list[Database] = [open_database(ready_postgres_url, secret_key=SECRET) for _ in range(2)]
    people = dict.fromkeys(CREW, BERLIN)
    one, other = Team(databases[0], people=people), Other(databases[1], people=people)
    await one.begins()
    yield one, other
    for database in databases:
        await database.close()


async def both(two: tuple[Team, Team], moment: datetime) -> None:
    """Both look at once, and run what that leads to at once."""
    for team in two:
        team.now = moment
        team.clockwork = Clockwork(team.database, Postbox(), team.jobs, WORKSPACE, team.around)
    for _ in range(2):
        await asyncio.gather(*(team.clockwork.tick() for team in two))
        for team in two:
            team.jobs.waiting += [one for other in two for one in other.jobs.waiting if other is not team]
            team.jobs.waiting = list(dict.fromkeys(team.jobs.waiting))
        await asyncio.gather(*(team.jobs.run() for team in two))


async def counted(team: Team, occasion: str | None) -> Counter[str]:
    """Who got how many messages of a kind."""
    rows = await team.database.read(
        lambda c: c.execute(
            select(ADDRESS.c.external_id)
            .join(DELIVERY, DELIVERY.c.address_id == ADDRESS.c.id)
            .where(DELIVERY.c.occasion.is_not_distinct_from(occasion))
        ).all()
    )
    return Counter(row.external_id for row in rows)


async def test_1_and_2_a_round_opens_once(two: tuple[Team, Team]) -> None:
    await both(two, at(6, 19))
    (opened,) = await two[0].rounds()
    assert opened.status is RoundStatus.OPEN
    for minute in range(3):
        await both(two, at(7, 8, minute))
    assert await counted(two[0], "invitation") == Counter(CREW)
    people = select(func.count()).select_from(RESPONDENT)
    known = await two[0].database.read(lambda c: c.execute(people).scalar_one())
    assert known == len(CREW) + 1  # and the manager


async def test_3_a_round_closes_once(two: tuple[Team, Team]) -> None:
    await both(two, at(6, 19))
    await both(two, at(7, 8))
    for person in CREW[:5]:
        await two[0].answers(person)
    await two[1].answers(CREW[5], "agree")
    await both(two, at(9, 8))
    (closed,) = await two[0].rounds()
    assert closed.status is RoundStatus.CLOSED
    (release,) = await two[0].releases()
    assert release.answered == 6
    assert await counted(two[0], "closed") == Counter([CREW[5]])
    assert (await counted(two[0], None))["boss"] == 2  # the report and its map


async def test_4_closed_while_somebody_answers(two: tuple[Team, Team]) -> None:
    await both(two, at(6, 19))
    await both(two, at(7, 8))
    one, other = two
    for person in CREW[:4]:
        await one.answers(person)
    one.now, other.now = at(9, 7, 59), at(9, 8)
    await other.clockwork.tick()
    await asyncio.gather(
        other.jobs.run(), *(one.answers(person) for person in CREW[4:12]), return_exceptions=True
    )
    (closed,) = await one.rounds()
    (release,) = await one.releases()
    assert closed.status is RoundStatus.CLOSED
    assert 4 <= release.answered <= 12
    linked = await one.database.read(
        lambda c: c.execute(
            select(func.count())
            .select_from(CONVERSATION.join(ADDRESS, ADDRESS.c.id == CONVERSATION.c.address_id))
            .where(CONVERSATION.c.round_id.is_not(None), ADDRESS.c.channel != "round")
        ).scalar_one()
    )
    assert linked == 0
