"""Two runs of one person: a real change, or no clear change (scoring §7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from scoring.key import Key
from scoring.plan import Z
from scoring.result import Measured


class Direction(Enum):
    """What may be said about a difference."""

    UP = "up"
    DOWN = "down"
    NO_CLEAR_CHANGE = "no clear change"


@dataclass(frozen=True, slots=True)
class Change:
    """`difference` = after - before, exact."""

    difference: Fraction
    direction: Direction


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed between two runs. Only what both runs scored can have changed."""

    overall: Change | None
    areas: Mapping[str, Change]


def change(key: Key, before: Measured, after: Measured) -> Changes | None:
    """The change from one run to the next; None where the key knows no `sem`: then nothing can be said.

    The error of a difference is that of both runs together: √2 times the error of one, or, where the two
    runs scored different areas, the root of the sum of their squares.
    """
    if key.sem is None:
        return None
    areas = {}
    for area in key.areas:
        if area.id in before.ranking and area.id in after.ranking:
            difference = after.exact(area.id) - before.exact(area.id)
            areas[area.id] = _change(difference, 2 * key.sem**2)
    return Changes(overall=_overall(before, after), areas=areas)


def _overall(before: Measured, after: Measured) -> Change | None:
    first, second = before.overall, after.overall
    if first.exact is None or second.exact is None or first.variance is None or second.variance is None:
        return None
    return _change(second.exact - first.exact, first.variance + second.variance)


def _change(difference: Fraction, variance: Fraction) -> Change:
    if difference**2 <= Z**2 * variance:
        return Change(difference, Direction.NO_CLEAR_CHANGE)
    return Change(difference, Direction.UP if difference > 0 else Direction.DOWN)
