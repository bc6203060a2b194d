"""Proves: an action is decided with what the flow advises, once, and by whoever the check-in is of."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.channels.team_tokens import encode_team
from bot.store import actions, checkins, respondents
from bot.store.checkins import CheckIn
from bot.wishes import AboutCheckIn, CheckInVerb
from tests.fakes.slack import FakeSlack
from tests.people import Colleague
from tests.served import Served, library
from tests.slack.served import served
from tests.slack.starting import CREW, admin, begins

pytestmark = pytest.mark.usefixtures("unhurried")


def running(slack: FakeSlack, manager: str) -> CheckIn:
    """A check-in that began."""
    return CheckIn(
        id="01j9zk4q8v6n2x5c7b3m1w0d2f", channel="slack", workspace=slack.home.team_id, team="Payments",
        flow_name="crew", language="en", manager=manager, viewers=(manager,),
        audience={"channels": [], "groups": [], "people": [], "guests": False, "externals": False,
                  "by_link": False},
        anonymous=True, min_answers=4, every="2 weeks", first_on=date(2100, 1, 7), at_minute=570,
        zone="member", weekdays_only=True, open_minutes=4320, reminders=1,
        created_at=datetime(2030, 1, 1, tzinfo=UTC), next_on=date(2100, 1, 7),
        next_at=datetime(2100, 1, 6, 19, 30, tzinfo=UTC),
    )  # fmt: skip


async def plans(slack: FakeSlack, server: Served, who: Colleague, checkin: str) -> None:
    """Presses *Plan* under a message of theirs: the button as it goes out."""
    await who.commands("settings")
    address = await server.reads(
        lambda c: respondents.find(c, "slack", slack.home.team_id, who.app.id)
    )  # fmt: skip
    assert address is not None
    key = server.database.keys.derived("buttons")[0]
    token = encode_team(AboutCheckIn(CheckInVerb.PLAN, checkin), address=address.id, key=key)
    button = {
        "type": "button", "text": {"type": "plain_text", "text": "Decide"}, "action_id": "plan",
        "value": token,
    }  # fmt: skip
    channel = slack.world.channels[who.app.dm]
    slack.world.says(
        slack.home, channel,
        {"text": "Report", "blocks": [{"type": "actions", "block_id": "b", "elements": [button]}]},
    )  # fmt: skip
    await who.app.taps("Decide")


async def test_an_action_is_decided(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(CREW), **admin(slack)) as server:
        mia, ben = Colleague(slack, server, "mia"), Colleague(slack, server, "ben")
        kept = running(slack, mia.app.id)
        await server.database.run(lambda c: checkins.begin(c, kept))
        await plans(slack, server, mia, kept.id)
        await mia.app.until(lambda app: app.modal)
        assert mia.app.in_field("What will be done") == "Drop one meeting."
        assert mia.app.in_field("Who sees to it") == "Team lead"
        await mia.app.fills_in("About", "Calm")
        await mia.app.until(lambda app: app.in_field("What will be done") == "Close the door.")
        assert mia.app.in_field("Who sees to it") == "Everybody"
        await mia.app.fills_in("Until", "2020-01-01")
        await mia.app.submits()
        assert "This day is over" in mia.app.error_at("Until")
        await mia.app.fills_in("Until", "2100-02-01")
        await mia.app.fills_in("Somebody here", ben.app)
        await begins(mia)
        await mia.app.re_sends()
        await mia.waits()
        (action,) = await server.reads(lambda c: actions.of_checkin(c, kept.id))
        assert (action.area, action.text, action.owner) == ("calm", "Close the door.", "Everybody")
        assert (action.owner_id, action.due_on, action.round_number) == (ben.app.id, date(2100, 2, 1), 0)
        mia.sees("Decided about Calm: Close the door. (Everybody, until February 1, 2100).")


async def test_nobody_decides_for_others(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(CREW), **admin(slack)) as server:
        ben = Colleague(slack, server, "ben")
        await server.database.run(lambda c: checkins.begin(c, running(slack, slack.person("mia").id)))
        when = datetime(2030, 1, 1, tzinfo=UTC)
        team = slack.home.team_id
        await server.database.run(
            lambda c: checkins.appoint(c, "slack", team, ben.app.id, by="U01", now=when)
        )
        await plans(slack, server, ben, replace(running(slack, "U01")).id)
        await ben.app.until(lambda app: "not there any more, or not yours" in app.modal_screen)
