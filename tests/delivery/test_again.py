"""Proves: what was committed goes out, once and in its order, also where nobody heard of the commit; and no
mistake of ours ends what goes on.

1. An update that comes again brings what its turn had committed and nobody sends; what is on its way, or has
   gone out, is left alone, and so is a turn that is heard of too late.
2. It takes its place before what is newer, and never takes the place of a newer edit: not at once, and not in
   a sweep either.
3. A mistake in a batch of what is written down loses nothing but itself; a mistake in a lane gives back what
   is in it, and the lane goes on.
4. What no key opens is refused by itself; what else is swept goes out.
5. Where the clock on the wall is set back, a process that said nothing for too long asks all the same.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection, text, update

from bot.channels.base import Place
from bot.delivery import keeping
from bot.delivery.keeping import Keeping
from bot.delivery.leftovers import LEASE
from bot.delivery.marks import Marks
from bot.store import deliveries
from bot.store.columns import DeliveryStatus
from bot.store.database import Database
from bot.store.deliveries import Sent
from bot.store.inbound import Update
from bot.store.tables import DELIVERY
from bot.turn.arrived import Arrived, Parcel, Platform, Surroundings, Turn
from bot.turn.library import Library
from bot.turn.take import take_turn
from bot.turn.unsent import unsent
from bot.wishes import ShowMenu
from tests.delivery.post import Post
from tests.store.samples import NOW, new_id, person

ANA = Place("here", "ana")


@pytest.fixture
async def post(database: Database) -> AsyncIterator[Post]:
    made = Post(database)
    yield made
    for gate in made.sender.slow.values():
        gate.set()
    await made.outbox.drain(1.0)


def around(post: Post) -> Surroundings:
    platform = Platform(post.now + LEASE, (b"k" * 32,))
    return Surroundings(Library.of([]), post.now, new_id, channel="console", platform=platform)


async def once_more(post: Post) -> tuple[Parcel, ...]:
    """What an update finds that comes again."""

    def work(connection: Connection) -> tuple[Parcel, ...]:
        return unsent(connection, person(connection, "ana"), around(post))

    return await post.database.run(work)


async def test_1_a_turn_that_is_repeated_tells_what_it_had_committed(post: Post) -> None:
    came = Arrived(Update("console", "here", "1"), "ana", ShowMenu())

    def turn(connection: Connection) -> Turn:
        return take_turn(connection, came, around(post))

    first = await post.database.run(turn)  # nobody hears of it
    again = await post.database.run(turn)
    assert (first.duplicate, again.duplicate) == (False, True)
    assert first.parcels
    assert again.deliveries == first.deliveries
    post.outbox.post(ANA, again.parcels)
    await post.outbox.settled()
    assert await post.statuses() == ["sent"] * len(first.parcels)
    assert (await post.database.run(turn)).parcels == ()


async def test_1_what_nobody_sends_goes_out_once(post: Post) -> None:
    unheard = await post.writes("one", "two")
    for _ in range(3):
        post.outbox.post(ANA, await once_more(post))
    await post.outbox.settled()
    post.outbox.post(ANA, unheard)  # heard of at last
    await post.outbox.settled()
    assert post.sender.sent == ["one", "two"]
    assert await post.statuses() == ["sent", "sent"]


async def test_1_what_is_on_its_way_is_left_alone(post: Post) -> None:
    gate = post.sender.slow["one"] = asyncio.Event()
    await post.posts("one", "two")
    await asyncio.sleep(0.01)
    found = await once_more(post)
    assert len(found) == 2
    post.outbox.post(ANA, found)
    gate.set()
    await post.outbox.settled()
    post.outbox.post(ANA, found)  # read before they went out, told after it
    await post.outbox.settled()
    assert post.sender.sent == ["one", "two"]


async def test_2_it_goes_before_what_is_newer(post: Post) -> None:
    gate = post.sender.slow["under way"] = asyncio.Event()
    await post.posts("under way")
    await post.writes("unheard")
    await asyncio.sleep(0.01)
    await post.posts("newer")
    post.outbox.post(ANA, await once_more(post))
    gate.set()
    await post.outbox.settled()
    assert post.sender.sent == ["under way", "unheard", "newer"]


@pytest.mark.parametrize("newer_is", ["sent", "under way", "waiting"])
async def test_2_an_old_edit_does_not_take_the_place_of_a_newer_one(post: Post, newer_is: str) -> None:
    gate = post.sender.slow["newer" if newer_is == "under way" else "before"] = asyncio.Event()
    if newer_is == "waiting":
        await post.posts("before")
    await post.writes("older", target="7")
    await post.posts("newer", target="7")
    if newer_is == "sent":
        await post.outbox.settled()
    await asyncio.sleep(0.01)
    post.outbox.post(ANA, await once_more(post))
    gate.set()
    await post.outbox.settled()
    assert post.sender.sent[-1] == "newer"
    assert "older" not in post.sender.sent
    assert "not_modified" in await post.statuses()


async def test_2_nor_does_a_sweep_bring_it(post: Post) -> None:
    await post.writes("older", target="7")
    await post.writes("older of another", target="6")
    await post.posts("newer", target="7")
    await post.outbox.settled()
    post.now += LEASE + timedelta(seconds=1)
    await post.outbox.sweep()
    await post.outbox.settled()
    assert post.sender.sent == ["newer", "older of another"]
    assert await post.statuses() == ["not_modified", "sent", "sent"]


def _nonsense(connection: Connection) -> None:
    connection.execute(text("nonsense"))


async def test_3_what_is_written_down_with_a_mistake_is_not_lost(post: Post) -> None:
    one, two = await post.writes("one", "two")
    marks = Marks(post.database)
    marks.sent(Sent(one.delivery.id, "m1"), NOW)
    marks.add(_nonsense)
    marks.add(
        lambda connection: deliveries.mark_failed(
            connection, two.delivery.id, DeliveryStatus.REFUSED, "as it was said"
        )
    )
    assert await marks.written(5.0)
    assert await post.statuses() == ["sent", "refused"]
    assert not marks.unwritten


async def test_3_a_lane_goes_on_after_a_mistake(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Parcel] = []
    is_ours = Keeping.is_ours

    async def once_wrong(self: Keeping, parcel: Parcel) -> bool:
        asked.append(parcel)
        if len(asked) == 1:
            raise RuntimeError("a mistake")
        return await is_ours(self, parcel)

    monkeypatch.setattr(Keeping, "is_ours", once_wrong)
    await post.posts("one", "two")
    await post.outbox.settled()
    assert post.sender.sent == []
    assert await post.statuses() == ["waiting", "waiting"]
    post.now += timedelta(seconds=10)
    await post.outbox.sweep()
    await post.outbox.settled()
    assert post.sender.sent == ["one", "two"]


async def test_4_what_no_key_opens_holds_up_nobody(post: Post) -> None:
    await post.writes("sealed", private=True)
    await post.writes("behind it")
    await post.writes("of ben", to="ben")
    lost_key = update(DELIVERY).where(DELIVERY.c.sealed).values(payload="not sealed by us")
    await post.database.run(lambda connection: connection.execute(lost_key))
    post.outbox.post(ANA, await once_more(post))
    await post.outbox.settled()
    assert post.sender.sent == ["behind it"]
    post.now += LEASE + timedelta(seconds=1)
    await post.outbox.sweep()
    await post.outbox.settled()
    assert post.sender.sent == ["behind it", "of ben"]
    assert await post.statuses() == ["refused", "sent", "sent"]


async def test_5_a_clock_that_is_set_back_makes_nobody_sure(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    steady = [100.0]
    monkeypatch.setattr(keeping, "_steady", lambda: steady[0])
    kept = Keeping(post.database, lambda: post.now, "this one")
    (parcel,) = await post.writes("one")
    taken = replace(parcel, delivery=replace(parcel.delivery, attempts=7))  # others have tried it since
    assert await kept.is_ours(taken)
    post.now -= timedelta(hours=1)
    steady[0] += 20
    assert not await kept.is_ours(taken)
