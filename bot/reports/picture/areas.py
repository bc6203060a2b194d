"""The areas of the picture, weakest first: words above a bar, and a mark at those that are called weak."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.messages import Bar, ResultPage
from bot.reports.picture import colours
from bot.reports.picture.canvas import BAR, CAPITAL, INNER, LEADING, MARGIN, WIDTH, Canvas, height_of
from bot.reports.picture.lettering import Lettering, fitted, shown

ROOMY: Final = 12
"""With more areas than that, rows stand closer."""
GAP: Final = 32
"""Between words that stand side by side."""
ARROW: Final = 20


@dataclass(frozen=True, slots=True)
class Row:
    """The words above a bar."""

    bar: Bar
    title: Lettering
    tier: Lettering
    score: Lettering


def drawn(canvas: Canvas, page: ResultPage, y: float) -> float:
    """Draws them from *y* on; where they end."""
    y += 52
    if page.bars_title:
        heading = fitted(shown(page.bars_title), INNER, (36, 32), lines=2)
        canvas.words(MARGIN, y, heading, colours.GREY)
        y += height_of(heading) + 32
    padding = 24 if len(page.bars) <= ROOMY else 16
    beside = _side_by_side(page.bars)
    for row in beside or _below_each_other(page.bars):
        y = _row(canvas, row, y, padding, beside=bool(beside))
    if page.weakest.title and any(bar.weak for bar in page.bars):
        y = _legend(canvas, page.weakest.title, y + 20)
    return y + 40


def _side_by_side(bars: Sequence[Bar]) -> list[Row]:
    """Title, tier and score in one line; no rows at all if a single one has no room for that."""
    for size in (44, 40, 36):
        rows = [
            Row(
                bar,
                Lettering((shown(bar.title),), size, bold=True),
                Lettering((shown(bar.tier),), size - 8),
                Lettering((shown(bar.score),), size + 4, bold=True),
            )
            for bar in bars
        ]
        scores = _widest_score(rows)
        if all(row.title.width + GAP + row.tier.width + GAP + scores <= INNER for row in rows):
            return rows
    return []


def _below_each_other(bars: Sequence[Bar]) -> list[Row]:
    """The title in up to two lines with the score beside it, and the tier in a line of its own."""
    scores = [fitted(shown(bar.score), INNER / 3, (44, 36, 28), bold=True) for bar in bars]
    room = INNER - GAP - max(score.width for score in scores)
    return [
        Row(
            bar,
            fitted(shown(bar.title), room, (40,), lines=2, bold=True),
            fitted(shown(bar.tier), INNER, (32, 28)),
            score,
        )
        for bar, score in zip(bars, scores, strict=True)
    ]


def _widest_score(rows: Sequence[Row]) -> float:
    return max(row.score.width for row in rows)


def _row(canvas: Canvas, row: Row, top: float, padding: float, *, beside: bool) -> float:
    """One area; where it ends."""
    end = WIDTH - MARGIN
    baseline = top + padding + row.score.size * CAPITAL
    _on(canvas, baseline, MARGIN, row.title, colours.INK)
    _on(canvas, baseline, end, row.score, colours.INK, ending=True)
    y = baseline + row.title.size * LEADING * (len(row.title.lines) - 1)
    if beside:
        _on(canvas, baseline, end - row.score.width - GAP, row.tier, colours.GREY, ending=True)
    elif row.bar.tier:
        y += row.tier.size * LEADING + 4
        _on(canvas, y, MARGIN, row.tier, colours.GREY)
    y += 20
    colour = colours.of_tier(row.bar.tier_share) if row.bar.tier else colours.PLAIN
    canvas.bar(y, row.bar.share, colour, colours.TRACK)
    bottom = y + BAR + padding
    if row.bar.weak:
        canvas.panel(20, top + 3, WIDTH - 40, bottom - top - 6, colours.BLUSH, 20)
        canvas.arrow(32, baseline - row.title.size * CAPITAL / 2, ARROW, colours.ALARM)
    return bottom


def _on(
    canvas: Canvas, baseline: float, x: float, words: Lettering, colour: str, *, ending: bool = False
) -> None:
    """Words of different sizes on one line."""
    canvas.words(x, baseline - words.size * CAPITAL, words, colour, ending=ending)


def _legend(canvas: Canvas, words: str, y: float) -> float:
    """What the mark means."""
    legend = fitted(shown(words), INNER, (32, 28))
    canvas.arrow(32, y + height_of(legend) / 2, ARROW, colours.ALARM)
    canvas.words(MARGIN, y, legend, colours.ALARM)
    return y + height_of(legend)
