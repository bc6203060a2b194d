"""A team's areas through its last rounds as an SVG picture: a cell for each, with score and tier in words.

Like the bars of a result it is made for a telephone, and no colour says anything that words do not say too.
"""

from math import ceil
from typing import Final

from bot.messages import HeatCell, HeatMap, HeatRow
from bot.present.reader import reader_of
from bot.reports.picture import colours
from bot.reports.picture.canvas import INNER, MARGIN, WIDTH, Canvas, height_of
from bot.reports.picture.lettering import Lettering, fitted, missing, shown

MOST_COLUMNS: Final = 5
"""More stand on the report page; here they would be too narrow for their words."""
MOST_ROWS: Final = 30
BELOW_BLUE: Final = 0.99
"""Teams' tiers are often called red, amber and green; a green cell is then not blue."""
GAP: Final = 12
PADDING: Final = 18


def map_worth_drawing(page: HeatMap) -> bool:
    """Has it something to say, and can all of it be read?"""
    words = [page.title, page.subtitle, *page.columns, *(row.title for row in page.rows)]
    words += [said for row in page.rows for cell in row.cells for said in (cell.said, cell.tier)]
    filled = any(cell.said for row in page.rows for cell in row.cells)
    return filled and len(page.rows) <= MOST_ROWS and not any(map(missing, words))


def draw_map(page: HeatMap) -> str:
    """The picture; its height follows from the number of areas. Of many rounds the newest are drawn."""
    canvas = Canvas(mirrored=reader_of(page.language).right_to_left)
    first = max(len(page.columns) - MOST_COLUMNS, 0)
    y = _head(canvas, page)
    titles = INNER * (0.46 if len(page.columns) - first < 4 else 0.3)
    width = (INNER - titles) / (len(page.columns) - first)
    y = _columns(canvas, page.columns[first:], y + 44, titles, width)
    for row in page.rows:
        y = _row(canvas, row, row.cells[first:], y, titles, width)
    return canvas.svg(ceil(y + 40), colours.PAPER)


def map_in_words(page: HeatMap) -> str:
    """`Team health, Platform: Value 62 Amber, Flow 40 Red`, of the newest round, for who sees no picture."""
    reader = reader_of(page.language)
    newest = [(row.title, row.cells[-1]) for row in page.rows if row.cells]
    told = [" ".join(filter(None, (title, cell.said, cell.tier))) for title, cell in newest if cell.said]
    head = reader.in_a_row([page.title, page.subtitle])
    return f"{head}: {reader.in_a_row(told)}"


def _head(canvas: Canvas, page: HeatMap) -> float:
    """The flow's title in large letters, the team and its round below; where it ends."""
    title = fitted(shown(page.title), INNER, (60, 52, 44), lines=2, bold=True)
    below = fitted(shown(page.subtitle), INNER, (36, 32, 28), lines=2)
    canvas.words(MARGIN, MARGIN, title, colours.WHITE)
    y = MARGIN + height_of(title) + 28
    canvas.words(MARGIN, y, below, colours.MIST)
    y += height_of(below) + MARGIN
    canvas.panel(0, 0, WIDTH, y, colours.NIGHT)
    return y


def _columns(canvas: Canvas, columns: tuple[str, ...], y: float, titles: float, width: float) -> float:
    """The rounds above their cells."""
    made = [fitted(shown(column), width - GAP, (32, 28)) for column in columns]
    for place, words in enumerate(made):
        _centred(canvas, words, MARGIN + titles + place * width, y, width, colours.GREY)
    return y + max(map(height_of, made)) + 20


def _row(
    canvas: Canvas, row: HeatRow, cells: tuple[HeatCell, ...], y: float, titles: float, width: float
) -> float:  # fmt: skip
    """An area: its title, and a cell for each round; where it ends."""
    title = fitted(shown(row.title), titles - 24, (38, 34, 30, 28), lines=3, bold=True)
    lettered = [_lettered(cell, width) for cell in cells]
    height = max(height_of(title), *(_height(words) for words in lettered)) + 2 * PADDING
    canvas.words(MARGIN, y + (height - height_of(title)) / 2, title, colours.INK)
    for place, (cell, words) in enumerate(zip(cells, lettered, strict=True)):
        x = MARGIN + titles + place * width
        share = cell.tier_share
        ground = colours.TRACK if share is None else colours.of_tier(min(share, BELOW_BLUE))
        canvas.panel(x + GAP / 2, y, width - GAP, height, ground, 14)
        top = y + (height - _height(words)) / 2
        for line in words:
            _centred(canvas, line, x, top, width, colours.INK if share is None else colours.WHITE)
            top += height_of(line) + 14
    return y + height + GAP


def _lettered(cell: HeatCell, width: float) -> list[Lettering]:
    """The score in large figures, the tier below it; a dash where nothing is shown."""
    room = width - GAP - 16
    score = fitted(shown(cell.said) or "–", room, (44, 36, 28), bold=True)
    return [score, *([fitted(shown(cell.tier), room, (28,), lines=2)] if cell.tier else [])]


def _height(words: list[Lettering]) -> float:
    return sum(map(height_of, words)) + 14 * (len(words) - 1)


def _centred(canvas: Canvas, words: Lettering, x: float, y: float, width: float, colour: str) -> None:
    canvas.words(x + (width - words.width) / 2, y, words, colour)
