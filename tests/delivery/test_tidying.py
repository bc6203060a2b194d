"""Proves: tidying up waits for the limit of its method beside the lane.

1. No question waits for it, and it comes in the order in which it waits.
2. It is left alone where the message has become another one, or the person is gone.
3. A sweep does not take what waits; the next process goes on with it.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy import Connection

from bot.channels.base import Fate, Outcome, Place
from bot.messages import Settled
from bot.store import erasure, respondents
from bot.store.database import Database
from tests.delivery.post import FREE, Post, card, later
from tests.store.samples import person

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
    crowded.now = later(crowded.now)
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
