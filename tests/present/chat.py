"""A conversation with the engine, seen as its messages."""

from pathlib import Path
from typing import TypeVar

from bot.definition.model import Flow
from bot.engine.inputs import Input, Start, Tap, Typed
from bot.engine.state import State
from bot.engine.step import step
from bot.messages import Message, QuestionCard, ResultPage, Summary, Words, WorkingsPage
from bot.present import present
from tests.engine.transcript import flow_of

Shown = TypeVar("Shown")
FLOWS = Path(__file__).parents[2] / "flows"

MOOD = """
flow: team-mood
title: Team mood
scale: agree5
steps:
  - ask: tools
    text: I had what I needed to do good work this week.
  - ask: focus
    text: I know what matters most next week.
"""
"""The smallest flow of the flow language."""


class Chat:
    """One person with one flow; `messages` are those after the last input."""

    def __init__(self, flow: Flow | str, language: str = "en", operator: str | None = None) -> None:
        self.flow = flow_of(flow) if isinstance(flow, str) else flow
        self.operator = operator
        self.state = State()
        self.messages: tuple[Message, ...] = ()
        self.does(Start(language))

    def does(self, taken: Input) -> tuple[Message, ...]:
        """One input."""
        self.state, events = step(self.flow, self.state, taken)
        self.messages = present(self.flow, self.state, events, operator=self.operator)
        return self.messages

    def taps(self, *choices: str) -> tuple[Message, ...]:
        """One choice after the other, each on the question that is open."""
        for choice in choices:
            self.does(Tap(self.state.turn, str(self.state.open), choice))
        return self.messages

    def types(self, *lines: str) -> tuple[Message, ...]:
        """One answer after the other in words."""
        for line in lines:
            self.does(Typed(line))
        return self.messages

    @property
    def card(self) -> QuestionCard:
        """The question shown last."""
        return self._last(QuestionCard)

    @property
    def words(self) -> Words:
        """What was said last."""
        return self._last(Words)

    @property
    def result(self) -> ResultPage:
        """The result page shown last."""
        return self._last(ResultPage)

    @property
    def summary(self) -> Summary:
        """The summary shown last."""
        return self._last(Summary)

    @property
    def workings(self) -> WorkingsPage:
        """The workings shown last."""
        return self._last(WorkingsPage)

    def _last(self, kind: type[Shown]) -> Shown:
        return [message for message in self.messages if isinstance(message, kind)][-1]


def isolated(value: str) -> str:
    """A value as it stands inside a sentence of a right-to-left language."""
    return f"\u2068{value}\u2069"


def shipped(name: str) -> Flow:
    """One of the flows that come with the product."""
    return flow_of((FLOWS / f"{name}.yaml").read_text(encoding="utf-8"))
