"""Proves: who is asked within seconds is late by what they wait for and work, not by what the machine does.

A machine that stands still is one whose loop is held up without any work: `time.sleep` does that.
"""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from tests.fakes.lived import Lived


@pytest.fixture
async def lived() -> AsyncIterator[Lived]:
    one = Lived()
    one.begins()
    yield one
    await one.ends()


async def answers_after(seconds: float) -> str:
    await asyncio.sleep(seconds)
    return "here"


def works(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


async def test_who_answers_in_time(lived: Lived) -> None:
    assert await lived.within(5, answers_after(0.01)) == "here"


async def test_who_waits_too_long_is_late(lived: Lived) -> None:
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        await lived.within(0.3, answers_after(60))
    assert time.monotonic() - begun >= 0.3


async def test_who_works_too_long_is_late(lived: Lived) -> None:
    async def stands_in_the_way() -> None:
        works(0.8)
        await asyncio.sleep(0.2)

    with pytest.raises(TimeoutError):
        await lived.within(0.5, stands_in_the_way())


async def test_a_machine_that_stands_still_makes_nobody_late(lived: Lived) -> None:
    async def is_held_up() -> str:
        time.sleep(1.5)  # noqa: ASYNC251  # the machine, as far as anybody here can tell
        return await answers_after(0.2)

    assert await lived.within(1.0, is_held_up()) == "here"
    assert 1.2 < lived.lost() < 1.6


async def test_what_fails_fails_as_it_is(lived: Lived) -> None:
    async def fails() -> None:
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await lived.within(5, fails())


async def test_nothing_is_lost_in_peace(lived: Lived) -> None:
    await asyncio.sleep(0.5)
    assert lived.lost() < 0.25
