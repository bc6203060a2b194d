"""The recommendation score of a 0…10 question (scoring §9.1; adjusted interval: Rocks 2016)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Final

from scoring.team.intervals import Interval

LEAST_ANSWERS: Final = 10


@dataclass(frozen=True, slots=True)
class Recommendation:
    """`score` = 100 (share of 9–10 minus share of 0–6), from -100 to 100, always shown with its interval."""

    n: int
    score: Fraction
    interval: Interval


def recommendation(answers: Sequence[int]) -> Recommendation | None:
    """The recommendation score of answers 0…10; None below ten of them."""
    n = len(answers)
    if n < LEAST_ANSWERS:
        return None
    promote = sum(answer >= 9 for answer in answers)
    detract = sum(answer <= 6 for answer in answers)
    return Recommendation(n, Fraction(100 * (promote - detract), n), _interval(n, promote, detract))


def _interval(n: int, promote: int, detract: int) -> Interval:
    """Three quarters of an answer are added to each end, three answers in all; cut to ±100."""
    n_adjusted = n + 3
    p, d = (promote + 0.75) / n_adjusted, (detract + 0.75) / n_adjusted
    half = 1.96 * 100 * sqrt((p + d - (p - d) ** 2) / n_adjusted)
    middle = 100 * (p - d)
    return Interval(max(-100.0, middle - half), min(100.0, middle + half))
