"""Proves: on Telegram a manager hands out a link, and a group of which nobody has a list answers together.

1. An admin writes /checkin, a flow and a team, and gets a link; others are told who may.
2. Who opens the link is invited at once, takes part, and gets thanks in place of a result.
3. Once the round is closed the manager gets the report; nothing is shown of fewer than the smallest number.
4. A link that leads nowhere, or of which no round is open, says so; opening it twice invites once.
"""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import func, select

from bot.store.tables import INVITATION
from tests.fakes.telegram import FakeTelegram
from tests.people import Prospect
from tests.served import Served, library
from tests.telegram.served import served

CREW = """
flow: crew
title: Crew check
scale: agree5
areas: {focus: Focus}
checkin: {every: 2 weeks, open: 2 days, min_answers: 3}
steps:
  - ask: knows
    area: focus
    text: I know what comes next.
  - ask: same
    area: focus
    text: We all say the same about it.
"""
ALONE = """
flow: mood
title: Mood
scale: agree5
steps:
  - ask: tools
    text: I had what I needed.
"""
Meets = Callable[[str], Prospect]


@asynccontextmanager
async def office(telegram: FakeTelegram, url: str) -> AsyncIterator[tuple[Served, Prospect, Meets]]:
    """A server, the admin, and whoever else comes by."""
    me = telegram.person("mia", language_code="en")
    admin = f"telegram:{telegram.token.partition(':')[0]}/{me.id}"
    async with served(telegram, url, library(CREW, ALONE), admins=admin) as server:
        mia = Prospect(telegram, server, "mia")
        mia.app = me
        yield server, mia, lambda name: Prospect(telegram, server, name)


async def link_of(mia: Prospect) -> str:
    """The link that the manager was given, without the bot's name."""
    await mia.types("/checkin crew Night crew")
    mia.sees("The check-in “Crew check” for Night crew begins now.")
    found = re.search(r"\?start=(checkin_[a-z0-9]+)", mia.below)
    assert found is not None, mia.below
    return found[1]


async def rounds_are(server: Served, *statuses: str) -> None:
    """Waits until the rounds of all check-ins stand like this."""
    await server.comes_to(lambda connection: tuple(
        connection.exec_driver_sql("SELECT status FROM round ORDER BY number").scalars()
    ) == statuses)  # fmt: skip


async def takes_part(one: Prospect, link: str, *answers: str) -> None:
    await one.opens(link)
    one.sees("Night crew", "Start")
    await one.taps("Start", *answers)
    one.sees("Thank you")


async def test_a_group_answers_together_by_a_link(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with office(telegram, ready_sqlite_url) as (server, mia, meets):
        link = await link_of(mia)
        await rounds_are(server, "open")
        for name in ("ana", "ben", "caro", "dan"):
            await takes_part(meets(name), link, "Agree", "Disagree")
        await mia.types("/checkins")
        await mia.taps("Close now")
        await mia.taps("Close it now")
        await rounds_are(server, "closed")
        await mia.waits()
        mia.sees("Crew check: Night crew", "4 of 4 answered", "Focus")


async def test_of_two_nothing_is_shown(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with office(telegram, ready_sqlite_url) as (server, mia, meets):
        link = await link_of(mia)
        await rounds_are(server, "open")
        for name in ("ana", "ben"):
            await takes_part(meets(name), link, "Agree", "Disagree")
        await mia.types("/checkins")
        await mia.taps("Close now")
        await mia.taps("Close it now")
        await rounds_are(server, "closed")
        await mia.waits()
        mia.sees("No figures are shown: fewer than 3 answered.").sees_no("Focus")


async def test_only_who_may_starts_one(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with office(telegram, ready_sqlite_url) as (_server, mia, meets):
        ana = meets("ana")
        await ana.types("/checkin crew Night crew")
        ana.sees("Only the people named by the operator").sees_no("?start=")
        await mia.types("/checkin")
        mia.sees("/checkin crew Team", "There is: crew").sees_no("mood")


@pytest.mark.parametrize("said", ["crew", "mood Night crew", "nothing Night crew", "crew    "])
async def test_what_is_no_check_in_says_how_to_write_one(
    said: str, telegram: FakeTelegram, ready_sqlite_url: str
) -> None:
    async with office(telegram, ready_sqlite_url) as (_server, mia, _meets):
        await mia.types(f"/checkin {said}")
        mia.sees("/checkin crew Team").sees_no("?start=")


async def test_opening_the_link_twice_invites_once(telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with office(telegram, ready_sqlite_url) as (server, mia, meets):
        link = await link_of(mia)
        await rounds_are(server, "open")
        ana = meets("ana")
        await ana.opens(link)
        await ana.opens(link)
        ana.sees("Night crew", "Start")
        invited = select(func.count()).select_from(INVITATION)
        assert await server.reads(lambda connection: connection.execute(invited).scalar_one()) == 1
        await ana.taps("Start", "Agree", "Agree")
        await ana.opens(link)
        ana.sees_no("Start")


@pytest.mark.parametrize(
    "link", ["checkin_0123456789abcdef0123", "checkin_x", "checkin_", "checkin_" + "a" * 56]
)  # fmt: skip
async def test_a_link_that_leads_nowhere(link: str, telegram: FakeTelegram, ready_sqlite_url: str) -> None:
    async with office(telegram, ready_sqlite_url) as (_server, _mia, meets):
        ana = meets("ana")
        await ana.opens(link)
        ana.sees("leads")


async def test_between_two_rounds_it_says_when_the_next_one_begins(
    telegram: FakeTelegram, ready_sqlite_url: str
) -> None:
    async with office(telegram, ready_sqlite_url) as (server, mia, meets):
        link = await link_of(mia)
        await rounds_are(server, "open")
        await mia.types("/checkins")
        await mia.taps("Close now")
        await mia.taps("Close it now")
        await rounds_are(server, "closed")
        ana = meets("ana")
        await ana.opens(link)
        ana.sees("No round of Night crew is open just now", "The next one begins on")
