"""Proves: several processes keep one pace.

1. Places in a lane are one behind the other, whoever reserves them; a quiet lane lets a burst through.
2. Two processes that send at the same time send together as fast as one may, and no slower.
3. Answers do not wait behind what nobody asked for, whichever process sends that.
4. What the platform says to one process stops the others too.
5. Where the database does not answer each keeps its own pace, and nobody waits for the database.
6. Many who wait at once cost few statements; nobody reserves far ahead.
7. Lanes that nobody uses are forgotten.
8. When the clock of the database is set back by an hour, nobody waits for an hour; the log says so.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import Connection, func, select, update

from bot.channels.base import Fate, Outcome
from bot.delivery.common_pace import CommonPace
from bot.delivery.pace import Rates
from bot.store import lanes
from bot.store.database import Database
from bot.store.errors import DatabaseUnreachable
from bot.store.tables import LANE
from tests.copies.office import Desk, Screen

RATES = Rates(bot=50.0, bulk=25.0, chat=1e6, methods={"edit": 600.0})
"""Fifty new messages at once, then fifty a second; of edits ten a second."""


def reserve(places: int, rate: float = 10.0, burst: float = 3.0) -> Callable[[Connection], lanes.Reserved]:
    return lambda connection: lanes.reserve(connection, "a", rate=rate, burst=burst, places=places)


async def test_1_places_are_one_behind_the_other(database: Database) -> None:
    first = await database.run(reserve(1))
    assert -0.21 < first.first <= -0.15
    assert first.paused <= 0
    second = await database.run(reserve(4))
    assert second.first == pytest.approx(first.first + 0.1, abs=0.05)
    third = await database.run(reserve(1))
    assert third.first == pytest.approx(second.first + 0.4, abs=0.05)


async def test_1_a_pause_is_as_long_as_the_longest(database: Database) -> None:
    await database.run(lambda connection: lanes.pause(connection, "a", 20.0))
    await database.run(lambda connection: lanes.pause(connection, "a", 5.0))
    assert (await database.run(reserve(1))).paused == pytest.approx(20.0, abs=0.5)
    await database.run(lambda connection: lanes.pause(connection, "b_", 5.0))
    assert list(await database.read(lambda connection: lanes.paused(connection, "b"))) == ["b_"]


async def test_2_two_processes_are_as_fast_as_one(database: Database) -> None:
    one, other = CommonPace(database, "telegram"), CommonPace(database, "telegram")
    loop = asyncio.get_running_loop()
    went: list[float] = []

    async def goes(pace: CommonPace) -> None:
        await asyncio.sleep(await pace.place("bot", "", RATES))
        went.append(loop.time())

    begun = loop.time()
    await asyncio.gather(*(goes(pace) for _ in range(65) for pace in (one, other)))
    took = max(went) - begun
    assert 1.5 < took < 2.6  # fifty at once, eighty more at fifty a second
    for start in went:
        assert sum(start <= at < start + 1.0 for at in went) <= 50 + 50 + 2


async def test_3_answers_do_not_wait_behind_bulk(database: Database) -> None:
    screen = Screen()
    one, other = Desk(database, "one", screen, RATES), Desk(database, "other", screen, RATES)
    await asyncio.gather(
        *(one.says("an invitation", to=f"p{number}", occasion="invitation") for number in range(80))
    )
    loop = asyncio.get_running_loop()
    begun = loop.time()
    await other.says("an answer", to="ana")
    await other.outbox.settled()
    assert loop.time() - begun < 0.6
    assert len(screen.seen) < 80
    await one.outbox.settled()
    assert len(screen.seen) == 81


async def test_4_a_429_stops_the_others(database: Database) -> None:
    screen = Screen()
    one, other = Desk(database, "one", screen, RATES), Desk(database, "other", screen, RATES)
    one.answers = [Outcome(Fate.LATER, seconds=3.0, everywhere=True, words="429")]
    await one.says("hello")
    await asyncio.sleep(0.3)
    await other.says("hello", to="ben")  # learns it from its reservation
    await asyncio.sleep(0.3)
    assert (one.asked, other.asked, screen.seen) == (1, 0, {})
    third = Desk(database, "third", screen, RATES)
    await third.sweeps()  # and this one while it is quiet
    assert third.outbox._paces.of("here").paused(asyncio.get_running_loop().time()) > 1.5
    await asyncio.gather(one.outbox.settled(), other.outbox.settled())
    assert screen.seen == {"ana": ["hello"], "ben": ["hello"]}


async def test_4_a_method_is_paused_by_itself(database: Database) -> None:
    pace = CommonPace(database, "slack")
    pace.pause("T1", "edit", 10.0)
    await asyncio.sleep(0.3)
    found = await database.read(pace.paused)
    assert list(found) == [("T1", "edit")]
    assert await CommonPace(database, "slack").place("T1", "edit", RATES) > 8.0
    assert await CommonPace(database, "slack").place("T1", "", RATES) == 0.0
    assert await CommonPace(database, "slack").place("T1", "some other method", RATES) == 0.0


def away(database: Database, monkeypatch: pytest.MonkeyPatch, what: Callable[[], Awaitable[Any]]) -> None:
    async def run(_work: object) -> object:
        return await what()

    monkeypatch.setattr(database, "run", run)


async def _refuses() -> None:
    raise DatabaseUnreachable("It is away.", "Wait.")


async def _hangs() -> None:
    await asyncio.sleep(60)


@pytest.mark.parametrize(("trouble", "longest"), [(_refuses, 0.2), (_hangs, 5.5)])
async def test_5_without_the_database_each_keeps_its_own_pace(
    database: Database, monkeypatch: pytest.MonkeyPatch, trouble: Callable[[], Awaitable[Any]], longest: float
) -> None:
    away(database, monkeypatch, trouble)
    pace, loop = CommonPace(database, "telegram"), asyncio.get_running_loop()
    begun = loop.time()
    assert await asyncio.gather(*(pace.place("bot", "", RATES) for _ in range(100))) == [0.0] * 100
    assert loop.time() - begun < longest
    begun = loop.time()
    assert await pace.place("bot", "", RATES) == 0.0
    assert loop.time() - begun < 0.1


async def test_6_many_at_once_cost_little_and_nobody_reserves_far_ahead(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs, run = 0, database.run

    async def counted(work: Callable[[Connection], Any]) -> Any:
        nonlocal runs
        runs += 1
        return await run(work)

    monkeypatch.setattr(database, "run", counted)
    pace = CommonPace(database, "telegram")
    waiting = [asyncio.create_task(pace.place("bot", "", RATES)) for _ in range(200)]
    await asyncio.sleep(0.5)
    assert runs <= 4
    ahead = select(LANE.c.free_at - func.extract("epoch", func.clock_timestamp()))
    assert float(await database.read(lambda connection: connection.execute(ahead).scalar_one())) < 2.1
    for one in waiting:
        one.cancel()


async def test_7_lanes_that_nobody_uses_are_forgotten(database: Database) -> None:
    await database.run(reserve(1))
    await database.run(lambda connection: lanes.pause(connection, "new", 1.0))
    old = update(LANE).where(LANE.c.name == "a").values(free_at=LANE.c.free_at - 25 * 3600)
    await database.run(lambda connection: connection.execute(old))
    await CommonPace(database, "telegram").forget()
    names = select(LANE.c.name)
    assert list(await database.read(lambda connection: connection.execute(names).scalars())) == ["new"]


async def test_8_a_clock_that_was_set_back_stops_nobody_for_as_long(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    pace = CommonPace(database, "telegram")
    assert await pace.place("bot", "", RATES) == 0.0
    assert "set back" not in caplog.text
    later = update(LANE).values(free_at=LANE.c.free_at + 3600)
    await database.run(lambda connection: connection.execute(later))
    other = CommonPace(database, "telegram")
    assert await other.place("bot", "", RATES) == pytest.approx(lanes.FARTHEST, abs=1.0)
    assert "set back" in caplog.text
