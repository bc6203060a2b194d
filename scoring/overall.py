"""The overall score out of the areas, or the reason why there is none (scoring §4, its error §7)."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from scoring.key import Key
from scoring.model import Method
from scoring.plan import Plan
from scoring.result import Overall, Reason
from scoring.rounding import half_up
from scoring.tally import Tally


class Heights(NamedTuple):
    """The scored areas, and their scores as whole multiples of 1/unit, so that they compare as integers."""

    unit: int
    scored: list[tuple[int, Tally]]


def heights_of(tallies: Sequence[Tally]) -> Heights:
    """Every exact score over the one denominator that all of them share."""
    scores = [(exact, tally) for tally in tallies if (exact := tally.score.exact) is not None]
    unit = lcm(*[exact.denominator for exact, _ in scores])
    return Heights(unit, [(exact.numerator * (unit // exact.denominator), tally) for exact, tally in scores])


def overall_of(key: Key, plan: Plan, tallies: Sequence[Tally], heights: Heights) -> Overall:
    """The overall score of the areas that were counted."""
    combined = _combine(key, tallies, heights)
    answered = sum([tally.answered for tally in tallies])
    asked = sum([tally.asked for tally in tallies])
    if isinstance(combined, Reason):
        return Overall(None, None, combined, None, None, answered, asked)
    variance, margin = plan.uncertainty(combined.squares, combined.weights_squared)
    shown = half_up(combined.exact, key.decimals)
    return Overall(combined.exact, shown, None, variance, margin, answered, asked)


class _Combined(NamedTuple):
    """`squares / weights_squared` times `sem²` is the squared standard error of `exact`."""

    exact: Fraction
    squares: int
    weights_squared: int


def _combine(key: Key, tallies: Sequence[Tally], heights: Heights) -> _Combined | Reason:
    if not key.overall:
        return Reason.NOT_COMPUTED
    if not key.areas:
        whole = tallies[0].score.exact
        return Reason.NOT_ENOUGH_ANSWERS if whole is None else _Combined(whole, 1, 1)
    scored = total = weights = squares = 0
    for height, tally in heights.scored:
        weight = tally.weight
        if weight:
            scored += 1
            total += height * weight
            weights += weight
            squares += weight * weight
    applicable = sum([tally.weight for tally in tallies if tally.score.reason is not Reason.NOT_APPLICABLE])
    if not _enough(key, scored, weights, applicable):
        return Reason.TOO_FEW_AREAS
    if key.method is Method.SUM:
        return _Combined(Fraction(total, heights.unit), squares, 1)
    return _Combined(Fraction(total, heights.unit * weights), squares, weights * weights)


def _enough(key: Key, scored: int, weight: int, applicable: int) -> bool:
    if not scored or scored < key.min_areas:
        return False
    # With every applicable area scored any share is reached; a sum needs just that.
    return weight == applicable or (
        key.method is not Method.SUM and 100 * weight >= key.min_weight * applicable
    )
