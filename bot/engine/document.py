"""The result as data: one line of `checkup score`, and what is kept with a conversation."""

from fractions import Fraction
from typing import TypeAlias

from bot.definition.model import Flow
from bot.engine.result import Result
from scoring import Overall, Standing

Figure: TypeAlias = int | float


def document(flow: Flow, result: Result) -> dict[str, object]:
    """The result in plain values, in the order and under the names that are promised (scoring.md §11)."""
    overall = result.measured.overall
    return {
        "flow": result.flow,
        "version": result.version,
        "complete": result.complete,
        **_score(overall),
        "level": _level(flow, result),
        "margin": None if result.verdict.margin is None else figure(result.verdict.margin),
        "borderline": result.verdict.borderline,
        "areas": {area: _area(standing) for area, standing in result.measured.areas.items()},
        "weakest": [{"area": weak.area, "joint": weak.joint} for weak in result.verdict.weakest],
        "systems": list(result.verdict.systems),
        "recommended": list(result.recommended),
        "asked": list(result.asked),
        "ignored": list(result.ignored),
        "next": result.next,
    }


def figure(number: Fraction) -> Figure:
    """A shown number for JSON: whole where it is whole, else its decimals (at most two)."""
    return number.numerator if number.denominator == 1 else float(number)


def _score(overall: Overall) -> dict[str, object]:
    if overall.exact is None or overall.shown is None:
        reason = overall.reason.value if overall.reason else None
        return {"score": None, "exact": None, "reason": reason}
    return {"score": figure(overall.shown), "exact": str(overall.exact)}


def _area(standing: Standing) -> dict[str, object]:
    counts = {"answered": standing.answered, "asked": standing.asked}
    if standing.exact is None or standing.shown is None:
        reason = standing.reason.value if standing.reason else None
        return {"score": None, "reason": reason, **counts}
    return {"score": figure(standing.shown), "exact": str(standing.exact), "tier": standing.tier, **counts}


def _level(flow: Flow, result: Result) -> dict[str, object] | None:
    verdict = result.verdict
    if verdict.level is None:
        return None
    level = flow.levels[verdict.level - 1]
    return {
        "number": verdict.level,
        "id": level.id,
        "title": level.title.source,
        "from_score": verdict.from_score,
        "capped_by": [capped.gate for capped in verdict.capped_by],
    }
