"""Proves with processes on one PostgreSQL: what only one may fetch is fetched by one, and by another soon.

1. By polling: after a kill -9 another process fetches within ten seconds; after SIGTERM at once.
2. A process that is frozen is followed, and when it is thawed nothing is lost or told twice.
3. The same by Socket Mode.
"""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic

import pytest

from tests.copies.running import Copy, Several, begins, several
from tests.e2e.in_slack import slack_settings
from tests.e2e.on_telegram import telegram_settings
from tests.e2e.serving import killed
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.telegram.flows import MOOD

LEADS = "this process leads"


def leader_of(copies: list[Copy]) -> tuple[Copy, Copy]:
    """Who leads, and who does not."""
    first, other = copies
    return (first, other) if LEADS in first.logged else (other, first)


async def two(some: Several) -> tuple[Copy, Copy]:
    """Two processes, of which one leads."""
    copies = await some.start(2)
    async with asyncio.timeout(10):
        while not any(LEADS in one.logged for one in copies):  # noqa: ASYNC110  # it is another process
            await asyncio.sleep(0.05)
    return leader_of(copies)


@asynccontextmanager
async def polled(folder: Path, url: str) -> AsyncIterator[tuple[FakeTelegram, Copy, Copy]]:
    """Telegram, polled by the first of two processes."""
    async with (
        FakeTelegram() as telegram,
        several(folder, url, telegram_settings(telegram, webhook=False), {"mood": MOOD}) as some,
    ):
        leader, other = await two(some)
        yield telegram, leader, other


@pytest.mark.parametrize(("number", "longest"), [(signal.SIGKILL, 10.0), (signal.SIGTERM, 3.0)])
async def test_1_another_polls(
    tmp_path: Path, ready_postgres_url: str, number: signal.Signals, longest: float
) -> None:
    async with polled(tmp_path, ready_postgres_url) as (telegram, leader, other):
        ana = telegram.person("ana")
        await begins(ana)
        assert LEADS not in other.logged
        if number == signal.SIGKILL:
            await killed(leader.server)
            leader.ended = -9
        else:
            leader.sends(number)
            assert await leader.ends() == 0
        begun = monotonic()
        await ana.taps("Agree")
        await ana.until("Question 2 of 3", seconds=longest + 10)
        assert monotonic() - begun < longest
        assert LEADS in other.logged
        for _ in range(2):
            await ana.taps("Agree")
            await telegram.settles(quiet=0.3)
        await ana.until("75 of 100")
        assert telegram.doubles == {}
        if number == signal.SIGKILL:
            await other.logs("another process is gone")


async def test_2_who_is_frozen_is_followed(tmp_path: Path, ready_postgres_url: str) -> None:
    async with polled(tmp_path, ready_postgres_url) as (telegram, leader, other):
        people = [telegram.person(f"p{number}") for number in range(6)]
        await asyncio.gather(*map(begins, people))
        leader.sends(signal.SIGSTOP)
        begun = monotonic()
        for person in people:
            await person.taps("Agree")
        await people[0].until("Question 2 of 3", seconds=20)
        assert monotonic() - begun < 10.0
        leader.sends(signal.SIGCONT)
        for person in people:
            await person.until("Question 2 of 3", seconds=20)
        for question in ("Question 3 of 3", "75 of 100"):
            for person in people:
                await person.taps("Agree")
            for person in people:
                await person.until(question, seconds=20)
        await telegram.settles(quiet=1.0)
        assert "does not lead any more" in leader.logged
        assert telegram.doubles == {}
        assert len(telegram.updates) == 0
        assert "mistake of ours" not in leader.logged + other.logged
        assert "only one can" not in leader.logged + other.logged
        assert (leader.logged + other.logged).count("another process still fetches updates") <= 2


@pytest.mark.parametrize(("number", "longest"), [(signal.SIGKILL, 10.0), (signal.SIGTERM, 3.0)])
async def test_3_another_has_the_socket(
    tmp_path: Path, ready_postgres_url: str, number: signal.Signals, longest: float
) -> None:
    async with (
        FakeSlack() as slack,
        several(tmp_path, ready_postgres_url, slack_settings(slack, "socket"), {"mood": MOOD}) as some,
    ):
        leader, other = await two(some)
        await slack.is_connected(seconds=10)
        ana = slack.person("ana")
        await ana.commands("start mood", channel=None)
        await ana.until("Team mood", seconds=10)
        if number == signal.SIGKILL:
            await killed(leader.server)
            leader.ended = -9
        else:
            leader.sends(number)
            assert await leader.ends() == 0
        begun = monotonic()
        async with asyncio.timeout(20):
            while LEADS not in other.logged:  # noqa: ASYNC110  # it is another process
                await asyncio.sleep(0.05)
        await slack.is_connected(seconds=10)
        assert monotonic() - begun < longest
        await ana.taps("Start")
        await ana.until("Question 1 of 3", seconds=10)
