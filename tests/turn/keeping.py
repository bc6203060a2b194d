"""Flows that keep what is told, and somebody who tells it."""

from sqlalchemy import Connection, select

from bot.engine.inputs import Typed
from bot.messages import QuestionCard
from bot.store import kept
from bot.store.tables import RESPONDENT
from tests.turn.someone import Someone, library

FIRST = """
flow: first
title: First
steps:
  - {ask: people, text: "How many people?", type: number, min: 1, keep: size}
  - ask: role
    text: Your role?
    optional: yes
    dont_know: yes
    keep: role
    choices: {owner: Owner, lead: Lead}
  - {ask: ok, text: "May we contact you?", type: consent, purpose: contact}
  - {ask: mail, if: ok, text: "Your address?", type: email, keep: mail, profile: email}
  - {ask: end, text: "Is it good?", scale: yes_no}
"""
SECOND = """
flow: second
title: Second
steps:
  - ask: team
    text: How large is the team?
    type: number
    max: 100
    points: {1: 0, 10: 10}
    keep: size
    fresh: 2 weeks
  - {ask: mood, text: "Is it fun?", scale: yes_no}
  - {ask: agreed, text: "May we write?", type: consent, purpose: contact}
  - {ask: address, if: agreed, text: "Where to?", type: email, keep: mail, profile: email}
"""
OTHER_TYPE = """
flow: third
title: Third
steps:
  - {ask: size, text: "How large?", keep: size, choices: {small: Small, large: Large}}
"""
OTHER_WORDS = """
flow: fourth
title: Fourth
steps:
  - {ask: ok, text: May we, type: consent, purpose: contact}
  - {ask: about, if: ok, text: What do you write, type: text, keep: mail}
"""
PLAIN = """
flow: plain
title: Plain
steps:
  - {ask: one, text: "Is it good?", scale: yes_no}
  - {ask: two, text: "Is it fun?", scale: yes_no}
"""
SECRET = FIRST.replace("flow: first", "flow: secret").replace("title: First", "title: Secret\nprivate: yes")
SILENT = SECOND.replace("flow: second", "flow: silent").replace(
    "title: Second", "title: Silent\nprivate: yes"
)
LATE = """
flow: late
title: Late
steps:
  - {ask: mood, text: "Is it fun?", scale: yes_no}
  - {ask: team, text: How large is it, type: number, keep: size, fresh: 2 days}
  - {ask: role, text: Which role, keep: role, choices: {owner: Owner, lead: Lead}}
  - {ask: last, text: And now, scale: yes_no}
"""
FLOWS = library(FIRST, SECOND, OTHER_TYPE, OTHER_WORDS, PLAIN, SECRET, SILENT, LATE)


async def kept_of(somebody: Someone) -> dict[str, object]:
    """Name → value, of everybody there is."""

    def work(connection: Connection) -> dict[str, object]:
        everybody = connection.execute(select(RESPONDENT.c.id)).scalars().all()
        return {one.name: one.value for who in everybody for one in kept.of_respondent(connection, who)}

    return await somebody.asks(work)


def card(somebody: Someone) -> QuestionCard:
    return next(one for one in reversed(somebody.turn.messages) if isinstance(one, QuestionCard))


async def tells_first(ana: Someone, people: str = "12") -> None:
    """And stops in the middle."""
    await ana.starts("first")
    await ana.sends(Typed(people))


async def agrees(ana: Someone) -> None:
    await tells_first(ana)
    await ana.taps("lead", "yes")
    await ana.sends(Typed("ana@example.com"))
