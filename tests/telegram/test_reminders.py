"""Proves: who leaves in the middle is reminded kindly, and only as often as they like.

1. A day later, at the time of day at which they were here, the open question comes once more, below, with a
   way to have no more of that. It comes once; who answers may be reminded of the next question.
2. There is at most one reminder a day, whatever is unfinished.
3. "Stop reminding me" leaves the question where it is; /stop and /settings do the same; nothing comes to who
   blocked.
4. After the time of the flow the conversation closes, and that is said; who never began is not told.
5. "Ask me again" comes back after three months, and the second result can be compared with the first.
6. The process may die between the commit and the sending: what nobody asked for is not sent twice.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from bot.clock import now
from bot.store.tables import CONVERSATION, DELIVERY
from bot.turn.deadlines import AWAKE, at_their_time
from tests.fakes.telegram import FakeTelegram
from tests.people import Prospect
from tests.served import Served, library
from tests.telegram.flows import MOOD
from tests.telegram.served import served

OTHER = MOOD.replace("flow: mood", "flow: other").replace("Team mood", "Other mood")


async def time_passes(server: Served, ana: Prospect, time: timedelta) -> None:
    """So much later, the clockwork looks whose time has come."""
    clockwork = server.telegram.clockwork
    usual, moment = clockwork._around, now() + time
    clockwork._around = lambda: replace(usual(), now=moment)
    await clockwork.tick()
    clockwork._around = usual
    await ana.waits()


async def test_1_a_day_later_the_question_comes_once_more(
    telegram: FakeTelegram, ready_sqlite_url: str
) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        await ana.taps("Agree")
        await time_passes(server, ana, timedelta(hours=23))
        ana.sees("Question 2 of 3").sees_no("waits for you")
        await time_passes(server, ana, timedelta(hours=25))
        ana.sees(
            "Team mood: a question waits for you. 1 answer is kept.", "Question 2 of 3", "Stop reminding me"
        )
        ana.has_one_keyboard()
        before = len(ana.app.bot_messages)
        await time_passes(server, ana, timedelta(days=5))
        assert len(ana.app.bot_messages) == before
        await ana.taps("Agree")
        ana.sees("Question 3 of 3").sees_no("Stop reminding me")
        await time_passes(server, ana, timedelta(days=3))
        ana.sees("2 answers are kept.")


@given(
    hour=st.integers(0, 24 * 60 - 1), minutes=st.integers(1, 60 * 24 * 40)
)  # fmt: skip
def test_1_a_reminder_comes_when_the_person_is_up(hour: int, minutes: int) -> None:
    active = datetime(2030, 5, 5, tzinfo=UTC) + timedelta(minutes=hour)
    due = active + timedelta(minutes=minutes)
    at = at_their_time(due, active)
    away = (at - active) % timedelta(days=1)
    assert min(away, timedelta(days=1) - away) <= AWAKE
    assert timedelta(0) <= at - due < timedelta(days=1)


async def test_2_there_is_one_reminder_a_day(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD, OTHER)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        await ana.begins("other")
        before = len(ana.app.bot_messages)
        await time_passes(server, ana, timedelta(hours=25))
        assert len(ana.app.bot_messages) == before + 1
        await time_passes(server, ana, timedelta(hours=26))
        assert len(ana.app.bot_messages) == before + 1
        await time_passes(server, ana, timedelta(hours=50))
        assert len(ana.app.bot_messages) == before + 2


async def test_3_no_more_reminders_and_the_question_stays(
    telegram: FakeTelegram, ready_sqlite_url: str
) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        await time_passes(server, ana, timedelta(hours=25))
        reminder = ana.app.last.id
        await ana.taps("Stop reminding me")
        assert ana.app.last.id == reminder
        ana.sees("I had what I needed.").sees_no("Stop reminding me").has_one_keyboard()
        await ana.taps("Agree")
        ana.sees("Question 2 of 3")
        await time_passes(server, ana, timedelta(days=3))
        ana.sees_no("waits for you")


@pytest.mark.parametrize("how", ["/stop", "blocks"])
async def test_3_nothing_comes_to_who_wants_nothing(
    telegram: FakeTelegram, ready_sqlite_url: str, how: str
) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        if how == "blocks":
            await ana.app.blocks()
            await ana.waits()
        else:
            await ana.types(how)
        before = len(ana.app.bot_messages)
        await time_passes(server, ana, timedelta(days=3))
        await time_passes(server, ana, timedelta(days=30))
        assert len(ana.app.bot_messages) == before
        statuses = await server.reads(lambda c: c.execute(select(CONVERSATION.c.status)).scalars().all())
        assert statuses == ["expired"]


async def test_4_time_runs_out(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        await ana.taps("Agree")
        ben = Prospect(telegram, server, "ben")
        await ben.opens("mood")
        await time_passes(server, ana, timedelta(days=15))
        ana.sees("Time is up, so this is closed. 1 answer is kept as incomplete.")
        assert len(ben.app.bot_messages) == 1
        left = await server.reads(lambda c: c.execute(select(CONVERSATION.c.open_question)).scalars().all())
        assert set(left) == {"focus", None}
        await ana.taps("Start again")
        ana.sees("Question 1 of 3").has_one_keyboard()


async def test_5_asked_again_and_compared(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        await ana.taps("Disagree", "Disagree", "Disagree")
        ana.sees("Your result: 25 of 100").sees_no("See what changed")
        await ana.taps("Ask me again in 3 months")
        await time_passes(server, ana, timedelta(days=80))
        ana.sees_no("Start again")
        await time_passes(server, ana, timedelta(days=93))
        ana.sees("Team mood", "Stop reminding me")
        await ana.taps("Start again", "Start", "Agree", "Agree", "Agree")
        ana.sees("Your result: 75 of 100", "Last time")
        await ana.taps("See what changed")
        ana.sees("25", "75", "50")


async def test_6_what_nobody_asked_for_is_not_sent_twice(
    telegram: FakeTelegram, ready_sqlite_url: str
) -> None:
    async with served(telegram, ready_sqlite_url, library(MOOD)) as server:
        ana = await Prospect(telegram, server).begins("mood")
        await time_passes(server, ana, timedelta(hours=25))
        before = len(ana.app.bot_messages)
        claimed = update(DELIVERY).where(DELIVERY.c.occasion == "reminder").values(
            status="sending", due_at=now(), lease_until=now() - timedelta(seconds=1), attempts=1
        )  # fmt: skip
        await server.database.run(lambda connection: connection.execute(claimed))
        await server.telegram.outbox.sweep()
        await ana.waits()
        assert len(ana.app.bot_messages) == before
        doubt = select(DELIVERY.c.status).where(DELIVERY.c.occasion == "reminder")
        statuses = await server.reads(lambda c: c.execute(doubt).scalars().all())
        assert set(statuses) == {"unknown"}
