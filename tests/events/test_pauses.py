"""Proves, on both databases: a receiver is told no faster than it takes events.

1. One that asks for a pause gets one, from everybody, whatever it takes meanwhile.
2. While it takes nothing it gets one at a time, ever more seldom.
3. No more than so many a second go out.
"""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.store import webhooks
from bot.store.database import Database
from tests.events.strict import Answer, Receiver
from tests.events.teller import Business, business
from tests.turn.someone import NOON


async def test_1_a_pause(ours: Business) -> None:
    await ours.has("ana")
    ours.receiver.answers = [Answer(429, {"retry-after": "100"})]
    await ours.tells()
    await ours.has("ben")
    await ours.later(seconds=99)
    assert len(ours.receiver.got) == 1
    await ours.later(seconds=1)
    assert len(ours.receiver.taken) == 2
    assert (await ours.webhook()).failing_since is None


async def test_1_a_pause_holds_whatever_is_taken_meanwhile(ours: Business) -> None:
    """What was sent before it arrives, and is no word about the pause."""
    await ours.has("ana", "ben")
    ours.receiver.answers = [Answer(429, {"retry-after": "100"})]
    await ours.tells(1)
    assert len(ours.receiver.taken) == 1
    await ours.has("cem")
    place = await ours.webhook()
    assert (place.paused_until, place.failing_since) == (NOON + timedelta(seconds=100), NOON)
    await ours.database.run(lambda connection: webhooks.went_well(connection, place.id))
    assert (await ours.webhook()).failing_since is None
    await ours.later(seconds=99)
    assert len(ours.receiver.got) == 2
    await ours.later(seconds=1)
    assert len(ours.receiver.taken) == 3


async def test_1_until_a_date(ours: Business) -> None:
    await ours.has("ana")
    ours.receiver.answers = [Answer(503, {"retry-after": "Tue, 01 Jan 2030 12:10:00 GMT"})]
    await ours.tells()
    await ours.later(minutes=9)
    assert len(ours.receiver.got) == 1
    await ours.later(minutes=1)
    assert len(ours.receiver.taken) == 1


async def test_2_one_at_a_time_while_it_takes_nothing(ours: Business) -> None:
    ours.receiver.otherwise = Answer(500)
    await ours.has(*map(str, range(30)))
    await ours.tells(1)
    assert len(ours.receiver.got) == 16
    for seconds, seen in ((1, 17), (1, 18), (1, 18), (1, 19), (3, 19), (1, 20)):
        await ours.later(3, seconds=seconds)
        assert len(ours.receiver.got) == seen
    ours.receiver.otherwise = Answer()
    await ours.later(1, seconds=8)
    assert len(ours.receiver.got) == 21
    await ours.tells(2)
    assert len(ours.receiver.taken) == 30


async def test_2_a_failure_among_much_that_is_taken_holds_up_nothing(ours: Business) -> None:
    """It is the event, not the receiver."""
    for _ in range(3):
        ours.receiver.answers = [Answer(422)]
        await ours.has(*[None] * 40)
        await ours.tells(5)
        ours.clock.goes_on(seconds=1)
    assert len(ours.receiver.taken) == 3 * 39


async def test_2_seldom_is_every_five_minutes(ours: Business) -> None:
    """Whatever waits; and who puts it right waits no more."""
    ours.receiver.otherwise = Answer(500)
    await ours.has(*map(str, range(40)))
    for _ in range(24 * 60):
        await ours.later(1, minutes=1)
    seen = len(ours.receiver.got)
    assert 24 * 12 - 4 <= seen <= 24 * 12 + 30
    ours.receiver.otherwise = Answer()
    await ours.enables()
    await ours.tells(4)
    assert len(ours.receiver.taken) == 40


async def test_3_no_more_than_so_many_a_second(database: Database, receiver: Receiver) -> None:
    async with business(database, receiver, rate=20.0) as ours:
        ours.clock.now = lambda: datetime.now(UTC)  # type: ignore[method-assign]
        ours.telling._world = replace(ours.telling._world, now=lambda: datetime.now(UTC))
        await ours.has(*map(str, range(32)))
        begun = asyncio.get_running_loop().time()
        running = asyncio.create_task(ours.telling.run())
        await receiver.has(32)
        taken = asyncio.get_running_loop().time() - begun
        await ours.telling.stop()
        await running
    assert taken >= (32 - 16) / 20 - 0.1
    assert receiver.most_at_once <= 16
