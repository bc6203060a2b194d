"""Proves: whichever processes take the turns of a person, what they are told comes in order, and once.

1. A turn in another process waits until the first has sent what it had; then it goes out within a moment.
2. The first waits in its turn behind those: nobody overtakes.
3. Whoever has sent everything hands over without anybody waiting.
4. One who is held up for long by the platform gives back what it had; all that is newer waits behind it.
5. Of one who died what it had goes out first, soon, and by one process.
6. One who was frozen asks before it sends what others may have taken over.
7. One who ends gives back what it could not send, as certainly not sent; what it could not even write down is
   let go of.
8. In a crowd of turns over three processes every person sees everything in order.
9. Who did not hear of a commit sends what it brought when it hears of it again, and nothing of others.
"""

import asyncio
import random
import threading
from collections.abc import AsyncIterator, Callable

import pytest
from sqlalchemy import Connection, text, update

from bot.app.presence import Presence
from bot.channels.base import Fate, Outcome
from bot.store import leaders, presence
from bot.store.database import Database
from bot.store.tables import DELIVERY, LEADER
from tests.copies.office import Desk, Screen, senders, statuses
from tests.store.samples import NOW

Start = Callable[[str], Desk]


@pytest.fixture
async def start(database: Database) -> AsyncIterator[Start]:
    screen = Screen()
    desks: list[Desk] = []

    def made(name: str) -> Desk:
        desks.append(Desk(database, name, screen))
        return desks[-1]

    yield made
    for desk in desks:
        desk.gate.set()
        await desk.outbox.drain(2.0)


async def until(true: Callable[[], bool], seconds: float = 15.0) -> None:
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110  # the platform says nothing of it
            await asyncio.sleep(0.01)


async def test_1_a_turn_elsewhere_waits_for_what_is_being_sent(start: Start, database: Database) -> None:
    one, other = start("one"), start("other")
    one.gate.clear()
    await one.says("1", "2")
    await other.says("3")
    await asyncio.sleep(0.2)
    assert (other.asked, await statuses(database)) == (0, ["sending", "sending", "waiting"])
    one.gate.set()
    await until(lambda: one.screen.seen.get("ana") == ["1", "2", "3"], 1.0)
    assert (one.asked, other.asked) == (2, 1)


async def test_2_the_first_waits_behind_the_second(start: Start) -> None:
    one, other = start("one"), start("other")
    one.gate.clear()
    await one.says("1")
    await other.says("2")
    await one.says("3")
    await other.says("4")
    one.gate.set()
    await until(lambda: len(one.screen.seen.get("ana", [])) == 4)
    assert one.screen.seen["ana"] == ["1", "2", "3", "4"]


async def test_3_nobody_waits_where_everything_is_sent(start: Start, database: Database) -> None:
    one, other = start("one"), start("other")
    await one.says("1")
    await one.outbox.settled()
    await other.says("2")
    assert await senders(database) == ["other"]
    await other.outbox.settled()
    await other.says("3")
    await other.outbox.settled()
    assert one.screen.seen["ana"] == ["1", "2", "3"]
    assert await statuses(database) == ["sent"] * 3


async def test_4_what_is_newer_waits_behind_a_long_429(start: Start, database: Database) -> None:
    one, other = start("one"), start("other")
    one.answers = [Outcome(Fate.LATER, seconds=60, words="429")]
    await one.says("1")
    await one.outbox.settled()
    assert await senders(database) == [None]
    await other.says("2")
    await one.says("3")
    await asyncio.sleep(0.3)
    await other.sweeps()
    assert one.screen.seen == {}
    other.moved = one.moved = 61
    await other.sweeps()
    await until(lambda: len(one.screen.seen.get("ana", [])) == 3)
    assert one.screen.seen["ana"] == ["1", "2", "3"]


async def test_5_of_the_dead_all_goes_out_first(start: Start, database: Database) -> None:
    dead, other, third = start("dead"), start("other"), start("third")
    await dead.sweeps()
    dead.gate.clear()
    await dead.says("1", "2")
    await dead.dies()
    await other.says("3")
    await asyncio.sleep(0.2)
    assert other.screen.seen == {}
    past = update(LEADER).where(LEADER.c.holder == "dead").values(until=NOW)
    await database.run(lambda connection: connection.execute(past))
    assert await database.read(presence.overdue) == ["dead"]
    buried = [await database.run(lambda connection: presence.bury(connection, "dead")) for _ in range(2)]
    assert buried == [2, None]
    await asyncio.gather(other.sweeps(), third.sweeps())
    await until(lambda: len(other.screen.seen.get("ana", [])) == 3)
    assert other.screen.seen["ana"] == ["1", "2", "3"]
    await other.says("4")
    await third.says("5")
    async with asyncio.timeout(20.0):
        while len(other.screen.seen["ana"]) < 5:  # what may not go at once goes with a sweep
            await asyncio.gather(other.sweeps(), third.sweeps())
            await asyncio.sleep(0.2)
    assert other.screen.seen["ana"] == ["1", "2", "3", "4", "5"]


async def test_5_who_lives_is_not_taken_for_dead(start: Start, database: Database) -> None:
    await start("one").sweeps()
    assert await database.read(presence.overdue) == []
    assert await database.run(lambda connection: presence.bury(connection, "one")) is None


async def test_6_who_was_frozen_asks_first(start: Start, database: Database) -> None:
    frozen, other = start("frozen"), start("other")
    await frozen.sweeps()
    frozen.gate.clear()
    await frozen.says("1", "2", "3")
    await until(lambda: frozen.asked == 1)  # under way: nobody can say what comes of it
    free = update(DELIVERY).values(lease_until=None)
    await database.run(lambda connection: connection.execute(free))
    await other.sweeps()
    await other.outbox.settled()
    assert frozen.screen.seen["ana"] == ["1", "2", "3"]
    frozen.moved = 20
    frozen.gate.set()
    await frozen.outbox.settled()
    assert frozen.screen.seen["ana"] == ["1", "2", "3", "1"]
    assert frozen.asked == 1


async def test_6_the_first_sweep_of_who_was_frozen_asks_about_all_of_it(
    start: Start, database: Database
) -> None:
    """Also about what it claimed so lately that its lease would hold for long."""
    frozen, other = start("frozen"), start("other")
    frozen.gate.clear()
    await frozen.says("1", "2", "3")
    await until(lambda: frozen.asked == 1)
    free = update(DELIVERY).values(lease_until=None)
    await database.run(lambda connection: connection.execute(free))
    await other.sweeps()
    await other.outbox.settled()
    frozen.moved = 12
    await frozen.sweeps()
    frozen.gate.set()
    await frozen.outbox.settled()
    assert frozen.screen.seen["ana"] == ["1", "2", "3", "1"]
    assert frozen.asked == 1


async def test_6_a_sweep_lets_go_of_what_others_took(start: Start, database: Database) -> None:
    frozen, other = start("frozen"), start("other")
    frozen.gate.clear()
    await frozen.says("1", "2")
    await until(lambda: frozen.asked == 1)
    free = update(DELIVERY).values(lease_until=None)
    await database.run(lambda connection: connection.execute(free))
    other.gate.clear()
    await other.sweeps()
    frozen.moved = 60
    await frozen.sweeps()
    frozen.gate.set()
    await frozen.outbox.settled()
    assert frozen.asked == 1
    other.gate.set()
    await other.outbox.settled()
    assert frozen.screen.seen["ana"] == ["1", "1", "2"]


async def test_7_who_ends_gives_back(start: Start, database: Database) -> None:
    one, other = start("one"), start("other")
    one.gate.clear()
    await one.says("1", "2")
    await one.says("hello", to="ben", occasion="reminder")
    await until(lambda: one.asked == 2)
    assert await one.outbox.drain(0.1) is False
    assert sorted(await statuses(database)) == ["sending", "sending", "waiting"]
    await other.sweeps()
    assert other.screen.seen == {}  # what is under way is in doubt for the time of its lease


async def test_7_what_one_who_ends_still_held_is_let_go_of(start: Start, database: Database) -> None:
    one, other = start("one"), start("other")
    here = Presence(database, "one")
    running = asyncio.create_task(here.run())
    one.gate.clear()
    await one.says("1", "2")
    await until(lambda: one.asked == 1)
    await one.dies()  # it could not even write that down
    await here.stop()
    await running
    assert await database.read(leaders.who_leads) == {}
    await other.sweeps()
    await until(lambda: other.screen.seen.get("ana") == ["1", "2"])


async def test_7_who_is_just_saying_that_it_lives_has_left_all_the_same(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, say = threading.Event(), presence.say

    def slowly(connection: Connection, process: str) -> None:
        begun.set()
        connection.execute(text("SELECT pg_sleep(0.5)"))
        say(connection, process)

    monkeypatch.setattr(presence, "say", slowly)
    here = Presence(database, "one")
    running = asyncio.create_task(here.run())
    await until(begun.is_set)
    await here.stop()
    await running
    assert await database.read(leaders.who_leads) == {}


async def test_9_who_did_not_hear_of_a_commit_sends_what_it_brought(start: Start, database: Database) -> None:
    one, other = start("one"), start("other")
    one.hears = False
    await one.says("1", "2")
    one.hears = True
    await other.says("3")
    await other.hears_again()  # they are not its own to send
    await asyncio.sleep(0.2)
    assert one.screen.seen == {}
    await asyncio.gather(one.hears_again(), one.hears_again())
    await until(lambda: len(one.screen.seen.get("ana", [])) == 3)
    assert one.screen.seen["ana"] == ["1", "2", "3"]
    await one.outbox.settled()
    await other.outbox.settled()
    assert await statuses(database) == ["sent"] * 3


async def test_8_a_crowd_over_three_processes(start: Start, database: Database) -> None:
    desks, chance = [start(name) for name in ("one", "other", "third")], random.Random(8)
    for desk in desks:
        desk.seconds = 0.02
    people = [f"p{number}" for number in range(8)]

    async def lives(person: str) -> None:
        for number in range(12):
            await chance.choice(desks).says(f"{number}a", f"{number}b", to=person)
            await asyncio.sleep(chance.random() * 0.05)

    await asyncio.gather(*(lives(person) for person in people))
    told = [f"{number}{half}" for number in range(12) for half in "ab"]
    await until(lambda: all(len(desks[0].screen.seen[one]) == len(told) for one in people), 20.0)
    assert desks[0].screen.seen == dict.fromkeys(people, told)
    for desk in desks:
        await desk.outbox.settled()
    assert set(await statuses(database)) == {"sent"}
    assert all(desk.asked > 0 for desk in desks)
