"""Proves: whatever is ticked, by single taps or as whole selections, the ticks are those of a small model.

The model knows a set of choices and two turns: the one in which the control was drawn afresh, and the one
now. It says for every press, old and new, whether it is good and what is ticked afterwards. What the engine
shows is then what somebody sees whose control keeps its own selection until it is drawn afresh.
"""

from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.engine import inputs as i
from bot.engine.events import Refusal, Refused
from bot.engine.state import State, from_json, to_json
from bot.engine.step import step
from tests.engine.transcript import flow_of

FLOW = flow_of("""
flow: ticks
title: Ticks
steps:
  - ask: tools
    text: "Which?"
    type: multi
    choices: {a: A, none: {text: N, alone: yes}, b: B, all: {text: "*", alone: yes}, c: C}
  - {ask: last, text: "Last?", scale: yes_no}
""")
ORDER = ["a", "none", "b", "all", "c"]
ALONE = {"none", "all"}
selections = st.lists(st.sampled_from(ORDER), max_size=6)
ages = st.integers(-3, 12)


class Ticking(RuleBasedStateMachine):
    """Somebody who changes their mind, with messages that arrive late."""

    def __init__(self) -> None:
        super().__init__()
        self.ticked: set[str] = set()
        self.drawn = self.turn = 1
        self.answered: set[str] | None = None
        self.open = True
        self.on_screen: set[str] = set()
        self.refusal: Refusal | None = None
        self.state, _ = step(FLOW, State(), i.Start())

    def does(self, taken: i.Input) -> None:
        before = self.state
        self.state, events = step(FLOW, from_json(to_json(before)), taken)
        self.refusal = next((event.why for event in events if isinstance(event, Refused)), None)
        if self.refusal is not None:
            assert replace(self.state, status=before.status) == before

    def redraw(self, ticked: set[str]) -> None:
        """The next turn, with a control that has nothing of its own."""
        self.turn += 1
        self.drawn, self.ticked, self.on_screen = self.turn, ticked, ticked

    @precondition(lambda self: self.open)
    @rule(choices=selections, age=ages)
    def selects(self, choices: list[str], age: int) -> None:
        turn, asked = self.turn - age, set(choices)
        self.does(i.Select(turn, "tools", tuple(choices)))
        if turn != self.drawn:
            assert self.refusal is Refusal.STALE
            return
        self.on_screen = asked
        if asked == self.ticked:
            assert self.refusal is Refusal.REPEATED
            return
        kept = self.kept_of(asked)
        if kept == asked:
            self.turn += 1
            self.ticked = kept
        else:
            self.redraw(kept)

    def kept_of(self, asked: set[str]) -> set[str]:
        new = asked - self.ticked
        if new & ALONE:
            return {next(choice for choice in ORDER if choice in new & ALONE)}
        return asked - ALONE if new else asked

    @precondition(lambda self: self.open)
    @rule(choice=st.sampled_from(ORDER))
    def taps(self, choice: str) -> None:
        self.does(i.Tap(self.turn, "tools", choice))
        if choice in self.ticked:
            self.ticked = self.ticked - {choice}
        else:
            self.ticked = {choice} if choice in ALONE else self.ticked - ALONE | {choice}
        self.on_screen = self.ticked
        self.turn += 1

    @precondition(lambda self: self.open)
    @rule(age=ages)
    def is_done(self, age: int) -> None:
        turn = self.turn - age
        self.does(i.Done(turn, "tools"))
        if not self.drawn <= turn <= self.turn:
            assert self.refusal is Refusal.STALE
        elif not self.ticked:
            assert self.refusal is Refusal.NOTHING_TICKED
        else:
            assert self.on_screen == self.ticked, "an answer is what was to be seen"
            self.answered, self.open = self.ticked, False
            self.redraw(set())

    @precondition(lambda self: self.open)
    @rule(choices=selections, age=ages)
    def is_done_with_what_is_read(self, choices: list[str], age: int) -> None:
        """Ticks that were lost on their way count as they are read."""
        turn, asked = self.turn - age, set(choices) or self.ticked
        self.does(i.Done(turn, "tools", tuple(choices)))
        if not self.drawn <= turn <= self.turn:
            assert self.refusal is Refusal.STALE
        elif not asked:
            assert self.refusal is Refusal.NOTHING_TICKED
        elif asked in (self.ticked, self.kept_of(asked)):
            self.answered, self.open = asked, False
            self.redraw(set())
        else:
            self.redraw(self.kept_of(asked))

    @precondition(lambda self: self.open)
    @rule(choices=selections)
    def is_done_with_what_is_not_there(self, choices: list[str]) -> None:
        self.does(i.Done(self.turn, "tools", (*choices, "no_such_tool")))
        assert self.refusal is Refusal.UNKNOWN_BUTTON

    @precondition(lambda self: not self.open)
    @rule(age=ages, choices=selections)
    def presses_what_is_gone(self, age: int, choices: list[str]) -> None:
        for taken in (i.Done(self.turn - age, "tools"), i.Select(self.turn - age, "tools", tuple(choices))):
            self.does(taken)
            assert self.refusal in (Refusal.STALE, Refusal.UNKNOWN_BUTTON)

    @precondition(lambda self: not self.open)
    @rule()
    def goes_back(self) -> None:
        self.does(i.Back())
        self.open = True
        self.redraw(self.answered or set())

    @precondition(lambda self: self.open)
    @rule()
    def pauses(self) -> None:
        self.does(i.Pause())
        self.does(i.Help())

    @rule(language=st.sampled_from(["en", "tlh"]))
    def looks(self, language: str) -> None:
        self.does(i.Speak(language))

    @invariant()
    def the_model_agrees(self) -> None:
        assert self.state.turn == self.turn
        assert self.state.open == ("tools" if self.open else "last")
        assert self.state.ticks == tuple(choice for choice in ORDER if choice in self.ticked)
        assert self.state.opened == self.drawn


TestTicking = Ticking.TestCase
TestTicking.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)
