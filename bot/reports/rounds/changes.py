"""What may be said of a change since the document shown before (scoring §9.3), from what both show."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import ceil, sqrt
from typing import Final

from bot.definition.diff import Effect, compare
from bot.definition.model import Flow
from bot.present.teams.shape import Card, Change, RoundDocument
from bot.reports.rounds.cards import number
from bot.reports.rounds.facts import Shown
from scoring.team import Pair, TrendWord, trend_words
from scoring.team.intervals import Sample, countable_change
from scoring.team.trend import MEDIAN_OF, recent_median

_OVERALL: Final = ""
"""No area has this name."""
BREAKS: Final = frozenset({Effect.SCORING, Effect.BREAKING})


def compared(now: RoundDocument, flow: Flow, before: Sequence[Shown], *, frequent: bool) -> RoundDocument:
    """The document with what changed since the last one of *before* (oldest first) that showed figures."""
    shown = [one for one in before if one.document["why"] is None]
    if not shown or now["why"] is not None:
        return now
    comparable = _since_break(shown, flow)
    broken = not comparable
    last = _cards(comparable[-1].document) if comparable else {}
    pairs = dict(_pairs(_cards(now), last))
    words = trend_words(pairs, len(comparable) + 1, frequent=frequent, broken=broken)
    decimals = flow.scoring.decimals
    changed = {
        name: card
        | {
            "broken": broken,
            "change": _change(pairs[name], words.get(name), decimals) if name in pairs else None,
            "median": _median(name, card, comparable, decimals) if frequent else None,
        }
        for name, card in _cards(now).items()
    }
    overall = changed.pop(_OVERALL, None)
    return now | {"overall": overall, "areas": changed}


def last_scores(flow: Flow, before: Sequence[Shown]) -> dict[str, float]:
    """The areas' scores in the last document with figures; none across a break."""
    comparable = _since_break([one for one in before if one.document["why"] is None], flow)
    areas = comparable[-1].document["areas"] if comparable else {}
    return {area: score for area, card in areas.items() if (score := _whole_score(card)) is not None}


def is_break(old: Flow | None, new: Flow) -> bool:
    """Did the scoring change? A flow that cannot be read any more is taken for another one."""
    if old is None:
        return True
    if old.name == new.name and old.version == new.version:
        return False
    return compare(old, new).effect in BREAKS


def _since_break(shown: Sequence[Shown], flow: Flow) -> Sequence[Shown]:
    """The documents at the end that are scored as *flow* scores."""
    flows = [one.flow for one in shown] + [flow]
    start = 0
    for place, (old, new) in enumerate(pairwise(flows), 1):
        if new is None or is_break(old, new):
            start = place
    return shown[start:]


def _cards(document: RoundDocument) -> dict[str, Card]:
    overall = document["overall"]
    return document["areas"] | ({} if overall is None else {_OVERALL: overall})


def _pairs(now: Mapping[str, Card], last: Mapping[str, Card]) -> Iterator[tuple[str, Pair]]:
    for name, card in now.items():
        after, before = _sample(card), _sample(last[name]) if name in last else None
        if after is not None and before is not None:
            yield name, Pair(before, after)


def _sample(card: Card) -> Sample | None:
    n, score, spread = card["n"], card["score"], card["spread"]
    if n is None or score is None or spread is None:
        return None
    return Sample(n, float(score), float(spread))


def _change(pair: Pair, word: TrendWord | None, decimals: int) -> Change:
    return {
        "by": number(round(pair.now.mean - pair.before.mean, decimals), decimals),
        "word": None if word is None else word.value,
        "counts_from": _counts_from(pair, decimals),
    }


def _counts_from(pair: Pair, decimals: int) -> float:
    """Rounded up, so that nothing smaller counts. Both are shown, so both are of three people or more."""
    before, now = pair.before, pair.now
    squares = (before.n - 1) * before.sd**2 + (now.n - 1) * now.sd**2
    change = countable_change(before.n, now.n, sqrt(squares / (before.n + now.n - 2)))
    scale = 10**decimals
    return number(ceil(change * scale) / scale, decimals)


def _whole_score(card: Card) -> float | None:
    """The score, where it is made from all questions: others cannot be compared."""
    return None if card["partial"] else card["score"]


def _median(name: str, card: Card, comparable: Sequence[Shown], decimals: int) -> float | None:
    earlier = [_cards(one.document).get(name) for one in comparable]
    found = [None if one is None else _whole_score(one) for one in [*earlier, card]]
    scores = [score for score in found if score is not None]
    if _whole_score(card) is None or len(scores) < MEDIAN_OF:
        return None
    middle = recent_median(scores)
    return None if middle is None else number(middle, decimals + 1)
