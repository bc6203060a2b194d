"""The scores of one respondent: areas, their ranks, the overall (scoring §2 to §6)."""

from collections.abc import Mapping, Sequence

from scoring.key import Key
from scoring.overall import Heights, heights_of, overall_of
from scoring.plan import plan_of
from scoring.points import Given
from scoring.result import Measured, Standing
from scoring.tally import Tally


def measure(key: Key, given: Mapping[str, Given]) -> Measured:
    """All scores of the answers `given` to the questions on the path, in any order.

    A scored question that is not in `given` is not on the path; other ids in it count nowhere. Raises
    MisfitError for an answer that its question cannot have.
    """
    plan = plan_of(key)
    tallies = [area.tally(*map(given.get, area.questions)) for area in plan.areas]
    heights = heights_of(tallies)
    overall = overall_of(key, plan, tallies, heights)
    if not key.areas:
        return Measured(areas={}, overall=overall, ranking=())
    ranking = _ranking(heights)
    return Measured(areas=_standings(tallies, ranking), overall=overall, ranking=ranking)


def _ranking(heights: Heights) -> tuple[str, ...]:
    order = sorted(
        (height, -tally.weight, tally.lowest, place, tally.area)
        for place, (height, tally) in enumerate(heights.scored)
    )
    return tuple(area for *_, area in order)


def _standings(tallies: Sequence[Tally], ranking: Sequence[str]) -> dict[str, Standing]:
    ranks = {area: rank for rank, area in enumerate(ranking, start=1)}
    return {
        area: Standing(area, exact, shown, reason, tier, ranks.get(area), answered, asked)
        for area, _, (exact, shown, tier, reason), _, answered, asked in tallies
    }
