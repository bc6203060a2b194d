"""Areas × rounds as a table: every cell has its number and its word, the colour only repeats them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from bot.present.teams.shape import Card
from bot.reports.page.figure import card_of
from bot.reports.page.glance import anchor_of
from bot.reports.page.material import Material
from bot.reports.page.wording import Saying, Tier, Words, said_of, tier_of, title_of
from bot.reports.rounds.facts import Shown

PRINTED: Final = 9
"""So many rounds fit on paper: the latest."""


class Column(NamedTuple):
    """One report."""

    number: int
    """Of its last round, as it is asked for."""
    name: str
    said: str
    """In whole words."""
    day: str
    chosen: bool
    printed: bool


class Cell(NamedTuple):
    """One area in one report."""

    score: str
    tier: Tier | None
    word: str
    """Where there is no tier to name."""
    broken: bool
    chosen: bool
    printed: bool


class Row(NamedTuple):
    """One area, or the overall."""

    title: Words
    anchor: str
    cells: tuple[Cell, ...]
    overall: bool


@dataclass(frozen=True, slots=True)
class Heat:
    """The table."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    cut: bool
    """Paper does not have all rounds."""
    broken: bool
    """The scoring changed somewhere."""


def heat_of(saying: Saying, material: Material) -> Heat | None:
    """None where nothing has a score."""
    shown, looked_at = material.shown, material.looked_at
    if looked_at is None:
        return None
    rows = [
        _row(saying, material, area, looked_at)
        for area in _rows(shown, looked_at)
        if any(
            (card := card_of(one.document, area)) and (card["score"] is not None or card["alike"])
            for one in shown
        )
    ]
    if not rows:
        return None
    return Heat(
        tuple(_column(saying, material, at) for at in range(len(shown))),
        tuple(rows),
        cut=len(shown) > PRINTED,
        broken=any(cell.broken for row in rows for cell in row.cells),
    )


def printed(material: Material, at: int) -> bool:
    """Is it among those that fit on paper: the one looked at, and those before it?"""
    last = len(material.shown) - 1 if material.chosen is None else material.chosen
    start = max(min(last - PRINTED + 1, len(material.shown) - PRINTED), 0)
    return start <= at < start + PRINTED


def all_areas(shown: Sequence[Shown], first: Shown) -> list[str]:
    """Those of the report that is looked at, then those of other versions."""
    found = dict.fromkeys(first.document["areas"])
    for one in reversed(shown):
        found |= dict.fromkeys(area for area in one.document["areas"] if area not in found)
    return list(found)


def _rows(shown: Sequence[Shown], looked_at: Shown) -> list[str | None]:
    overall: list[str | None] = [None] if any(one.document["overall"] for one in shown) else []
    return [*overall, *all_areas(shown, looked_at)]


def _column(saying: Saying, material: Material, at: int) -> Column:
    document = material.shown[at].document
    numbers = document["numbers"]
    return Column(
        numbers[-1], saying.numbers(numbers), saying.round(numbers), saying.short_day(document["closed"]),
        chosen=at == material.chosen, printed=printed(material, at),
    )  # fmt: skip


def _row(saying: Saying, material: Material, area: str | None, looked_at: Shown) -> Row:
    named = next((one.flow for one in reversed(material.shown) if one.flow and area in one.flow.areas), None)
    title = Words(saying.report.overall) if area is None else title_of(saying, named, area)
    known = area is not None and area in looked_at.document["areas"] and looked_at.document["why"] is None
    anchor = anchor_of(area, looked_at.document) if known and area is not None else ""
    cells = tuple(_cell(saying, material, at, area) for at in range(len(material.shown)))
    return Row(title, anchor, cells, overall=area is None)


def _cell(saying: Saying, material: Material, at: int, area: str | None) -> Cell:
    one = material.shown[at]
    card = card_of(one.document, area)
    bands = () if one.flow is None else one.flow.levels if area is None else one.flow.tiers
    score, tier, word = _said(saying, one, card)
    if card is not None and card["score"] is not None:
        tier = tier_of(saying, bands, card["band"])
    broken = card is not None and card["broken"] and at > 0
    return Cell(score, tier, word, broken, at == material.chosen, printed(material, at))


def _said(saying: Saying, one: Shown, card: Card | None) -> tuple[str, Tier | None, str]:
    words = saying.words.figure
    if card is not None and card["score"] is not None:
        return saying.score(card["score"]), None, ""
    if card is not None and card["alike"]:
        word = card["word"]
        return "", None, saying.report.alike_short if word is None else said_of(saying.report.fifths, word)
    why = one.document["why"] or (card["why"] if card is not None else None)
    return "–", None, said_of(words.why_short, why) if why else words.none
