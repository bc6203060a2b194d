"""From the sums of an area to its score, or to the reason why it has none (scoring §3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from scoring.bands import Bands
from scoring.result import Reason
from scoring.rounding import half_up_whole

Rational: TypeAlias = int | Fraction


class Score(NamedTuple):
    """A settled area. `shown` and `tier` follow from `exact`; without a score `reason` says why."""

    exact: Fraction | None
    shown: Fraction | None
    tier: str | None
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Settlement:
    """The rules by which an area's sums become its score; units are explained in `plan`."""

    prorated: bool
    weight_unit: int
    value_unit: int
    min_answered: Fraction
    decimals: int
    tiers: Bands
    lookup: Mapping[int, Fraction] | None

    def settle(self, total: Rational, answered: int, missing: int) -> Score:
        """`total` of the contributions, weight answered, weight missing → the score, rounded once."""
        if not answered and not missing:
            return _none(Reason.NOT_APPLICABLE)
        if not answered or 100 * answered < self.min_answered * (answered + missing):
            return _none(Reason.NOT_ENOUGH_ANSWERS)
        exact = self._raw(total, answered, missing)
        if self.lookup is None:
            return self._score(exact)
        whole = half_up_whole(exact.numerator, exact.denominator)
        return self._score(self.lookup[whole]) if whole in self.lookup else _none(Reason.OUTSIDE_THE_TABLE)

    def _raw(self, total: Rational, answered: int, missing: int) -> Fraction:
        mean = Fraction(total, self.value_unit * answered)
        return mean * Fraction(answered + missing, self.weight_unit) if self.prorated else mean

    def _score(self, exact: Fraction) -> Score:
        scale = 10**self.decimals
        units = half_up_whole(exact.numerator * scale, exact.denominator)
        return Score(exact=exact, shown=Fraction(units, scale), tier=self.tiers.id(units), reason=None)


def _none(reason: Reason) -> Score:
    return Score(exact=None, shown=None, tier=None, reason=reason)
