"""Proves: a value that was changed by one letter, made up, or taken from another person's message is refused.

It is told to who pressed it, and logged by ids alone; nobody's answers change.
"""

import copy
import logging
from typing import Any

import pytest
from sqlalchemy import select

from bot.store.tables import ANSWER, CONVERSATION
from tests.fakes.slack import FakeSlack
from tests.people import Colleague
from tests.served import Served, library
from tests.slack.looking import NUMBERS
from tests.slack.served import served
from tests.slack.trusting import SECRETS, everything, press_with
from tests.slack.wire import interaction_comes, press
from tests.telegram.flows import KINDS, MOOD


async def test_forged_and_foreign_buttons_are_refused(
    slack: FakeSlack, ready_sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        await ana.types(SECRETS)
        theirs = press(ana, "Agree")["actions"][0]["value"]
        await ana.opens_home()
        page = ana.app._home_place()
        wish = next(one.element["value"] for one in page.controls if one.label == "Delete everything")
        ben = await Colleague(slack, server, "ben").begins("mood")
        before = await answers_and_states(server)
        forged = theirs[:-1] + ("2" if theirs[-1] != "2" else "3")
        own = press(ben, "Agree")["actions"][0]["value"]
        caplog.clear()
        with caplog.at_level(logging.DEBUG, logger="bot"):
            for value in (
                theirs, forged, wish, wish[:-1] + ("a" if wish[-1] != "a" else "b"), own[:-1],
                own[:-1] + ("2" if own[-1] != "2" else "3"), "x", "t.1.2.3", "_a.b.c", "-a.c.d", "t" * 300,
                "\ud800", "\x00", "' or 1=1 --",
            ):  # fmt: skip
                payload = press_with(slack, ben, value)
                assert await interaction_comes(slack, server, payload) == 200
                await ben.waits()
        assert await answers_and_states(server) == before
        assert "This button belongs to somebody else" in ben.app.ephemerals[-1].words
        assert caplog.text.count("a button was refused") == 14
        for secret in ("4711", "ana@example.com", "what I needed"):
            assert secret not in caplog.text
        await ben.types("agree")
        ben.sees("Question 2 of 3")
    slack.record.sent.clear()  # each refusal is told


async def answers_and_states(server: Served) -> list[Any]:
    return await everything(server, (ANSWER, CONVERSATION))


async def test_a_press_tells_nobody_where_another_is_written_to(
    slack: FakeSlack, ready_sqlite_url: str
) -> None:
    """Ben's press of his own button, said to be in Ana's direct messages, or in a channel."""
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        ben = await Colleague(slack, server, "ben").begins("mood")
        hers, labels = len(ana.app.bot_messages), ana.app.last.labels
        for room, stamp in ((ana.app.dm, ana.app.last.ts), ("C0123456789", "1720000000.000100")):
            payload = press(ben, "Agree")
            payload["container"] = {**payload["container"], "channel_id": room, "message_ts": stamp}
            payload["actions"][0]["action_ts"] = stamp
            payload.pop("response_url")
            assert await interaction_comes(slack, server, payload) == 200
            await ben.waits()
        await ben.app.commands("mydata")
        await ben.waits()
        assert (len(ana.app.bot_messages), ana.app.last.labels) == (hers, labels)
        assert {one.parameters["channel"] for one in slack.record.of("chat.postMessage")} <= {
            ana.app.dm, ana.app.id, ben.app.dm, ben.app.id,
        }  # fmt: skip
        assert [one.name for one in ben.app.files] == ["my-data.json"]
        assert ana.app.files == []
    slack.record.sent.clear()


async def test_a_window_and_a_selection_of_somebody_else(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(NUMBERS, KINDS)) as server:
        ana = await Colleague(slack, server).begins("numbers")
        await ana.taps("Enter a number")
        await ana.app.fills("7")
        ben = await Colleague(slack, server, "ben").begins("kinds")
        await ben.taps("Often")
        await ben.ticks("In the office")
        before = await answers_and_states(server)

        submission = ana.app._tells.submission(ana.app._open_modal())
        submission["user"] = ben.app._tells.submission(ana.app._open_modal())["user"]
        assert await interaction_comes(slack, server, submission) == 200
        ticked = ben.app._newest
        assert ticked is not None
        stolen = copy.deepcopy(ticked)
        stolen["user"] = ana.app._tells._payload("block_actions")["user"]
        stolen["actions"][0]["action_ts"] = slack.world.numbers.ts()
        assert await interaction_comes(slack, server, stolen) == 200
        opened = press(ana, "Enter a number")
        opened["user"] = submission["user"]
        opened["trigger_id"] = ben.app._tells._payload("block_actions")["trigger_id"]
        assert await interaction_comes(slack, server, opened) == 200
        for one in (ana, ben):
            await one.waits()
        assert await answers_and_states(server) == before
        assert "How many people?" not in ben.app.modal_screen
    slack.record.sent.clear()


async def test_boxes_of_somebody_else_are_not_what_was_read(slack: FakeSlack, ready_sqlite_url: str) -> None:
    """Ben's *Done*, with boxes that are Ana's, of no question, and of another control."""
    async with served(slack, ready_sqlite_url, library(KINDS)) as server:
        ana = await Colleague(slack, server).begins("kinds")
        ben = await Colleague(slack, server, "ben").begins("kinds")
        for one in (ana, ben):
            await one.taps("Often")
        await ana.ticks("In the cloud")
        await ben.ticks("In the office")
        (theirs, boxes), *_ = press(ana, "Done")["state"]["values"].items()
        (own, _), *_ = press(ben, "Done")["state"]["values"].items()
        for values in (
            {theirs: boxes},
            {own: boxes},
            {"x": boxes},
            {own: {"select": {"selected_options": 7}}},
        ):
            payload = press(ben, "Done")
            payload["state"] = {"values": values}
            assert await interaction_comes(slack, server, payload) == 200
            await ben.waits()
            ben.sees("Question 3 of")
            rows = await server.reads(lambda c: c.execute(select(ANSWER.c.value)).scalars().all())
            assert '["office"]' in rows
            await ben.taps("Back")
