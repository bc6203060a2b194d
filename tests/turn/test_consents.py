"""Proves: of a consent holds what somebody said last, and what nobody said was not said.

1. A no is one, also where it was a no before; so is a yes.
2. What only comes back, after a restart that is undone, is neither given nor taken back anew.
3. Words are kept while the consent they were asked under stands, not afterwards.
4. A no to one consent leaves what stands under another one where it is.
"""

import pytest
from sqlalchemy import Connection

from bot.engine.inputs import Back, Change, Restart, Start, Tap, Typed
from bot.store import answers, leads
from bot.store.columns import AnswerState
from bot.store.database import Database
from tests.turn.keeping import FIRST, FLOWS, agrees, card, kept_of, tells_first
from tests.turn.someone import Someone, library

TWO_CONSENTS = """
flow: two
title: Two
steps:
  - {ask: ok, text: "May we contact you?", type: consent, purpose: contact}
  - {ask: mail, if: ok, text: "Your address?", type: email, keep: mail, profile: email}
  - {ask: news, text: "May we send the report?", type: consent, purpose: report}
  - {ask: last, text: "Is it good?", scale: yes_no}
"""


@pytest.fixture
def ana(database: Database) -> Someone:
    return Someone(database, FLOWS)


def leads_of(connection: Connection) -> list[leads.LeadLine]:
    return list(leads.leads(connection))


async def are_leads(ana: Someone) -> list[str]:
    """The flows in which somebody may be contacted."""
    return [line.flow for line in await ana.asks(leads_of) if line.may_contact]


async def changes(ana: Someone, flow: str, question: str, to: str) -> None:
    """In a conversation of before."""
    await ana.sends(Change(question), flow=flow)
    state = ana.turn.state
    assert state is not None
    assert state.open == question
    await ana.sends(Tap(state.turn, question, to), flow=flow)


async def writes_to_us(ana: Someone, may: str, flow: str = "second") -> None:
    """Another flow, with its own consent."""
    await ana.starts(flow)
    if card(ana).question == "team":
        await ana.sends(Typed("5"))
    await ana.taps("yes", may)
    if may == "yes" and card(ana).question == "address":
        await ana.sends(Typed("b@example.com"))


async def refuses_first(ana: Someone) -> None:
    await tells_first(ana)
    await ana.taps("lead", "no")


async def test_1_a_no_said_again_takes_back_what_was_agreed_to_elsewhere(ana: Someone) -> None:
    await refuses_first(ana)
    await writes_to_us(ana, "yes")
    assert await are_leads(ana) == ["second"]
    assert "mail" in await kept_of(ana)
    await changes(ana, "first", "ok", "no")
    assert await are_leads(ana) == []
    assert "mail" not in await kept_of(ana)


async def test_1_a_yes_said_again_is_one(ana: Someone) -> None:
    await agrees(ana)
    await ana.taps("yes")
    await writes_to_us(ana, "no")
    assert await are_leads(ana) == []
    await changes(ana, "first", "ok", "yes")
    assert await are_leads(ana) == ["first"]


async def begins_again_after_all_not(ana: Someone) -> None:
    """In the first flow, in the middle of it."""
    for taken in (Restart(), Back()):
        await ana.sends(taken, flow="first")
    assert ana.turn.state is not None
    assert ana.turn.state.open == "end"


async def test_2_a_yes_that_comes_back_is_not_given_anew(ana: Someone) -> None:
    await agrees(ana)
    await writes_to_us(ana, "no")
    await begins_again_after_all_not(ana)
    assert await are_leads(ana) == []


async def test_2_a_no_that_comes_back_takes_nothing_back(ana: Someone) -> None:
    await refuses_first(ana)
    await writes_to_us(ana, "yes")
    await begins_again_after_all_not(ana)
    assert await are_leads(ana) == ["second"]
    assert "mail" in await kept_of(ana)


async def test_3_what_is_typed_after_a_no_elsewhere_is_not_kept(ana: Someone) -> None:
    await tells_first(ana)
    await ana.taps("lead", "yes")
    assert card(ana).question == "mail"
    await writes_to_us(ana, "no")
    await ana.sends(Start(), flow="first")
    await ana.sends(Typed("ana@example.com"), flow="first")
    assert card(ana).question == "end"
    assert "mail" not in await kept_of(ana)


async def test_3_nor_what_is_changed_after_it(ana: Someone) -> None:
    await agrees(ana)
    await ana.taps("yes")
    await writes_to_us(ana, "no")
    await ana.sends(Change("mail"), flow="first")
    await ana.sends(Typed("new@example.com"), flow="first")
    rows = await ana.asks(lambda c: answers.of_conversation(c, str(ana.turn.conversation)))
    assert {row.question: row.value for row in rows}["mail"] == "new@example.com"
    assert "mail" not in await kept_of(ana)


async def test_4_a_no_to_another_consent_asks_for_nothing_again(database: Database) -> None:
    ana = Someone(database, library(FIRST, TWO_CONSENTS))
    await agrees(ana)
    await ana.starts("two")
    await ana.taps("yes", "no")
    assert card(ana).question == "last"
    rows = await ana.asks(lambda c: answers.of_conversation(c, str(ana.turn.conversation)))
    assert {row.question: row.state for row in rows} == {
        "ok": AnswerState.GIVEN, "mail": AnswerState.KEPT, "news": AnswerState.GIVEN,
    }  # fmt: skip
    assert "mail" not in await kept_of(ana), "whoever says a no is asked in the next flow"
    assert await are_leads(ana) == ["first", "two"]
