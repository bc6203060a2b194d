"""Scores without the questions whose figures are hidden: else they would tell what those hide.

A score is a weighted sum over its questions; beside the figures of all but one it tells those of that one,
beside the figures of all but two their sum. So what is hidden counts in no score. Where most of an area is
left, its score is that of the rest, and is said to be; where too little is, it is closed. Sums have a scale
of their own, which a part does not fit, so they are closed at once.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from fractions import Fraction

from scoring.key import Key
from scoring.model import Method


@dataclass(frozen=True, slots=True)
class Left:
    """What is left to be measured: `key` without what is hidden and closed.

    `partial` areas lost some of their questions, `closed` ones have no score any more.
    """

    key: Key
    partial: frozenset[str]
    closed: frozenset[str]
    overall: bool
    """Whether enough is left of the overall."""
    whole: bool
    """Whether all of the overall is left."""


def without(key: Key, hidden: AbstractSet[str]) -> Left:
    """The key without the questions that are hidden."""
    touched = {item.area for item in key.items if item.id in hidden}
    shut = {area for area in touched if key.method is Method.SUM or not _enough_of(key, area, hidden)}
    items = tuple(item for item in key.items if item.id not in hidden and item.area not in shut)
    return Left(
        key=replace(key, items=items) if touched else key,
        partial=frozenset(area for area in touched - shut if area is not None),
        closed=frozenset(area for area in shut if area is not None),
        overall=_enough_overall(key, shut),
        whole=not touched & {area.id for area in key.areas} if key.areas else not touched,
    )


def _enough_of(key: Key, area: str | None, hidden: AbstractSet[str]) -> bool:
    whole = sum((item.weight for item in key.items if item.area == area), Fraction(0))
    left = sum(
        (item.weight for item in key.items if item.area == area and item.id not in hidden), Fraction(0)
    )
    return left > 0 and 100 * left >= key.min_answered * whole


def _enough_overall(key: Key, shut: AbstractSet[str | None]) -> bool:
    """By the same measure by which somebody has one who did not answer everything."""
    if not key.areas:
        return None not in shut
    if key.method is Method.SUM:
        return not any(area.id in shut and area.weight for area in key.areas)
    whole = sum((area.weight for area in key.areas), Fraction(0))
    left = sum((area.weight for area in key.areas if area.id not in shut), Fraction(0))
    return left > 0 and 100 * left >= key.min_weight * whole
