"""Proves: while the database is away or slow, nothing is confirmed that could be lost, and people are told.

1. An event that cannot be committed is not confirmed: it comes again and counts then, once.
2. An interaction does not come again, so it is confirmed in time whatever the database does: nobody is
   warned, and what comes of it comes later. What would have been said in the answer is said then: what would
   have stood beside a field that is closed by now is said in the messages, as long as its question is open:
   what was written for one question answers no other.
3. Where the database fails during an interaction, or we made a mistake, the person is told where they look,
   in time or later; nothing is lost, and the same works again afterwards. The mistake is in the log. A box
   that was ticked then counts with *Done*, which takes what is read.
4. What cannot be marked as sent is marked when the database is back.
"""

import asyncio
from collections.abc import Callable
from typing import TypeVar

import pytest
from sqlalchemy import Connection, func, select

from bot.store.errors import DatabaseUnreachable
from bot.store.tables import ANSWER, DELIVERY
from tests.fakes.slack import FakeSlack
from tests.people import Colleague
from tests.rows import Away, Slow, count
from tests.served import library
from tests.slack.looking import NOT_NOW, NUMBERS, answers, has_one_question
from tests.slack.served import WayIn, served
from tests.telegram.flows import KINDS, MOOD, SLEEP

T = TypeVar("T")


async def test_1_what_is_not_committed_comes_again(waiting: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(waiting, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(waiting, server).begins("mood")
        away = Away(server, 3)
        before = len(waiting.deliveries)
        await ana.app.types("agree")
        await ana.app.until("Question 2 of 3", seconds=15)
        await ana.waits()
        assert away.left == 0
        assert await answers(server) == {"tools": '"agree"'}
        tries = [(one.attempt, one.status) for one in waiting.deliveries[before:] if one.what == "message"]
        assert tries[:4] == [(0, 503), (1, 503), (2, 503), (3, 200)]
        has_one_question(ana)


async def test_1_also_by_socket(waiting: FakeSlack, ready_sqlite_url: str) -> None:
    """There is no word for "again" there: what is not confirmed comes again after three seconds."""
    async with served(waiting, ready_sqlite_url, library(MOOD), way_in="socket") as server:
        ana = await Colleague(waiting, server).begins("mood")
        away = Away(server, 1)
        await ana.app.types("agree")
        await ana.app.until("Question 2 of 3", seconds=15)
        await ana.waits()
        assert away.left == 0
        assert await answers(server) == {"tools": '"agree"'}


async def test_1_an_event_that_takes_long_comes_again_and_counts_once(
    waiting: FakeSlack, ready_sqlite_url: str
) -> None:
    async with served(waiting, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(waiting, server).begins("mood")
        slow = Slow(server, 3.3)
        await ana.app.types("agree")
        await asyncio.sleep(3.2)
        slow.well()
        await ana.app.until("Question 2 of 3", seconds=15)
        await ana.waits()
        assert await answers(server) == {"tools": '"agree"'}
        has_one_question(ana)


async def test_2_everything_is_answered_in_time(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    """Six people at once, and a database that takes four seconds for anything."""
    async with served(slack, ready_sqlite_url, library(MOOD, KINDS, NUMBERS), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("mood")
        ben = await Colleague(slack, server, "ben").begins("kinds")
        await ben.taps("Often")
        cid = await Colleague(slack, server, "cid").begins("numbers")
        dora = await Colleague(slack, server, "dora").begins("numbers")
        asked = dora.app.last
        for one in (cid, dora):
            await one.taps("Enter a number")
        eve = Colleague(slack, server, "eve")
        fay = await Colleague(slack, server, "fay").begins("mood")
        await fay.opens_home()
        everybody = (ana, ben, cid, dora, eve, fay)
        right = cid.app._tells.submission(cid.app._open_modal())
        wrong = dora.app._tells.submission(dora.app._open_modal())
        written(right, "7")
        written(wrong, "700")

        slow = Slow(server, 4.0)
        done = asyncio.gather(
            ana.app.taps("Agree"),
            ben.app.ticks("In the office"),
            cid.app._interacts(right),
            dora.app._interacts(wrong),
            eve.app.commands("start mood", channel=None),
            fay.app.taps_home("Turn reminders off"),
        )
        await done
        assert [one.app.warnings for one in everybody] == [[]] * 6
        slow.well()
        for one in everybody:
            await one.waits()

        ana.sees("Question 2 of 3")
        ben.sees("[x] In the office")
        cid.sees("How many rooms?")
        dora.sees("How many people?")
        assert dora.app.last.ts > asked.ts
        eve.sees("Team mood", "[Start]")
        assert "Turn reminders on" in fay.app.home_screen
        assert await count(server, ANSWER) == 3  # what is ticked counts when it is done
        for one in (ana, ben, cid, dora):
            has_one_question(one)
        await dora.types("7")
        dora.sees("How many rooms?")


def written(payload: dict[str, object], text: str) -> None:
    """What stands in the window when it is sent, whatever an app of Slack's would say to that."""
    view = payload["view"]
    assert isinstance(view, dict)
    (block,) = view["state"]["values"].values()
    (field,) = block.values()
    field["value"] = text


async def test_2_what_was_written_late_answers_no_other_question(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    """Nothing seems to happen, so Ana types the number; what she wrote first would fit what is asked next."""
    async with served(slack, ready_sqlite_url, library(SLEEP), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("sleep")
        await ana.taps("Enter a number")
        wrong = ana.app._tells.submission(ana.app._open_modal())
        written(wrong, "about 8, my back hurts")
        slow = Slow(server, 4.8)
        saving = asyncio.create_task(ana.app._interacts(wrong))
        await asyncio.sleep(2.6)
        slow.well()
        await ana.app.types("7")
        await saving
        await ana.waits()
        assert await answers(server) == {"hours": '{"number":"7"}'}
        assert "about 8" not in "".join(one.words for one in ana.app.bot_messages)
        ana.sees("already answered")
        has_one_question(ana)
        assert ana.app.warnings == []


async def test_2_also_where_all_workspaces_are_looked_up(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD), way_in="many") as server:
        globex = slack.workspace("Globex")
        admin = slack.person("admin", workspace=globex)
        await slack.installs(globex, f"{server.address}/slack/install", by=admin)
        ana = await Colleague(slack, server, workspace=globex).begins("mood")
        server.slack.reception._workspaces._known.clear()  # type: ignore[attr-defined]  # as half a minute later
        slow = Slow(server, 4.0)
        await ana.app.taps("Agree")
        assert ana.app.warnings == []
        slow.well()
        await ana.waits()
        ana.sees("Question 2 of 3")
        server.slack.reception._workspaces._known.clear()  # type: ignore[attr-defined]
        away = Away(server, 1, reads=True)
        await ana.app.taps("Agree")
        await ana.waits()
        assert away.left == 0
        assert ana.app.warnings == []
        assert NOT_NOW in ana.app.screen
        await ana.taps("Agree")
        ana.sees("Question 3 of 3")
    slack.record.sent.clear()  # told twice


async def test_3_a_press_that_cannot_be_taken_is_told(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("mood")
        Away(server, 1)
        await ana.taps("Agree")
        assert NOT_NOW in ana.app.ephemerals[-1].words
        assert ana.app.warnings == []
        ana.sees("Question 1 of 3")
        await ana.taps("Agree")
        ana.sees("Question 2 of 3")
        has_one_question(ana)
        assert await answers(server) == {"tools": '"agree"'}


async def test_3_a_tick_that_was_lost_counts_as_it_is_read(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(slack, ready_sqlite_url, library(KINDS), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("kinds")
        await ana.taps("Often")
        await ana.ticks("In the office")
        away = Away(server, 1)
        await ana.ticks("In the cloud")
        assert away.left == 0
        assert NOT_NOW in ana.app.ephemerals[-1].words
        assert "[x] In the cloud" in ana.app.reads(ana.app.last)
        await ana.taps("Done")
        ana.sees("Question 3 of")
        assert (await answers(server))["where"] == '["office","cloud"]'


async def test_3_what_cannot_be_kept_as_it_is_read_is_shown_first(
    slack: FakeSlack, ready_sqlite_url: str
) -> None:
    """Everything and *Nowhere* are ticked, because the word that they exclude each other never came."""
    async with served(slack, ready_sqlite_url, library(KINDS)) as server:
        ana = await Colleague(slack, server).begins("kinds")
        await ana.taps("Often")
        await ana.ticks("In the office")
        Away(server, 1)
        await ana.ticks("Nowhere")
        await ana.taps("Done")
        ana.sees("Question 2 of")
        assert "[x] Nowhere" in ana.app.reads(ana.app.last)
        assert "[x] In the office" not in ana.app.reads(ana.app.last)
        await ana.taps("Done")
        assert (await answers(server))["where"] == '["none"]'


@pytest.mark.parametrize("seconds", [0.0, 2.6])
async def test_3_a_mistake_of_ours_is_told_in_time_or_later(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn, seconds: float,
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    """A press, a command, a shortcut, and a field that is saved, around the turn where nothing catches it."""
    async with served(slack, ready_sqlite_url, library(MOOD, NUMBERS), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("mood")
        ben = await Colleague(slack, server, "ben").begins("numbers")
        await ben.taps("Enter a number")
        await ben.app.fills("7")

        async def mistaken(*_: object) -> None:
            await asyncio.sleep(seconds)
            raise KeyError("a mistake about ana@example.com")

        with monkeypatch.context() as broken:
            broken.setattr(server.slack.reception, "_turn", mistaken)
            await asyncio.gather(
                ana.app.taps("Agree"), ben.app.submits(), ana.app.commands("start mood", channel=None)
            )
            if not seconds:
                await ana.app.uses_shortcut("start_check")
            await ana.waits()
            await ben.waits()
        assert sum(NOT_NOW in one.words for one in ana.app.ephemerals) == 2
        if not seconds:
            assert NOT_NOW in "".join(ben.app.modal_errors.values())
            assert NOT_NOW in ana.app.modal_screen
            await ana.app.closes_modal()
        assert ana.app.warnings + ben.app.warnings == []
        assert "met a mistake of ours" in caplog.text
        await ana.taps("Agree")
        ana.sees("Question 2 of 3")
    slack.record.sent.clear()  # told twice


async def test_3_a_window_that_cannot_be_taken_says_so_beside_the_field(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(slack, ready_sqlite_url, library(NUMBERS), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("numbers")
        await ana.taps("Enter a number")
        await ana.app.fills("7")
        Away(server, 1)
        await ana.app.submits()
        await ana.waits()
        assert NOT_NOW in "".join(ana.app.modal_errors.values())
        await ana.app.submits()
        await ana.waits()
        assert ana.app.modal is None
        ana.sees("How many rooms?")
        assert await answers(server) == {"people": '{"number":"7"}'}


async def test_3_a_command_a_shortcut_and_the_home_tab(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD), way_in=way_in) as server:
        ana = await Colleague(slack, server).opens_home()
        Away(server, 1)
        reply = await ana.commands("start mood")
        assert NOT_NOW in reply.text
        assert ana.app.bot_messages == []
        Away(server, 1)
        await ana.app.uses_shortcut("start_check")
        await ana.waits()
        assert NOT_NOW in ana.app.modal_screen
        await ana.app.closes_modal()
        await ana.opens_home()
        Away(server, 1)
        await ana.taps_home("Turn reminders off")
        assert NOT_NOW in ana.app.modal_screen
        await ana.app.closes_modal()
        await ana.taps_home("Turn reminders off")
        assert "Turn reminders on" in ana.app.home_screen
        await ana.begins("mood")
        ana.sees("Question 1 of 3")
    slack.record.sent.clear()


async def test_3_a_home_tab_that_cannot_be_made_comes_when_it_is_opened_again(
    slack: FakeSlack, ready_sqlite_url: str
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = Colleague(slack, server)
        Away(server, 1)
        await ana.opens_home()
        assert ana.app.home is None
        await ana.opens_home()
        assert "Team mood" in ana.app.home_screen


async def test_4_what_was_sent_is_written_down_when_the_database_is_back(
    slack: FakeSlack, ready_sqlite_url: str
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        marks = server.slack.outbox._notes._marks
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
        ana.sees("Question 2 of 3")
