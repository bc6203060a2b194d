"""Show how a score was computed, down to the single answer, in numbers that add up to the result.

Nothing here is taken from the fast way (`plan`): every line is worked out again from the key, so the
explanation is also a second opinion.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from scoring.key import Key
from scoring.model import Area, Item, Method
from scoring.points import Given, Missing
from scoring.result import Measured, Overall, Reason, Standing


class Part(Enum):
    """The part a question on the path plays (scoring §2)."""

    COUNTS = "counts"
    MISSING = "missing"
    SKIPPED = "optional, skipped"
    DOES_NOT_APPLY = "does not apply"


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One question on the path. Numbers are there where it counts.

    `points` of `low..high` are `percent`; `contribution` is its part of the area's score (of the raw sum,
    where that is looked up), None when the area has none.
    """

    item: str
    answer: Given
    part: Part
    weight: Fraction
    low: Fraction
    high: Fraction
    points: Fraction | None = None
    percent: Fraction | None = None
    contribution: Fraction | None = None


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One area and its answers; `area` is None for all questions of a key without areas.

    `raw` is the sum of the contributions: the exact score, or with a lookup the sum that is looked up.
    `contribution` is its part of the overall, None where it has none.
    """

    area: str | None
    answers: tuple[AnswerLine, ...]
    weight: Fraction
    weight_answered: Fraction
    weight_missing: Fraction
    raw: Fraction | None
    exact: Fraction | None
    shown: Fraction | None
    reason: Reason | None
    contribution: Fraction | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole computation: contributions of answers add up to areas, those of areas to `exact`."""

    method: Method
    areas: tuple[AreaLine, ...]
    exact: Fraction | None
    shown: Fraction | None
    reason: Reason | None


def explain(key: Key, measured: Measured, given: Mapping[str, Given]) -> Explanation:
    """How `measured` came out of `given`; both belong together."""
    overall = measured.overall
    return Explanation(
        method=key.method,
        areas=_areas(key, measured, given) if key.areas else (_whole(key, overall, given),),
        exact=overall.exact,
        shown=overall.shown,
        reason=overall.reason,
    )


def _areas(key: Key, measured: Measured, given: Mapping[str, Given]) -> tuple[AreaLine, ...]:
    ranked = [area for area in key.areas if area.id in measured.ranking]
    total = sum((area.weight for area in ranked), Fraction(0))
    lines = []
    for area in key.areas:
        if area.id not in measured.areas:
            continue
        answers = [
            _answer(item, given[item.id]) for item in key.items if item.id in given and item.area == area.id
        ]
        share = None
        if area in ranked and measured.overall.exact is not None:
            share = area.weight if key.method is Method.SUM else area.weight / total
        lines.append(_area(key, area, answers, measured.areas[area.id], share))
    return tuple(lines)


def _whole(key: Key, overall: Overall, given: Mapping[str, Given]) -> AreaLine:
    return _area(key, None, _answers(key.items, given), overall, Fraction(1))


def _answers(items: Iterable[Item], given: Mapping[str, Given]) -> list[AnswerLine]:
    return [_answer(item, given[item.id]) for item in items if item.id in given]


def _answer(item: Item, answer: Given) -> AnswerLine:
    line = AnswerLine(
        item=item.id,
        answer=answer,
        part=Part.COUNTS,
        weight=item.weight,
        low=item.points.low,
        high=item.points.high,
    )
    if isinstance(answer, Missing):
        return replace(line, part=Part.SKIPPED if item.optional else Part.MISSING)
    points = item.points.earned(answer)
    if points is None:
        return replace(line, part=Part.DOES_NOT_APPLY)
    return replace(line, points=points, percent=item.points.percent(points))


def _area(
    key: Key, area: Area | None, lines: list[AnswerLine], outcome: Standing | Overall, share: Fraction | None
) -> AreaLine:
    answered = _weight(lines, Part.COUNTS)
    missing = _weight(lines, Part.MISSING)
    counted = outcome.reason in {None, Reason.OUTSIDE_THE_TABLE}
    if counted:
        factor = (answered + missing) / answered if key.method is Method.SUM else 1 / answered
        lines = [replace(line, contribution=_contribution(key, line, factor)) for line in lines]
    exact = outcome.exact
    return AreaLine(
        area=area.id if area else None,
        answers=tuple(lines),
        weight=area.weight if area else Fraction(1),
        weight_answered=answered,
        weight_missing=missing,
        raw=sum((line.contribution or Fraction(0) for line in lines), Fraction(0)) if counted else None,
        exact=exact,
        shown=outcome.shown,
        reason=outcome.reason,
        contribution=None if exact is None or share is None else share * exact,
    )


def _weight(lines: Iterable[AnswerLine], part: Part) -> Fraction:
    return sum((line.weight for line in lines if line.part is part), Fraction(0))


def _contribution(key: Key, line: AnswerLine, factor: Fraction) -> Fraction | None:
    value = line.percent if key.method is Method.PERCENT else line.points
    return None if value is None else line.weight * value * factor
