"""Intervals for means and shares, their differences, and tests on several cards (scoring §9.2).

Statistics are floats; everything is a 95 percent statement.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf, sqrt
from typing import Final

from scoring.rational import in_one_unit
from scoring.team.student import quantile, two_sided_p

Z: Final = 1.959964


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"an interval runs upwards, not from {self.low} to {self.high}")


@dataclass(frozen=True, slots=True)
class Sample:
    """Mean and standard deviation (over n - 1) of n answers."""

    n: int
    mean: float
    sd: float

    def __post_init__(self) -> None:
        if self.n < 1 or self.sd < 0:
            raise ValueError("a sample has at least one answer, and a spread of 0 or more")

    @classmethod
    def of(cls, values: Sequence[Fraction]) -> "Sample":
        """The sample of some exact values, at least one; a single one has spread 0."""
        n = len(values)
        wholes, unit = in_one_unit(values)
        added = sum(wholes)
        mean = Fraction(added, n * unit)
        # Around the mean: Σv² - (Σv)²/n.
        squares = Fraction(n * sum(whole * whole for whole in wholes) - added * added, n * unit * unit)
        return cls(n, float(mean), sqrt(squares / (n - 1)) if n > 1 else 0.0)


def mean_interval(sample: Sample) -> Interval | None:
    """`m ± t(n - 1, .975) · s/√n`; None from a single answer."""
    if sample.n < 2:
        return None
    half = quantile(sample.n - 1) * sample.sd / sqrt(sample.n)
    return Interval(sample.mean - half, sample.mean + half)


def share_interval(count: int, n: int) -> Interval:
    """Wilson's interval for a share of `count` in n ≥ 1, as a share of 1."""
    p = count / n
    middle = p + Z * Z / (2 * n)
    half = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    whole = 1 + Z * Z / n
    return Interval(max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole))


def mean_difference(first: Sample, second: Sample) -> Interval | None:
    """Welch's interval for second - first; None unless both have two answers."""
    if min(first.n, second.n) < 2:
        return None
    difference = second.mean - first.mean
    error = _error(first, second)
    half = quantile(_welch_df(first, second)) * error if error else 0.0
    return Interval(difference - half, difference + half)


def mean_difference_p(first: Sample, second: Sample) -> float | None:
    """Welch's two-sided p that both means are the same; None unless both have two answers."""
    if min(first.n, second.n) < 2:
        return None
    difference = second.mean - first.mean
    error = _error(first, second)
    if not error:
        return 0.0 if difference else 1.0
    return two_sided_p(difference / error, _welch_df(first, second))


def share_difference(first: tuple[int, int], second: tuple[int, int]) -> Interval:
    """Newcombe's hybrid interval for the second share minus the first, each (count, n)."""
    p1, p2 = first[0] / first[1], second[0] / second[1]
    one, two = share_interval(*first), share_interval(*second)
    difference = p2 - p1
    down = sqrt((p2 - two.low) ** 2 + (one.high - p1) ** 2)
    up = sqrt((two.high - p2) ** 2 + (p1 - one.low) ** 2)
    return Interval(difference - down, difference + up)


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """Holm's adjusted p of several cards in one report."""
    adjusted = {}
    highest = 0.0
    order = sorted(p_values, key=lambda card: p_values[card])
    for place, card in enumerate(order):
        highest = max(highest, min(1.0, (len(order) - place) * p_values[card]))
        adjusted[card] = highest
    return adjusted


def countable_change(first: int, second: int, sd: float) -> float:
    """How large a change between two rounds of n answers with this spread would have to be to count."""
    if min(first, second) < 2:
        return inf
    return quantile(first + second - 2) * sd * sqrt(1 / first + 1 / second)


def _error(first: Sample, second: Sample) -> float:
    return sqrt(first.sd**2 / first.n + second.sd**2 / second.n)


def _welch_df(first: Sample, second: Sample) -> float:
    one, two = first.sd**2 / first.n, second.sd**2 / second.n
    return (one + two) ** 2 / (one**2 / (first.n - 1) + two**2 / (second.n - 1))
