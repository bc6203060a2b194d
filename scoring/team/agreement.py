"""Whether a team agrees (scoring §9.1; James, Demaree & Wolf 1984; Burke & Dunlap 2002).

Answers are coded 1…A, the places of A equally spaced options. From five answers on: three random ones pass
for agreement in about a quarter of cases.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Final

LEAST_ANSWERS: Final = 5
CAMP: Final = Fraction(1, 4)
AGREED: Final = Fraction(7, 10)


class AgreementWord(Enum):
    """How agreement is said, in the order it is looked for."""

    TWO_CAMPS = "two camps"
    AGREE = "you agree"
    DIFFER = "opinions differ"


@dataclass(frozen=True, slots=True)
class Agreement:
    """`r_wg` from 0 to 1, `ad` the mean distance from the mean, in options; agreement when ad ≤ limit."""

    r_wg: Fraction
    ad: Fraction
    limit: Fraction

    def word(self, top: Fraction, bottom: Fraction) -> AgreementWord:
        """What is said, given the top and bottom share (of 1) of the same answers."""
        if top >= CAMP and bottom >= CAMP:
            return AgreementWord.TWO_CAMPS
        agreed = self.r_wg >= AGREED and self.ad <= self.limit
        return AgreementWord.AGREE if agreed else AgreementWord.DIFFER


@dataclass(frozen=True, slots=True)
class Codes:
    """The answers to one question: places 1…`options` of its equally spaced choices."""

    values: tuple[int, ...]
    options: int

    def __post_init__(self) -> None:
        if self.options < 2 or not all(1 <= value <= self.options for value in self.values):
            raise ValueError(f"places run from 1 to {self.options}")


def agreement(codes: Codes) -> Agreement | None:
    """Agreement on one question; None from fewer than five answers."""
    return agreement_of_area([codes])


def agreement_of_area(questions: Sequence[Codes]) -> Agreement | None:
    """Agreement on several questions together, `r_wg(J) = J r / (J r + 1 - r)`.

    `r` comes from the mean of the spreads, each against what chance would give its own number of options;
    `ad` is the mean of the questions' distances, each in sixths of its own scale, so that the limit is 1
    where the scales differ. None without a question that five people answered.
    """
    counted = [codes for codes in questions if len(codes.values) >= LEAST_ANSWERS]
    if not counted:
        return None
    j = len(counted)
    r = max(Fraction(0), 1 - sum(map(_against_chance, counted), Fraction(0)) / j)
    distances = [_mean_distance(codes) for codes in counted]
    if len({codes.options for codes in counted}) == 1:
        ad, limit = sum(distances, Fraction(0)) / j, Fraction(counted[0].options, 6)
    else:
        sixths = [distance * 6 / codes.options for distance, codes in zip(distances, counted, strict=True)]
        ad, limit = sum(sixths, Fraction(0)) / j, Fraction(1)
    return Agreement(r_wg=j * r / (j * r + 1 - r), ad=ad, limit=limit)


def _against_chance(codes: Codes) -> Fraction:
    n, added = len(codes.values), sum(codes.values)
    # Around the mean: Σv² - (Σv)²/n.
    variance = Fraction(n * sum(value * value for value in codes.values) - added * added, n * (n - 1))
    return variance / Fraction(codes.options**2 - 1, 12)


def _mean_distance(codes: Codes) -> Fraction:
    n, added = len(codes.values), sum(codes.values)
    return Fraction(sum(abs(n * value - added) for value in codes.values), n * n)
