"""Marks on results that stay out of comparisons, and hints that a key is wrong (scoring §10).

A mark never deletes anything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import pairwise
from math import sqrt
from statistics import median
from typing import Final

LEAST_QUESTIONS: Final = 8
LEAST_SECONDS: Final = 2
DAY: Final = 24 * 60 * 60
LEAST_RESULTS: Final = 30


class Mark(Enum):
    """Why a result stays out of comparisons."""

    SAME_PLACE = "the same place in all questions"
    TOO_FAST = "under two seconds a question"
    MOSTLY_UNKNOWN = "don't know in more than a third"
    REPEATED = "answered again within a day"


def marks(
    *, places: Sequence[int | None], seconds: Sequence[float], dont_know: int, asked: int
) -> frozenset[Mark]:
    """The marks of one conversation by itself.

    `places`: of the chosen answer in every scored choice question on the path, None where there is none;
    `seconds`: taken for each question, where known; `dont_know` of `asked` scored questions.
    """
    found = set()
    if len(places) >= LEAST_QUESTIONS and None not in places and len(set(places)) == 1:
        found.add(Mark.SAME_PLACE)
    if seconds and median(seconds) < LEAST_SECONDS:
        found.add(Mark.TOO_FAST)
    if 3 * dont_know > asked:
        found.add(Mark.MOSTLY_UNKNOWN)
    return frozenset(found)


def repeated(finished: Sequence[int]) -> frozenset[int]:
    """Which of one person's completed conversations do not count, as places in `finished`.

    `finished` are times in seconds, in any order. Of two within 24 hours the later one counts.
    """
    order = sorted(range(len(finished)), key=lambda place: (finished[place], place))
    return frozenset(
        earlier for earlier, later in pairwise(order) if finished[later] - finished[earlier] <= DAY
    )


@dataclass(frozen=True, slots=True)
class Suspect:
    """A question (or, with `item` None, a whole area) that runs against the rest: a forgotten `reverse`?

    `value` is the item-rest correlation of the question, or the Cronbach alpha of the area; None where an
    area's total never varies although its questions do: alpha is then without lower bound.
    """

    area: str
    item: str | None
    value: float | None


def lint(
    areas: Mapping[str, Sequence[str]], results: Sequence[Mapping[str, Fraction]]
) -> tuple[Suspect, ...]:
    """Questions and areas of attitude scales that seem to be keyed the wrong way round.

    `areas`: area → its questions; `results`: question → value, one map a result. An area is looked at when at
    least 30 results have all its questions.
    """
    found: list[Suspect] = []
    for area, items in areas.items():
        rows = [[result[item] for item in items] for result in results if result.keys() >= set(items)]
        if len(rows) >= LEAST_RESULTS and len(items) >= 2:
            found += _suspects(area, items, rows)
    return tuple(found)


def _suspects(area: str, items: Sequence[str], rows: Sequence[Sequence[Fraction]]) -> list[Suspect]:
    totals = [sum(row, Fraction(0)) for row in rows]
    columns = [[row[place] for row in rows] for place in range(len(items))]
    found = []
    for item, column in zip(items, columns, strict=True):
        rest = [total - value for total, value in zip(totals, column, strict=True)]
        together = _covariance(column, rest)
        if together < 0:
            spread = sqrt(_covariance(column, column) * _covariance(rest, rest))
            found.append(Suspect(area, item, float(together) / spread))
    parts = sum((_covariance(column, column) for column in columns), Fraction(0))
    whole = _covariance(totals, totals)
    if parts > whole:
        k = len(items)
        found.append(Suspect(area, None, float(Fraction(k, k - 1) * (1 - parts / whole)) if whole else None))
    return found


def _covariance(left: Sequence[Fraction], right: Sequence[Fraction]) -> Fraction:
    """Over n - 1, exact, so that its sign can be trusted."""
    n = len(left)
    products = sum((a * b for a, b in zip(left, right, strict=True)), Fraction(0))
    return (products - sum(left, Fraction(0)) * sum(right, Fraction(0)) / n) / (n - 1)
