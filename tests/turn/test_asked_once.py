"""Asked once: what somebody told in one conversation is known in the next.

1. A later flow that keeps under the same name does not ask; it says what is known, from when, and takes
   another answer. Who stopped in the middle is known too.
2. What is too old, of another type, no answer there, left out or not known, is asked.
3. The newest word counts; whoever leaves it out takes it back.
4. Words of one's own are kept under a consent alone, sealed, and go when a consent is refused or withdrawn.
5. What is known stands as such among the answers, counts for the score, and is handed on.
6. A flow that keeps nothing costs no statement more.
7. Of the person it stays: not of others, and not when they are erased or wish it forgotten.
8. What was told in a private flow is known in private flows alone.
9. What was forgotten, said otherwise or got too old while a conversation was open is asked, also by whoever
   just goes on; what they came past stays with the conversation they go on with.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, select

from bot.definition.answer import SKIPPED
from bot.engine.inputs import Change, Input, Pause, Restart, Review, Skip, Start, Stop, Typed
from bot.messages import Summary
from bot.store import answers, erasure, kept
from bot.store.columns import AnswerState
from bot.store.database import Database
from bot.store.kept import KeptAnswer
from bot.store.tables import KEPT, RESPONDENT
from bot.wishes import ForgetKept, ShowMyData
from tests.turn.keeping import (
    FIRST,
    FLOWS,
    SECOND,
    SECRET,
    agrees,
    card,
    kept_of,
    tells_first,
)
from tests.turn.someone import Someone, library

LATER = """
flow: later
title: Later
steps:
  - {ask: wants, text: "Shall we go on?", scale: yes_no}
  - {ask: size, if: wants is yes, text: How large is it, type: number, keep: size, fresh: 2 days}
"""


@pytest.fixture
def ana(database: Database) -> Someone:
    return Someone(database, FLOWS)


async def test_1_a_later_flow_does_not_ask_again(ana: Someone) -> None:
    await tells_first(ana)
    ana.waits(timedelta(days=1))
    await ana.starts("second")
    assert card(ana).question == "mood"
    assert card(ana).notes == (
        "Second",
        "Already known, so not asked again:\nHow large is the team?\n– from January 1, 2030: 12",
    )
    way = next(way for way in card(ana).ways if way.label == "Change what is known")
    assert way.press == Change("team", card(ana).turn)


async def test_1_several_are_changed_from_the_summary(ana: Someone) -> None:
    await tells_first(ana)
    await ana.taps("lead")
    await ana.sends(Typed("no"))
    await ana.sends(Typed("yes"))
    await ana.sends(Start(), flow="first", anew=True)
    assert card(ana).question == "ok"
    assert next(way for way in card(ana).ways if way.label == "Change what is known").press == Review()
    await ana.sends(Review())
    shown = next(one for one in ana.turn.messages if isinstance(one, Summary))
    assert [(line.answer, line.change is not None) for line in shown.lines] == [
        ("from January 1, 2030: 12", True),
        ("from January 1, 2030: Lead", True),
    ]


async def test_1_it_can_be_changed_and_is_kept_anew(ana: Someone) -> None:
    await tells_first(ana)
    ana.waits(timedelta(days=1))
    await ana.starts("second")
    await ana.sends(Change("team"))
    assert card(ana).text == "How large is the team?"
    await ana.sends(Typed("15"))
    assert card(ana).question == "mood"
    ana.waits(timedelta(days=13, hours=12))
    await ana.sends(Start(), flow="second", anew=True)
    assert (await kept_of(ana))["size"] == {"number": "15"}
    await ana.sends(Review())
    shown = next(one for one in ana.turn.messages if isinstance(one, Summary))
    assert shown.lines[0].answer == "15"  # said in this conversation


@pytest.mark.parametrize(("days", "known"), [(13.99, True), (14.01, False)])
async def test_2_what_is_too_old_is_asked(ana: Someone, days: float, known: bool) -> None:
    await tells_first(ana)
    ana.waits(timedelta(days=days))
    await ana.starts("second")
    assert card(ana).question == ("mood" if known else "team")


async def test_2_what_is_no_answer_there_is_asked(ana: Someone) -> None:
    await tells_first(ana, "101")
    await ana.starts("second")
    assert card(ana).question == "team"
    await ana.starts("third")
    assert card(ana).question == "size"


async def test_3_the_newest_word_counts(ana: Someone) -> None:
    await tells_first(ana)
    await ana.taps("lead")
    await ana.sends(Change("role"))
    await ana.taps("owner")
    assert await kept_of(ana) == {"size": {"number": "12"}, "role": "owner"}
    await ana.sends(Change("role"))
    await ana.taps("dont_know")
    assert await kept_of(ana) == {"size": {"number": "12"}}
    await ana.sends(Change("role"))
    await ana.taps("owner")
    await ana.sends(Change("role"))
    await ana.sends(Skip())
    assert await kept_of(ana) == {"size": {"number": "12"}}


async def test_3_a_restart_does_not_bring_back_what_was_said_before(ana: Someone) -> None:
    await tells_first(ana)
    await ana.starts("second")
    await ana.sends(Change("team"))
    await ana.sends(Typed("15"))
    await ana.sends(Restart())
    assert card(ana).question == "team"


async def test_2_words_of_another_type_are_asked(ana: Someone) -> None:
    await agrees(ana)
    await ana.starts("fourth")
    await ana.taps("yes")
    assert card(ana).question == "about"


async def test_4_words_are_known_once_their_consent_is_given_again(ana: Someone) -> None:
    await agrees(ana)
    await ana.starts("second")
    await ana.taps("yes")
    assert card(ana).question == "agreed"
    await ana.taps("yes")
    shown = "\n".join(repr(message) for message in ana.turn.messages)
    assert "from January 1, 2030: ana@example.com" in shown
    rows = await ana.asks(lambda c: answers.of_conversation(c, str(ana.turn.conversation)))
    assert {row.question: (row.state, row.private) for row in rows} == {
        "team": (AnswerState.KEPT, False),
        "mood": (AnswerState.GIVEN, False),
        "agreed": (AnswerState.GIVEN, False),
        "address": (AnswerState.KEPT, True),
    }


async def test_4_words_are_sealed(ana: Someone) -> None:
    await agrees(ana)
    rows = await ana.asks(lambda c: c.execute(select(KEPT.c.name, KEPT.c.value, KEPT.c.sealed)).all())
    assert {name: sealed for name, _, sealed in rows} == {"size": False, "role": False, "mail": True}
    assert not any("ana@" in value for _, value, _ in rows)


async def test_4_they_go_when_a_consent_is_withdrawn(ana: Someone) -> None:
    await agrees(ana)
    assert set(await kept_of(ana)) == {"size", "role", "mail"}
    await ana.sends(Change("ok"))
    await ana.taps("no")
    assert set(await kept_of(ana)) == {"size", "role"}


async def test_4_they_go_when_another_flow_is_refused(ana: Someone) -> None:
    await agrees(ana)
    await ana.starts("second")
    await ana.taps("yes", "no")
    assert set(await kept_of(ana)) == {"size", "role"}
    await ana.sends(Change("agreed"))
    await ana.taps("yes")
    assert card(ana).question == "address"


async def test_5_it_counts(ana: Someone) -> None:
    await tells_first(ana, "10")
    await ana.starts("second")
    await ana.taps("yes", "no")
    assert ana.turn.result is not None
    assert ana.turn.result.complete
    assert ana.turn.result.measured.overall.shown == Fraction(100)
    assert ana.turn.result.ignored == ()


@contextmanager
def statements(about: str) -> Iterator[list[str]]:
    """Those that name a table."""
    said: list[str] = []

    def heard(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if f" {about}" in statement:
            said.append(statement)

    event.listen(Engine, "before_cursor_execute", heard)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", heard)


async def test_6_nothing_is_asked_of_the_store_where_nothing_is_kept(ana: Someone) -> None:
    await tells_first(ana)
    with statements("kept") as said:
        await ana.starts("plain")
        await ana.taps("yes", "no")
    assert said == []
    with statements("kept") as said:
        await ana.starts("second")
        assert len(said) == 1
        await ana.taps("yes")
        assert len(said) == 1


async def test_7_others_are_asked(ana: Someone, database: Database) -> None:
    await tells_first(ana)
    ben = Someone(database, FLOWS, "u2")
    await ben.starts("second")
    assert card(ben).question == "team"


async def test_7_it_is_forgotten_at_their_wish(ana: Someone) -> None:
    await agrees(ana)
    await ana.sends(ShowMyData())  # type: ignore[arg-type]  # a wish comes the same way
    shown = "\n".join(repr(message) for message in ana.turn.messages)
    assert "Remembered, so that you are not asked again" in shown
    assert "from January 1, 2030: ana@example.com" in shown
    assert "ForgetKept()" in shown
    assert '"remembered": [' in shown
    await ana.sends(ForgetKept())  # type: ignore[arg-type]
    ana.sees("Forgotten. You will be asked again.")
    assert await kept_of(ana) == {}
    await ana.starts("second")
    assert card(ana).question == "team"


async def test_7_it_goes_with_its_person(ana: Someone) -> None:
    await tells_first(ana)

    def work(connection: Connection) -> int:
        who = connection.execute(select(RESPONDENT.c.id)).scalar_one()
        return erasure.erase(connection, who).kept

    assert await ana.database.run(work) == 1
    assert await kept_of(ana) == {}


async def test_7_what_is_kept_under_no_name_any_more_is_shown_by_its_name(ana: Someone) -> None:
    await tells_first(ana)

    def work(connection: Connection) -> None:
        who = connection.execute(select(RESPONDENT.c.id)).scalar_one()
        given = datetime(2029, 5, 3, 23, tzinfo=UTC)
        kept.keep(
            connection, who, [KeptAnswer("city", "Köln", "text", "gone", "town", "c", given, private=True)]
        )
        kept.forget(connection, who, ())

    await ana.database.run(work)
    await ana.sends(ShowMyData())  # type: ignore[arg-type]
    assert 'city\\n– from May 3, 2029: "Köln"' in repr(ana.turn.messages)
    assert SKIPPED.value not in str(await kept_of(ana))


async def tells_in_private(ana: Someone) -> None:
    await ana.starts("secret")
    await ana.sends(Typed("12"))
    await ana.taps("lead", "yes")
    await ana.sends(Typed("ana@example.com"))


async def test_8_what_is_private_is_not_known_in_the_open(ana: Someone) -> None:
    await tells_in_private(ana)
    await ana.starts("second")
    assert card(ana).question == "team"
    await ana.sends(Typed("3"))
    await ana.taps("yes", "yes")
    assert card(ana).question == "address"


async def test_8_it_is_known_in_another_private_flow(ana: Someone) -> None:
    await tells_in_private(ana)
    await ana.starts("silent")
    await ana.taps("yes", "yes")
    rows = await ana.asks(lambda c: answers.of_conversation(c, str(ana.turn.conversation)))
    known = {row.question for row in rows if row.state is AnswerState.KEPT}
    assert known == {"team", "address"}


async def test_8_what_was_told_in_the_open_is_known_in_private(ana: Someone) -> None:
    await agrees(ana)
    await ana.starts("silent")
    await ana.taps("yes", "yes")
    rows = await ana.asks(lambda c: answers.of_conversation(c, str(ana.turn.conversation)))
    assert {row.question for row in rows if row.state is AnswerState.KEPT} == {"team", "address"}


async def test_8_what_was_told_in_private_stays_so_when_its_flow_is_opened(ana: Someone) -> None:
    await tells_in_private(ana)
    ana.finds(library(SECOND, SECRET.replace("private: yes", "version: 2")))
    await ana.starts("second")
    await ana.sends(Typed("3"))
    await ana.taps("yes", "yes")
    assert card(ana).question == "address"


async def test_8_words_of_a_flow_that_is_gone_may_have_been_private(ana: Someone) -> None:
    await tells_in_private(ana)
    ana.finds(library(SECOND))
    await ana.starts("second")
    await ana.sends(Typed("3"))
    await ana.taps("yes", "yes")
    assert card(ana).question == "address"


async def knows_two(ana: Someone) -> None:
    """And is at the question before them."""
    await tells_first(ana)
    await ana.taps("lead")
    await ana.starts("late")
    assert card(ana).question == "mood"


async def comes_to(ana: Someone) -> str:
    """Which question is asked first of those that could be known."""
    await ana.sends(Start(), flow="late")
    await ana.taps("yes")
    return str(card(ana).question)


async def test_9_what_is_still_known_is_not_asked(ana: Someone) -> None:
    await knows_two(ana)
    await ana.sends(Pause())
    assert await comes_to(ana) == "last"


@pytest.mark.parametrize("away", [Pause(), Stop(), None])
async def test_9_what_was_forgotten_meanwhile(ana: Someone, away: Input | None) -> None:
    await knows_two(ana)
    if away is not None:
        await ana.sends(away)
    await ana.sends(ForgetKept())  # type: ignore[arg-type]  # a wish comes the same way
    assert await comes_to(ana) == "team"


async def test_9_what_was_forgotten_while_a_question_was_open(ana: Someone) -> None:
    await knows_two(ana)
    await ana.sends(ForgetKept())  # type: ignore[arg-type]
    await ana.sends(Typed("yes"), flow="late")
    assert card(ana).question == "team"


async def test_9_what_got_too_old_before_it_was_needed(ana: Someone) -> None:
    """It comes onto the path long after the end."""
    ana.finds(library(FIRST, LATER))
    await tells_first(ana)
    await ana.starts("later")
    await ana.taps("no")
    ana.waits(timedelta(days=400))
    await ana.sends(Change("wants"))
    await ana.taps("yes")
    assert card(ana).question == "size"


async def test_9_they_come_back_with_an_answer(ana: Someone) -> None:
    await knows_two(ana)
    await ana.sends(Pause())
    await ana.sends(ForgetKept())  # type: ignore[arg-type]
    await ana.sends(Typed("yes"))
    assert card(ana).question == "team"


async def test_9_what_got_too_old_meanwhile(ana: Someone) -> None:
    await knows_two(ana)
    await ana.sends(Pause())
    ana.waits(timedelta(days=3))
    assert await comes_to(ana) == "team"
    await ana.sends(Typed("13"))
    assert card(ana).question == "last"


async def test_9_what_was_said_otherwise_meanwhile(ana: Someone) -> None:
    await knows_two(ana)
    await ana.sends(Pause())
    await ana.sends(Start(), flow="first")
    await ana.sends(Change("people"), flow="first")
    await ana.sends(Typed("90"), flow="first")
    assert await comes_to(ana) == "team"


async def test_9_what_they_came_past_stays(ana: Someone) -> None:
    await knows_two(ana)
    await ana.taps("yes")
    assert card(ana).question == "last"
    await ana.sends(ForgetKept())  # type: ignore[arg-type]
    await ana.sends(Start(), flow="late")
    assert card(ana).question == "last"
    await ana.sends(Restart())
    await ana.taps("yes")
    assert card(ana).question == "team"
