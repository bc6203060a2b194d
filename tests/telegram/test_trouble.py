"""Proves: while the database or the way to Telegram is away, nothing is confirmed and nothing is lost.

1. An update that cannot be committed is not confirmed: it comes again and counts then, both ways; what the
   same person said after it counts after it.
2. Polling waits out lost connections, trouble of the server and its wish to be asked later, and says so.
3. What cannot be marked as sent is marked when the database is back.
4. A platform that is away for long is no fault of a message: it is brought however often that was in vain.
"""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from sqlalchemy import Connection, func, select

from bot.channels.telegram import outcomes
from bot.delivery.tries import MOST_TRIES
from bot.reception import polling
from bot.store.errors import DatabaseUnreachable
from bot.store.tables import ANSWER, DELIVERY
from tests.fakes.telegram import FakeTelegram
from tests.people import Prospect
from tests.rows import Away
from tests.served import library
from tests.telegram.flows import MOOD
from tests.telegram.served import served

T = TypeVar("T")


async def test_1_what_is_not_committed_comes_again(
    telegram: FakeTelegram, ready_sqlite_url: str, webhook: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "FIRST_PAUSE", 0.02)
    async with served(telegram, ready_sqlite_url, library(MOOD), webhook=webhook) as server:
        ana = await Prospect(telegram, server).begins("mood")
        away = Away(server, 3)
        await ana.app.taps("Agree")
        await ana.app.until("Question 2 of 3", seconds=15)
        await ana.waits()
        assert away.left == 0
        ana.sees("Question 2 of 3").has_one_keyboard()
        count = select(func.count()).select_from(ANSWER)
        assert await server.reads(lambda connection: connection.execute(count).scalar_one()) == 1


async def test_1_what_comes_again_is_not_overtaken_by_what_was_said_after_it(
    telegram: FakeTelegram, ready_sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "FIRST_PAUSE", 0.02)
    async with served(telegram, ready_sqlite_url, library(MOOD)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        away = Away(server, 1)
        await ana.app.types("Strongly agree")
        await ana.app.types("Disagree")  # comes in the same batch
        await ana.app.until("Question 3 of 3", seconds=15)
        assert away.left == 0
        rows = await server.reads(lambda connection: connection.execute(select(ANSWER)).all())
        assert {row.question: row.value for row in rows} == {
            "tools": '"strongly_agree"',
            "focus": '"disagree"',
        }


@pytest.mark.parametrize(
    ("trouble", "more", "said"),
    [
        ("bad_gateway", {}, "cannot be reached just now"),
        ("lost_before", {}, "cannot be reached just now"),
        ("malformed", {}, "cannot be reached just now"),
        ("too_many_requests", {"retry_after": 1}, "cannot be reached just now"),
    ],
)
async def test_2_polling_waits_it_out(
    telegram: FakeTelegram,
    ready_sqlite_url: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    trouble: str,
    more: dict[str, Any],
    said: str,
) -> None:
    monkeypatch.setattr(polling, "FIRST_PAUSE", 0.02)
    async with served(telegram, ready_sqlite_url, library(MOOD)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        telegram.fails(trouble, method="getUpdates", **more)
        with caplog.at_level(logging.WARNING):
            await ana.app.taps("Agree")  # ends the fetch that is open; the next one meets the trouble
            await ana.app.until("Question 2 of 3")
            await ana.app.taps("Agree")
            await ana.app.until("Question 3 of 3", seconds=8)
        assert said in caplog.text
    telegram.refusals.clear()


async def test_3_what_was_sent_is_written_down_when_the_database_is_back(
    telegram: FakeTelegram, ready_sqlite_url: str
) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        marks = server.telegram.outbox._notes._marks
        original, failures = marks._database.run, [1, 1]

        async def run(work: Callable[[Connection], T]) -> T:
            if failures and work.__qualname__.startswith("Marks"):
                failures.pop()
                raise DatabaseUnreachable("The database is away.", "Wait.")
            return await original(work)

        marks._database.run = run  # type: ignore[method-assign]  # it is away for marks alone
        await ana.taps("Agree")
        assert failures == []
        left = select(func.count()).where(DELIVERY.c.status == "sending")
        assert await server.reads(lambda connection: connection.execute(left).scalar_one()) == 0


async def test_4_away_for_longer_than_any_message_is_tried(
    telegram: FakeTelegram, ready_sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outcomes, "AGAIN_SECONDS", 0.01)
    async with served(telegram, ready_sqlite_url, library(MOOD)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        for method in ("editMessageText", "sendMessage"):
            telegram.fails("bad_gateway", method=method, times=2 * MOST_TRIES)
        await ana.taps("Agree")
        ana.sees("Question 2 of 3").has_one_keyboard()
        await ana.types("/continue")
        ana.sees("Question 2 of 3").has_one_keyboard()
        assert telegram.doubles == {}
