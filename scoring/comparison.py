"""How one score stands among others, as coarsely as their number demands (scoring §7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction


class Grain(Enum):
    """Into how many parts the others may be divided."""

    THIRDS = 3
    QUARTERS = 4
    PERCENTILES = 100


@dataclass(frozen=True, slots=True)
class Comparison:
    """Place 1 is the lowest part. With PERCENTILES the place is the percentile itself, 0 to 100.

    `n` is always said with it, and so is the period, which the caller knows.
    """

    grain: Grain
    place: int
    n: int


def compare(score: Fraction, others: Sequence[Fraction]) -> Comparison | None:
    """Where `score` stands among comparable results; None below 30 of them: then no comparison is shown.

    Comparable: of the same flow and version, without tests, duplicates, marked ones and the person's own.
    """
    n = len(others)
    if n < 30:
        return None
    grain = Grain.THIRDS if n < 100 else Grain.QUARTERS if n < 400 else Grain.PERCENTILES
    share = mid_rank(score, others) / 100
    if grain is Grain.PERCENTILES:
        return Comparison(grain, int(share * 100 + Fraction(1, 2)), n)
    return Comparison(grain, min(int(share * grain.value) + 1, grain.value), n)


def mid_rank(score: Fraction, others: Sequence[Fraction]) -> Fraction:
    """The percentile of `score`: `100 (below + equal/2) / n`."""
    below = sum(other < score for other in others)
    equal = sum(other == score for other in others)
    return Fraction(100 * (2 * below + equal), 2 * len(others))
