"""Proves: of several processes one leads, and another within ten seconds when that one is gone.

1. One leads; the others wait, and are told to stop.
2. Who resigns is followed at once; who says nothing any more, when its time is over, also where the clock of
   the database was set back.
3. Who cannot say it any more counts itself out before another may lead.
4. A work that only the leader may do is given up when it is not that any more.
5. A process alone leads always, and nothing is said to its database.
"""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.reception import leading
from bot.reception.leading import Alone, Elected, while_leading
from bot.store import leaders
from bot.store.database import Database
from bot.store.errors import DatabaseUnreachable

NEVER = asyncio.Event


async def seconds(waiting: asyncio.Task[bool], longest: float) -> float:
    loop = asyncio.get_running_loop()
    begun = loop.time()
    async with asyncio.timeout(longest):
        assert await waiting is True
    return loop.time() - begun


async def test_1_one_leads(database: Database) -> None:
    one, other, stopping = Elected(database, "x", "one"), Elected(database, "x", "other"), asyncio.Event()
    assert await one.begins(stopping)
    assert await one.begins(stopping)
    waiting = asyncio.create_task(other.begins(stopping))
    await asyncio.sleep(1.2)
    assert (one.leads, other.leads, waiting.done()) == (True, False, False)
    assert await Elected(database, "something else", "other").begins(NEVER())
    stopping.set()
    assert await waiting is False
    await one.resign()


async def test_2_who_resigns_is_followed_at_once(database: Database) -> None:
    one, other = Elected(database, "x", "one"), Elected(database, "x", "other")
    assert await one.begins(NEVER())
    waiting = asyncio.create_task(other.begins(NEVER()))
    await asyncio.sleep(0.2)
    await one.resign()
    assert not one.leads
    assert await seconds(waiting, 5.0) < 1.5
    await other.resign()


async def test_2_who_says_nothing_any_more_is_followed_in_time(database: Database) -> None:
    async def lead(process: str, lease: float) -> bool:
        return await database.run(
            lambda connection: leaders.lead(connection, "x", process, timedelta(seconds=lease))
        )

    assert await lead("gone", 1.0)
    assert not await lead("other", 1.0)
    other = Elected(database, "x", "other")
    took = await seconds(asyncio.create_task(other.begins(NEVER())), 5.0)
    assert 0.5 < took < 2.5
    await database.run(lambda connection: leaders.resign(connection, "x", "gone"))
    assert not await lead("gone", 1.0)
    await other.resign()


async def test_2_who_is_gone_is_followed_in_time_when_the_clock_of_the_database_is_set_back(
    database: Database,
) -> None:
    async def lead(process: str) -> bool:
        return await database.run(
            lambda connection: leaders.lead(connection, "x", process, timedelta(seconds=5))
        )

    async def is_set_back(seconds: float) -> None:
        later = text("UPDATE leader SET until = until + make_interval(secs => :seconds)")
        await database.run(lambda connection: connection.execute(later, {"seconds": seconds}))

    assert await lead("gone")
    await is_set_back(30)
    assert not await lead("other")
    await is_set_back(3600)
    assert await lead("other")
    assert not await lead("gone")


async def test_3_who_cannot_say_it_counts_itself_out(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leading, "LEASE", timedelta(seconds=2))
    monkeypatch.setattr(leading, "RENEW_SECONDS", 0.3)
    one, loop = Elected(database, "x", "one"), asyncio.get_running_loop()
    assert await one.begins(NEVER())
    await asyncio.sleep(1.5)
    assert one.leads  # it was said again

    async def gone(_work: object) -> None:
        raise DatabaseUnreachable("It is away.", "Wait.")

    run = database.run
    monkeypatch.setattr(database, "run", gone)  # for as long as the first lives
    begun = loop.time()
    await one.ends()
    assert loop.time() - begun < 1.5
    assert [one.leads] == [False]
    await one.resign()
    monkeypatch.setattr(database, "run", run)
    other = Elected(database, "x", "other")
    assert await other.begins(NEVER())
    await other.resign()


async def test_4_a_work_is_given_up_with_the_lead(database: Database) -> None:
    one, stopping = Elected(database, "x", "one"), asyncio.Event()
    assert await one.begins(stopping)
    assert await while_leading(asyncio.sleep(0.01, "done"), one, stopping) == "done"
    asyncio.get_running_loop().call_later(0.1, stopping.set)
    assert await while_leading(asyncio.sleep(60, "done"), one, stopping) is None
    await one.resign()
    assert await while_leading(asyncio.sleep(60, "done"), one, asyncio.Event()) is None


async def test_5_alone_one_leads_always() -> None:
    stopping = asyncio.Event()
    alone = Alone()
    assert await alone.begins(stopping)
    assert alone.leads
    assert await while_leading(asyncio.sleep(0.01, "done"), alone, stopping) == "done"
    await alone.resign()
    assert alone.leads
    stopping.set()
    assert not await alone.begins(stopping)
