"""What comes out of scoring one respondent: the measures (`Measured`) and what they mean (`Verdict`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from types import MappingProxyType
from typing import Final


class Reason(Enum):
    """Why there is no score (scoring §11)."""

    NOT_APPLICABLE = "not applicable"
    NOT_ENOUGH_ANSWERS = "not enough answers"
    OUTSIDE_THE_TABLE = "outside the table"
    TOO_FEW_AREAS = "too few areas"
    NOT_COMPUTED = "not computed"
    SCREENED_OUT = "screened out"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one area stands. `exact` and `shown` are there, or `reason` is.

    `rank` 1 is the weakest scored area. `asked` = answered and missing, without skipped optional questions.
    """

    area: str
    exact: Fraction | None
    shown: Fraction | None
    reason: Reason | None
    tier: str | None
    rank: int | None
    answered: int
    asked: int

    def __post_init__(self) -> None:
        _score_or_reason(self.exact, self.shown, self.reason)


@dataclass(frozen=True, slots=True)
class Overall:
    """The overall score, or why there is none.

    `variance` is its squared standard error and `margin` 1.96 of these, rounded for showing; both are None
    without an overall and where the key knows no `sem`.
    `answered` and `asked` count over all areas: "you could not say in 3 of 24".
    """

    exact: Fraction | None
    shown: Fraction | None
    reason: Reason | None
    variance: Fraction | None
    margin: Fraction | None
    answered: int
    asked: int

    def __post_init__(self) -> None:
        _score_or_reason(self.exact, self.shown, self.reason)


@dataclass(frozen=True, slots=True)
class Measured:
    """All scores of one respondent: `areas` in the key's order, `ranking` the scored ones, weakest first."""

    areas: Mapping[str, Standing]
    overall: Overall
    ranking: tuple[str, ...]

    def exact(self, area: str) -> Fraction:
        """The exact score of a scored area; KeyError for any other."""
        exact = self.areas[area].exact
        if exact is None:
            raise KeyError(area)
        return exact

    def shown(self, area: str) -> Fraction:
        """The shown score of a scored area; KeyError for any other."""
        shown = self.areas[area].shown
        if shown is None:
            raise KeyError(area)
        return shown


@dataclass(frozen=True, slots=True)
class Capped:
    """A gate that holds the level back at `cap` (a level number); `worst` and `best` of a gate with areas."""

    gate: str
    cap: int
    worst: str | None = None
    best: str | None = None


@dataclass(frozen=True, slots=True)
class Weak:
    """One of the weakest areas; joint with the next one when that is too close to tell them apart."""

    area: str
    joint: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the measures mean. Without an overall or without levels the three level fields are None.

    `level` and `from_score` are level numbers from 1; `capped_by` holds the binding gates in file order;
    `systems` in build order; `advice` (area, tier) pairs; `margin` is rounded for showing.
    """

    level: int | None
    level_id: str | None
    from_score: int | None
    capped_by: tuple[Capped, ...] = ()
    weakest: tuple[Weak, ...] = ()
    systems: tuple[str, ...] = ()
    advice: tuple[tuple[str, str], ...] = ()
    margin: Fraction | None = None
    borderline: bool = field(default=False)


def screened_out() -> Measured:
    """The measures of someone who reached an `end` before the result: no areas, no scores."""
    return SCREENED_OUT


def _score_or_reason(exact: Fraction | None, shown: Fraction | None, reason: Reason | None) -> None:
    if (exact is None) is not (shown is None) or (exact is None) is (reason is None):
        raise ValueError("there is either a score, exact and shown, or a reason why there is none")


SCREENED_OUT: Final = Measured(
    areas=MappingProxyType({}),
    overall=Overall(None, None, Reason.SCREENED_OUT, None, None, answered=0, asked=0),
    ranking=(),
)
