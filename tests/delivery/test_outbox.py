"""Proves: what a turn committed goes out once, in order, and survives whatever the platform says.

1. To one person in order, one at a time; to different people side by side.
2. An edit that waits is overtaken by a newer one of the same message.
3. A short wait is waited for; after a long one all behind is given back, and a sweep sends it in order.
4. A refusal is kept; a lost connection is tried once more, then is in doubt; a stop switches the address off.
5. What is tried too often is given up, and the rest goes on. While the platform is away nothing is: what it
   does not take for an hour goes out afterwards, in its order; after a day it is for operators to see.
6. A drain sends what is on its way and leaves the rest for the next process, which takes it over.
"""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.channels.base import Fate, Outcome, Place
from bot.delivery.leftovers import LEASE
from bot.delivery.pace import Paces
from bot.store import deliveries
from bot.store.database import Database
from bot.store.errors import DatabaseUnreachable
from bot.store.tables import ADDRESS, DELIVERY
from tests.delivery.post import FREE, Post, card, later
from tests.store.samples import NOW, new_id


async def test_1_in_order_to_one_person(post: Post) -> None:
    await post.posts("one", "two", "three")
    await post.posts("four")
    await post.outbox.settled()
    assert post.sender.sent == ["one", "two", "three", "four"]
    assert post.sender.most_under_way == 1
    assert await post.statuses() == ["sent"] * 4


async def test_1_nobody_waits_for_somebody_else(post: Post) -> None:
    gate = post.sender.slow["slow"] = asyncio.Event()
    await post.posts("slow", "after")
    await post.posts("quick", to="ben")
    for _ in range(20):
        await asyncio.sleep(0)
    assert post.sender.sent == ["quick"]
    gate.set()
    await post.outbox.settled()
    assert post.sender.sent == ["quick", "slow", "after"]


async def test_2_an_edit_is_overtaken(post: Post) -> None:
    gate = post.sender.slow["first"] = asyncio.Event()
    for text in ("first", "second", "third"):
        post.outbox.post(Place("here", "ana"), await post.commits(card(text), target="5"))
        await asyncio.sleep(0)
    gate.set()
    await post.outbox.settled()
    assert post.sender.sent == ["first", "third"]
    assert await post.statuses() == ["sent", "not_modified", "sent"]


async def test_3_a_short_wait_is_waited_for(post: Post) -> None:
    post.sender.script.append(Outcome(Fate.LATER, seconds=0.01))
    await post.posts("one", "two")
    await post.outbox.settled()
    assert post.sender.sent == ["one", "two"]


async def test_3_after_a_long_one_a_sweep_sends_the_rest(post: Post) -> None:
    post.sender.script.append(Outcome(Fate.LATER, seconds=300, everywhere=True, words="429"))
    await post.posts("one", "two")
    await post.outbox.settled()
    assert post.sender.sent == []
    assert await post.statuses() == ["waiting", "waiting"]
    assert await post.outbox.sweep() == 0
    post.now += timedelta(seconds=301)
    post.outbox._paces = Paces(FREE)
    assert await post.outbox.sweep() == 2
    await post.outbox.settled()
    assert post.sender.sent == ["one", "two"]


async def test_3_what_is_newer_waits_behind_what_was_given_back(post: Post) -> None:
    post.sender.script.append(Outcome(Fate.LATER, seconds=60, words="429"))
    await post.posts("one", "two")
    await post.outbox.settled()
    await post.posts("three")
    await post.posts("of ben", to="ben")
    await post.outbox.settled()
    assert post.sender.sent == ["of ben"]
    post.now += timedelta(seconds=61)
    await post.outbox.sweep()
    await post.posts("four")
    await post.outbox.settled()
    assert post.sender.sent == ["of ben", "one", "two", "three", "four"]


async def test_3_nobody_waits_behind_what_another_process_has_sent(post: Post) -> None:
    post.sender.script.append(Outcome(Fate.LATER, seconds=60, words="429"))
    await post.posts("one")
    await post.outbox.settled()
    other = Post(post.database)
    other.now = post.now = post.now + timedelta(seconds=61)
    assert await other.outbox.sweep() == 1
    await other.outbox.settled()
    assert await post.outbox.sweep() == 0
    await post.posts("two")
    await post.outbox.settled()
    assert (other.sender.sent, post.sender.sent) == (["one"], ["two"])


class _Gated:
    """A database in which works wait until a gate opens."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.gate = asyncio.Event()

    async def run(self, work: Any) -> Any:
        await self.gate.wait()
        return await self._database.run(work)


async def test_3_what_is_newer_waits_behind_what_is_still_to_be_given_back(post: Post) -> None:
    """The database is slow: it does not know yet that the second waits, when the first is found again."""
    post.sender.script.append(Outcome(Fate.LATER, seconds=30.0, away=True, words="NotSent"))
    await post.posts("one")
    await post.outbox.settled()
    post.now += timedelta(seconds=31)
    slow = _Gated(post.database)
    post.outbox._notes._marks._database = slow  # type: ignore[assignment]  # as far as marks use it
    await post.posts("two")
    await post.outbox.sweep()
    await post.posts("three")
    await asyncio.sleep(0.05)
    slow.gate.set()
    for _ in range(3):
        await post.outbox.settled()
        await post.outbox.sweep()
    await post.outbox.settled()
    assert post.sender.sent == ["one", "two", "three"]


async def test_3_also_in_the_next_process(post: Post) -> None:
    post.sender.script.append(Outcome(Fate.LATER, seconds=60, words="429"))
    await post.posts("one")
    await post.outbox.settled()
    following = Post(post.database)
    await following.outbox.begin()
    await following.posts("two")
    await following.outbox.settled()
    assert following.sender.sent == []
    following.now += timedelta(seconds=61)
    await following.outbox.sweep()
    await following.outbox.settled()
    assert following.sender.sent == ["one", "two"]


@pytest.mark.parametrize(
    ("outcomes", "status"),
    [
        ([Outcome(Fate.REFUSED, words="bad")], "refused"),
        ([Outcome(Fate.UNKNOWN), Outcome(Fate.SENT, "1")], "sent"),
        ([Outcome(Fate.UNKNOWN), Outcome(Fate.UNKNOWN)], "unknown"),
        ([Outcome(Fate.NOT_MODIFIED)], "not_modified"),
    ],
)
async def test_4_each_fate_is_kept(post: Post, outcomes: list[Outcome], status: str) -> None:
    post.sender.script.extend(outcomes)
    await post.posts("one", "two")
    await post.outbox.settled()
    assert await post.statuses() == [status, "sent"]


async def test_4_what_nobody_asked_for_is_not_repeated(post: Post) -> None:
    post.sender.script.append(Outcome(Fate.UNKNOWN))
    await post.posts("reminder", occasion="reminder")
    await post.outbox.settled()
    assert (post.sender.sent, await post.statuses()) == ([], ["unknown"])


async def test_4_who_stopped_us_gets_nothing_more(post: Post) -> None:
    post.sender.script.append(Outcome(Fate.BLOCKED, words="403"))
    await post.posts("one", "two")
    await post.outbox.settled()
    assert (post.sender.sent, await post.statuses()) == ([], ["blocked", "blocked"])
    reachable = select(ADDRESS.c.reachable)
    assert not await post.database.read(lambda connection: connection.execute(reachable).scalar_one())


async def test_5_what_is_tried_too_often_is_given_up(post: Post) -> None:
    post.sender.script.extend([Outcome(Fate.LATER, seconds=0.001)] * 20)
    await post.posts("one")
    await post.outbox.settled()
    assert await post.statuses() == ["refused"]


@pytest.mark.parametrize("words", ["NotSent", "429", "ServerTrouble"])
async def test_5_while_the_platform_is_away_nothing_is_given_up(post: Post, words: str) -> None:
    away = Outcome(Fate.LATER, seconds=30.0, away=True, words=words)
    post.sender.script.extend([away] * 120)
    await post.posts("one", "two")
    for _ in range(120):
        await post.outbox.settled()
        post.now += timedelta(seconds=31)
        await post.outbox.sweep()
    await post.outbox.settled()
    assert (post.sender.sent, await post.statuses()) == (["one", "two"], ["sent", "sent"])


async def test_5_after_a_day_without_the_platform_operators_see_it(post: Post) -> None:
    post.sender.script.append(Outcome(Fate.LATER, seconds=30.0, away=True, words="NotSent"))
    await post.posts("one")
    await post.outbox.settled()
    post.sender.script.append(Outcome(Fate.LATER, seconds=30.0, away=True, words="NotSent"))
    post.now += timedelta(hours=25)
    await post.outbox.sweep()
    await post.outbox.settled()
    assert await post.statuses() == ["refused"]


async def test_5_waiting_for_the_platform_is_no_try(post: Post) -> None:
    """It comes after seven times away as if it were new: seven bad paintings more are allowed."""
    away = Outcome(Fate.LATER, seconds=30.0, away=True, words="NotSent")
    post.sender.script.extend([away] * 7)
    await post.posts("one")
    for _ in range(7):
        await post.outbox.settled()
        post.now += timedelta(seconds=31)
        await post.outbox.sweep()
    await post.outbox.settled()
    row = await post.database.read(lambda connection: connection.execute(select(DELIVERY)).one())
    assert (row.status, row.attempts, row.error) == ("sent", 1, None)


async def test_4_an_edit_that_may_have_come_is_made_until_it_has(post: Post) -> None:
    post.sender.script.extend([Outcome(Fate.UNKNOWN, words="TimedOut")] * 3)
    await post.posts("one", target="m7")
    await post.outbox.settled()
    assert (post.sender.sent, await post.statuses()) == (["one"], ["sent"])


async def test_6_a_drain_leaves_the_rest_to_the_next_process(post: Post) -> None:
    post.sender.slow["one"] = asyncio.Event()
    await post.posts("one", "two")
    await asyncio.sleep(0)
    assert await post.outbox.drain(0.05) is False
    assert await post.statuses() == ["sending", "sending"]
    following = Post(post.database)
    await following.outbox.begin()
    await following.outbox.settled()
    assert following.sender.sent == ["one", "two"]
    assert await following.outbox.drain(1.0) is True


async def test_6_a_drain_ends_though_the_database_is_away(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(_work: Any) -> None:
        raise DatabaseUnreachable("The database is away.", "Wait.")

    await post.posts("one")
    monkeypatch.setattr(post.database, "run", away)
    async with asyncio.timeout(10):
        assert await post.outbox.drain(0.1) is False
    assert post.sender.sent == ["one"]


async def test_a_lease_that_ran_out_is_taken_by_another(post: Post) -> None:
    await post.writes("one")
    assert await post.outbox.sweep() == 0
    post.now = later(post.now)
    assert await post.outbox.sweep() == 1
    await post.outbox.settled()
    assert post.sender.sent == ["one"]


@pytest.mark.parametrize("occasion", [None, "reminder"])
async def test_what_is_under_way_is_not_left_over(database: Database, occasion: str | None) -> None:
    """However long it waits for the pace here, neither this process nor another one takes it again."""
    slow, other = Post(database, replace(FREE, bot=2.0, bulk=2.0)), Post(database)
    for name in ("ana", "ben", "cid", "dora"):
        await slow.posts(f"to {name}", to=name, occasion=occasion)
    await asyncio.sleep(0.05)
    for _ in range(3):
        slow.now += LEASE * 0.6
        other.now = slow.now
        assert await slow.outbox.sweep() == 0
        assert await other.outbox.sweep() == 0
    await slow.outbox.settled()
    assert sorted(slow.sender.sent) == ["to ana", "to ben", "to cid", "to dora"]
    assert other.sender.sent == []
    assert await slow.statuses() == ["sent"] * 4


async def test_3_a_long_pause_of_all_is_not_waited_for(post: Post) -> None:
    post.sender.script.append(Outcome(Fate.LATER, seconds=300, everywhere=True, words="429"))
    await post.posts("one")
    await post.outbox.settled()
    await post.posts("of ben", to="ben")
    async with asyncio.timeout(5):
        await post.outbox.settled()
    assert await post.statuses() == ["waiting", "waiting"]


async def test_what_cannot_be_read_is_kept_and_does_not_hold_up(post: Post) -> None:
    parcels = await post.writes("one", "two")
    broken = replace(parcels[0].delivery, id=new_id(), payload={"is": "Nothing"}, created_at=NOW - LEASE)
    await post.database.run(lambda connection: deliveries.queue(connection, [broken]))
    post.now = later(post.now)
    for _ in range(3):
        await post.outbox.sweep()
        await post.outbox.settled()
    assert post.sender.sent == ["one", "two"]
    assert sorted(await post.statuses()) == ["refused", "sent", "sent"]
