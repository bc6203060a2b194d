"""A team's report as data (interface.md, `checkup team`)."""

from fractions import Fraction
from typing import Any, TypeAlias

from bot.definition.model import Flow
from bot.reports.team.sheets import questions_of
from scoring.disclosure.threshold import Hidden
from scoring.team import QuestionCard, ScoreCard, TeamReport
from scoring.team.agreement import Agreement, AgreementWord
from scoring.team.groups import GroupFigure
from scoring.team.intervals import Interval

Document: TypeAlias = dict[str, Any]

DECIMALS = 4


def document(flow: Flow, report: TeamReport) -> Document:
    """Every card has the same keys: what is hidden or not there is null. Shares are of 1, scores of 100."""
    return {
        "flow": flow.name,
        "version": flow.version,
        "invited": report.turnout.invited,
        "answered": report.turnout.answered,
        "low_response": report.turnout.low,
        "min_answers": report.k,
        **_shown(report.hidden.value if report.hidden else None),
        **(_nothing(flow, report.hidden) if report.hidden else _cards(report)),
        "talk": list(report.talk),
    }


def _cards(report: TeamReport) -> Document:
    return {
        "overall": _score_card(report.overall, "level") if report.overall else None,
        "bounds": [_number(edge) for edge in report.bounds] if report.bounds else None,
        "areas": {area: _score_card(card, "tier") for area, card in report.areas.items()},
        "questions": {question: _question_card(card) for question, card in report.questions.items()},
    }


def _nothing(flow: Flow, why: Hidden) -> Document:
    """A round that shows nothing has all its cards too, each saying why; not even how many answered what."""
    unknown: Document = {"n": None}
    overall = _score_card(ScoreCard(0, hidden=why), "level") | unknown
    area = _score_card(ScoreCard(0, hidden=why), "tier") | unknown
    question = _question_card(QuestionCard(0, hidden=why)) | unknown
    return {
        "overall": overall if flow.scoring.overall else None,
        "bounds": None,
        "areas": dict.fromkeys(flow.areas, area),
        "questions": {one.id: question for one in questions_of(flow)},
    }


def _shown(hidden: str | None) -> Document:
    return {"shown": True} if hidden is None else {"shown": False, "hidden": hidden}


def _score_card(card: ScoreCard, band: str) -> Document:
    return {
        "n": card.n,
        **_shown(card.hidden.value if card.hidden else None),
        "mean": _number(card.mean),
        "score": _number(card.shown),
        band: card.band,
        "shares": None,
        "top": _number(card.top),
        "bottom": _number(card.bottom),
        **_agreement(card.agreement, card.agreement_word),
        "interval": _interval(card.interval),
        "groups": {_named(figure): _group(figure) for figure in card.groups},
        **_alike(card),
    }


def _question_card(card: QuestionCard) -> Document:
    scored = card.scored
    found: Document = {
        "n": card.n,
        **_shown(card.hidden.value if card.hidden else None),
        "mean": _number(scored.mean if scored else None),
        "shares": {choice: _number(share) for choice, share in card.shares.items()} or None,
        "top": _number(scored.top if scored else None),
        "bottom": _number(scored.bottom if scored else None),
        **_agreement(scored.agreement if scored else None, scored.agreement_word if scored else None),
        "interval": _interval(scored.interval if scored else None),
        "groups": {},
        **_alike(card),
    }
    if card.merged:
        found |= {"merged": list(card.merged), "other": _number(card.other)}
    if card.quartiles:
        quartiles = card.quartiles
        found["quartiles"] = [_number(part) for part in (quartiles.lower, quartiles.median, quartiles.upper)]
    if card.recommendation:
        recommendation = card.recommendation
        found["recommendation"] = {
            "score": _number(recommendation.score),
            "interval": _interval(recommendation.interval),
        }
    return found


def _alike(card: ScoreCard | QuestionCard) -> Document:
    return {"alike": True, "word": card.word.value if card.word else None} if card.alike else {}


def _agreement(agreement: Agreement | None, word: AgreementWord | None) -> Document:
    return {
        "r_wg": _number(agreement.r_wg if agreement else None),
        "ad": _number(agreement.ad if agreement else None),
        "agreement": word.value if word else None,
    }


def _named(figure: GroupFigure) -> str:
    """Groups that are shown together stand under all their names."""
    return " + ".join(figure.groups)


def _group(figure: GroupFigure) -> Document:
    return {
        "n": figure.n,
        **_shown(figure.hidden.value if figure.hidden else None),
        "mean": _number(figure.mean),
    }


def _interval(interval: Interval | None) -> list[float | int | None] | None:
    return None if interval is None else [_number(interval.low), _number(interval.high)]


def _number(value: Fraction | float | None) -> float | int | None:
    """Whole where it is whole; else to four decimals, which is more than anybody should read into it."""
    if value is None:
        return None
    rounded = round(float(value), DECIMALS)
    return int(rounded) if rounded.is_integer() else rounded
