"""What is worked out once for a question and used for every answer to it."""

from collections.abc import Callable
from typing import Final, Generic, TypeVar

from bot.definition.model import Question

Made = TypeVar("Made")

MOST: Final = 4_096
"""Questions × languages kept at a time."""


class PerQuestion(Generic[Made]):
    """Keeps what `make` gives, by the question's identity: a question holds mappings and so has no hash.

    Beside what was made stands the question itself, so its identity is not given to another one meanwhile.
    """

    __slots__ = ("_kept", "_make")

    def __init__(self, make: Callable[[Question, str], Made]) -> None:
        self._make = make
        self._kept: dict[tuple[int, str], tuple[Question, Made]] = {}

    def __call__(self, question: Question, language: str = "") -> Made:
        kept = self._kept.get((id(question), language))
        if kept is None:
            if len(self._kept) >= MOST:
                self._kept.clear()
            kept = self._kept[id(question), language] = question, self._make(question, language)
        return kept[1]
