"""Cards of a team's report as they are shown: rounded, and why something is not there."""

from collections.abc import Mapping
from fractions import Fraction
from math import sqrt
from typing import Final

from bot.present.teams.shape import Agreement, Card, Fifth, QuestionCard, Why
from scoring.disclosure.threshold import Fifth as Word
from scoring.disclosure.threshold import Hidden
from scoring.rounding import half_up, half_up_whole
from scoring.team import QuestionCard as Question
from scoring.team import ScoreCard
from scoring.team.agreement import AgreementWord
from scoring.team.intervals import Interval
from scoring.team.student import quantile

WHYS: Final[Mapping[Hidden, Why]] = {Hidden.TOO_FEW: "too few", Hidden.PROTECTS_OTHERS: "protects others"}


def score_card(card: ScoreCard, decimals: int) -> Card:
    """The card of an area or of the overall; what is said of a change comes later.

    Of a hidden one not even how many made it is shown: who skipped something is theirs alone too.
    """
    shown = _empty_card()
    if card.hidden:
        return shown | {"why": WHYS[card.hidden]}
    shown["n"] = card.n
    if card.alike or card.shown is None:
        return shown | {"alike": True, "word": _word(card.word)}
    interval = card.interval
    return shown | {
        "score": number(card.shown, decimals),
        "partial": card.partial,
        "band": card.band,
        "low": None if interval is None else number(interval.low, decimals),
        "high": None if interval is None else number(interval.high, decimals),
        "spread": None if interval is None else number(_spread(interval, card.n), decimals + 1),
        "agreement": _agreement(card.agreement_word),
    }


def question_card(card: Question) -> QuestionCard:
    """The card of a question."""
    shown = _empty_question()
    if card.hidden:
        return shown | {"why": WHYS[card.hidden]}
    shown["n"] = card.n
    if card.alike:
        return shown | {"alike": True, "word": _word(card.word)}
    if card.shares or card.merged:
        shown["shares"] = {choice: _percent(share) for choice, share in card.shares.items()}
    if card.merged and card.other is not None:
        shown["merged"], shown["other"] = list(card.merged), _percent(card.other)
    if card.scored:
        scored = card.scored
        shown["mean"] = whole(scored.mean)
        shown["top"] = None if scored.top is None else _percent(scored.top)
        shown["bottom"] = None if scored.bottom is None else _percent(scored.bottom)
        shown["agreement"] = _agreement(scored.agreement_word)
    if card.quartiles:
        parts = (card.quartiles.lower, card.quartiles.median, card.quartiles.upper)
        shown["quartiles"] = [number(part, 2) for part in parts]
    if card.recommendation:
        said = card.recommendation
        shown["recommendation"] = [whole(said.score), *map(round, (said.interval.low, said.interval.high))]
    return shown


def number(value: Fraction | float, decimals: int) -> float:
    """Rounded half up; whole where there are no decimals."""
    rounded = half_up(Fraction(value), decimals)
    return rounded.numerator if rounded.denominator == 1 else float(rounded)


def whole(value: Fraction) -> int:
    """To a whole number, half up."""
    return half_up_whole(value.numerator, value.denominator)


def _percent(share: Fraction) -> int:
    return whole(100 * share)


def _spread(interval: Interval, n: int) -> float:
    """The standard deviation that an interval of n ≥ 2 scores was made from."""
    return (interval.high - interval.low) / 2 / quantile(n - 1) * sqrt(n)


def _word(word: Word | None) -> Fifth | None:
    return None if word is None else word.value


def _agreement(word: AgreementWord | None) -> Agreement | None:
    return None if word is None else word.value


def _empty_card() -> Card:
    return {
        "n": None, "why": None, "word": None, "alike": False, "score": None, "partial": False,
        "band": None, "low": None, "high": None, "spread": None, "agreement": None, "change": None,
        "broken": False, "median": None,
    }  # fmt: skip


def _empty_question() -> QuestionCard:
    return {
        "n": None, "why": None, "word": None, "alike": False, "mean": None, "shares": None, "merged": [],
        "other": None, "top": None, "bottom": None, "agreement": None, "quartiles": None,
        "recommendation": None,
    }  # fmt: skip
