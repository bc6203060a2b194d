"""The document of a round: made once, at the close, from everybody's sheets."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.definition.model import Flow
from bot.engine.plan import plan_of
from bot.present.teams.shape import RoundDocument, Why
from bot.reports.rounds import cards, words
from bot.reports.rounds.changes import compared, last_scores
from bot.reports.rounds.facts import Order, RoundFacts, Shown
from bot.reports.rounds.ranking import ranked
from bot.reports.team import follows, questions_of, sheet
from bot.store.round_answers import Handed
from scoring.team import Round, Sheet, TeamReport, Turnout, team_report


def made(
    flow: Flow, handed: Sequence[Handed], facts: RoundFacts, before: Sequence[Shown], order: Order
) -> RoundDocument:  # fmt: skip
    """All that may be shown of a closed round, or of several together.

    *flow* is the one the rounds were opened with, *handed* what `handed_in` says of them, *before* what was
    shown of the same check-in, oldest first. Fewer than `min_answers` people make a document without figures.
    """
    counted = _counted(flow, handed)
    facts = replace(facts, answered=min(_answered(counted, facts), facts.invited))
    report = _report(flow, [one for _, one in counted], facts)
    if report is None:
        document = withheld(flow, facts, "too few")
    else:
        document = compared(
            _with_figures(flow, report, facts, before), flow, before, frequent=facts.frequent
        )  # fmt: skip
        comments = words.comments(
            flow, [one for one, _ in counted], facts.answered or 0, facts.min_answers, order
        )
        document["comments"] = comments if not facts.anonymous else _tell_nothing(flow, report, comments)
    if not facts.anonymous:
        document["people"] = words.people(flow, counted)
    return document


def withheld(flow: Flow, facts: RoundFacts, why: Why) -> RoundDocument:
    """A document that shows nothing but how many took part. ValueError where the facts do not say that."""
    if facts.answered is None:
        raise ValueError("how many people answered is not known")
    return {
        "flow": flow.name,
        "version": flow.version,
        "numbers": list(facts.numbers),
        "opened": facts.opened.isoformat(),
        "closed": facts.closed.isoformat(),
        "anonymous": facts.anonymous,
        "min_answers": facts.min_answers,
        "invited": facts.invited,
        "answered": facts.answered,
        "low_response": Turnout(facts.answered, facts.invited).low,
        "why": why,
        "overall": None,
        "bounds": None,
        "areas": {},
        "questions": {},
        "weakest": [],
        "joint": [],
        "systems": [],
        "talk": [],
        "comments": {},
        "people": None,
    }


def _tell_nothing(flow: Flow, report: TeamReport, comments: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Without those that were asked for because of an answer that is hidden."""
    silent = {name for name, card in report.questions.items() if card.silent}
    return {name: texts for name, texts in comments.items() if not follows(flow)[name] & silent}


def count_answered(flow: Flow, handed: Sequence[Handed]) -> int:
    """How many sheets count: those with an answer to something."""
    return len(_counted(flow, handed))


def _counted(flow: Flow, handed: Sequence[Handed]) -> list[tuple[Handed, Sheet]]:
    sheets = [(one, sheet(flow, one.answers)) for one in handed]
    return [(one, counts) for one, counts in sheets if counts is not None]


def _answered(counted: Sequence[tuple[Handed, Sheet]], facts: RoundFacts) -> int:
    """Of one round every sheet is another person's; of several only the facts know."""
    if len(facts.numbers) == 1:
        return len(counted)
    if facts.answered is None:
        raise ValueError("over several rounds the facts say how many people answered")
    return min(facts.answered, len(counted))


def _report(flow: Flow, sheets: Sequence[Sheet], facts: RoundFacts) -> TeamReport | None:
    """The team's figures; None where too few took part.

    In an anonymous round k - 2 colleagues may tell each other what they said, and two are left. In a named
    one everybody's answers are shown anyway.
    """
    k = facts.min_answers
    closed = Round(
        sheets,
        invited=max(facts.invited, len(sheets)),
        k=k,
        colluders=k - 2 if facts.anonymous else None,
        distinct=facts.answered,
    )
    report = team_report(plan_of(flow).key, questions_of(flow), closed)
    return None if report.hidden else report


def _with_figures(
    flow: Flow, report: TeamReport, facts: RoundFacts, before: Sequence[Shown]
) -> RoundDocument:  # fmt: skip
    order = ranked(plan_of(flow).key, report.areas, last_scores(flow, before))
    decimals = flow.scoring.decimals
    one_round = len(facts.numbers) == 1
    overall = None if report.overall is None else cards.score_card(report.overall, decimals)
    return withheld(flow, facts, "withheld") | {
        "why": None,
        "overall": overall,
        "bounds": [cards.whole(edge) for edge in report.bounds] if report.bounds and one_round else None,
        "areas": {area: cards.score_card(card, decimals) for area, card in report.areas.items()},
        "questions": {name: cards.question_card(card) for name, card in report.questions.items()},
        "weakest": list(order.weakest),
        "joint": list(order.joint),
        "systems": list(order.systems),
        "talk": list(order.talk),
    }
