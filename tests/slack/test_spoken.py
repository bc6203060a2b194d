"""Proves: what people speak is asked once.

A button is answered in it after a restart too, and where Slack does not say it, nobody waits for it again and
again.
"""

import asyncio

from tests.fakes.slack import FakeSlack
from tests.people import Colleague
from tests.served import library
from tests.slack.served import WayIn, served
from tests.telegram.flows import KINDS, MOOD


async def test_a_button_is_answered_in_the_persons_language_after_a_restart(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD, KINDS), way_in=way_in) as server:
        ana = Colleague(slack, server, language="de-DE")
        await ana.commands("settings")
    async with served(slack, ready_sqlite_url, library(MOOD, KINDS), way_in=way_in) as server:
        ana = Colleague(slack, server, language="de-DE")
        before = len(slack.record.of("users.info"))
        await ana.taps("Erinnerungen ausschalten")
        ana.sees("Erinnerungen sind aus.")
        await ana.commands("settings")
        assert len(slack.record.of("users.info")) == before + 1


async def test_nobody_waits_again_for_what_slack_does_not_say(
    slack: FakeSlack, ready_sqlite_url: str
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = Colleague(slack, server)
        slack.fails("missing_scope", method="users.info", times=None)
        await ana.begins("mood")
        await ana.types("agree", "agree")
        ana.sees("Question 3 of 3")
        assert len(slack.record.of("users.info")) == 1


async def test_one_command_waits_once(slack: FakeSlack, ready_sqlite_url: str) -> None:
    """A second, whatever parts of its answer want to know the language."""
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = Colleague(slack, server)
        slack.fails("slow", method="users.info", seconds=4.0)
        begun = asyncio.get_running_loop().time()
        await ana.app.commands("start mood")
        await ana.app.until("Team mood")
        assert asyncio.get_running_loop().time() - begun < 1.8
        await ana.waits()
