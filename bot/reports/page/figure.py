"""One score with everything that is said about it: of an area, or of the overall."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final, NamedTuple

from bot.definition.model import Level
from bot.present.teams.shape import Card, RoundDocument
from bot.reports.page.extent import Extent
from bot.reports.page.wording import Saying, Tier, Words, said_of, tier_of
from bot.reports.rounds.facts import Shown

_FOUR: Final = 4


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
    counts_from: str | None
    direction: str
    """`up`, `down` or "" ."""
    median: str | None


def figure_of(saying: Saying, document: RoundDocument, card: Card, bands: Sequence[Level], extent: Extent) -> Figure:
    """A card in words."""
    words = saying.words.figure
    score, low, high, n = card["score"], card["low"], card["high"], card["n"]
    between = None
    if low is not None and high is not None:
        between = saying.say(words.interval, low=saying.score(low), high=saying.score(high))
    return Figure(
        score=None if score is None else saying.score(score),
        tier=tier_of(saying, bands, card["band"]) if score is not None else None,
        strip=None if score is None else _strip(extent, score, low, high),
        interval=between,
        n=None if n is None else saying.reader.count(words.of_answers, n),
        why=_why(saying, document, card),
        alike=saying.say(words.alike, word=said_of(words.fifths, card["word"] or "")) if card["alike"] else None,
        agreement=agreement_of(saying, card["agreement"]),
        change=_change(saying, card),
        counts_from=_counts_from(saying, card),
        direction=_direction(card),
        median=None,
    )


def agreement_of(saying: Saying, word: str | None) -> Agreement | None:
    """A word of agreement, with what it means."""
    if word is None:
        return None
    words = saying.words.figure
    return Agreement(
        said_of(words.agreement, word), said_of(words.agreement_title, word), camps=word == "two camps"
    )  # fmt: skip


def median_of_four(saying: Saying, shown: Sequence[Shown], area: str | None) -> str | None:
    """The middle of the last four scores, in their own words: single weeks go up and down (scoring §9.3)."""
    cards = [card for one in shown if (card := card_of(one.document, area)) is not None]
    since = max((at for at, card in enumerate(cards) if card["broken"]), default=0)
    scores = [card["score"] for card in cards[since:] if card["score"] is not None][-_FOUR:]
    if len(scores) < _FOUR:
        return None
    return saying.say(saying.words.figure.median_of_four, score=saying.score(round(median(scores), 1)))


def card_of(document: RoundDocument, area: str | None) -> Card | None:
    """An area's card; None: the overall's."""
    return document["overall"] if area is None else document["areas"].get(area)


def why_of(saying: Saying, document: RoundDocument, why: str) -> str:
    """Why something is not shown, as a sentence."""
    sentence = said_of(saying.words.figure.why, why)
    return saying.say(sentence, k=saying.reader.number(document["min_answers"])) if "{k}" in sentence else sentence


def _why(saying: Saying, document: RoundDocument, card: Card) -> str | None:
    if card["why"] is not None:
        return why_of(saying, document, card["why"])
    if card["score"] is None and not card["alike"]:
        return why_of(saying, document, "too few")
    return None


def _strip(extent: Extent, score: float, low: int | None, high: int | None) -> Strip:
    start, end = (score if edge is None else edge for edge in (low, high))
    left, right = (100 * extent.share(edge) for edge in (start, end))
    return Strip(round(left, 1), round(right - left, 1), round(100 * extent.share(score), 1))


def _change(saying: Saying, card: Card) -> str | None:
    words, change = saying.words.figure, card["change"]
    if card["broken"]:
        return words.broken
    if change is None:
        return None
    if change["word"] is None:
        return words.too_early
    phrase = {
        "up": words.up, "down": words.down, "maybe up": words.maybe_up, "maybe down": words.maybe_down,
    }.get(change["word"], words.no_change)  # fmt: skip
    return saying.say(phrase, by=saying.score(abs(change["by"]))) if "{by}" in phrase else phrase


def _counts_from(saying: Saying, card: Card) -> str | None:
    """Beside those that do not count."""
    change = card["change"]
    if change is None or change["counts_from"] is None or card["broken"] or change["word"] in (None, "up", "down"):
        return None
    return saying.say(saying.words.figure.counts_from, points=saying.score(change["counts_from"]))


def _direction(card: Card) -> str:
    change = card["change"]
    if change is None or card["broken"] or change["word"] not in ("up", "down"):
        return ""
    return change["word"]
