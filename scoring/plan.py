"""What follows from a key alone, worked out once, so that one respondent costs microseconds.

Theory. All scores are sums of weight times value, divided by sums of weights. Brought to common denominators,
every answer that can be listed beforehand has a whole number to add, and exact arithmetic needs no fraction
until the end:

    weight' = weight · weight_unit        contribution = weight' · value · value_unit        (whole numbers)

    percent, mean    Σ contribution / (value_unit · Σ weight')
    sum              the same mean · (Σ weight' of answered and missing) / weight_unit

A number that somebody typed may bring a denominator of its own; then its contribution is a Fraction, and the
same sums go on, exact as before.

What was worked out is remembered, in bounded tables: an area of three questions with five choices has few
different outcomes, and all respondents of a flow share them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, partial
from math import lcm
from typing import Final, NamedTuple

from scoring.bands import Bands, build_bands
from scoring.key import Key
from scoring.model import Area, CapGate, Item, Method, WeakestLink
from scoring.points import Answer
from scoring.rounding import half_up_root
from scoring.score import Rational, Settlement
from scoring.tally import AreaRules, Entry, Question, Tally

Z: Final = Fraction(196, 100)
"""A margin is so many standard errors to either side: 95 percent."""

REMEMBERED_KEYS: Final = 256
REMEMBERED: Final = 1024


class Units(NamedTuple):
    """The common denominators of all weights, of all values and of all percents that can be listed."""

    weight: int
    value: int
    percent: int


@dataclass(frozen=True, slots=True)
class PlannedArea:
    """An area's questions in order, and the tally of their answers, which is remembered."""

    questions: tuple[str, ...]
    tally: Callable[..., Tally]


class Uncertainty(NamedTuple):
    """Squared standard error and margin as shown; both None where the key has no `sem`."""

    variance: Fraction | None
    margin: Fraction | None


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole key, ready to use. Without areas, `areas` is one nameless area with all questions.

    `scale` is 10^decimals. `uncertainty(Σ weight², (Σ weight)²)` says how sure a mean of areas is. `caps` and
    `links` are the two forms of gates by id: the level number, and the levels as they look with the benefit
    added; `advice` are the tiers that have some, by area.
    """

    areas: tuple[PlannedArea, ...]
    scale: int
    uncertainty: Callable[[int, int], Uncertainty]
    levels: Bands
    edges: tuple[Fraction, ...]
    caps: Mapping[str, int]
    links: Mapping[str, Bands]
    advice: Mapping[str, frozenset[str]]
    without_system: tuple[str, ...]


@lru_cache(maxsize=REMEMBERED_KEYS)
def plan_of(key: Key) -> Plan:
    """The plan of a key, made at the first call."""
    units = _units(key)
    return Plan(
        areas=_areas(key, units),
        scale=10**key.decimals,
        uncertainty=lru_cache(maxsize=REMEMBERED)(partial(_uncertainty, key)),
        levels=build_bands(key.levels, key.decimals),
        edges=tuple(level.start for level in key.levels[1:]),
        caps=_caps(key),
        links={
            gate.id: build_bands(key.levels, key.decimals, gate.benefit)
            for gate in key.gates
            if isinstance(gate, WeakestLink)
        },
        advice={area.id: area.advice_tiers for area in key.areas},
        without_system=tuple(area.id for area in key.areas if not area.has_system),
    )


def _areas(key: Key, units: Units) -> tuple[PlannedArea, ...]:
    if not key.areas:
        return (_area(key, units, Area(""), 1, key.items),)
    unit = lcm(*(area.weight.denominator for area in key.areas))
    return tuple(
        _area(key, units, area, int(area.weight * unit), [item for item in key.items if item.area == area.id])
        for area in key.areas
    )


def _area(key: Key, units: Units, area: Area, weight: int, items: Sequence[Item]) -> PlannedArea:
    rules = AreaRules(
        area=area.id,
        weight=weight,
        questions=tuple(_question(key, item, units) for item in items),
        settlement=_settlement(key, units, area),
    )
    return PlannedArea(
        questions=tuple(item.id for item in items),
        tally=lru_cache(maxsize=REMEMBERED)(rules.tally),
    )


def _settlement(key: Key, units: Units, area: Area) -> Settlement:
    return Settlement(
        prorated=key.method is Method.SUM,
        weight_unit=units.weight,
        value_unit=units.value,
        min_answered=key.min_answered,
        decimals=key.decimals,
        tiers=build_bands(key.tiers, key.decimals),
        lookup=area.lookup,
    )


def _question(key: Key, item: Item, units: Units) -> Question:
    return Question(
        entry=lru_cache(maxsize=REMEMBERED)(partial(_entry, key, item, units)),
        weight=int(item.weight * units.weight),
        optional=item.optional,
    )


def _entry(key: Key, item: Item, units: Units, answer: Answer) -> Entry | None:
    earned = item.points.earned(answer)
    if earned is None:
        return None
    return Entry(
        contribution=_whole(item.weight * units.weight * _value(key, item, earned) * units.value),
        percent=_whole(item.points.percent(earned) * units.percent),
    )


def _value(key: Key, item: Item, earned: Fraction) -> Fraction:
    return item.points.percent(earned) if key.method is Method.PERCENT else earned


def _whole(number: Fraction) -> Rational:
    return number.numerator if number.denominator == 1 else number


def _units(key: Key) -> Units:
    weights = [item.weight.denominator for item in key.items]
    values = [1]
    percents = [1]
    for item in key.items:
        for answer in item.points.listed():
            earned = item.points.earned(answer)
            if earned is not None:
                values.append(_value(key, item, earned).denominator)
                percents.append(item.points.percent(earned).denominator)
    return Units(weight=lcm(*weights), value=lcm(*values), percent=lcm(*percents))


def _uncertainty(key: Key, squares: int, weights_squared: int) -> Uncertainty:
    if key.sem is None:
        return Uncertainty(None, None)
    variance = key.sem**2 * Fraction(squares, weights_squared)
    return Uncertainty(variance, half_up_root(Z**2 * variance, key.decimals))


def _caps(key: Key) -> dict[str, int]:
    number = {level.id: number for number, level in enumerate(key.levels, start=1)}
    return {gate.id: number[gate.cap] for gate in key.gates if isinstance(gate, CapGate)}
