"""Proves, on both databases: what is under way when something goes wrong is told nevertheless, and once.

1. One that hangs holds up no other. What was begun ends before a process does, but no stop lasts for ever.
2. A process that ended in the middle leaves its events to others; what it was told late changes nothing.
3. A mistake of ours is tried again as a failure of the receiver's.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Connection

from bot.events.outcome import Outcome
from bot.events.telling import LEASE
from bot.store import events
from bot.store.database import Database
from bot.store.errors import StoreError
from tests.events.business import told
from tests.events.strict import Answer, Receiver
from tests.events.teller import Business, business


async def test_1_one_that_hangs(ours: Business) -> None:
    hanging, *others = await ours.has("ana", "ben", "cem", "dan")
    ours.receiver.answers = [Answer(how="hangs")]
    running = asyncio.create_task(ours.telling.run())
    await ours.receiver.has(3)
    assert sorted(ours.receiver.taken) == others
    ours.receiver.answers = []
    await ours.telling.stop()
    await running
    (stands, *_) = await told(ours.database)
    assert (stands.id, stands.status, stands.error) == (hanging, "waiting", "timeout")


async def test_2_a_process_that_ended_in_the_middle(ours: Business) -> None:
    await ours.has("ana", "ana")
    now = ours.clock.now()
    (dead,) = await ours.database.run(
        lambda connection: events.claim(connection, now, until=now + LEASE, at_most=5)
    )
    await ours.tells()
    assert ours.receiver.got == []
    await ours.later(seconds=LEASE.total_seconds())
    assert len(ours.receiver.taken) == 2
    await ours.database.run(lambda connection: events.failed(connection, dead, "late"))
    await ours.database.run(lambda connection: events.again(connection, dead, now, "late"))
    assert [(one.status, one.attempts) for one in await told(ours.database)] == [
        ("delivered", 2), ("delivered", 1),
    ]  # fmt: skip


async def test_2_a_late_failure_of_who_lost_the_lease_changes_nothing(ours: Business) -> None:
    await ours.has("ana")
    now = ours.clock.now()

    def claims(connection: Connection, at: datetime) -> tuple[events.Claimed, ...]:
        return events.claim(connection, at, until=at + LEASE, at_most=5)

    (first,) = await ours.database.run(lambda c: claims(c, now))
    (second,) = await ours.database.run(lambda c: claims(c, now + LEASE))
    await ours.database.run(lambda c: events.failed(c, first, "late"))
    (stands,) = await told(ours.database)
    assert (stands.status, stands.attempts, stands.error) == ("waiting", 2, None)
    await ours.database.run(lambda c: events.delivered(c, [first.event], now))
    await ours.database.run(lambda c: events.failed(c, second, "refused"))
    (stands,) = await told(ours.database)
    assert (stands.status, stands.error) == ("delivered", None)


class Shaky:
    """A database that cannot be written to for a while."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.fails = 0
        self.keys = database.keys

    async def run(self, work: Callable[[Connection], Any]) -> Any:
        if self.fails:
            self.fails -= 1
            raise StoreError("gone", "wait")
        return await self._database.run(work)


async def test_2_what_was_told_is_written_down_when_the_database_is_back(ours: Business) -> None:
    shaky = Shaky(ours.database)
    ours.telling._database = shaky  # type: ignore[assignment]
    await ours.has("ana")
    await ours.telling.begin()
    shaky.fails = 1
    await ours.telling.settled()
    (stands,) = await told(ours.database)
    assert stands.status == "delivered"
    assert len(ours.receiver.got) == 1


class Frozen:
    """A database that answers nobody."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()

    async def run(self, work: Callable[[Connection], Any]) -> Any:
        self.asked.set()
        await asyncio.Event().wait()


@pytest.mark.parametrize("at", ["a claim", "what came of it", "a request"])
async def test_1_no_stop_lasts_for_ever(
    database: Database, receiver: Receiver, caplog: pytest.LogCaptureFixture, at: str
) -> None:
    async with business(database, receiver, patience=0.5) as ours:
        await ours.has("ana")
        if at == "a request":
            receiver.answers = [Answer(how="hangs")]
        frozen: Any = Frozen()
        if at == "a claim":
            ours.telling._database = frozen
        running = asyncio.create_task(ours.telling.run())
        if at == "a claim":
            await frozen.asked.wait()
        else:
            await receiver.has_seen(1)
        ours.telling._database = frozen
        begun = asyncio.get_running_loop().time()
        await ours.telling.stop()
        await running
        await ours.telling.settled()
        assert asyncio.get_running_loop().time() - begun < 0.9
        assert not ours.telling._under_way
    assert ("told once more" in caplog.text) is (at != "a claim")


async def test_3_a_mistake_of_ours(ours: Business, caplog: pytest.LogCaptureFixture) -> None:
    class Wrong:
        async def send(self, event_id: str, body: str) -> Outcome:
            raise KeyError(body)

    ours.telling._wire = Wrong()
    await ours.has("ana")
    with caplog.at_level(logging.ERROR):
        await ours.tells()
    (stands,) = await told(ours.database)
    assert (stands.status, stands.error) == ("waiting", "could not be sent")
