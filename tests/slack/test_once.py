"""Proves: one press is one answer, whatever comes again, comes late or comes at once.

1. What comes again counts once: an event by its id, a press by when it was made, a press made anew by what it
   means. So do a double tap, two controls at once, a command and a shortcut that come twice.
2. An old button changes nothing: its message loses its controls, and the open question stands below.
3. One person's words are taken in their order, and nobody waits for somebody else.
"""

import asyncio

from sqlalchemy import select

from bot.store.tables import CONVERSATION, INBOUND
from tests.fakes.slack import FakeSlack
from tests.people import Colleague
from tests.rows import Slow, count
from tests.served import library
from tests.slack.looking import NUMBERS, answers, has_one_question
from tests.slack.served import WayIn, served
from tests.telegram.flows import KINDS, MOOD


async def test_1_an_event_that_comes_again_counts_once(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("mood")
        await ana.types("agree")
        for _ in range(3):
            await slack.re_sends_event()
        await ana.waits()
        ana.sees("Question 2 of 3")
        has_one_question(ana)
        assert await answers(server) == {"tools": '"agree"'}


async def test_1_an_event_that_comes_again_while_it_is_taken_counts_once(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("mood")
        await ana.app.types("agree")
        await asyncio.gather(*(slack.re_sends_event() for _ in range(5)))
        await ana.waits()
        ana.sees("Question 2 of 3")
        assert await answers(server) == {"tools": '"agree"'}


async def test_1_a_double_tap_is_one_answer(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("mood")
        await ana.app.taps("Agree", times=4)
        await ana.waits()
        ana.sees("Question 2 of 3")
        has_one_question(ana)
        assert await answers(server) == {"tools": '"agree"'}
        assert ana.app.ephemerals == ana.app.ephemerals[:1]  # only what the command said
        assert ana.app.warnings == []


async def test_1_a_double_tap_at_the_end_leaves_the_result_alone(
    slack: FakeSlack, ready_sqlite_url: str
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        await ana.taps("Agree", "Agree")
        card = ana.app.last
        await ana.app.taps("Agree", times=3)
        await ana.waits()
        await ana.app.taps("Agree", message=card)
        await ana.waits()
        ana.sees("Your result: 75 of 100").sees_no("This conversation is over")
        assert len(ana.app.bot_messages) == 1
        await ana.taps("How was this computed?")
        ana.sees("I can rest.")


async def test_1_a_press_that_comes_again_counts_once(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("mood")
        await ana.taps("Agree")
        before = await count(server, INBOUND)
        payload = ana.app._newest
        assert payload is not None
        ack = await slack.world.deliveries.interacts(payload)
        await ana.waits()
        assert ack.ok
        assert await count(server, INBOUND) == before
        await ana.app.re_sends()
        await ana.waits()
        ana.sees("Question 2 of 3")
        has_one_question(ana)
        assert await answers(server) == {"tools": '"agree"'}


async def test_1_two_buttons_at_once_are_one_answer(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        card = ana.app.last
        await asyncio.gather(
            ana.app.taps("Agree", message=card), ana.app.taps("Disagree", message=card),
        )  # fmt: skip
        await ana.waits()
        ana.sees("Question 2 of 3")
        has_one_question(ana)
        assert list(await answers(server)) == ["tools"]


async def test_1_two_messages_at_once_are_two_answers(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        await ana.app.types("agree")
        await ana.app.types("disagree")
        await ana.waits()
        ana.sees("Question 3 of 3")
        has_one_question(ana)
        assert await answers(server) == {"tools": '"agree"', "focus": '"disagree"'}


async def test_1_a_tick_and_done_at_once(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    async with served(slack, ready_sqlite_url, library(KINDS), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("kinds")
        await ana.taps("Often")
        await ana.ticks("In the office")
        card = ana.app.last
        await asyncio.gather(
            ana.app.ticks("In the cloud", message=card), ana.app.taps("Done", message=card),
        )  # fmt: skip
        await ana.waits()
        ana.sees("Question 3 of 6")
        has_one_question(ana)
        assert (await answers(server))["where"] in ('["office","cloud"]', '["office"]')


async def test_1_ticks_as_fast_as_fingers_go(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(KINDS)) as server:
        ana = await Colleague(slack, server).begins("kinds")
        await ana.taps("Often")
        card = ana.app.last
        for _ in range(3):
            await ana.app.ticks("In the office", "In the cloud", message=card)
        await ana.waits()
        ana.sees("[x] In the office", "[x] In the cloud")
        await ana.taps("Done")
        ana.sees("Question 3 of 6")
        assert (await answers(server))["where"] == '["office","cloud"]'


async def test_1_a_command_that_comes_twice_counts_once(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = Colleague(slack, server)
        form = ana.app._tells.command("/checkup", "start mood", ana.app._dm)
        acks = [await slack.world.deliveries.commands(form) for _ in range(2)]
        await ana.waits()
        assert all(ack.ok for ack in acks)
        assert len(ana.app.bot_messages) == 1
        await ana.commands("start mood")
        await ana.commands("start mood")
        assert len({*await server.reads(lambda c: c.execute(select(CONVERSATION.c.id)).scalars().all())}) == 1
    slack.record.sent.clear()  # who asks twice is greeted twice


async def test_1_a_shortcut_that_comes_twice_counts_once(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD, KINDS)) as server:
        ana = Colleague(slack, server)
        await ana.app.uses_shortcut("start_check")
        await ana.waits()
        payload = ana.app._newest
        assert payload is not None
        assert (await slack.world.deliveries.interacts(payload)).ok
        await ana.waits()
        assert len(ana.app.bot_messages) == 1
        ana.sees("Team mood", "Every kind")
    slack.refusals.clear()  # a trigger opens one window


async def test_2_an_old_button_changes_nothing(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        old = ana.app.last
        await ana.types("agree")
        await ana.app.taps("Disagree", message=old)
        await ana.waits()
        ana.sees("Question 2 of 3")
        has_one_question(ana)
        assert await answers(server) == {"tools": '"agree"'}


async def test_2_an_old_button_that_opens_windows_says_so_and_goes(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(slack, ready_sqlite_url, library(NUMBERS), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("numbers")
        slack.fails("used_url", method="response_url")
        slack.fails("cant_update_message", method="chat.update", times=2)
        await ana.types("5")
        assert len(ana.app.controls_alive) == 2
        old = ana.app.controls_alive[0]
        await ana.app.taps("Enter a number", message=old)
        await ana.waits()
        assert "already answered" in ana.app.modal_screen
        ana.sees("How many rooms?")
        has_one_question(ana)
        assert await answers(server) == {"people": '{"number":"5"}'}


async def test_2_a_window_of_before_changes_nothing(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(NUMBERS)) as server:
        ana = await Colleague(slack, server).begins("numbers")
        await ana.taps("Enter a number")
        await ana.app.fills("7")
        await ana.types("5")
        ana.sees("How many rooms?")
        await ana.app.submits()
        await ana.waits()
        assert ana.app.modal is None
        ana.sees("How many rooms?")
        has_one_question(ana)
        assert await answers(server) == {"people": '{"number":"5"}'}


async def test_2_a_corrected_window_is_taken(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    async with served(slack, ready_sqlite_url, library(NUMBERS), way_in=way_in) as server:
        ana = await Colleague(slack, server).begins("numbers")
        await ana.taps("Enter a number")
        window = ana.app._open_modal()
        payload = ana.app._tells.submission(window)
        (block,) = payload["view"]["state"]["values"].values()
        (field,) = block.values()
        said = []
        for written in ("700", "701", "700", "7"):  # no app of Slack's lets that through; another might
            field["value"] = written
            said.append((await slack.world.deliveries.interacts(payload)).body)
        await ana.waits()
        for wrong in said[:3]:
            assert wrong["response_action"] == "errors"
            assert "100" in "".join(wrong["errors"].values())
        assert not said[3]
        ana.sees("How many rooms?")
        assert await answers(server) == {"people": '{"number":"7"}'}


async def test_3_words_are_taken_in_their_order(slack: FakeSlack, ready_sqlite_url: str) -> None:
    """Also where the first ones take longest."""
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        slow = Slow(server, 0.4)
        await ana.app.types("strongly disagree")
        await slow.holds()
        slow.well()
        await ana.app.types("disagree")
        await asyncio.sleep(0.1)
        await ana.app.types("agree")
        await ana.waits()
        ana.sees("Your result")
        assert await answers(server) == {
            "tools": '"strongly_disagree"', "focus": '"disagree"', "rest": '"agree"',
        }  # fmt: skip


async def test_3_two_people_do_not_wait_for_each_other(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        ben = await Colleague(slack, server, "ben").begins("mood")
        slack.fails("slow", person=ana.app, seconds=6.0)
        await ana.app.taps("Agree")
        await asyncio.sleep(0.05)
        await ben.app.taps("Agree")
        await ben.app.until("Question 2 of 3", seconds=5.0)
        assert "Question 1 of 3" in ana.app.last.words
        await ana.app.until("Question 2 of 3")
