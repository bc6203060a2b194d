"""One score with everything that is said about it: of an area, or of the overall."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.definition.model import Level
from bot.present.teams.shape import Card, RoundDocument
from bot.reports.page.extent import Extent
from bot.reports.page.wording import Saying, Tier, begun, said_of, tier_of


class Strip(NamedTuple):
    """An interval on a bar of 100."""

    low: float
    width: float
    mean: float


class Agreement(NamedTuple):
    """How much the answers agree."""

    word: str
    means: str
    camps: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """What is said; each is None where there is nothing to say."""

    score: str | None
    tier: Tier | None
    strip: Strip | None
    interval: str | None
    n: str | None
    why: str | None
    """Why there is no figure; a sentence."""
    alike: str | None
    """Stands for all figures."""
    agreement: Agreement | None
    change: str | None
    direction: str
    """`up`, `down` or "" ."""
    median: str | None


def figure_of(saying: Saying, card: Card, bands: Sequence[Level], extent: Extent) -> Figure:
    """A card in words."""
    words = saying.words.figure
    score, low, high, n = card["score"], card["low"], card["high"], card["n"]
    between = None
    if low is not None and high is not None:
        between = saying.say(saying.report.between, low=saying.score(low), high=saying.score(high))
    return Figure(
        score=None if score is None else saying.score(score),
        tier=tier_of(saying, bands, card["band"]) if score is not None else None,
        strip=None if score is None else _strip(extent, score, low, high),
        interval=between,
        n=None if n is None else saying.reader.count(words.of_answers, n),
        why=_why(saying, card),
        alike=alike_of(saying, card["word"]) if card["alike"] else None,
        agreement=agreement_of(saying, card["agreement"]),
        change=_change(saying, card),
        direction=_direction(card),
        median=_median(saying, card),
    )


def agreement_of(saying: Saying, word: str | None) -> Agreement | None:
    """A word of agreement, with what it means."""
    if word is None:
        return None
    camps = word == "two camps"
    means = saying.words.figure.camps_mean if camps else ""
    return Agreement(begun(said_of(saying.report.agreement, word)), means, camps)


def alike_of(saying: Saying, word: str | None) -> str:
    """What stands for all figures where nearly everybody said the same."""
    return begun(saying.report.alike_without if word is None else said_of(saying.report.alike, word))


def card_of(document: RoundDocument, area: str | None) -> Card | None:
    """An area's card; None: the overall's."""
    return document["overall"] if area is None else document["areas"].get(area)


def why_of(saying: Saying, document: RoundDocument) -> str | None:
    """Why the round shows no figures; None: it does."""
    if document["why"] is None:
        return None
    sentence = said_of(saying.report.nothing_shown, document["why"])
    return saying.say(sentence, k=saying.reader.number(document["min_answers"]))


def hidden_because(saying: Saying, why: str) -> str:
    """Why one figure is not shown."""
    return begun(said_of(saying.report.hidden, why))


def _why(saying: Saying, card: Card) -> str | None:
    if card["why"] is not None:
        return hidden_because(saying, card["why"])
    return None if card["score"] is not None or card["alike"] else hidden_because(saying, "too few")


def _median(saying: Saying, card: Card) -> str | None:
    """Single weeks go up and down (scoring §9.3)."""
    if card["median"] is None:
        return None
    return saying.say(saying.words.figure.median_of_four, score=saying.score(card["median"]))


def _strip(extent: Extent, score: float, low: float | None, high: float | None) -> Strip:
    start, end = (score if edge is None else edge for edge in (low, high))
    left, right = (100 * extent.share(edge) for edge in (start, end))
    return Strip(round(left, 1), round(right - left, 1), round(100 * extent.share(score), 1))


def _change(saying: Saying, card: Card) -> str | None:
    change, report = card["change"], saying.report
    if card["partial"]:
        return saying.words.figure.partial
    if card["broken"]:
        return begun(report.broken)
    if change is None:
        return None
    if change["word"] is None:
        return saying.words.figure.too_early
    if change["word"] == "no clear change" and change["counts_from"] is not None:
        return begun(saying.say(report.counts_from, points=saying.score(change["counts_from"])))
    return begun(saying.say(said_of(report.trend, change["word"]), by=saying.score(abs(change["by"]))))


def _direction(card: Card) -> str:
    change = card["change"]
    if change is None or card["broken"] or change["word"] not in ("up", "down"):
        return ""
    return change["word"]
