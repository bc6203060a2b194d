"""Counting one area: its answers added up and settled (scoring §2, §3)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from scoring.points import MISSING, Answer, Given
from scoring.score import Rational, Score, Settlement


class Entry(NamedTuple):
    """What one answer adds to its area, and its percent in a unit common to all questions."""

    contribution: Rational
    percent: Rational


class Question(NamedTuple):
    """A scored question inside its area. `entry(answer)` is None where the answer does not apply."""

    entry: Callable[[Answer], Entry | None]
    weight: int
    optional: bool


class Tally(NamedTuple):
    """One area, counted and settled.

    `weight` is whole, in a unit common to all areas; `lowest` is the smallest single answer in percent (in
    the unit of entries), for ties.
    """

    area: str
    weight: int
    score: Score
    lowest: Rational
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class AreaRules:
    """How one area is counted; the area of a key without areas has an empty name."""

    area: str
    weight: int
    questions: tuple[Question, ...]
    settlement: Settlement

    def tally(self, *answers: Given | None) -> Tally:
        """The tally of the answers, one for each question in order; None: not on the path."""
        total: Rational = 0
        percents: list[Rational] = []
        weight_answered = weight_missing = missing = 0
        for answer, (entry_of, weight, optional) in zip(answers, self.questions, strict=True):
            if answer is MISSING and not optional:
                weight_missing += weight
                missing += 1
            if answer is None or answer is MISSING:
                continue
            entry = entry_of(answer)
            if entry is None:
                continue
            total += entry.contribution
            weight_answered += weight
            percents.append(entry.percent)
        answered = len(percents)
        score = self.settlement.settle(total, weight_answered, weight_missing)
        return Tally(self.area, self.weight, score, min(percents, default=0), answered, answered + missing)
