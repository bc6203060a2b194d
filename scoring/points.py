"""From one answer to points (scoring §1 and §2).

Every scored question has a range `low..high`. An answer has points, or it *does not apply* (`None`): the
question then counts as not asked. A blank is neither of the two; it is `MISSING`.
"""

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import pairwise
from typing import Final, TypeAlias

ZERO: Final = Fraction(0)


class Missing(Enum):
    """The one value for "don't know", skipped and unanswered: asked, but without points."""

    MISSING = "missing"


MISSING: Final = Missing.MISSING

Answer: TypeAlias = str | tuple[str, ...] | Fraction | int
"""A choice id, the ticked choice ids, or a number."""

Given: TypeAlias = Answer | Missing
"""What stands beside a question on the path."""

Range: TypeAlias = tuple[Fraction, Fraction]


class MisfitError(ValueError):
    """An answer that its question cannot have. Answers are matched before they are scored: a bug."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Points(ABC):
    """How the answers of one question become points; `low` counts as 0 percent and `high` as 100."""

    low: Fraction
    high: Fraction
    reverse: bool = False

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise ValueError(f"a range needs low below high, not {self.low}..{self.high}")

    @abstractmethod
    def raw(self, answer: Answer) -> Fraction | None:
        """The points as written in the flow, before range and reversal; None: does not apply."""

    @abstractmethod
    def listed(self) -> Iterable[Answer]:
        """The answers that can be listed beforehand; none for numbers and combinations."""

    def earned(self, answer: Answer) -> Fraction | None:
        """The points `p`: cut to the range, then turned round where the scale runs best to worst.

        None: the answer does not apply. Raises MisfitError where the question cannot have this answer.
        """
        raw = self.raw(answer)
        if raw is None:
            return None
        cut = min(max(raw, self.low), self.high)
        return self.low + self.high - cut if self.reverse else cut

    def percent(self, earned: Fraction) -> Fraction:
        """The percent `x` of points that were earned: 0 at `low`, 100 at `high`."""
        return 100 * (earned - self.low) / (self.high - self.low)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicePoints(Points):
    """One of several choices; a choice without a score (None) means "does not apply"."""

    scores: Mapping[str, Fraction | None]

    def raw(self, answer: Answer) -> Fraction | None:
        if not isinstance(answer, str) or answer not in self.scores:
            raise MisfitError(f"{answer!r} is none of the choices {', '.join(self.scores)}")
        return self.scores[answer]

    def listed(self) -> Iterable[Answer]:
        return self.scores


@dataclass(frozen=True, slots=True, kw_only=True)
class MultiPoints(Points):
    """Any number of choices; the scores of those ticked are added. One ticked None: does not apply."""

    scores: Mapping[str, Fraction | None]

    def __post_init__(self) -> None:
        # The short super() does not survive slots=True, which builds the class a second time.
        Points.__post_init__(self)
        if self.reverse:
            raise ValueError("a question with several answers cannot be reversed")

    def raw(self, answer: Answer) -> Fraction | None:
        if not isinstance(answer, tuple) or not set(answer) <= self.scores.keys():
            raise MisfitError(f"{answer!r} are not choices out of {', '.join(self.scores)}")
        total = ZERO
        for choice in set(answer):
            score = self.scores[choice]
            if score is None:
                return None
            total += score
        return total

    def listed(self) -> Iterable[Answer]:
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberPoints(Points):
    """A number with a range only: the number itself is the points."""

    def raw(self, answer: Answer) -> Fraction | None:
        return as_number(answer)

    def listed(self) -> Iterable[Answer]:
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePoints(Points):
    """A number with a table: from each key on so many points. Below the first key: does not apply."""

    table: tuple[tuple[Fraction, Fraction], ...]

    def __post_init__(self) -> None:
        Points.__post_init__(self)
        starts = [start for start, _ in self.table]
        if not starts or any(after <= before for before, after in pairwise(starts)):
            raise ValueError(f"a table of points needs ascending keys, not {starts}")

    def raw(self, answer: Answer) -> Fraction | None:
        place = bisect_right(self.table, as_number(answer), key=lambda row: row[0])
        return self.table[place - 1][1] if place else None

    def listed(self) -> Iterable[Answer]:
        return ()


def choice_points(
    scores: Mapping[str, Fraction | None], within: Range | None = None, *, reverse: bool = False
) -> ChoicePoints:
    """Points of a choice question; without `within` its range is the lowest to the highest score."""
    numbers = [score for score in scores.values() if score is not None]
    low, high = within or (min(numbers), max(numbers))
    return ChoicePoints(scores=scores, low=low, high=high, reverse=reverse)


def multi_points(scores: Mapping[str, Fraction | None], within: Range | None = None) -> MultiPoints:
    """Points of a multi question; without `within` its range is 0 to the sum of the positive scores."""
    best = sum((score for score in scores.values() if score is not None and score > 0), ZERO)
    low, high = within or (ZERO, best)
    return MultiPoints(scores=scores, low=low, high=high)


def number_points(within: Range, *, reverse: bool = False) -> NumberPoints:
    """Points of a number question that has a range only."""
    return NumberPoints(low=within[0], high=within[1], reverse=reverse)


def table_points(
    table: Mapping[Fraction, Fraction], within: Range | None = None, *, reverse: bool = False
) -> TablePoints:
    """Points of a number question with a table (any order); its range is the lowest to the highest value."""
    low, high = within or (min(table.values()), max(table.values()))
    return TablePoints(table=tuple(sorted(table.items())), low=low, high=high, reverse=reverse)


def as_number(answer: Answer) -> Fraction:
    """The answer to a number question, exact; MisfitError for any other."""
    if isinstance(answer, str | tuple):
        raise MisfitError(f"{answer!r} is not a number")
    return Fraction(answer)
