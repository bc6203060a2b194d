"""Proves: a workspace that lets Checkup in hears one word, said to the one who did it.

1. Who installs it is greeted in the direct messages, in their language, with the checks there are; nobody
   else gets anything, and no channel.
2. Installed again, by whomever, it greets nobody again; nor after it was taken out.
3. After everything was taken out and let in again, what is open goes on when its person comes, not before.
The numbers in brackets are those of the rules in the reference on platforms, §17b.
"""

from tests.fakes.slack import FakeSlack
from tests.people import Colleague
from tests.served import Served, library
from tests.slack.looking import in_channels, nothing_went_wrong
from tests.slack.served import served
from tests.telegram.flows import MOOD, SLEEP


async def installs(slack: FakeSlack, server: Served, by: Colleague) -> str:
    """The page at the end."""
    page = await slack.installs(by.app.workspace, f"{server.address}/slack/install", by=by.app)
    await by.waits()
    return page


async def leaves(slack: FakeSlack, seen_by: Colleague) -> None:
    """The app is taken out; whether that is so is asked with a token that is good no more."""
    await slack.uninstalls(seen_by.app.workspace)
    await seen_by.waits()
    assert {(one.method, one.error) for one in slack.refusals} == {("auth.test", "account_inactive")}
    slack.refusals.clear()


async def test_1_only_who_installs_is_greeted(slack: FakeSlack, ready_sqlite_url: str) -> None:
    """(1)"""
    async with served(slack, ready_sqlite_url, library(MOOD, SLEEP), way_in="many") as server:
        globex = slack.workspace("Globex")
        eve = Colleague(slack, server, "eve", workspace=globex, language="de-DE")
        bob = Colleague(slack, server, "bob", workspace=globex)
        slack.channel("general", workspace=globex, has_bot=True)
        assert "Globex" in await installs(slack, server, eve)
        assert len(eve.app.messages) == 1
        eve.sees("Welchen Check möchten Sie machen?")
        assert eve.app.last.labels == ["Stimmung", "Schlaf"]
        assert bob.app.messages == []
        assert in_channels(slack) == []
        await eve.taps("Stimmung", "Beginnen")
        eve.sees("Ich hatte, was ich brauchte.")
        await nothing_went_wrong(server)


async def test_2_once_and_not_again(slack: FakeSlack, ready_sqlite_url: str) -> None:
    """(1)"""
    async with served(slack, ready_sqlite_url, library(MOOD, SLEEP), way_in="many") as server:
        globex = slack.workspace("Globex")
        eve = Colleague(slack, server, "eve", workspace=globex)
        bob = Colleague(slack, server, "bob", workspace=globex)
        await installs(slack, server, eve)
        await installs(slack, server, eve)
        assert len(eve.app.messages) == 1
        await installs(slack, server, bob)
        await installs(slack, server, bob)
        await leaves(slack, eve)
        await installs(slack, server, eve)
        assert (len(eve.app.messages), len(bob.app.messages)) == (1, 0)


async def test_3_what_is_open_goes_on_when_its_person_comes(slack: FakeSlack, ready_sqlite_url: str) -> None:
    """(29)"""
    async with served(slack, ready_sqlite_url, library(MOOD, SLEEP), way_in="many") as server:
        globex = slack.workspace("Globex")
        eve = Colleague(slack, server, "eve", workspace=globex)
        bob = Colleague(slack, server, "bob", workspace=globex)
        await installs(slack, server, eve)
        await bob.begins("mood")
        await bob.taps("Agree")
        await leaves(slack, bob)
        count = len(bob.app.messages)
        await installs(slack, server, eve)
        assert len(bob.app.messages) == count
        await bob.types("continue")
        bob.sees("Welcome back. 1 answer is kept.", "I know what matters.")
        await nothing_went_wrong(server)
