"""From answers to a team's figures."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from bot.definition.answer import Blank
from bot.definition.model import Flow, Kind, Question
from bot.engine.answers import fits
from bot.engine.plan import FLOWS_READY, plan_of
from bot.engine.result import Result, score
from bot.reports.team.follows import follows
from scoring import MISSING, Given
from scoring.team import Round, Sheet, TeamQuestion, TeamReport, team_report

LEAST_ANSWERS: Final = 5
"""Where a flow has no check-in that says otherwise (scoring.md §9.4)."""
COUNTED: Final = frozenset({Kind.CHOICE, Kind.MULTI, Kind.NUMBER})
"""Kinds of questions that have figures."""
RECOMMEND: Final = "recommend"


def smallest_k(flow: Flow) -> int:
    """Fewest answers that anything is shown from; a round may ask for more, never for fewer."""
    return flow.checkin.min_answers if flow.checkin else LEAST_ANSWERS


def sheet(flow: Flow, answers: Mapping[str, object], group: str | None = None) -> Sheet | None:
    """What one respondent handed in; None when no answer of theirs counts anywhere."""
    result = score(flow, answers)
    given = [question for question, answer in answers.items() if answer is not None]
    if set(result.ignored).issuperset(given):
        return None
    return Sheet(result.measured, {**_unscored(flow, answers, result), **result.given}, group)


def report_of(flow: Flow, sheets: Sequence[Sheet], invited: int, k: int, *, by_group: bool) -> TeamReport:
    """The report of a closed round; everything in it may be shown."""
    return team_report(plan_of(flow).key, questions_of(flow), Round(sheets, invited, k, by_group=by_group))


def questions_of(flow: Flow) -> list[TeamQuestion]:
    """The questions that have figures, in the order of the flow."""
    points = {item.id: item.points for item in plan_of(flow).key.items}
    return [
        TeamQuestion(
            id=question.id,
            choices=tuple(choice.id for choice in question.choices),
            points=points.get(question.id),
            area=question.area,
            recommend=question.scale == RECOMMEND,
            follows=follows(flow)[question.id],
        )
        for question in flow.questions()
        if question.kind in COUNTED
    ]


def _unscored(flow: Flow, answers: Mapping[str, object], result: Result) -> dict[str, Given]:
    """Answers to questions on the path that have figures, but no points."""
    asked = frozenset(result.asked)
    return {
        question.id: _given(question, answers.get(question.id))
        for question in _without_points(flow)
        if question.id in asked
    }


@lru_cache(maxsize=FLOWS_READY)
def _without_points(flow: Flow) -> tuple[Question, ...]:
    return tuple(one for one in flow.questions() if one.kind in COUNTED and not one.scored)


def _given(question: Question, value: object) -> Given:
    answer = None if value is None else fits(question, value)
    return MISSING if answer is None or isinstance(answer, Blank) else answer
