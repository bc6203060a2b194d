"""A flow as scoring sees it: ids and numbers, without words and conditions."""

from fractions import Fraction

import scoring
from bot.definition.model import Area, CapGate, Flow, Gate, Kind, Level, Question
from scoring import points


def scoring_key(flow: Flow) -> scoring.Key:
    """Everything the scores of *flow* depend on besides the answers."""
    rules = flow.scoring
    return scoring.Key(
        items=tuple(_item(question) for question in flow.questions() if question.scored),
        areas=tuple(_area(area) for area in flow.areas.values()),
        method=scoring.Method(rules.method.value),
        decimals=rules.decimals,
        min_answered=rules.min_answered,
        overall=rules.overall,
        min_areas=rules.min_areas,
        min_weight=rules.min_weight,
        sem=rules.sem,
        levels=_bands(flow.levels) if rules.overall else (),
        tiers=_bands(flow.tiers),
        gates=tuple(_gate(gate) for gate in flow.gates),
        weakest=scoring.Weakest(flow.weakest.show, flow.weakest.below, flow.weakest.joint),
        build_order=tuple(area for area in flow.build_order if flow.areas[area].system is not None),
    )


def _item(question: Question) -> scoring.Item:
    return scoring.Item(
        id=question.id,
        area=question.area,
        points=_points(question),
        weight=question.weight,
        optional=question.optional,
    )


def _points(question: Question) -> points.Points:
    within = (question.range.low, question.range.high) if question.range else None
    if question.kind is Kind.CHOICE:
        return points.choice_points(_scores(question), within, reverse=question.reverse)
    if question.kind is Kind.MULTI:
        return points.multi_points(_scores(question), within)
    if question.points:
        return points.table_points(dict(question.points), within, reverse=question.reverse)
    if within is None:
        raise ValueError(f"{question.id!r} is scored, but has neither points nor a range")
    return points.number_points(within, reverse=question.reverse)


def _scores(question: Question) -> dict[str, Fraction | None]:
    return {choice.id: choice.score if choice.applies else None for choice in question.choices}


def _area(area: Area) -> scoring.Area:
    return scoring.Area(
        id=area.id,
        weight=area.weight,
        has_system=area.system is not None,
        advice_tiers=frozenset(area.advice),
        lookup=area.lookup,
    )


def _bands(levels: tuple[Level, ...]) -> tuple[scoring.Band, ...]:
    return tuple(scoring.Band(level.id, level.start) for level in levels)


def _gate(gate: Gate) -> scoring.Gate:
    if isinstance(gate, CapGate):
        return scoring.CapGate(gate.id, gate.cap, gate.systems)
    return scoring.WeakestLink(gate.id, gate.areas, gate.above, gate.benefit)
