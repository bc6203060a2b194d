"""Proves: what contradicts itself cannot be built, and a flow that was never checked cannot run."""

from fractions import Fraction

import pytest

from bot.definition.answer import DONT_KNOW, SKIPPED, Answer, decode, encode
from bot.definition.condition import Condition, parse
from bot.definition.model import Flow, Kind, Question
from bot.definition.texts import Text
from bot.engine.inputs import Start
from bot.engine.plan import plan_of
from bot.engine.progress import Progress
from bot.engine.state import State, Status, from_json, to_json
from bot.engine.step import step

WORDS = Text({"en": "Words"})


def test_a_conversation_that_asks_has_an_open_question() -> None:
    for status in (Status.ASKING, Status.CHANGING):
        with pytest.raises(ValueError, match="has an open question"):
            State(status=status)


def test_an_offer_stands_in_its_status_alone() -> None:
    with pytest.raises(ValueError, match="a flow is offered"):
        State(status=Status.FINISHED, offer="other")
    with pytest.raises(ValueError, match="a flow is offered"):
        State(status=Status.OFFERING)


def test_ticks_belong_to_a_question() -> None:
    with pytest.raises(ValueError, match="ticks belong"):
        State(ticks=("a",))


@pytest.mark.parametrize(("place", "total"), [(0, 3), (4, 3)])
def test_a_place_lies_inside_its_total(place: int, total: int) -> None:
    with pytest.raises(ValueError, match="no such place"):
        Progress(place, total)


def test_every_kind_of_answer_survives_its_json() -> None:
    answers: dict[str, Answer] = {
        "a": "x",
        "b": ("x", "y"),
        "c": Fraction(-1, 3),
        "d": True,
        "e": DONT_KNOW,
        "f": SKIPPED,
    }
    state = State(answers=answers, carried=answers, set_aside=answers, seen=frozenset({3, 1}))
    assert from_json(to_json(state)) == state
    assert {question: decode(encode(answer)) for question, answer in answers.items()} == answers


@pytest.mark.parametrize("kept", [None, 1, {"number": 1}, {"blank": "other"}, {}])
def test_what_is_no_answer_is_refused(kept: object) -> None:
    with pytest.raises(ValueError, match=r"not an answer|not a valid Blank"):
        decode(kept)


def test_a_flow_that_was_never_checked_cannot_run() -> None:
    unknown = parse("nobody is here")
    assert isinstance(unknown, Condition)
    question = Question(id="a", kind=Kind.TEXT, text=WORDS, condition=unknown)
    with pytest.raises(ValueError, match="was not checked"):
        step(Flow(name="f", title=WORDS, steps=(question,)), State(), Start())
    number = Question(id="a", kind=Kind.NUMBER, text=WORDS, scored=True)
    with pytest.raises(ValueError, match="neither points nor a range"):
        plan_of(Flow(name="f", title=WORDS, steps=(number,)))
