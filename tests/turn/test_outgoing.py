"""Proves: a message kept as a delivery comes back as it was, and nothing else is built from what was kept.

1. Every message of a whole conversation with each shipped flow goes through JSON text and comes back equal.
2. Data that is no message of ours is refused with ValueError, whatever class it names.
3. Of what a newer release wrote, what is new about a message is left out; a press that means something new
   is none that this one could send.
"""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from bot.definition.load import load
from bot.definition.model import Flow, Kind
from bot.engine.inputs import (
    Change,
    Done,
    Help,
    Input,
    Restart,
    Review,
    ShowWorkings,
    Skip,
    Start,
    Tap,
    Typed,
)
from bot.engine.state import State, Status
from bot.engine.step import step
from bot.messages import Button, Message, Words
from bot.present import present
from bot.turn.outgoing import from_json, to_json

FLOWS = sorted((Path(__file__).parents[2] / "flows").glob("*.yaml"))


def _answer(flow: Flow, state: State) -> tuple[Input, ...]:
    question = flow.by_id[str(state.open)]
    match question.kind:
        case Kind.CHOICE:
            return (Tap(state.turn, question.id, question.choices[0].id),)
        case Kind.CONSENT:
            return (Tap(state.turn, question.id, "yes"),)
        case Kind.MULTI:
            return (Typed(question.choices[0].id),)
        case Kind.NUMBER:
            return (Typed("7"),)
        case Kind.EMAIL:
            return (Typed("a@example.com"),)
    return (Skip(state.turn),)


def _messages(flow: Flow) -> list[Message]:
    """Everything that a talkative person is shown."""
    state, shown = State(), list[Message]()

    def does(*inputs: Input) -> None:
        nonlocal state
        for taken in inputs:
            state, events = step(flow, state, taken)
            shown.extend(present(flow, state, events, operator="Example Ltd"))

    does(Start("en"))
    while state.status is Status.ASKING:
        does(Help(), Typed("???"), *_answer(flow, state))
    does(Review(), ShowWorkings(), Restart(), Done(0, "nothing"))
    return shown


@pytest.mark.parametrize("path", FLOWS, ids=lambda path: path.stem)
def test_messages_come_back_as_they_were(path: Path) -> None:
    flow = load(path.read_bytes(), path.name).flow
    assert flow is not None
    for message in _messages(flow):
        assert from_json(json.loads(json.dumps(to_json(message)))) == message


def test_a_start_with_carried_answers_comes_back() -> None:
    start = Start("de", {"size": "solo", "people": Fraction(1, 3), "tools": ("a", "b"), "ok": True})
    message = Words(("Go on?",), (Button("Yes", start), Button("No", Change("size", 3))))
    assert from_json(json.loads(json.dumps(to_json(message)))) == message


def test_what_a_newer_release_says_beside_it_is_left_out() -> None:
    message = Words(("Go on?",), (Button("Yes", Help()),))
    kept = json.loads(json.dumps(to_json(message)))
    kept["colour"] = {"is": "Colour", "red": 1}
    kept["buttons"][0]["picture"] = "tick"
    assert from_json(kept) == message


def test_a_press_that_means_something_new_is_not_read_as_another() -> None:
    kept = json.loads(json.dumps(to_json(Words(("Go on?",), (Button("Yes", Help()),)))))
    kept["buttons"][0]["press"]["about"] = "tools"
    with pytest.raises(TypeError, match="about"):
        from_json(kept)


@pytest.mark.parametrize(
    "kept",
    [
        None,
        "Words",
        {"is": "Path", "args": ["/etc/passwd"]},
        {"is": "Button", "label": "x", "press": {"is": "Help"}},
        {"paragraphs": ["x"]},
        {"is": ["Words"], "paragraphs": []},
    ],
)
def test_anything_else_is_refused(kept: object) -> None:
    with pytest.raises(ValueError, match="message"):
        from_json(kept)
