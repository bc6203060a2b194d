"""The scores of one respondent: areas, their ranks, the overall (scoring §2 to §6)."""

from collections.abc import Mapping, Sequence

from scoring.key import Key
from scoring.overall import Heights, Tally, heights_of, overall_of
from scoring.plan import PlannedArea, plan_of
from scoring.points import MISSING, Given
from scoring.result import Measured, Standing
from scoring.score import Rational


def measure(key: Key, given: Mapping[str, Given]) -> Measured:
    """All scores of the answers `given` to the questions on the path, in any order.

    A scored question that is not in `given` is not on the path; other ids in it count nowhere. Raises
    MisfitError for an answer that its question cannot have.
    """
    plan = plan_of(key)
    tallies = [_tally(area, given) for area in plan.areas]
    heights = heights_of(tallies)
    overall = overall_of(key, plan, tallies, heights)
    if not key.areas:
        return Measured(areas={}, overall=overall, ranking=())
    ranking = _ranking(heights)
    return Measured(areas=_standings(tallies, ranking), overall=overall, ranking=ranking)


def _tally(area: PlannedArea, given: Mapping[str, Given]) -> Tally:
    total: Rational = 0
    percents: list[Rational] = []
    weight_answered = weight_missing = missing = 0
    for item_id, entries, weight, optional in area.items:
        answer = given.get(item_id)
        if answer is None:
            continue
        if answer is MISSING:
            if not optional:
                weight_missing += weight
                missing += 1
            continue
        entry = entries[answer]
        if entry is None:
            continue
        contribution, percent = entry
        total += contribution
        weight_answered += weight
        percents.append(percent)
    score = area.settle(total, weight_answered, weight_missing)
    answered = len(percents)
    return Tally(area, score, min(percents, default=0), answered, answered + missing)


def _ranking(heights: Heights) -> tuple[str, ...]:
    order = sorted(
        (height, -tally.area.weight, tally.lowest, place, tally.area.id)
        for place, (height, tally) in enumerate(heights.scored)
    )
    return tuple(area for *_, area in order)


def _standings(tallies: Sequence[Tally], ranking: Sequence[str]) -> dict[str, Standing]:
    ranks = {area: rank for rank, area in enumerate(ranking, start=1)}
    return {
        area.id: Standing(
            area=area.id,
            exact=score.exact,
            shown=score.shown,
            reason=score.reason,
            tier=score.tier,
            rank=ranks.get(area.id),
            answered=answered,
            asked=asked,
        )
        for area, score, _, answered, asked in tallies
    }
