"""A flow for teams, whoever may ask them, and the steps of every form of a manager."""

from collections.abc import Mapping
from typing import Any, Final

from bot.store import checkins
from bot.store.checkins import CheckIn
from tests.fakes.slack import FakeSlack
from tests.people import Colleague
from tests.served import Served

CREW: Final = """
flow: crew
title: {en: Crew check, de: Teamprüfung}
languages: [en, de]
areas:
  pace:
    title: {en: Pace, de: Tempo}
    owner: {en: Team lead, de: Teamleitung}
    advice:
      low: {why: {en: Too fast., de: Zu schnell.}, this_week: {en: Drop one meeting., de: Weniger Sitzungen.}}
  calm:
    title: {en: Calm, de: Ruhe}
    owner: {en: Everybody, de: Alle}
    advice:
      low: {why: {en: Too loud., de: Zu laut.}, this_week: {en: Close the door., de: Tür zu.}}
tiers:
  low: {from: 0, title: {en: Low, de: Niedrig}}
  high: {from: 50, title: {en: High, de: Hoch}}
checkin:
  {every: 2 weeks, day: thursday, at: "09:30", open: 3 days, remind: 1 day, anonymous: yes, min_answers: 4}
steps:
  - {ask: rest, area: pace, text: {en: I can rest., de: Ich kann ausruhen.}, scale: agree5}
  - {ask: quiet, area: calm, text: {en: It is quiet., de: Es ist still.}, scale: agree5}
"""


def admin(slack: FakeSlack, name: str = "mia") -> Mapping[str, Any]:
    return {"admins": f"slack:{slack.home.team_id}/{slack.person(name).id}"}


async def opens(mia: Colleague) -> None:
    await mia.app.opens_form("team")
    await mia.waits()


async def begins(mia: Colleague) -> None:
    await mia.app.submits()
    await mia.app.is_through()
    await mia.waits()


async def all_of(server: Served, slack: FakeSlack) -> tuple[CheckIn, ...]:
    return await server.reads(lambda c: checkins.in_workspace(c, "slack", slack.home.team_id))


async def fills_crew(mia: Colleague, *people: Colleague) -> None:
    await opens(mia)
    await mia.app.fills_in("Name of the team", "Payments")
    await mia.app.fills_in("People", *(one.app for one in people))


async def previews(mia: Colleague) -> str:
    """The second page, of a form that is filled already."""
    await mia.app.submits()
    await mia.app.until(lambda app: app.modal_errors or "Before it begins" in app.modal_screen)
    assert mia.app.modal_errors == {}, mia.app.modal_screen
    return mia.app.modal_screen
