"""Proves: a manager's whole story, from the form to the second round, in Slack and in a browser.

Mia starts an anonymous check-in every two weeks; eleven people are asked, ten take part, one changes a word.
She sees how many, never who; closes the round; gets the report in her messages and as a page in a browser;
decides something about the weakest area. Nothing in the database leads from a person to an answer, and
`checkup audit` proves what was shown. The second round asks about what was decided, and its report shows it.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.async_api import Browser
from sqlalchemy import Connection, select, text, update

from bot.store import checkins
from bot.store.tables import ADDRESS, CHECKIN, CONVERSATION, DELIVERY, INVITATION
from tests.cli.running import checkup
from tests.fakes.slack import Channel, FakeSlack
from tests.people import Colleague
from tests.reports.page.browser import browsing, looking
from tests.served import KEY, Served, library
from tests.slack.served import served

CREW = """
flow: crew
title: Crew check
scale: agree5
areas:
  focus:
    title: Focus
    owner: Team lead
    system: One list of what comes next
    talk: If we could finish one thing, which one?
    advice:
      low: {why: Everybody works from another list., this_week: Put all lists side by side.}
  calm: Calm
checkin: {every: 2 weeks, open: 2 days, min_answers: 5}
steps:
  - ask: knows
    area: focus
    text: I know what comes next.
  - ask: same
    area: focus
    text: We all say the same about it.
  - ask: quiet
    area: calm
    text: I can work without being interrupted.
  - ask: note
    type: text
    optional: yes
    text: Anything the team should know?
"""
BERLIN = ZoneInfo("Europe/Berlin")
ANSWERS = {
    "ana": ("Disagree", "Disagree", "Agree"),
    "ben": ("Disagree", "Strongly disagree", "Agree"),
    "caro": ("Neither", "Disagree", "Strongly agree"),
    "dan": ("Strongly disagree", "Neither", "Neither"),
    "eva": ("Agree", "Neither", "Disagree"),
    "fay": ("Neither", "Disagree", "Agree"),
    "gus": ("Disagree", "Agree", "Strongly agree"),
    "hal": ("Neither", "Neither", "Neither"),
    "ida": ("Agree", "Strongly disagree", "Disagree"),
    "jon": ("Strongly disagree", "Disagree", "Strongly agree"),
}


def rounds_are(*statuses: str) -> Callable[[Connection], bool]:
    asked = text("SELECT status FROM round ORDER BY number")
    return lambda connection: tuple(connection.execute(asked).scalars()) == statuses


def all_are_asked(number: int) -> Callable[[Connection], bool]:
    asked = text(
        "SELECT count(*) FROM invitation JOIN round ON round.id = invitation.round_id"
        " WHERE number = :number AND invitation.status <> 'waiting'"
    )
    return lambda connection: connection.execute(asked, {"number": number}).scalar_one() == len(ANSWERS) + 1


@asynccontextmanager
async def crew(
    slack: FakeSlack, server: Served
) -> AsyncIterator[tuple[Colleague, dict[str, Colleague], Channel]]:
    """The manager, and the people of her channel."""
    mia = Colleague(slack, server, "mia")
    slack.record.may_be_mentioned.add(f"@{mia.app.id}")  # she asks
    people = {name: Colleague(slack, server, name) for name in (*ANSWERS, "finn")}
    channel = slack.channel("crew", [one.app for one in people.values()], has_bot=True)
    yield mia, people, channel


async def starts(mia: Colleague, channel: Channel) -> None:
    now = datetime.now(BERLIN)
    await mia.app.opens_form("team")
    await mia.waits()
    await mia.app.fills_in("Name of the team", "Night crew")
    await mia.app.fills_in("Channels", channel)
    await mia.app.fills_in("First day", now.date().isoformat())
    await mia.app.fills_in("Hour", f"{now:%H:%M}")
    await mia.app.fills_in("Days")
    await mia.app.submits()
    await mia.app.until(lambda app: app.modal_errors or "Before it begins" in app.modal_screen)
    assert mia.app.modal_errors == {}, mia.app.modal_screen
    await mia.app.submits()
    await mia.app.is_through()
    await mia.waits()


async def takes_part(one: Colleague, answers: tuple[str, ...]) -> None:
    await one.waits()
    one.sees("Night crew: Crew check", "Start", "Later", "Not this time")
    await one.taps("Start", *answers, "Skip")
    one.sees("Thank you")


async def closes(mia: Colleague, server: Served, *statuses: str) -> None:
    await mia.commands("checkins")
    await mia.taps("Close now", "Close it now")
    await server.comes_to(rounds_are(*statuses))
    await mia.waits()


async def test_from_the_form_to_the_second_round(slack: FakeSlack, ready_sqlite_url: str) -> None:
    admin = f"slack:{slack.home.team_id}/{slack.person('mia').id}"
    async with (
        served(slack, ready_sqlite_url, library(CREW), admins=admin) as server,
        crew(slack, server) as (mia, people, channel),
        browsing() as browser,
    ):
        await starts(mia, channel)
        await server.comes_to(rounds_are("open"))
        await server.comes_to(all_are_asked(1))
        for name, answers in ANSWERS.items():
            await takes_part(people[name], answers)
        await people["finn"].waits()
        await people["finn"].taps("Not this time")
        await people["ana"].taps("Change my answers")
        await people["ana"].chooses("1. I know what comes next.")
        await people["ana"].taps("Strongly disagree")
        people["ana"].sees("Thank you")
        await nobody_is_named(server)

        await closes(mia, server, "closed")
        mia.sees(
            "Crew check: Night crew",
            "10 of 11 answered.",
            "Focus",
            "If we could finish one thing, which one?",
        )
        mia.sees_no("ana", "finn")
        await reads_the_page(mia, browser, "Round 1")
        checkin = await only_checkin(server)
        await is_proved(checkin, ready_sqlite_url)

        await decides(mia)
        assert slack.doubles == {}
        slack.record.sent.clear()  # what is said in two weeks may be said in the same words
        await two_weeks_later(server)
        await server.comes_to(rounds_are("closed", "open"))
        await server.comes_to(all_are_asked(2))
        for name, answers in ANSWERS.items():
            await takes_part(people[name], answers)
        await mia.waits()
        await mia.taps("Done")
        await closes(mia, server, "closed", "closed")
        mia.sees("What you decided", "Put all lists side by side.", "done")
        await reads_the_page(mia, browser, "Round 2")
        await is_proved(checkin, ready_sqlite_url)


async def nobody_is_named(server: Served) -> None:
    """Of those who have finished no row says which conversation was theirs."""

    def leads_somewhere(connection: Connection) -> list[str]:
        theirs = (
            select(CONVERSATION.c.id)
            .join(ADDRESS, ADDRESS.c.id == CONVERSATION.c.address_id)
            .where(CONVERSATION.c.status == "finished", ADDRESS.c.channel == "slack")
        )
        named = select(INVITATION.c.id).where(
            INVITATION.c.status == "finished", INVITATION.c.conversation_id.is_not(None)
        )
        sent = (
            select(DELIVERY.c.id)
            .join(CONVERSATION, CONVERSATION.c.id == DELIVERY.c.conversation_id)
            .where(CONVERSATION.c.status == "finished")
        )
        return [one for asked in (theirs, named, sent) for one in connection.execute(asked).scalars()]

    assert await server.reads(leads_somewhere) == []


async def reads_the_page(mia: Colleague, browser: Browser, round_: str) -> None:
    """The link in her messages, opened in a browser that runs no scripts."""
    async with looking(browser, link_in(mia), java_script_enabled=False) as visit:
        words = await visit.page.inner_text("body")
        assert "Night crew" in words
        assert round_ in words
        assert "Focus" in words
        assert "Ana" not in words
        assert visit.said == []


def link_in(mia: Colleague) -> str:
    """Of the newest message that has one."""
    found = [
        element["url"]
        for message in mia.app.messages
        for block in message.content.get("blocks", ())
        for element in block.get("elements", ())
        if "/r/" in element.get("url", "")
    ]
    return str(found[-1])


async def only_checkin(server: Served) -> str:
    found = await server.reads(lambda c: c.execute(select(CHECKIN.c.id)).scalars().all())
    (only,) = found
    return str(only)


async def is_proved(checkin: str, url: str) -> None:
    env = {"DATABASE_URL": url, "CHECKUP_SECRET_KEY": KEY}
    ended = await asyncio.to_thread(checkup, "audit", checkin, env=env)
    assert (ended.code, ended.err) == (0, ""), ended.out + ended.err


async def decides(mia: Colleague) -> None:
    """An action about the weakest area, as the flow advises it."""
    await mia.taps("Decide something")
    await mia.app.until(lambda app: app.modal is not None and "What" in app.modal_screen)
    await mia.app.submits()
    await mia.app.is_through()
    await mia.waits()


async def two_weeks_later(server: Served) -> None:
    """The day of the next round has come."""
    today = datetime.now(UTC)

    def comes(connection: Connection) -> None:
        (checkin,) = connection.execute(select(CHECKIN.c.id)).scalars().all()
        found = checkins.by_id(connection, checkin)
        assert found is not None
        assert found.next_on is not None
        assert found.next_on == found.first_on + timedelta(weeks=2)
        earlier = found.first_on - timedelta(weeks=2)
        connection.execute(
            update(CHECKIN).values(
                first_on=earlier.isoformat(), next_on=found.first_on.isoformat(), next_at=today
            )
        )
        connection.execute(text("UPDATE round SET occurs_on = :day"), {"day": earlier.isoformat()})

    await server.database.run(comes)
