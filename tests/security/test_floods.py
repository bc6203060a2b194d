"""Proves: who floods us slows nobody, costs the platform next to nothing, and hears why, once.

1. A bucket gives out what it may at once, then so much a second; it says once that it is enough, and again
   only after a calm. What was given back may be taken again. Only so many senders are remembered.
2. On Telegram and in Slack: of four hundred taps or messages of one person a third of a minute's worth is
   taken; one word is said; the rest is confirmed and leaves no row and no call. Others are answered at once.
3. Who taps five times a second through a check of twenty questions loses nothing.
4. What could not be committed and comes again is not counted twice.
5. After a calm everything is taken again.
"""

import asyncio
from time import perf_counter

import pytest
from sqlalchemy import select

from bot.reception import polling
from bot.reception.buckets import Admission, Allowance, Buckets
from bot.store.tables import ANSWER, INBOUND
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.people import Colleague, Prospect
from tests.rows import Away, count
from tests.served import library
from tests.slack.served import served as served_in_slack
from tests.slack.wire import command_comes, event_comes, message_event
from tests.telegram.flows import MOOD
from tests.telegram.served import served

TAKEN, ENOUGH, DROPPED = Admission.TAKEN, Admission.ENOUGH, Admission.DROPPED
SOON = 8.0
"""Seconds; far less than the flood would take, also on a busy machine."""
WORDS = "More came in at once than can be read here"
TWENTY = "flow: twenty\ntitle: Twenty\nscale: agree5\nsteps:\n" + "".join(
    f"  - {{ask: q{number}, text: Statement {number}.}}\n" for number in range(1, 21)
)


# --- 1. Buckets --------------------------------------------------------------------------------------


def test_1_so_much_at_once_and_then_by_time() -> None:
    buckets = Buckets(Allowance(at_once=4, a_second=2))
    assert [buckets.take("ana", 10.0) for _ in range(7)] == [TAKEN] * 4 + [ENOUGH] + [DROPPED] * 2
    assert buckets.take("ben", 10.0) is TAKEN
    assert [buckets.take("ana", 10.5) for _ in range(2)] == [TAKEN, DROPPED]
    assert [buckets.take("ana", 11.4) for _ in range(2)] == [TAKEN, DROPPED]
    assert [buckets.take("ana", 500.0) for _ in range(6)] == [TAKEN] * 4 + [ENOUGH, DROPPED]


def test_1_a_clock_that_goes_back_gives_nothing() -> None:
    buckets = Buckets(Allowance(at_once=1, a_second=1))
    assert [buckets.take("ana", moment) for moment in (100.0, 50.0, 49.0)] == [TAKEN, ENOUGH, DROPPED]


def test_1_given_back_and_empty() -> None:
    buckets = Buckets(Allowance(at_once=2, a_second=0.001))
    assert not buckets.is_empty("ana", 0.0)
    buckets.give_back("ana")  # of nothing
    assert [buckets.take("ana", 0.0) for _ in range(2)] == [TAKEN, TAKEN]
    assert buckets.is_empty("ana", 0.0)
    buckets.give_back("ana")
    assert not buckets.is_empty("ana", 0.0)
    for _ in range(5):
        buckets.give_back("ana")
    assert [buckets.take("ana", 0.0) for _ in range(3)] == [TAKEN, TAKEN, ENOUGH]


def test_1_only_so_many_are_remembered() -> None:
    buckets = Buckets(Allowance(at_once=1, a_second=0.001), most=3)
    for sender in ("ana", "ben", "cleo", "ana", "dan"):  # Ben was not heard of for longest
        buckets.take(sender, 0.0)
    assert len(buckets._buckets) == 3
    assert buckets.is_empty("ana", 0.0)
    assert not buckets.is_empty("ben", 0.0)


# --- 2. Floods ---------------------------------------------------------------------------------------


async def test_2_on_telegram(telegram: FakeTelegram, ready_sqlite_url: str, webhook: bool) -> None:
    async with served(
        telegram, ready_sqlite_url, library(MOOD), webhook=webhook, taps_a_minute=60
    ) as server:  # fmt: skip
        ana = await Prospect(telegram, server).begins("mood")
        mallory = Prospect(telegram, server, "mallory")
        for number in range(400):
            await mallory.app.types(f"again {number}")
        begun = perf_counter()
        await ana.app.taps("Agree")
        await ana.app.until("Question 2 of 3")
        assert perf_counter() - begun < SOON
        await mallory.waits()
        said = telegram.record.of("sendMessage", mallory.app.id)
        assert sum(WORDS in str(one.parameters) for one in said) == 1
        assert len(said) <= 20 + 1 + 5  # what came meanwhile, too
        assert await count(server, INBOUND) <= 20 + 5 + 10
        await ana.taps("Agree", "Agree")
        ana.sees("Your result")


async def test_2_taps_on_telegram(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(
        telegram, ready_sqlite_url, library(MOOD), webhook=True, taps_a_minute=60
    ) as server:  # fmt: skip
        mallory = await Prospect(telegram, server, "mallory").begins("mood")
        await mallory.app.taps("Agree", times=300)
        await mallory.waits()
        answered = telegram.record.of("answerCallbackQuery")
        assert sum(WORDS in str(one.parameters) for one in answered) == 1
        assert len(answered) <= 20 + 1 + 5
        assert await count(server, ANSWER) == 1


async def test_2_in_slack(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served_in_slack(slack, ready_sqlite_url, library(MOOD), taps_a_minute=60) as server:
        ana = await Colleague(slack, server).begins("mood")
        mallory = Colleague(slack, server, "mallory")
        await mallory.app.opens_messages()
        await mallory.waits()
        slack.record.forgets()
        coming = [
            event_comes(slack, server, message_event(slack, mallory, f"again {number}"))
            for number in range(200)
        ]
        came = asyncio.gather(*coming)
        begun = perf_counter()
        await ana.app.taps("Agree")
        await ana.app.until("Question 2 of 3")
        assert perf_counter() - begun < SOON
        assert set(await came) == {200}
        await mallory.waits()
        said = slack.record.of("chat.postMessage", mallory.app.dm)
        assert sum(WORDS in str(one.parameters) for one in said) == 1
        assert len(said) <= 20 + 1 + 5
        form = {
            "command": "/checkup", "text": "help", "user_id": mallory.app.id, "trigger_id": "1.2",
            "team_id": slack.home.team_id, "channel_id": mallory.app.dm,
            "response_url": "https://hooks.slack.com/x",
        }  # fmt: skip
        before = len(slack.record.requests)
        assert await command_comes(slack, server, form) == 200
        assert len(slack.record.requests) == before  # even the word costs no call
    slack.record.sent.clear()


# --- 3. People ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("pause", [0.2, 0.0], ids=["five a second", "as fast as it goes"])
async def test_3_a_quick_person_loses_nothing(
    telegram: FakeTelegram, ready_sqlite_url: str, pause: float
) -> None:
    """With what is allowed by default."""
    async with served(
        telegram, ready_sqlite_url, library(TWENTY), webhook=True, taps_a_minute=180
    ) as server:  # fmt: skip
        ana = await Prospect(telegram, server).begins("twenty")
        for number in range(1, 20):
            await ana.app.taps("Agree")
            await ana.app.until(f"Question {number + 1} of 20")
            await asyncio.sleep(pause)
        await ana.taps("Agree")
        ana.sees("Your result")
        assert await count(server, ANSWER) == 20
        assert all(WORDS not in message.words for message in ana.app.chat)


# --- 4. and 5. ---------------------------------------------------------------------------------------


async def test_4_what_comes_again_counts_once(
    telegram: FakeTelegram, ready_sqlite_url: str, webhook: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three permits at once: a link, the way in, one answer, which fails six times before it is taken."""
    monkeypatch.setattr(polling, "FIRST_PAUSE", 0.02)
    monkeypatch.setattr(polling, "LONGEST_PAUSE", 0.02)
    async with served(
        telegram, ready_sqlite_url, library(MOOD), webhook=webhook, taps_a_minute=9
    ) as server:  # fmt: skip
        ana = await Prospect(telegram, server).begins("mood")
        away = Away(server, 6)
        await ana.app.types("agree")
        await ana.app.until("Question 2 of 3", seconds=20)
        assert away.left == 0
        rows = await server.reads(lambda c: c.execute(select(ANSWER)).all())
        assert len(rows) == 1


async def test_5_after_a_calm(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(
        telegram, ready_sqlite_url, library(MOOD), webhook=True, taps_a_minute=120
    ) as server:  # fmt: skip
        ana = await Prospect(telegram, server).begins("mood")
        for number in range(60):
            await ana.app.types(f"again {number}")
        await ana.waits()
        await asyncio.sleep(1.0)
        await ana.taps("Agree")
        ana.sees("Question 2 of 3")
