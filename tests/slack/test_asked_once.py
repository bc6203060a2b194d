"""Proves: in Slack a person is told what is known, is shown where to change it, sees all of it and has it
forgotten. At the end Slack has refused nothing, and nothing was sent twice.
"""

from tests.fakes.slack import FakeSlack
from tests.people import Colleague
from tests.served import library
from tests.slack.served import WayIn, served
from tests.telegram.test_asked_once import FIRST, SECOND

WHO = '  - {ask: who, text: "Who are you there?", keep: role, choices: {owner: Owner, lead: Lead}}\n'
KNOWN = SECOND.replace("  - {ask: fun", f"{WHO}  - {{ask: fun")


async def test_what_is_known_is_told_changed_and_forgotten(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(slack, ready_sqlite_url, library(FIRST, KNOWN), way_in=way_in) as server:
        ana = Colleague(slack, server)
        await ana.commands("start first")
        await ana.taps("Start")
        await ana.types("12")
        await ana.taps("Lead")
        await ana.commands("start second")
        await ana.taps("Start")
        ana.sees("Already known, so not asked again:", "– from ", ": 12", "Who are you there?", "Is it fun?")
        await ana.taps("Change what is known")
        ana.sees("Your answers", ": Lead")
        await ana.commands("mydata")
        ana.sees("Remembered, so that you are not asked again")
        await ana.taps("Forget what is remembered")
        ana.sees("Forgotten. You will be asked again.")
