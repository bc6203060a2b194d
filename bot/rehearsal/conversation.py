"""One conversation from start to end with somebody who decides at each question that is asked."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bot.definition.answer import Answer, Answers
from bot.definition.model import Question
from bot.engine.path import Path, walk
from bot.engine.plan import Plan
from bot.engine.result import Result, result_of
from bot.engine.scored import at_result
from bot.engine.state import NO_ANSWERS

Decide: TypeAlias = Callable[[Question], Answer | None]
"""The answer to a question; None leaves it unanswered."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What was asked and said, and what came out."""

    path: Path
    result: Result


def converse(plan: Plan, decide: Decide, kept: Answers = NO_ANSWERS) -> Conversation:
    """The path is walked once; answers are decided on when the walk looks for them. *kept* is known."""
    path = walk(plan, _Person(plan, decide), NO_ANSWERS, at_result, kept=kept, bulk=True)
    return Conversation(path, result_of(plan, path, []))


class _Person(Mapping[str, Answer]):
    """Answers that are made up when they are asked for."""

    def __init__(self, plan: Plan, decide: Decide) -> None:
        self._plan = plan
        self._decide = decide

    def __getitem__(self, question: str) -> Answer:
        answer = self._decide(self._plan.asks[question].question)
        if answer is None:
            raise KeyError(question)
        return answer

    def __iter__(self) -> Iterator[str]:
        return iter(self._plan.asks)

    def __len__(self) -> int:
        return len(self._plan.asks)
