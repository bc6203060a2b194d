"""The head of the picture: the flow's title and, where there is one, the overall."""

from math import ceil

from bot.messages import ResultPage
from bot.reports.picture import colours
from bot.reports.picture.canvas import BAR, INNER, MARGIN, WIDTH, Canvas, height_of
from bot.reports.picture.lettering import fitted, shown


def drawn(canvas: Canvas, page: ResultPage) -> float:
    """Draws it; where it ends."""
    y = ceil((_with_overall if page.score else _title_alone)(canvas, page)) + MARGIN
    canvas.panel(0, 0, WIDTH, y, colours.NIGHT)
    return y


def _title_alone(canvas: Canvas, page: ResultPage) -> float:
    title = fitted(shown(page.title), INNER, (60, 52, 44), lines=2, bold=True)
    canvas.words(MARGIN, MARGIN, title, colours.WHITE)
    return MARGIN + height_of(title)


def _with_overall(canvas: Canvas, page: ResultPage) -> float:
    title = fitted(shown(page.title), INNER, (44, 40, 36), lines=2)
    canvas.words(MARGIN, MARGIN, title, colours.MIST)
    y = _score(canvas, page, MARGIN + height_of(title) + 52)
    if page.share is None:
        return y
    y += 52
    canvas.bar(y, page.share, colours.GLOW, colours.NIGHT_TRACK)
    return y + BAR


def _score(canvas: Canvas, page: ResultPage, y: float) -> float:
    """The score in large figures, its level beside it in the middle of their height."""
    score = fitted(shown(page.score), 480 if page.level else INNER, (184, 144, 112, 88, 64), bold=True)
    if not page.level:
        canvas.words(MARGIN, y, score, colours.WHITE)
        return y + height_of(score)
    x = MARGIN + score.width + 52
    level = fitted(shown(page.level), WIDTH - MARGIN - x, (64, 56, 48, 42, 36), lines=2, bold=True)
    beside = height_of(level) + (52 if page.rung else 0)
    height = max(height_of(score), beside)
    top = y + (height - beside) / 2
    canvas.words(MARGIN, y + (height - height_of(score)) / 2, score, colours.WHITE)
    canvas.words(x, top, level, colours.WHITE)
    _ladder(canvas, page, x, top + beside - 18)
    return y + height


def _ladder(canvas: Canvas, page: ResultPage, x: float, y: float) -> None:
    """A dash for each level, filled up to the one that was reached."""
    if not page.rung:
        return
    gap = 10
    width = min((WIDTH - MARGIN - x + gap) / len(page.ladder) - gap, 84)
    for rung in range(1, len(page.ladder) + 1):
        colour = colours.GLOW if rung <= page.rung else colours.NIGHT_TRACK
        canvas.strip(x, y, width, 18, colour)
        x += width + gap
