"""Proves: who leaves in the middle in Slack is reminded kindly, while they work, and only while they like.

1. After a day the open question comes once more, below, with a way to have no more of that; once.
2. It comes from Monday to Friday between 9 and 5 by the person's own clock, wherever they live, and once they
   have moved by the clock there; or at the time of day that they chose.
3. "Stop reminding me", the command and the Home tab end it; the question stays.
4. At most one a day, whatever is unfinished. When its time is over the check closes, and that is said.
5. What nobody asked for is not sent twice.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from bot.clock import now
from bot.store.tables import CONVERSATION, DELIVERY
from tests.fakes.slack import FakeSlack
from tests.people import Colleague
from tests.served import Served, library
from tests.slack.looking import only_the_last_asks
from tests.slack.served import WayIn, served
from tests.slack.test_workspaces import time_passes, to_eleven
from tests.telegram.flows import MOOD

OTHER = MOOD.replace("flow: mood", "flow: other").replace("Team mood", "Other mood")
ZONES = ("Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles", "Asia/Kathmandu")


async def hours_pass(server: Served, people: list[Colleague], most: int) -> dict[str, datetime]:
    """Hour by hour, until everybody was reminded; by name, when that was."""
    begun, reminded = now(), dict[str, datetime]()
    for hour in range(1, most):
        await time_passes(server, people[0], timedelta(hours=hour))
        for one in people:
            if one.app.name not in reminded and "waits for you" in one.app.last.words:
                reminded[one.app.name] = begun + timedelta(hours=hour)
        if len(reminded) == len(people):
            break
    return reminded


async def test_1_the_question_comes_once_more(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("mood")
        await ana.taps("Agree")
        await time_passes(server, ana, timedelta(hours=23))
        ana.sees("Question 2 of 3").sees_no("waits for you")
        old = ana.app.last
        await time_passes(server, ana, to_eleven(2))
        ana.sees("Team mood: a question waits for you. 1 answer is kept.", "Question 2 of 3")
        ana.sees("Stop reminding me")
        only_the_last_asks(ana)
        assert ana.app.last.ts != old.ts
        assert "waits for you" in ana.app.notifications[-1]
        before = len(ana.app.bot_messages)
        await time_passes(server, ana, to_eleven(6))
        assert len(ana.app.bot_messages) == before
        await ana.taps("Agree")
        ana.sees("Question 3 of 3").sees_no("Stop reminding me")


async def test_2_in_the_working_day_of_each(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        people = []
        for number, zone in enumerate(ZONES):
            one = Colleague(slack, server, f"p{number}", zone=zone)
            await one.begins("mood")
            people.append(one)
        begun = now()
        reminded = await hours_pass(server, people, 24 * 5)
        assert len(reminded) == len(people)
        for one, zone in zip(people, ZONES, strict=True):
            at = reminded[one.app.name]
            there = at.astimezone(ZoneInfo(zone))
            assert at - begun >= timedelta(hours=23, minutes=59)
            assert there.weekday() < 5, (zone, there)
            assert 9 <= there.hour < 17 or (there.hour, there.minute) == (17, 0), (zone, there)


async def test_2_who_moved_is_reminded_by_the_clock_there(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server, zone="Europe/Berlin").begins("mood")
        await slack.changes(ana.app, tz="Pacific/Auckland")
        await ana.waits()
        at = (await hours_pass(server, [ana], 24 * 5))["ana"].astimezone(ZoneInfo("Pacific/Auckland"))
        assert at.weekday() < 5
        assert 9 <= at.hour < 17


@pytest.mark.parametrize("how", ["button", "command", "home"])
async def test_3_no_more_reminders_and_the_question_stays(
    slack: FakeSlack, ready_sqlite_url: str, how: str
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        await time_passes(server, ana, to_eleven(2))
        reminder = ana.app.last
        if how == "button":
            await ana.taps("Stop reminding me")
            assert ana.app.last.ts == reminder.ts
            ana.sees("I had what I needed.").sees_no("Stop reminding me")
        elif how == "command":
            await ana.commands("stop")
        else:
            await ana.opens_home()
            await ana.taps_home("Turn reminders off")
        await ana.types("agree")
        ana.sees("Question 2 of 3")
        before = len(ana.app.bot_messages)
        await time_passes(server, ana, to_eleven(10))
        assert len(ana.app.bot_messages) == before
        ana.sees("Question 2 of 3").sees_no("waits for you")


async def test_4_one_a_day_and_an_end(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD, OTHER)) as server:
        ana = await Colleague(slack, server).begins("mood")
        await ana.taps("Agree")
        await ana.begins("other")
        sent: dict[datetime, int] = {}
        begun, before = now(), len(ana.app.bot_messages)
        for hour in range(24, 24 * 8, 3):
            await time_passes(server, ana, timedelta(hours=hour))
            sent[begun + timedelta(hours=hour)] = len(ana.app.bot_messages) - before
            before = len(ana.app.bot_messages)
        days = [
            at.astimezone(ZoneInfo("Europe/Berlin")).date()
            for at, count in sent.items()
            for _ in range(count)
        ]
        assert 1 <= len(days) <= 2
        assert len(days) == len({*days})
        await time_passes(server, ana, timedelta(days=16))
        statuses = await server.reads(lambda c: c.execute(select(CONVERSATION.c.status)).scalars().all())
        assert {*statuses} == {"expired"}
        assert "Time is up, so this is closed." in ana.app.screen


async def test_5_what_nobody_asked_for_is_not_sent_twice(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        await time_passes(server, ana, to_eleven(2))
        before = len(ana.app.bot_messages)
        claimed = update(DELIVERY).where(DELIVERY.c.occasion == "reminder").values(
            status="sending", due_at=now(), lease_until=datetime.now(UTC) - timedelta(seconds=1), attempts=1
        )  # fmt: skip
        await server.database.run(lambda connection: connection.execute(claimed))
        await server.slack.outbox.sweep()
        await ana.waits()
        assert len(ana.app.bot_messages) == before
        doubt = select(DELIVERY.c.status).where(DELIVERY.c.occasion == "reminder")
        assert {*await server.reads(lambda c: c.execute(doubt).scalars().all())} == {"unknown"}
