"""Proves: a manager sets up a team check-in in a form, sees what becomes of it, and begins it once.

1. By a command, a shortcut and a button of the Home tab the same form opens, in the manager's language, with
   what the flow says of its rounds; another flow proposes anew, and what was filled in stays.
2. The second page says how many get it when by time zone, who is left out and why; going back loses nothing.
3. Confirmed it is written as it was chosen, with its first day, and the manager is told: how many get it
   when, what is fixed, how to end it.
4. Confirmed twice, or sent again, there is one.
5. What is wrong stands beside its field; what is hidden from us says how to let us in.
6. Fewer people than answers are needed: that is said; nobody at all: it cannot begin.
7. Who may not start one is told who can help, wherever they ask; nothing opens, nothing is written, also when
   they lose the right while they fill the form.
8. A flow that is not anonymous is offered with names only; fewer answers than the flow wants are refused.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection

from bot.store import checkins, respondents
from bot.store.checkins import CheckIn
from tests.fakes.slack import Channel, FakeSlack
from tests.people import Colleague
from tests.served import Served, library
from tests.slack.served import WayIn, served
from tests.slack.starting import CREW, admin, all_of, begins, fills_crew, opens, previews

NAMED: Final = """
flow: retro
title: Retrospective
checkin: {every: week, day: friday, at: "15:00", open: 28 hours, anonymous: no, min_answers: 3}
steps:
  - {ask: week, text: "How was it?", scale: agree5}
"""


def next_(weekday: int, zone: str = "Europe/Berlin") -> date:
    """The next day with this number, 0 for Monday; never today."""
    today = datetime.now(ZoneInfo(zone)).date()
    return today + timedelta(days=(weekday - today.weekday()) % 7 or 7)


def long(day: date) -> str:
    """As it is read in English."""
    return f"{day:%A, %B} {day.day}, {day.year}"


def crew_of(slack: FakeSlack) -> Channel:
    """A channel of the manager's team, with everybody who may be in one; two of them are asked."""
    return slack.channel("crew", [
        slack.person("mia"), slack.person("ben"), slack.person("tom", tz="Asia/Tokyo"),
        slack.person("robot", is_bot=True), slack.person("gone", deleted=True),
        slack.person("guest", is_restricted=True), slack.person("ana"),
    ], has_bot=True)  # fmt: skip


async def wants_none(slack: FakeSlack, server: Served, ben: Colleague) -> None:
    """Ben wants no check-ins."""
    await ben.commands("settings")

    def off(connection: Connection) -> None:
        address = respondents.find(connection, "slack", slack.home.team_id, ben.app.id)
        assert address is not None
        respondents.switch_checkins_off(connection, address.id, datetime(2100, 1, 1, tzinfo=UTC))

    await server.database.run(off)


async def test_1_to_3_the_whole_story(slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn) -> None:
    async with served(slack, ready_sqlite_url, library(CREW, NAMED), way_in=way_in, **admin(slack)) as server:
        mia, crew = Colleague(slack, server, "mia"), crew_of(slack)
        ben = Colleague(slack, server, "ben")
        group = slack.usergroup("payments", [ben.app, slack.person("lea", tz="America/New_York")])
        await wants_none(slack, server, ben)
        await opens(mia)
        proposed = {
            "Check": "Crew check", "Fewest answers of which anything is shown": "4",
            "How often": "every 2 weeks", "Hour": "09:30", "First day": next_(3).isoformat(),
            "How long answers are taken": "3 days", "By whose clock": "Each person’s own",
        }  # fmt: skip
        assert {label: shown(mia.app.in_field(label)) for label in proposed} == proposed
        await mia.app.fills_in("Name of the team", "Payments")
        await mia.app.fills_in("Channels", crew)
        await mia.app.fills_in("User groups", "Payments")
        await mia.app.fills_in("Who else sees the report", slack.person("ana"))
        sees_all_of_it(await previews(mia), long(next_(3)))
        assert await all_of(server, slack) == (), "nothing is written before it is confirmed"
        await mia.app.closes_modal()
        assert mia.app.in_field("Name of the team") == "Payments", "going back loses nothing"
        await previews(mia)
        await begins(mia)
        (kept,) = await all_of(server, slack)
        assert kept.viewers == (mia.app.id, slack.person("ana").id)
        is_as_chosen(kept, crew, group, mia)
        mia.sees("“Payments” begins", "4 people get “Crew check”.")
        mia.sees(f"First on {long(next_(3))} at 9:30\u202fAM, each in their own time zone.")
        mia.sees("cannot be changed any more", "You can pause it or end it at any time")
        assert mia.app.last.labels == ["My check-ins"]


def shown(value: Any) -> str:
    """What stands in a field, as it is read."""
    return str(value["text"]["text"] if isinstance(value, dict) else value)


def sees_all_of_it(page: str, day: str) -> None:
    """Who gets it when, who does not, what is promised."""
    for line in (
        "4 people of “Payments” get “Crew check”.",
        f"{day}, 9:30\u202fAM in Tokyo: 1 person",
        f"{day}, 9:30\u202fAM in Berlin: 2 people",
        f"{day}, 9:30\u202fAM in New York: 1 person",
        "Not asked: 1 bot, 1 deactivated, 1 guest, 1 opted out.",
        "After that: every 2 weeks.",
        "answers for 3 days",
        "at most once.",
        "Anonymous: you see figures of 4 answers and more",
        "You and 1 other person see the report.",
    ):
        assert line in page, page
    assert page.index("Tokyo") < page.index("Berlin") < page.index("New York"), "as the day comes"


def is_as_chosen(kept: CheckIn, crew: Channel, group: str, mia: Colleague) -> None:
    """The check-in is the one of the form."""
    assert (kept.team, kept.flow_name, kept.manager) == ("Payments", "crew", mia.app.id)
    assert kept.audience == {
        "channels": [crew.id], "groups": [group], "people": [], "guests": False, "externals": False,
        "by_link": False,
    }  # fmt: skip
    assert (kept.anonymous, kept.min_answers, kept.every, kept.reminders) == (True, 4, "2 weeks", 1)
    assert (kept.first_on, kept.at_minute, kept.zone) == (next_(3), 9 * 60 + 30, "member")
    assert (kept.weekdays_only, kept.calendar, kept.open_minutes) == (True, None, 3 * 24 * 60)
    assert kept.next_on == next_(3)
    earliest = datetime.combine(next_(3), datetime.min.time(), UTC) + timedelta(hours=9.5 - 14)
    assert kept.next_at == earliest, "the hour comes first in the zone farthest east"


async def test_1_the_form_opens_everywhere_and_turns_with_the_flow(
    slack: FakeSlack, ready_sqlite_url: str
) -> None:
    slack.person("mia", locale="de-DE")
    async with served(slack, ready_sqlite_url, library(CREW, NAMED), **admin(slack)) as server:
        mia = Colleague(slack, server, "mia")
        await mia.app.uses_shortcut("start_team_checkin")
        await mia.app.until(lambda app: app.modal and app.modal.content.get("submit"))
        assert mia.app.modal_screen.startswith("Team-Check-in\nCheck\n[Teamprüfung ▾]")
        await mia.app.fills_in("Name des Teams", "Zahlungen")
        await mia.app.fills_in("Check", "Retrospective")
        await mia.app.until(lambda app: app.in_field("Uhrzeit") == "15:00")
        assert mia.app.in_field("Name des Teams") == "Zahlungen"
        assert mia.app.in_field("Wie lange geantwortet werden kann")["text"]["text"] == "28 Stunden"
        assert mia.app.in_field("Erster Tag") == next_(4).isoformat()
        assert "(•) Mit Namen" in mia.app.modal_screen
        assert "Anonym" not in mia.app.modal_screen.split("Wie viele Antworten")[0]


async def test_1_the_button_of_the_home_tab_opens_it(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(CREW), **admin(slack)) as server:
        mia, eve = Colleague(slack, server, "mia"), Colleague(slack, server, "eve")
        await eve.opens_home()
        assert "Start a team check-in" not in eve.app.home_screen
        await mia.opens_home()
        await mia.app.taps_home("Start a team check-in")
        await mia.app.until(lambda app: "[Next]" in app.modal_screen)
        await mia.app.fills_in("Name of the team", "Payments")
        await mia.app.fills_in("People", eve.app)
        await previews(mia)
        await begins(mia)
        assert len(await all_of(server, slack)) == 1
        assert "Payments" in mia.app.home_screen, "the tab shows it at once"


async def test_2_what_slack_tells_of_people_holds_at_once(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(CREW), **admin(slack)) as server:
        mia, ana = Colleague(slack, server, "mia"), Colleague(slack, server, "ana")
        await fills_crew(mia, ana)
        assert "1 person of “Payments” gets" in await previews(mia)
        await mia.app.closes_modal()
        await slack.changes(ana.app, deleted=True)
        await mia.waits()
        page = await previews(mia)
        assert "0 people of “Payments” get" in page
        assert "Not asked: 1 deactivated." in page


async def test_2_five_thousand_people(slack: FakeSlack, ready_sqlite_url: str) -> None:
    """As many as a large company has: counted by zone, within what Slack takes."""
    async with served(slack, ready_sqlite_url, library(CREW), **admin(slack)) as server:
        mia = Colleague(slack, server, "mia")
        zones = ["Europe/Berlin", "Asia/Tokyo", "America/New_York", *(f"Etc/GMT+{n}" for n in range(1, 12))]
        everybody = slack.channel("everybody", slack.people(5_000, zones=zones), has_bot=True)
        await opens(mia)
        await mia.app.fills_in("Name of the team", "Everybody")
        await mia.app.fills_in("Channels", everybody)
        await mia.app.submits()
        await mia.app.until(lambda app: "5,000 people of “Everybody” get" in app.modal_screen, 30)
        assert "in Tokyo: 358 people" in mia.app.modal_screen
        assert "714 more people elsewhere" in mia.app.modal_screen
        await begins(mia)
        mia.sees("5,000 people get “Crew check”.")


@pytest.mark.parametrize("again", ["twice", "sent again", "the form once more"])
async def test_4_confirmed_twice_there_is_one(slack: FakeSlack, ready_sqlite_url: str, again: str) -> None:
    async with served(slack, ready_sqlite_url, library(CREW), **admin(slack)) as server:
        mia = Colleague(slack, server, "mia")
        others = [Colleague(slack, server, name) for name in ("ana", "ben", "cem", "dan")]
        await fills_crew(mia, *others)
        await previews(mia)
        form = mia.app._world.modals[mia.app.id][0]  # a second device still shows the form
        await begins(mia)
        if again == "the form once more":
            mia.app._world.modals[mia.app.id] = [form]
            mia.app._world.views[form.id] = form
            await previews(mia)
            await begins(mia)
        else:
            await mia.app.re_sends()
            await mia.waits()
        assert len(await all_of(server, slack)) == 1
        told = [one for one in mia.app.bot_messages if "begins" in one.words]
        assert len(told) == 1


@pytest.mark.usefixtures("unhurried")
async def test_5_what_is_wrong_stands_beside_its_field(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(CREW), **admin(slack)) as server:
        mia = Colleague(slack, server, "mia")
        secret = slack.group("secret", [mia.app])
        await opens(mia)
        await mia.app.fills_in("Name of the team", "Payments")
        await mia.app.fills_in("First day", "2020-01-01")
        await mia.app.fills_in("Leave out public holidays of", "Atlantis")
        await mia.app.fills_in("Fewest answers of which anything is shown", "3")
        await mia.app.submits()
        assert "name whom to ask" in mia.app.error_at("Channels")
        assert "This day is over" in mia.app.error_at("First day")
        assert "no public holidays" in mia.app.error_at("Leave out public holidays of")
        assert (
            mia.app.error_at("Fewest answers of which anything is shown")
            == "Please enter a whole number from 4 to 100."
        )
        assert mia.app.error_at("How often") == ""
        await mia.app.fills_in("First day", next_(3).isoformat())
        await mia.app.fills_in("Leave out public holidays of", "de-by")
        await mia.app.fills_in("Fewest answers of which anything is shown", "4")
        await mia.app.fills_in("Channels", secret)
        await mia.app.submits()
        assert "/invite @checkup" in mia.app.error_at("Channels")
        assert [one.error for one in slack.record.refusals] == ["channel_not_found"]
        slack.record.refusals.clear()
        secret.has_bot = True
        assert "1 person of “Payments” gets" in await previews(mia)
        await begins(mia)
        (kept,) = await all_of(server, slack)
        assert kept.calendar == "DE-BY"


async def test_6_few_and_nobody(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(CREW), **admin(slack)) as server:
        mia = Colleague(slack, server, "mia")
        await fills_crew(mia, Colleague(slack, server, "ana"))
        assert "Fewer than 4 people are asked: a report could show nothing." in await previews(mia)
        await mia.app.closes_modal()
        robot = slack.person("robot", is_bot=True)
        await mia.app.fills_in("People", robot)
        page = await previews(mia)
        assert "0 people of “Payments” get “Crew check”." in page
        assert "Nobody would be asked." in page
        assert "[Begin]" not in page


async def test_7_who_may_not_is_told_who_can_help(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(CREW), **admin(slack)) as server:
        eve = Colleague(slack, server, "eve")
        said = (await eve.commands("team", channel="general")).read
        assert "started by admins, and by people whom they appoint" in said
        assert "Ask an admin of this Checkup" in said
        assert eve.app.modal_screen == ""
        await eve.app.uses_shortcut("start_team_checkin")
        await eve.app.until(lambda app: "started by admins" in app.modal_screen)
        assert "[Next]" not in eve.app.modal_screen
    async with served(slack, ready_sqlite_url, library(CREW)) as server:
        eve = Colleague(slack, server, "eve")
        assert "CHECKUP_ADMINS" in (await eve.commands("team", channel="general")).read


async def test_7_who_loses_the_right_meanwhile_begins_nothing(
    slack: FakeSlack, ready_sqlite_url: str
) -> None:
    async with served(slack, ready_sqlite_url, library(CREW), **admin(slack)) as server:
        team = slack.home.team_id
        ben = Colleague(slack, server, "ben")
        when = datetime(2030, 1, 1, tzinfo=UTC)
        await server.database.run(
            lambda c: checkins.appoint(c, "slack", team, ben.app.id, by="U01", now=when)
        )
        await fills_crew(ben, *(Colleague(slack, server, name) for name in ("ana", "cem", "dan", "eda")))
        await previews(ben)
        await server.database.run(lambda c: checkins.dismiss(c, "slack", team, ben.app.id))
        await begins(ben)
        assert await all_of(server, slack) == ()
        ben.sees("started by admins")


@pytest.mark.parametrize(
    ("chosen", "hostile"),
    [
        ('"Payments"', '""'),
        ("false,3,", "true,3,"),
        (",3,", ",1,"),
        ('"1 week"', '"1 second"'),
        ('"member"', '"Europe/Atlantis"'),
        ('"retro"', '"nothing"'),
        ('["U', '["<!channel>","U'),
    ],
)
async def test_8_what_the_flow_promises_holds_against_hostile_forms(
    slack: FakeSlack, ready_sqlite_url: str, chosen: str, hostile: str
) -> None:
    """Slack's app keeps to what a form offers; somebody else's program need not."""
    async with served(slack, ready_sqlite_url, library(NAMED), **admin(slack)) as server:
        mia = Colleague(slack, server, "mia")
        await fills_crew(mia, Colleague(slack, server, "ana"))
        await previews(mia)
        assert mia.app.modal is not None
        unseen = mia.app.modal.content["private_metadata"]
        assert chosen in unseen, unseen
        mia.app.modal.content["private_metadata"] = unseen.replace(chosen, hostile)
        await begins(mia)
        assert await all_of(server, slack) == ()
        mia.sees("It has not begun: something in it is not possible any more.")
