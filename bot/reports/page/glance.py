"""Where the team stands, what changed, what was decided: in one look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from bot.definition.model import Flow
from bot.present.teams.shape import RoundDocument
from bot.reports.page.extent import extent_of
from bot.reports.page.figure import Figure, figure_of
from bot.reports.page.wording import Saying, Tier, Words, begun, tier_of, title_of
from bot.store.actions import Action, ActionStatus


class Count(NamedTuple):
    """So many areas of one tier; where it lies on a bar of 100."""

    said: str
    tier: Tier
    number: str
    start: float
    width: float


class Link(NamedTuple):
    """A part of the page."""

    title: Words
    anchor: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Moves:
    """What changed since the report before."""

    up: tuple[Link, ...]
    down: tuple[Link, ...]
    maybe: tuple[Link, ...]
    same: str | None
    none: str | None
    """Why no change is told."""


@dataclass(frozen=True, slots=True)
class Glance:
    """The first part of the page."""

    answered: str
    share: float
    """Of those invited, on a bar of 100."""
    low_response: str | None
    bounds: str | None
    overall: Figure | None
    tiers: tuple[Count, ...]
    moves: Moves | None
    actions: tuple[str, ...]


def glance_of(
    saying: Saying, document: RoundDocument, flow: Flow | None, actions: Sequence[Action], today: date
) -> Glance:
    """What stands there for this report."""
    overall = document["overall"] if document["why"] is None else None
    answered, invited = (saying.reader.number(document[key]) for key in ("answered", "invited"))
    return Glance(
        answered=saying.say(saying.report.answered, answered=answered, invited=invited),
        share=round(100 * document["answered"] / max(document["invited"], 1), 1),
        low_response=saying.report.low_response if document["low_response"] else None,
        bounds=_bounds(saying, document),
        overall=None
        if overall is None
        else figure_of(saying, overall, flow.levels if flow else (), extent_of(flow, None)),
        tiers=_tiers(saying, document, flow),
        moves=_moves(saying, document, flow) if document["why"] is None and document["areas"] else None,
        actions=_actions(saying, actions, today),
    )


def anchor_of(area: str, document: RoundDocument) -> str:
    """Where on the page an area stands; ids of areas may hold what no address can."""
    return f"area-{list(document['areas']).index(area) + 1}"


def _bounds(saying: Saying, document: RoundDocument) -> str | None:
    bounds = document["bounds"]
    if not bounds or document["answered"] >= document["invited"]:
        return None
    low, high = map(saying.score, bounds)
    return saying.say(saying.report.bounds, low=low, high=high)


def _tiers(saying: Saying, document: RoundDocument, flow: Flow | None) -> tuple[Count, ...]:
    """The best tier first, as people read a chart."""
    bands = flow.tiers if flow else ()
    found = [
        card["band"] for card in document["areas"].values() if card["score"] is not None and card["band"]
    ]
    counts, start = [], 0.0
    for level in reversed(bands):
        number = found.count(level.id)
        tier = tier_of(saying, bands, level.id)
        if not number or tier is None:
            continue
        width = 100 * number / len(found)
        said = saying.reader.count(saying.words.glance.area_count, number, tier=tier.title.text)
        counts.append(Count(said, tier, saying.reader.number(number), round(start, 2), round(width, 2)))
        start += width
    return tuple(counts)


def _moves(saying: Saying, document: RoundDocument, flow: Flow | None) -> Moves:
    by_word: dict[str, list[Link]] = {}
    told = broken = False
    for area, card in document["areas"].items():
        change = card["change"]
        broken = broken or card["broken"]
        if change is None or change["word"] is None or card["broken"]:
            continue
        told = True
        sign = "+" if change["by"] > 0 else ""
        link = Link(
            title_of(saying, flow, area), anchor_of(area, document), f"{sign}{saying.score(change['by'])}"
        )
        by_word.setdefault(change["word"], []).append(link)
    same = len(by_word.get("no clear change", ()))
    words = saying.words
    return Moves(
        up=tuple(by_word.get("up", ())),
        down=tuple(by_word.get("down", ())),
        maybe=tuple(by_word.get("maybe up", []) + by_word.get("maybe down", [])),
        same=saying.reader.count(words.glance.no_clear_change, same) if same else None,
        none=None if told else begun(saying.report.broken) if broken else words.figure.too_early,
    )


def _actions(saying: Saying, actions: Sequence[Action], today: date) -> tuple[str, ...]:
    words, count = saying.words.glance, saying.reader.count
    if not actions:
        return (words.no_actions,)
    going_on = [one for one in actions if one.status is ActionStatus.OPEN]
    late = sum(one.due_on < today for one in going_on)
    settled = len(actions) - len(going_on)
    said = ((words.going_on, len(going_on)), (words.overdue, late), (words.settled, settled))
    return tuple(count(phrase, number) for phrase, number in said if number)
