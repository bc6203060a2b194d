"""Proves: whatever a person does, the engine asks what a small independent model says it must ask.

The model knows three things: the answers given last, the order of the questions and, written in plain Python,
when each is asked. A hypothesis state machine answers, goes back, changes, skips, presses old buttons,
pauses, restarts, and compares after each input.
"""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.engine import inputs as i
from bot.engine.events import Asked, Refusal, Refused
from bot.engine.state import State, Status, from_json, to_json
from bot.engine.step import step
from tests.engine.transcript import flow_of

FLOW = flow_of("""
flow: model
title: Model
steps:
  - {ask: a, text: "A?", choices: {x: X, y: Y, z: Z}}
  - block: b
    if: a is not x
    steps:
      - {ask: b1, text: "B1?", scale: yes_no}
      - {ask: b2, text: "B2?", optional: yes, if: b1 is yes, choices: {x: X, y: Y}}
  - {ask: c, text: "C?", infer: {if: a is z, answer: y}, choices: {x: X, y: Y}}
  - {ask: d, text: "D?", if: c is y, optional: yes, choices: {x: X, y: Y}}
""")

CHOICES = {"a": "xyz", "b1": ["no", "yes"], "b2": "xy", "c": "xy", "d": "xy"}
OPTIONAL = {"b2", "d"}


def expected_path(answers: dict[str, str]) -> list[str]:
    """The questions asked, in order, up to the first without an answer. Written without the engine."""
    asked: list[str] = []

    def ask(question: str) -> bool:
        asked.append(question)
        return question in answers

    if not ask("a"):
        return asked
    if answers["a"] != "x":
        if not ask("b1"):
            return asked
        if answers["b1"] == "yes" and not ask("b2"):
            return asked
    if answers["a"] == "z":
        c = "y"
    elif ask("c"):
        c = answers["c"]
    else:
        return asked
    if c == "y":
        ask("d")
    return asked


class Person(RuleBasedStateMachine):
    """Somebody with quick fingers and second thoughts."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[str, str] = {}
        self.set_aside: dict[str, str] | None = None
        self.reopened: str | None = None
        self.old: list[i.Input] = []
        self.refusal: Refusal | None = None
        self.state, _ = step(FLOW, State(), i.Start())

    def does(self, taken: i.Input) -> None:
        before = self.state
        self.state, events = step(FLOW, from_json(to_json(self.state)), taken)
        self.refusal = next((event.why for event in events if isinstance(event, Refused)), None)
        if self.refusal is not None:
            assert self.state == before
        asked = [event.question for event in events if isinstance(event, Asked)]
        if asked:
            assert asked == [self.state.open]

    @property
    def open(self) -> str | None:
        """The question that must be open, by the model."""
        if self.reopened is not None:
            return self.reopened
        last = expected_path(self.answers)[-1]
        return None if last in self.answers else last

    def answer(self, question: str, choice: str) -> None:
        self.answers[question] = choice
        self.reopened = self.set_aside = None

    @precondition(lambda self: self.open is not None)
    @rule(data=st.data())
    def taps(self, data: st.DataObject) -> None:
        question = str(self.open)
        choice = data.draw(st.sampled_from(list(CHOICES[question])))
        press = i.Tap(self.state.turn, question, choice)
        self.old.append(press)
        self.does(press)
        self.answer(question, choice)

    @precondition(lambda self: self.open is not None)
    @rule(data=st.data())
    def types(self, data: st.DataObject) -> None:
        question = str(self.open)
        choice = data.draw(st.sampled_from(list(CHOICES[question])))
        self.does(i.Typed(choice))
        self.answer(question, choice)

    @precondition(lambda self: self.old)
    @rule(data=st.data())
    def presses_an_old_button(self, data: st.DataObject) -> None:
        self.does(data.draw(st.sampled_from(self.old)))
        assert self.refusal in (Refusal.STALE, Refusal.REPEATED, Refusal.CLOSED)

    @rule()
    def goes_back(self) -> None:
        asked = expected_path(self.answers)
        place = len(asked) if self.open is None else asked.index(self.open)
        self.does(i.Back())
        if place:
            self.reopened = asked[place - 1]
        elif self.set_aside:
            self.answers, self.set_aside, self.reopened = self.set_aside, None, None
        else:
            assert self.refusal is Refusal.NO_WAY_BACK

    @rule(question=st.sampled_from(sorted(CHOICES)))
    def changes(self, question: str) -> None:
        self.does(i.Change(question))
        if question in expected_path(self.answers) and question in self.answers:
            self.reopened = question
        else:
            assert self.refusal is Refusal.NOT_ANSWERED

    @precondition(lambda self: self.open is not None)
    @rule()
    def skips(self) -> None:
        question = str(self.open)
        self.does(i.Skip())
        if question in OPTIONAL:
            self.answer(question, "")
        else:
            assert self.refusal is Refusal.CANNOT_SKIP

    @precondition(lambda self: self.open is not None)
    @rule()
    def goes_away_and_comes_back(self) -> None:
        self.does(i.Pause())
        self.does(i.Start())

    @rule()
    def starts_again(self) -> None:
        was_over = self.open is None
        self.does(i.Restart())
        if not was_over:
            self.set_aside = dict(self.answers) or self.set_aside
            self.answers, self.reopened = {}, None

    @invariant()
    def the_model_agrees(self) -> None:
        assert self.state.open == self.open
        asking = Status.CHANGING if self.reopened else Status.ASKING
        expected = Status.FINISHED if self.open is None else asking
        assert self.state.status is expected


TestPerson = Person.TestCase
TestPerson.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
