"""An area's way through the rounds, as places in a small picture; the words for it are made here too."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from bot.definition.model import Level
from bot.present.teams.shape import Card
from bot.reports.page.extent import Extent
from bot.reports.page.wording import Saying

WIDTH: Final = 300
HEIGHT: Final = 104
_LEFT, _RIGHT, _TOP, _BOTTOM = 26.0, 34.0, 8.0, 18.0
_TOLD: Final = 6
"""So many rounds are told in words; all of them stand in the table."""
_FEW: Final = 16
"""Up to so many, each round has a dot."""


class Point(NamedTuple):
    """One round that has a figure."""

    x: float
    y: float
    chosen: bool


class Mark(NamedTuple):
    """A word at a place."""

    x: float
    y: float
    text: str


class Line(NamedTuple):
    """Where a tier begins, from one side to the other."""

    x1: float
    x2: float
    y: float
    name: str


@dataclass(frozen=True, slots=True)
class Trend:
    """What is drawn."""

    alternative: str
    bands: tuple[str, ...]
    """Polygons of what is known how exactly."""
    lines: tuple[str, ...]
    """Polylines between rounds that may be compared."""
    whiskers: tuple[tuple[float, float, float], ...]
    """Intervals of rounds that stand alone: x, y of the low, y of the high end."""
    points: tuple[Point, ...]
    breaks: tuple[float, ...]
    """Where the scoring changed."""
    edges: tuple[Line, ...]
    edge_x: float
    """Where their names stand."""
    rounds: tuple[Mark, ...]
    last: Mark | None
    """The newest figure, in numbers."""
    dots: bool


class Placed(NamedTuple):
    """A card of one round, with its round in words."""

    round: str
    card: Card | None
    chosen: bool


def trend_of(
    saying: Saying, title: str, cards: Sequence[tuple[str, Placed]], extent: Extent, bands: Sequence[Level]
) -> Trend | None:
    """The picture of these rounds, the oldest first, each under its short name; None below two figures."""
    figures = [placed.card for _, placed in cards if placed.card and placed.card["score"] is not None]
    if len(figures) < 2:
        return None
    across = _Across(len(cards), saying.reader.right_to_left)
    points: list[Point] = []
    runs: list[list[tuple[float, Card]]] = [[]]
    breaks: list[float] = []
    for place, (_, placed) in enumerate(cards):
        card, x = placed.card, across.at(place)
        if card is not None and card["broken"] and place:
            breaks.append((x + across.at(place - 1)) / 2)
            runs.append([])
        if card is None or card["score"] is None:
            runs.append([])
            continue
        if card["partial"]:  # made otherwise than those beside it
            runs += [[(x, card)], []]
        else:
            runs[-1].append((x, card))
        points.append(Point(x, _down(extent, card["score"]), placed.chosen))
    long = [run for run in runs if len(run) > 1]
    return Trend(
        alternative=saying.say(
            saying.words.part.trend, area=title, points=_told(saying, [placed for _, placed in cards])
        ),
        bands=tuple(_band(extent, run) for run in long if all(card["low"] is not None for _, card in run)),
        lines=tuple(_line(extent, run) for run in long),
        whiskers=tuple(_whiskers(extent, runs)),
        points=tuple(points),
        breaks=tuple(breaks),
        edges=tuple(
            Line(
                across.start, across.end, _down(extent, float(level.start)), saying.score(float(level.start))
            )
            for level in bands[1:]
            if extent.low < level.start < extent.high
        ),
        edge_x=across.after(across.start, -14),
        rounds=_names(across, [name for name, _ in cards]),
        last=_last(saying, across, extent, points, figures[-1]),
        dots=len(cards) <= _FEW,
    )


class _Across:
    """Places from the first to the last round, in the direction of reading."""

    def __init__(self, rounds: int, right_to_left: bool) -> None:
        self._rounds = rounds
        self._mirrored = right_to_left

    @property
    def start(self) -> float:
        return self._x(_LEFT)

    @property
    def end(self) -> float:
        return self._x(WIDTH - _RIGHT)

    def at(self, place: int) -> float:
        inner = WIDTH - _LEFT - _RIGHT
        return self._x(_LEFT + inner * place / (self._rounds - 1))

    def after(self, x: float, by: float) -> float:
        """A little further on."""
        return x - by if self._mirrored else x + by

    def _x(self, x: float) -> float:
        return round(WIDTH - x if self._mirrored else x, 1)


def _down(extent: Extent, score: float) -> float:
    return round(_TOP + (HEIGHT - _TOP - _BOTTOM) * (1 - extent.share(score)), 1)


def _line(extent: Extent, run: Sequence[tuple[float, Card]]) -> str:
    return " ".join(f"{x:g},{_down(extent, card['score'] or 0):g}" for x, card in run)


def _band(extent: Extent, run: Sequence[tuple[float, Card]]) -> str:
    upper = [f"{x:g},{_down(extent, card['high'] or 0):g}" for x, card in run]
    lower = [f"{x:g},{_down(extent, card['low'] or 0):g}" for x, card in reversed(run)]
    return " ".join(upper + lower)


def _whiskers(
    extent: Extent, runs: Sequence[Sequence[tuple[float, Card]]]
) -> list[tuple[float, float, float]]:
    """Where no band can be drawn."""
    found = []
    for run in runs:
        if len(run) > 1 and all(card["low"] is not None for _, card in run):
            continue
        found += [
            (x, _down(extent, card["low"]), _down(extent, card["high"]))
            for x, card in run
            if card["low"] is not None and card["high"] is not None
        ]
    return found


def _names(across: _Across, names: Sequence[str]) -> tuple[Mark, ...]:
    """The first, the last, and the middle one where there is room."""
    last = len(names) - 1
    places = sorted({0, last} | ({last // 2} if last >= 4 else set()))
    return tuple(Mark(across.at(place), HEIGHT - 4.0, names[place]) for place in places)


def _last(
    saying: Saying, across: _Across, extent: Extent, points: Sequence[Point], card: Card
) -> Mark | None:  # fmt: skip
    score = card["score"]
    if score is None:
        return None
    return Mark(round(across.after(points[-1].x, 8), 1), _down(extent, score) + 4, saying.score(score))


def _told(saying: Saying, placed: Sequence[Placed]) -> str:
    return "; ".join(_point(saying, one) for one in placed[-_TOLD:])


def _point(saying: Saying, placed: Placed) -> str:
    card, words = placed.card, saying.words.part
    if card is None or card["score"] is None:
        return saying.say(words.trend_gap, round=placed.round)
    score = saying.score(card["score"])
    if card["low"] is None or card["high"] is None:
        return saying.say(words.trend_bare, round=placed.round, score=score)
    low, high = saying.score(card["low"]), saying.score(card["high"])
    return saying.say(words.trend_point, round=placed.round, score=score, low=low, high=high)
