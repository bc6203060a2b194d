"""Proves: what a turn committed goes out once, in order, and survives whatever the platform says.

1. To one person in order, one at a time; to different people side by side.
2. An edit that waits is overtaken by a newer one of the same message.
3. A short wait is waited for; after a long one all behind is given back, and a sweep sends it in order.
4. A refusal is kept; a lost connection is tried once more, then is in doubt; a stop switches the address off.
5. What is tried too often is given up, and the rest goes on.
6. A drain sends what is on its way and leaves the rest for the next process, which takes it over.
7. Tidying up waits for the limit of its method beside the lane: no question waits for it, it comes in the
   order in which it waits, and it is left alone where the message has become another one or the person is
   gone.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.channels.base import Fate, Letter, Outcome, Permit, Place
from bot.delivery.leftovers import LEASE
from bot.delivery.outbox import Outbox, World
from bot.delivery.pace import Paces, Rates
from bot.engine.progress import Progress
from bot.messages import QuestionCard, Settled, Shown, Words
from bot.store import deliveries, erasure, respondents
from bot.store.columns import DeliveryStatus
from bot.store.database import Database
from bot.store.deliveries import Delivery
from bot.store.errors import DatabaseUnreachable
from bot.store.tables import ADDRESS, DELIVERY
from bot.turn.arrived import Parcel
from bot.turn.library import Library
from bot.turn.outgoing import to_json
from tests.store.samples import NOW, new_id, person

FREE = Rates(1e6, 1e6, 1e6)


class Scripted:
    """A sender that says what it is told to say, and remembers what went out."""

    channel, workspace = "console", "here"

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.script: deque[Outcome] = deque()
        self.slow: dict[str, asyncio.Event] = {}
        self.under_way = 0
        self.most_under_way = 0

    async def send(self, letter: Letter, permit: Permit) -> Outcome:
        await permit("edit" if letter.replaces else "")
        words = _words(letter.message)
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        if words in self.slow:
            await self.slow[words].wait()
        self.under_way -= 1
        outcome = (
            self.script.popleft()
            if self.script
            else Outcome(Fate.SENT, letter.replaces or f"m{len(self.sent)}")
        )
        if outcome.fate is Fate.SENT:
            self.sent.append(words)
        return outcome


def _words(message: Shown) -> str:
    return message.paragraphs[0] if isinstance(message, Words) else getattr(message, "text", "")


class Post:
    """An outbox, and people to write to."""

    def __init__(self, opened: Database, rates: Rates = FREE) -> None:
        self.database = opened
        self.sender = Scripted()
        self.now = NOW
        world = World(Library.of([]), lambda: self.now, (b"k" * 32,), lambda flow, language: flow)
        self.outbox = Outbox(opened, self.sender, Paces(rates), world)

    async def writes(self, *texts: str, to: str = "ana", **more: Any) -> list[Parcel]:
        """What a turn would have committed."""
        messages = [Words((text,)) for text in texts]
        return await self.commits(*messages, to=to, **more)

    async def commits(self, *messages: Shown, to: str = "ana", **more: Any) -> list[Parcel]:
        def work(connection: Connection) -> list[Delivery]:
            address = person(connection, to)
            made = [
                Delivery(
                    id=new_id(), address_id=address.id, turn=1, position=place, kind="Words",
                    payload=to_json(message), created_at=self.now, due_at=self.now,
                    status=DeliveryStatus.SENDING, attempts=1, lease_until=self.now + LEASE, **more,
                )
                for place, message in enumerate(messages)
            ]  # fmt: skip
            deliveries.queue(connection, made)
            return made

        made = await self.database.run(work)
        return [Parcel(one, message, None) for one, message in zip(made, messages, strict=True)]

    async def posts(self, *texts: str, to: str = "ana", **more: Any) -> None:
        self.outbox.post(Place("here", to), await self.writes(*texts, to=to, **more))

    async def statuses(self) -> list[str]:
        rows = select(DELIVERY.c.status).order_by(DELIVERY.c.created_at, DELIVERY.c.id)
        return list(await self.database.read(lambda connection: connection.execute(rows).scalars().all()))


@pytest.fixture
async def post(database: Database) -> AsyncIterator[Post]:
    made = Post(database)
    yield made
    await made.outbox.drain(1.0)


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


def card(text: str) -> QuestionCard:
    return QuestionCard(1, "q", text, Progress(1, 2), "")


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
    post.now = _later(post.now)
    assert await post.outbox.sweep() == 1
    await post.outbox.settled()
    assert post.sender.sent == ["one"]


def _later(moment: datetime) -> datetime:
    return moment + LEASE + timedelta(seconds=1)


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
    post.now = _later(post.now)
    for _ in range(3):
        await post.outbox.sweep()
        await post.outbox.settled()
    assert post.sender.sent == ["one", "two"]
    assert sorted(await post.statuses()) == ["refused", "sent", "sent"]


# --- tidying up ------------------------------------------------------------------------------------


SLOW_EDITS = replace(FREE, methods={"edit": 1200.0})
"""Four hundred at once, then twenty a second."""


@pytest.fixture
async def crowded(database: Database) -> AsyncIterator[Post]:
    """Where no edit is free for the next second: time enough to show what does not wait, also when busy."""
    made = Post(database, SLOW_EDITS)
    await uses_up(made)
    yield made
    await made.outbox.drain(1.0)


async def uses_up(post: Post) -> None:
    pace, loop = post.outbox._paces.of("here"), asyncio.get_running_loop()
    while pace.free_in("edit", loop.time()) < 1.0:
        pace.wait_for("edit", loop.time())


async def answers(post: Post, was: str, message: str, asks: str, to: str = "ana") -> None:
    """What comes of a typed answer: the question in *message* is settled, and the next one is new."""
    settles = await post.commits(Settled(was, "yes"), to=to, target=message)
    post.outbox.post(Place("here", to), [*settles, *await post.commits(card(asks), to=to)])


async def test_7_no_question_waits_for_it(crowded: Post) -> None:
    await answers(crowded, "first", "5", "second")
    await answers(crowded, "old", "6", "new", to="ben")
    await asyncio.sleep(0.05)
    assert crowded.sender.sent == ["second", "new"]
    await crowded.outbox.settled()
    assert crowded.sender.sent == ["second", "new", "first", "old"]
    assert await crowded.statuses() == ["sent"] * 4


async def test_7_when_the_platform_says_so_too(post: Post) -> None:
    post.sender.script.append(Outcome(Fate.LATER, seconds=1.0, method="edit", words="429"))
    await answers(post, "first", "5", "second")
    await post.outbox.settled()
    assert post.sender.sent == ["second", "first"]


async def test_7_the_question_that_stands_above_is_tidied_up_once(crowded: Post) -> None:
    crowded.outbox.post(Place("here", "ana"), await crowded.commits(card("first")))
    await crowded.outbox.settled()
    await answers(crowded, "first", "m0", "second")
    await answers(crowded, "second", "m1", "third")
    await crowded.outbox.settled()
    assert crowded.sender.sent == ["first", "second", "third", "first", "second"]
    assert await crowded.statuses() == ["sent"] * 5


async def test_7_a_message_that_becomes_a_question_again_is_left_alone(crowded: Post) -> None:
    await answers(crowded, "first", "5", "second")
    crowded.outbox.post(Place("here", "ana"), await crowded.commits(card("first again"), target="5"))
    await crowded.outbox.settled()
    assert crowded.sender.sent == ["second", "first again", ""]  # the second loses its buttons
    assert await crowded.statuses() == ["not_modified", "sent", "sent"]


async def test_7_nor_is_one_that_was_to_become_a_question_already(crowded: Post) -> None:
    settles = await crowded.commits(Settled("first", "yes"), target="5")
    asks = [*await crowded.commits(card("second")), *await crowded.commits(card("third"), target="5")]
    crowded.outbox.post(Place("here", "ana"), [*settles, *asks])
    await crowded.outbox.settled()
    assert crowded.sender.sent == ["second", "third", ""]  # the second loses its buttons
    assert await crowded.statuses() == ["not_modified", "sent", "sent"]


async def test_7_a_question_of_before_that_stands_below_does_not_wait_for_others(crowded: Post) -> None:
    await answers(crowded, "old", "6", "new", to="ben")
    crowded.outbox.post(Place("here", "ana"), await crowded.commits(card("again")))
    await asyncio.sleep(0.05)
    crowded.outbox.post(Place("here", "ana"), await crowded.commits(card("next"), target="a0"))
    await crowded.outbox.settled()
    assert crowded.sender.sent == ["new", "again", "next", "", "old"]


async def test_7_twice_is_once(crowded: Post) -> None:
    await answers(crowded, "first", "5", "second")
    crowded.outbox.post(Place("here", "ana"), await crowded.commits(Settled(), target="5"))
    await crowded.outbox.settled()
    assert crowded.sender.sent == ["second", "first"]
    assert await crowded.statuses() == ["sent", "sent", "not_modified"]


async def test_7_nothing_is_tidied_up_for_who_is_gone(crowded: Post) -> None:
    await answers(crowded, "first", "5", "second")
    await answers(crowded, "old", "6", "new", to="ben")
    await asyncio.sleep(0.05)

    def go(connection: Connection) -> None:
        erasure.erase(connection, person(connection, "ana").respondent_id)
        respondents.set_reachable(connection, person(connection, "ben").id, reachable=False)

    await crowded.database.run(go)
    await crowded.outbox.settled()
    assert crowded.sender.sent == ["second", "new"]


async def test_7_a_sweep_does_not_take_what_waits(crowded: Post) -> None:
    await answers(crowded, "first", "5", "second")
    await asyncio.sleep(0.05)
    crowded.now = _later(crowded.now)
    assert await crowded.outbox.sweep() == 0  # its lease goes on
    await crowded.outbox.settled()
    assert crowded.sender.sent == ["second", "first"]


async def test_7_the_next_process_goes_on_with_it(crowded: Post) -> None:
    await answers(crowded, "first", "5", "second")
    assert await crowded.outbox.drain(0.01) is False
    assert await crowded.statuses() == ["sending", "sent"]
    following = Post(crowded.database)
    await following.outbox.begin()
    await following.outbox.settled()
    assert following.sender.sent == ["first"]
