"""What scoring says of a path: its given answers, the measures and the verdict, each worked out once."""

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import Final

from bot.definition.answer import Answer, Answers, Blank
from bot.definition.condition import Known, Standing
from bot.engine.path import Path, Scored
from bot.engine.plan import Plan
from scoring import MISSING, Given, Measured, Verdict, judge, measure

REMEMBERED: Final = 512
"""Results kept between the steps of conversations: after the result every step looks at the same one."""


def score_path(plan: Plan, path: Path) -> Scored:
    """The scores of everything on *path*."""
    given = _given(plan, path.asked, path.inferred, path.answers)
    before = path.scored
    if before is not None and not plan.gates_look_later and _counting(plan, given) == before.given:
        return before._replace(given=given)
    return _score(plan, given, path.answers)


def at_result(plan: Plan, path: Path) -> Scored:
    """The scores when the `result` step is passed."""
    given = _counting(plan, _given(plan, path.asked, path.inferred, path.answers))
    return _score(plan, given, path.answers)


def at_result_again(plan: Plan, path: Path) -> Scored:
    """The same, remembered from the step before."""
    return _remembered(plan, tuple(path.asked), tuple(path.inferred), tuple(path.answers.items()))


@lru_cache(maxsize=REMEMBERED)
def _remembered(
    plan: Plan, asked: tuple[str, ...], inferred: tuple[str, ...], answers: tuple[tuple[str, Answer], ...]
) -> Scored:
    known = dict(answers)
    return _score(plan, _counting(plan, _given(plan, asked, inferred, known)), known)


def _score(plan: Plan, given: dict[str, Given], answers: Answers) -> Scored:
    measured = measure(plan.key, given)
    holding: list[str] = []
    if plan.gates:
        known = Known(answers, _standing(plan, measured, None))
        holding = [gate for gate, holds in plan.gates if holds(known) is True]
    verdict = judge(plan.key, measured, holding)
    return Scored(given, measured, verdict, _standing(plan, measured, verdict))


def _given(plan: Plan, asked: Iterable[str], inferred: Iterable[str], answers: Answers) -> dict[str, Given]:
    given: dict[str, Given] = {}
    scored = plan.scored
    for questions in (asked, inferred):
        for question in questions:
            if question in scored:
                answer = answers.get(question, MISSING)
                given[question] = MISSING if isinstance(answer, Blank) else answer
    return given


def _counting(plan: Plan, given: dict[str, Given]) -> dict[str, Given]:
    """Those that make a difference: a missing optional answer makes none (scoring.md §3)."""
    return {
        question: answer
        for question, answer in given.items()
        if answer is not MISSING or question not in plan.optional
    }


def _standing(plan: Plan, measured: Measured, verdict: Verdict | None) -> Standing:
    scores: dict[str, Fraction | int] = {}
    tiers: dict[str, int] = {}
    for area, standing in measured.areas.items():
        if standing.shown is not None:
            scores[area] = _plain(standing.shown)
            if standing.tier is not None:
                tiers[area] = plan.tier_numbers[standing.tier]
    if measured.overall.shown is not None:
        scores["overall"] = _plain(measured.overall.shown)
    ranks = {area: rank for rank, area in enumerate(measured.ranking, 1)}
    return Standing(scores, tiers, ranks, verdict.level if verdict else None)


def _plain(shown: Fraction) -> Fraction | int:
    """Whole numbers as such: conditions compare them ten times as fast as fractions."""
    return shown.numerator if shown.denominator == 1 else shown
