"""Proves: what nobody asked for comes once, waits for everybody else, and is not lost with a process.

1. Of many that wait in a process that is killed all come from the next one, but for what the platform was
   asked to take: whether that came nobody knows, so it is in doubt, and not repeated.
2. So it is after it was given back, and claimed again by a sweep.
3. Who lost something to another sender meanwhile neither sends it nor gives it back.
4. No more than goes out in a moment is taken from the database: the outbox says where it is crowded, and a
   sweep claims answers alone there.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection, select

from bot.channels.base import Fate, Outcome, Place
from bot.delivery.leftovers import LEASE
from bot.delivery.pace import Rates
from bot.messages import Words
from bot.store import claims, deliveries
from bot.store.claims import NOT_ASKED, Wanted
from bot.store.database import Database
from bot.store.tables import DELIVERY
from bot.turn.arrived import Platform, Surroundings, Told, Turn
from bot.turn.library import Library
from bot.turn.posting import posted
from bot.waiting import pause
from tests.delivery.post import Post, later
from tests.store.samples import new_id, person

TWO_A_SECOND = Rates(bot=1e6, bulk=2.0, chat=1e6)
PEOPLE = [f"p{number}" for number in range(20)]


@pytest.fixture
async def slow(database: Database) -> AsyncIterator[Post]:
    made = Post(database, TWO_A_SECOND)
    yield made
    for gate in made.sender.slow.values():
        gate.set()
    await made.outbox.drain(1.0)


async def invites(post: Post, *people: str) -> None:
    for one in people:
        await post.posts(f"to {one}", to=one, occasion="checkin")


async def is_killed(post: Post) -> None:
    """Nothing of it goes on, and nothing is written down."""
    for task in post.outbox._under_way():
        task.cancel()
    await asyncio.sleep(0)


async def following(post: Post) -> Post:
    """The next process, once all that was on its way has arrived."""
    made = Post(post.database)
    made.now = post.now
    await made.outbox.begin()
    await made.outbox.settled()
    return made


async def test_1_a_turn_says_that_the_platform_was_not_asked(post: Post) -> None:
    platform = Platform(post.now + LEASE, (b"k" * 32,))
    around = Surroundings(Library.of([]), post.now, new_id, channel="console", platform=platform)
    told = (Told(Words(("an answer",))), Told(Words(("a reminder",)), occasion="reminder"))

    def work(connection: Connection) -> Turn:
        return posted(connection, Turn(told=told), person(connection, "ana"), around)

    turn = await post.database.run(work)
    assert [parcel.delivery.error for parcel in turn.parcels] == [None, NOT_ASKED]


async def test_1_what_waits_in_a_process_that_is_killed_comes(slow: Post) -> None:
    slow.sender.slow["to p2"] = asyncio.Event()
    await invites(slow, *PEOPLE)
    async with asyncio.timeout(5):
        while slow.sender.under_way == 0:
            await pause(0.01)
    await is_killed(slow)
    after = await following(slow)
    assert slow.sender.sent == ["to p0", "to p1"]
    assert sorted(after.sender.sent) == sorted(f"to {one}" for one in PEOPLE[3:])
    assert sorted(await slow.statuses()) == ["sent"] * 19 + ["unknown"], "p2 was being asked about"


async def test_1_also_of_what_its_update_brings_again_is_written_down_that_it_is_asked(post: Post) -> None:
    (parcel,) = await post.writes("to ana", occasion="checkin")
    post.sender.slow["to ana"] = asyncio.Event()
    post.outbox.post(Place("here", "ana"), [replace(parcel, again=True)])
    async with asyncio.timeout(5):
        while post.sender.under_way == 0:
            await pause(0.01)
    error = select(DELIVERY.c.error)
    assert await post.database.read(lambda c: c.execute(error).scalar_one()) is None
    post.sender.slow["to ana"].set()


@pytest.mark.parametrize("asked", [True, False])
async def test_2_also_where_it_was_given_back(post: Post, asked: bool) -> None:
    """Why it was given back once says nothing of the try that was cut off."""
    post.sender.script.append(Outcome(Fate.LATER, seconds=30.0, away=True, words="NotSent"))
    await invites(post, "ana")
    await post.outbox.settled()
    post.now += timedelta(seconds=31)
    (claimed,) = await post.database.run(
        lambda c: claims.lease(c, "console", "here", Wanted(9), now=post.now, until=post.now)
    )
    if asked:
        assert await post.database.run(lambda c: claims.ask(c, claimed.delivery))
    post.now += timedelta(seconds=1)  # who claimed it has died
    await post.outbox.sweep()
    await post.outbox.settled()
    expected = ([], ["unknown"]) if asked else (["to ana"], ["sent"])
    assert (post.sender.sent, await post.statuses()) == expected


async def test_3_what_another_took_over_meanwhile_is_neither_sent_nor_given_back(slow: Post) -> None:
    await invites(slow, *PEOPLE[:4])
    (lost,) = [
        one for one in slow.outbox._parcels if one.delivery.address_id and "to p3" in repr(one.message)
    ]
    other = later(slow.now)
    taken = await slow.database.run(
        lambda c: claims.lease(c, "console", "here", Wanted(9), now=other, until=other + timedelta(90))
    )
    assert lost.delivery.id in {one.delivery.id for one in taken}
    slow.outbox._notes.given_back([lost], slow.now, "left over")
    await slow.outbox.settled()
    rows = await slow.database.read(lambda c: c.execute(select(DELIVERY)).all())
    (row,) = [row for row in rows if row.id == lost.delivery.id]
    assert (row.status, row.attempts) == ("sending", 2), "it is the other's"
    assert "to p3" not in slow.sender.sent


async def test_4_no_more_than_goes_out_in_a_moment(slow: Post) -> None:
    assert slow.outbox.crowded() == frozenset()
    await invites(slow, *PEOPLE[:3])
    assert slow.outbox.crowded() == frozenset()
    await invites(slow, *PEOPLE[3:8])
    assert slow.outbox.crowded() == {"here"}
    answer = await slow.writes("an answer", to="zoe")
    again = await slow.writes("to late", to="late", occasion="checkin")

    def left_over(connection: Connection) -> None:
        for one in (*answer, *again):
            deliveries.retry_at(connection, one.delivery, slow.now, "429")

    await slow.database.run(left_over)
    assert await slow.outbox.sweep() == 1
    async with asyncio.timeout(10):
        while "an answer" not in slow.sender.sent:
            await pause(0.01)
    await slow.outbox.settled()
    assert await slow.outbox.sweep() == 1
    await slow.outbox.settled()
    assert slow.sender.sent[-1] == "to late"
