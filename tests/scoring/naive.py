"""A second scorer, slow and plain, written from the specification alone to be compared with the real one.

It shares the parts of a key (`scoring.model`) and nothing else: no plan, no tables, no tricks. Sentences of
the specification stand beside the lines that follow them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

from scoring import MISSING, ChoicePoints, Given, Item, Key, MultiPoints, NumberPoints, TablePoints
from scoring.model import CapGate, Method, WeakestLink


@dataclass
class NaiveArea:
    score: Fraction | None = None
    reason: str | None = None
    answered: int = 0
    asked: int = 0
    lowest: Fraction = Fraction(1000)


@dataclass
class NaiveResult:
    areas: dict[str, NaiveArea] = field(default_factory=dict)
    ranking: list[str] = field(default_factory=list)
    score: Fraction | None = None
    reason: str | None = None
    from_score: int | None = None
    level: int | None = None
    capped_by: list[tuple[str, int, str | None]] = field(default_factory=list)
    weakest: list[tuple[str, bool]] = field(default_factory=list)
    systems: list[str] = field(default_factory=list)
    advice: list[tuple[str, str]] = field(default_factory=list)
    borderline: bool = False
    variance: Fraction | None = None


def naive(key: Key, given: Mapping[str, Given], holding: Collection[str]) -> NaiveResult:
    """Everything scoring says about one respondent."""
    result = NaiveResult()
    if key.areas:
        for area in key.areas:
            items = [item for item in key.items if item.area == area.id]
            result.areas[area.id] = naive_area(key, items, given, area.lookup)
        naive_overall(key, result)
    else:
        whole = naive_area(key, list(key.items), given, None)
        result.score = whole.score
        result.reason = None if whole.score is not None else "not enough answers"
        result.variance = None if key.sem is None or whole.score is None else key.sem**2
    if not key.overall:
        result.score, result.reason, result.variance = None, "not computed", None
    naive_ranking(key, result)
    naive_weakest(key, result, holding)
    naive_level(key, result, holding)
    return result


def points(item: Item, answer: Given) -> Fraction | None:
    """Points `p`; None: does not apply."""
    rule = item.points
    p: Fraction | None
    if isinstance(rule, ChoicePoints):
        p = rule.scores[str(answer)]
    elif isinstance(rule, MultiPoints):
        assert isinstance(answer, tuple)
        ticked = [rule.scores[choice] for choice in answer]
        p = None if None in ticked else sum((score for score in ticked if score is not None), Fraction(0))
    elif isinstance(rule, TablePoints):
        assert isinstance(answer, int | Fraction)
        below = [value for start, value in rule.table if start <= answer]
        p = below[-1] if below else None
    else:
        assert isinstance(rule, NumberPoints)
        assert isinstance(answer, int | Fraction)
        p = Fraction(answer)
    if p is None:
        return None
    # §1: p is cut to the range; reversed questions turn it round inside the range.
    p = max(rule.low, min(rule.high, p))
    return rule.low + rule.high - p if rule.reverse else p


def percent(item: Item, p: Fraction) -> Fraction:
    return 100 * (p - item.points.low) / (item.points.high - item.points.low)


def naive_area(
    key: Key, items: list[Item], given: Mapping[str, Given], lookup: Mapping[int, Fraction] | None
) -> NaiveArea:
    valued: list[tuple[Fraction, Fraction]] = []
    missing: list[Fraction] = []
    area = NaiveArea()
    for item in items:
        if item.id not in given:
            continue
        answer = given[item.id]
        if answer is MISSING:
            if not item.optional:
                missing.append(item.weight)
            continue
        p = points(item, answer)
        if p is None:
            continue
        x = percent(item, p)
        valued.append((item.weight, x if key.method is Method.PERCENT else p))
        area.lowest = min(area.lowest, x)
    area.answered, area.asked = len(valued), len(valued) + len(missing)
    if not area.asked:
        area.reason = "not applicable"
        return area
    w_a = sum((weight for weight, _ in valued), Fraction(0))
    w_m = sum(missing, Fraction(0))
    if w_a == 0 or 100 * w_a < key.min_answered * (w_a + w_m):
        area.reason = "not enough answers"
        return area
    area.score = sum((weight * value for weight, value in valued), Fraction(0)) / w_a
    if key.method is Method.SUM:
        area.score *= w_a + w_m
    if lookup is not None:
        area.score = lookup.get(floor(area.score + Fraction(1, 2)))
        area.reason = "outside the table" if area.score is None else None
    return area


def naive_overall(key: Key, result: NaiveResult) -> None:
    applicable = {
        area.id: area.weight
        for area in key.areas
        if area.weight > 0 and result.areas[area.id].reason != "not applicable"
    }
    scored = {}
    for area_id, weight in applicable.items():
        score = result.areas[area_id].score
        if score is not None:
            scored[area_id] = (weight, score)
    total = sum((weight for weight, _ in scored.values()), Fraction(0))
    enough = len(scored) >= key.min_areas and 100 * total >= key.min_weight * sum(applicable.values())
    if not scored or not enough or (key.method is Method.SUM and len(scored) < len(applicable)):
        result.reason = "too few areas"
        return
    weighted = sum((weight * score for weight, score in scored.values()), Fraction(0))
    result.score = weighted if key.method is Method.SUM else weighted / total
    if key.sem is not None:
        if key.method is Method.SUM:
            result.variance = len(scored) * key.sem**2
        else:
            result.variance = sum(
                ((weight / total * key.sem) ** 2 for weight, _ in scored.values()), Fraction(0)
            )


def naive_ranking(key: Key, result: NaiveResult) -> None:
    order = []
    for place, area in enumerate(key.areas):
        standing = result.areas[area.id]
        if standing.score is not None:
            order.append((standing.score, -area.weight, standing.lowest, place, area.id))
    result.ranking = [entry[-1] for entry in sorted(order)]


def shown(key: Key, score: Fraction) -> Fraction:
    """`floor(s·10^d + 1/2) / 10^d`."""
    return Fraction(floor(score * 10**key.decimals + Fraction(1, 2)), 10**key.decimals)


def naive_number(key: Key, score: Fraction) -> int:
    """The last level whose `from` is not above the score."""
    return max([n for n, level in enumerate(key.levels, 1) if level.start <= score], default=1)


def naive_tier(key: Key, result: NaiveResult, area: str) -> str | None:
    score = result.areas[area].score
    if score is None or not key.tiers:
        return None
    inside = [tier.id for tier in key.tiers if tier.start <= shown(key, score)]
    return inside[-1] if inside else key.tiers[0].id


def naive_level(key: Key, result: NaiveResult, holding: Collection[str]) -> None:
    if result.score is None:
        return
    if key.levels:
        result.from_score = naive_number(key, shown(key, result.score))
        caps = [result.from_score]
        for gate in key.gates:
            worst = None
            if isinstance(gate, WeakestLink):
                candidates = [
                    (score, place, area)
                    for place, area in enumerate(gate.areas)
                    if (score := result.areas[area].score) is not None
                ]
                if not candidates:
                    continue
                score, _, worst = min(candidates)
                cap = gate.above + naive_number(key, shown(key, score) + gate.benefit)
            elif gate.id in holding:
                cap = [level.id for level in key.levels].index(gate.cap) + 1
            else:
                continue
            caps.append(cap)
            if cap < result.from_score:
                result.capped_by.append((gate.id, cap, worst))
        result.level = min(caps)
    if result.variance is not None:
        # "some level edge above the first lies within one sem_overall of the exact overall"
        result.borderline = any(
            (result.score - level.start) ** 2 <= result.variance for level in key.levels[1:]
        )


def naive_weakest(key: Key, result: NaiveResult, holding: Collection[str]) -> None:
    if key.weakest is not None:
        below = []
        for area in result.ranking:
            score = result.areas[area].score
            assert score is not None
            if score < key.weakest.below:
                below.append((area, score))
        for place, (area, score) in enumerate(below):
            following = below[place + 1 : place + 2]
            joint = bool(following) and following[0][1] - score <= key.weakest.joint
            result.weakest.append((area, joint))
        result.weakest = result.weakest[: key.weakest.show]
    named = [area for area, _ in result.weakest]
    for gate in key.gates:
        if isinstance(gate, CapGate) and gate.id in holding:
            named += gate.systems
    kept = [area for area in key.areas if area.id in named and result.areas[area.id].score is not None]
    with_system = {area.id for area in kept if area.has_system}
    result.systems = [area for area in key.build_order if area in with_system]
    advice = {area.id: area.advice_tiers for area in key.areas}
    for area in [*result.systems, *(area.id for area in kept if not area.has_system)]:
        tier = naive_tier(key, result, area)
        if tier is not None and tier in advice[area]:
            result.advice.append((area, tier))
