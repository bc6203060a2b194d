"""Answers that were known, handed over or inferred, and have no standing any more.

1. Off the path they are parked like others, and come back with it.
2. Words of one's own that are taken back with their consent are not there any more.
3. In a flow that is private every answer is kept sealed.
"""

import pytest
from sqlalchemy import Connection, select

from bot.engine.inputs import Accept, Change, Restart, Typed
from bot.store import answers, leads
from bot.store.columns import AnswerState
from bot.store.database import Database
from bot.store.tables import ANSWER
from tests.turn.someone import Someone, library

FIRST = """
flow: first
title: First
steps:
  - {ask: people, text: "How many?", type: number, keep: size}
  - {ask: ok, text: "May we call?", type: consent, purpose: contact}
  - {ask: mail, if: ok, text: "Your address?", type: email, keep: mail, profile: email}
next:
  - {flow: onward, text: "Go on?", carry: [people]}
"""
SECOND = """
flow: second
title: Second
steps:
  - {ask: wants, text: "Shall we?", scale: yes_no}
  - {ask: size, if: wants is yes, text: "How large?", type: number, keep: size}
  - {ask: sure, if: wants is no, text: "Sure?", scale: yes_no}
  - {ask: agreed, text: "May we write?", type: consent, purpose: contact}
  - {ask: address, if: agreed, text: "Where to?", type: email, keep: mail, profile: email}
"""
ONWARD = """
flow: onward
title: Onward
steps:
  - {ask: wants, text: "Shall we?", scale: yes_no}
  - {ask: people, if: wants is yes, text: "How many?", type: number}
  - {ask: plan, if: wants is yes, text: "A plan?", scale: yes_no, infer: {if: people > 3, answer: "yes"}}
  - {ask: last, text: "Sure?", scale: yes_no}
"""
SECRET = """
flow: secret
title: Secret
private: yes
steps:
  - {ask: mood, text: "Your mood?", scale: yes_no}
  - {ask: many, text: "How many?", type: number}
"""
FLOWS = library(FIRST, SECOND, ONWARD, SECRET)


@pytest.fixture
def ana(database: Database) -> Someone:
    return Someone(database, FLOWS)


async def states(ana: Someone) -> dict[str, AnswerState]:
    """Of the conversation of the last turn: question → how it stands."""
    rows = await ana.asks(lambda c: answers.of_conversation(c, str(ana.turn.conversation)))
    return {row.question: row.state for row in rows}


async def told_all(ana: Someone) -> None:
    await ana.starts("first")
    await ana.sends(Typed("12"))
    await ana.taps("yes")
    await ana.sends(Typed("ana@example.com"))


async def test_1_what_was_known(ana: Someone) -> None:
    await told_all(ana)
    await ana.starts("second")
    await ana.taps("yes")
    assert await states(ana) == {"wants": AnswerState.GIVEN, "size": AnswerState.KEPT}
    await ana.sends(Change("wants"))
    await ana.taps("no")
    assert (await states(ana))["size"] is AnswerState.PARKED
    await ana.sends(Change("wants"))
    await ana.taps("yes")
    assert (await states(ana))["size"] is AnswerState.KEPT


async def test_1_what_was_not_reached_is_not_there(ana: Someone) -> None:
    await told_all(ana)
    await ana.starts("second")
    await ana.taps("no")
    assert await states(ana) == {"wants": AnswerState.GIVEN}


async def test_1_what_was_handed_over_and_inferred(ana: Someone) -> None:
    await told_all(ana)
    await ana.sends(Accept())
    await ana.taps("yes")
    there = {"wants": AnswerState.GIVEN, "people": AnswerState.CARRIED, "plan": AnswerState.INFERRED}
    assert await states(ana) == there
    await ana.sends(Change("wants"))
    await ana.taps("no")
    parked = {"people": AnswerState.PARKED, "plan": AnswerState.PARKED}
    assert await states(ana) == there | parked
    await ana.sends(Change("wants"))
    await ana.taps("yes")
    assert await states(ana) == there


async def test_1_after_a_restart(ana: Someone) -> None:
    await told_all(ana)
    await ana.starts("second")
    await ana.taps("yes")
    await ana.sends(Restart())
    assert await states(ana) == {"wants": AnswerState.PARKED, "size": AnswerState.PARKED}


async def test_2_words_whose_consent_is_taken_back(ana: Someone) -> None:
    await told_all(ana)
    await ana.starts("second")
    await ana.taps("yes", "yes")
    where = str(ana.turn.conversation)
    assert (await states(ana))["address"] is AnswerState.KEPT
    await ana.sends(Change("agreed"))
    await ana.taps("no")
    assert await states(ana) == {
        "wants": AnswerState.GIVEN, "size": AnswerState.KEPT, "agreed": AnswerState.GIVEN,
    }  # fmt: skip
    assert await ana.asks(lambda c: leads.profiles_of(c, [where])) == {}


async def test_3_a_private_flow(ana: Someone) -> None:
    await ana.starts("secret")
    await ana.taps("yes")
    await ana.sends(Typed("7"))

    def rows(connection: Connection) -> dict[str, bool]:
        found = connection.execute(select(ANSWER.c.question, ANSWER.c.sealed))
        return {row.question: row.sealed for row in found}

    assert await ana.asks(rows) == {"mood": True, "many": True}
    kept = await ana.asks(lambda c: answers.of_conversation(c, str(ana.turn.conversation)))
    assert {one.question: one.value for one in kept} == {"mood": "yes", "many": {"number": "7"}}
