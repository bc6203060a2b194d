"""Figures of one question or one area over a team (scoring §9.1): n, mean, shares, top and bottom, quartiles.

"Don't know" and blanks are not answers here: they are not counted in n. Figures are exact fractions; nothing
in this module hides anything, that is what `disclosure` is for.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Final

from scoring.rational import in_one_unit

TOP: Final = 75
BOTTOM: Final = 25


@dataclass(frozen=True, slots=True)
class Spread:
    """Mean of n values, and the shares (of 1) that are high (≥ 75) and low (≤ 25); values in percent."""

    n: int
    mean: Fraction
    top: Fraction
    bottom: Fraction


@dataclass(frozen=True, slots=True)
class Quartiles:
    """Median and quartiles of n numbers."""

    n: int
    lower: Fraction
    median: Fraction
    upper: Fraction


def spread(percents: Sequence[Fraction]) -> Spread | None:
    """Mean, top and bottom share of answers, or of the respondents' area scores; None without any."""
    n = len(percents)
    if not n:
        return None
    values, unit = in_one_unit(percents)
    top, bottom = TOP * unit, BOTTOM * unit
    return Spread(
        n=n,
        mean=Fraction(sum(values), n * unit),
        top=Fraction(sum(value >= top for value in values), n),
        bottom=Fraction(sum(value <= bottom for value in values), n),
    )


def counts(answers: Iterable[frozenset[str]], choices: Sequence[str]) -> dict[str, int]:
    """How many respondents took each choice, in the order of `choices`; where one may take several, the
    counts add up to more than n.
    """
    taken = Counter(choice for ticked in answers for choice in ticked)
    return {choice: taken[choice] for choice in choices}


def quartiles(numbers: Sequence[Fraction]) -> Quartiles | None:
    """Median and quartiles by linear interpolation (type 7); None without any number."""
    if not numbers:
        return None
    ordered = sorted(numbers)
    return Quartiles(
        n=len(ordered),
        lower=_type7(ordered, Fraction(1, 4)),
        median=_type7(ordered, Fraction(1, 2)),
        upper=_type7(ordered, Fraction(3, 4)),
    )


def _type7(ordered: Sequence[Fraction], part: Fraction) -> Fraction:
    place = (len(ordered) - 1) * part
    below = floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
