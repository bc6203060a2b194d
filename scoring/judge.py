"""What the scores mean: level, gates, weakest areas, systems to build, how sure we are (scoring §5 to §7)."""

from collections.abc import Collection, Sequence
from fractions import Fraction
from itertools import pairwise, takewhile
from typing import TypeAlias

from scoring.key import Key
from scoring.model import CapGate, WeakestLink
from scoring.plan import Plan, plan_of
from scoring.rational import less, same, within, within_root
from scoring.result import Capped, Measured, Verdict, Weak

_Advice: TypeAlias = tuple[tuple[str, str], ...]


def judge(key: Key, measured: Measured, holding: Collection[str]) -> Verdict:
    """The verdict on `measured`; `holding` are the ids of the gates with a condition that is true."""
    plan = plan_of(key)
    weakest = _weakest(key, measured)
    named = _named(key, measured, weakest, holding)
    systems = tuple(area for area in key.build_order if area in named)
    from_score, level, capped_by = _level(key, plan, measured, holding)
    return Verdict(
        level=level,
        level_id=None if level is None else plan.levels.ids[level - 1],
        from_score=from_score,
        capped_by=capped_by,
        weakest=weakest,
        systems=systems,
        advice=_advice(plan, measured, named, systems),
        margin=measured.overall.margin,
        borderline=_borderline(plan, measured),
    )


def extremes(measured: Measured, areas: Sequence[str]) -> tuple[str, str] | None:
    """The worst and the best scored of `areas`, ties to the first named; None when none is scored."""
    ranked = [area for area in measured.ranking if area in areas]
    if not ranked:
        return None
    return _first_like(ranked, measured, areas), _first_like(ranked[::-1], measured, areas)


def _first_like(ranked: Sequence[str], measured: Measured, areas: Sequence[str]) -> str:
    """The first of `ranked`; but ranks break ties in their own way, and here they go to the first named."""
    exact = measured.exact(ranked[0])
    tied = list(takewhile(lambda area: same(measured.exact(area), exact), ranked))
    return ranked[0] if len(tied) == 1 else min(tied, key=areas.index)


def _level(
    key: Key, plan: Plan, measured: Measured, holding: Collection[str]
) -> tuple[int | None, int | None, tuple[Capped, ...]]:
    shown = measured.overall.shown
    if shown is None or not key.levels:
        return None, None, ()
    from_score = plan.levels.number(_units(shown, plan))
    caps = [
        _cap(gate, plan, holding) if isinstance(gate, CapGate) else _link(gate, plan, measured)
        for gate in key.gates
    ]
    binding = tuple(capped for capped in caps if capped is not None and capped.cap < from_score)
    return from_score, min((capped.cap for capped in binding), default=from_score), binding


def _cap(gate: CapGate, plan: Plan, holding: Collection[str]) -> Capped | None:
    return Capped(gate.id, plan.caps[gate.id]) if gate.id in holding else None


def _link(gate: WeakestLink, plan: Plan, measured: Measured) -> Capped | None:
    pair = extremes(measured, gate.areas)
    if pair is None:
        return None
    worst, best = pair
    lifted = plan.links[gate.id].number(_units(measured.shown(worst), plan))
    return Capped(gate.id, gate.above + lifted, worst, best)


def _units(shown: Fraction, plan: Plan) -> int:
    return shown.numerator * plan.scale // shown.denominator


def _weakest(key: Key, measured: Measured) -> tuple[Weak, ...]:
    rule = key.weakest
    if rule is None:
        return ()
    # One more than is shown, because the last one shown may be joint with the next.
    scores = [(area, measured.exact(area)) for area in measured.ranking[: rule.show + 1]]
    below = [(area, exact) for area, exact in scores if less(exact, rule.below)]
    joint = [within(exact, after, rule.joint) for (_, exact), (_, after) in pairwise(below)]
    joint.append(False)
    return tuple(Weak(area, joint[place]) for place, (area, _) in enumerate(below[: rule.show]))


def _named(key: Key, measured: Measured, weakest: Sequence[Weak], holding: Collection[str]) -> frozenset[str]:
    """The areas to speak about: the weakest, and those that a gate whose condition is true names."""
    by_gates = [
        area
        for gate in key.gates
        if isinstance(gate, CapGate) and gate.id in holding
        for area in gate.systems
    ]
    return frozenset(weak.area for weak in weakest).union(by_gates).intersection(measured.ranking)


def _advice(plan: Plan, measured: Measured, named: Collection[str], systems: Sequence[str]) -> _Advice:
    others = [area for area in plan.without_system if area in named]
    return tuple(
        (area, tier)
        for area in (*systems, *others)
        if (tier := measured.areas[area].tier) in plan.advice[area]
    )


def _borderline(plan: Plan, measured: Measured) -> bool:
    exact, variance = measured.overall.exact, measured.overall.variance
    if exact is None or variance is None:
        return False
    return any(within_root(exact, edge, variance) for edge in plan.edges)
