"""The bars of a result as an SVG picture.

Made for a telephone: 1280 wide, where the smallest words still are about as large as those of the chat around
it. The head has the overall; below it each area has its title, tier and score in words above its bar.
"""

from math import ceil
from typing import Final

from bot.messages import ResultPage
from bot.present.reader import reader_of
from bot.reports.picture import areas, colours, head
from bot.reports.picture.canvas import INNER, MARGIN, Canvas, height_of
from bot.reports.picture.lettering import fitted, missing, shown

MOST_AREAS: Final = 30
"""More make a picture so tall that a telephone shows it too small to read."""


def worth_drawing(page: ResultPage) -> bool:
    """Has a picture something to say, and can all of it be read?"""
    names = [page.title, *(bar.title for bar in page.bars)]
    words = [page.score, page.level, page.bars_title, page.weakest.title, page.credit]
    words += [said for bar in page.bars for said in (bar.score, bar.tier)]
    return (
        bool(page.bars or page.score)
        and len(page.bars) <= MOST_AREAS
        and all(map(shown, names))
        and not any(map(missing, names + words))
    )


def draw(page: ResultPage) -> str:
    """The picture of any page; its height follows from the number of areas."""
    canvas = Canvas(mirrored=reader_of(page.language).right_to_left)
    y = head.drawn(canvas, page)
    if page.bars:
        y = areas.drawn(canvas, page, y)
    if page.credit:
        y = _credit(canvas, page.credit, y)
    return canvas.svg(ceil(y), colours.PAPER)


def _credit(canvas: Canvas, credit: str, y: float) -> float:
    """Whose ideas these are, also where the picture is passed on."""
    words = fitted(shown(credit), INNER, (28,), lines=3)
    canvas.words(MARGIN, y + 40, words, colours.GREY)
    return y + 40 + height_of(words) + 48
