"""The result and its workings in colour."""

from collections.abc import Iterator
from typing import Final

from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.channels.console.keys.ink import said
from bot.channels.console.keys.looks import indented
from bot.channels.console.paper import one_line
from bot.channels.console.plain_pages import EMPTY, FULL, bar, labelled
from bot.messages import Plan, ResultPage, Section, WorkingsArea, WorkingsPage

LONGEST_BAR: Final = 24
SHORTEST_BAR: Final = 6
ROOM_FOR_A_TABLE: Final = 70
"""Cells; in less a table of six columns is only confetti."""


def result(page: ResultPage, width: int) -> Iterator[RenderableType]:
    """In the order of scoring.md §8, an empty line between the parts."""
    yield said(page.title, "bold cyan")
    for part in _parts(page, width):
        drawn = list(part)
        if drawn:
            yield ""
            yield from drawn


def workings(page: WorkingsPage, width: int) -> Iterator[RenderableType]:
    """A table for each area and how it adds up, then the overall."""
    yield said(page.title, "bold cyan")
    for area in page.areas:
        yield ""
        yield said(area.title, "bold")
        yield _table(page, area) if width >= ROOM_FOR_A_TABLE else _stacked(page, area)
        yield indented(said(area.sum, "green"))
    if page.overall:
        yield ""
        yield from (said(line) for line in page.overall)


def _parts(page: ResultPage, width: int) -> Iterator[Iterator[RenderableType]]:
    yield _opening(page, width)
    yield _lines(page.held_back, "yellow")
    yield _bars(page, width)
    yield _lines(page.notes, "dim")
    yield _section(page.weakest)
    yield _section(page.rules)
    yield _plans(page)
    yield _lines(tuple(filter(None, (page.keep,))), "green")
    yield _lines(tuple(filter(None, (page.credit,))), "dim")


def _opening(page: ResultPage, width: int) -> Iterator[RenderableType]:
    yield said(page.opening, "bold")
    if page.share is not None:
        blocks = max(min(LONGEST_BAR * 2, width - cell_len(page.score) - 4), SHORTEST_BAR)
        yield Text.assemble(_bar(page.share, "cyan", blocks), "  ", (one_line(page.score), "bold"))
    yield from _ladder(page)
    if page.level_text:
        yield said(page.level_text)
    yield from (said(line, "dim") for line in page.sureness)


def _ladder(page: ResultPage) -> Iterator[RenderableType]:
    """All levels from the bottom, the one reached standing out."""
    if not page.rung:
        return
    rungs = Text()
    for place, title in enumerate(page.ladder, 1):
        rungs.append(" → " if place > 1 else "", "dim")
        rungs.append(f"[{one_line(title)}]" if place == page.rung else one_line(title))
        rungs.stylize("bold cyan" if place == page.rung else "dim", len(rungs) - len(one_line(title)) - 1)
    yield rungs


def _bars(page: ResultPage, width: int) -> Iterator[RenderableType]:
    if not page.bars:
        return
    yield said(page.bars_title, "bold")
    titles = max(cell_len(one_line(area.title)) for area in page.bars)
    tiers = max(cell_len(one_line(area.tier)) for area in page.bars)
    blocks = max(min(LONGEST_BAR, width - titles - tiers - 14), SHORTEST_BAR)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(overflow="fold", ratio=None)
    grid.add_column(no_wrap=True)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    for area in page.bars:
        colour = _colour(area.tier_share) if area.tier else "cyan"
        tier = Text(one_line(area.tier), colour)
        if area.weak:
            tier.append(" ◂", "bold")
        title = Text(one_line(area.title), "bold" if area.weak else "")
        grid.add_row(title, _bar(area.share, colour, blocks), Text(one_line(area.score), "bold"), tier)
    yield indented(grid)


def _bar(share: float, colour: str, blocks: int) -> Text:
    full, empty = bar(share, blocks)
    return Text.assemble((FULL * full, colour), (EMPTY * empty, "dim"))


def _colour(tier_share: float) -> str:
    """From the lowest tier to the highest; the tier's name stands beside it, colour alone says nothing."""
    if tier_share < 1 / 3:
        return "red"
    return "yellow" if tier_share < 2 / 3 else "green"


def _section(section: Section) -> Iterator[RenderableType]:
    if section.lines:
        yield said(section.title, "bold")
        for line in section.lines:
            yield _hanging("•", said(line))


def _plans(page: ResultPage) -> Iterator[RenderableType]:
    if page.plans:
        yield said(page.plans_title, "bold")
    for number, plan in enumerate(page.plans, 1):
        if number > 1:
            yield ""
        yield _hanging(f"{number}.", said(plan.system or plan.title, "bold cyan"))
        yield from (indented(line, 5) for line in _advice(page, plan))


def _advice(page: ResultPage, plan: Plan) -> Iterator[RenderableType]:
    if plan.because:
        yield said(plan.because, "dim")
    for label, words in labelled(page, plan):
        yield Text.assemble((f"{one_line(label)}  ", "dim"), said(words))


def _hanging(mark: str, words: Text) -> RenderableType:
    """A mark and words beside it, however many lines they take."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=2 if len(mark) < 3 else len(mark), justify="right")
    grid.add_column(ratio=1)
    grid.add_row(Text(mark, "dim"), words)
    return indented(grid, 1)


def _table(page: WorkingsPage, area: WorkingsArea) -> RenderableType:
    table = Table(box=None, padding=(0, 1), header_style="dim", pad_edge=False)
    question, answer, *figures = map(one_line, page.headers)
    table.add_column(Text(question), ratio=5, overflow="fold")
    table.add_column(Text(answer), ratio=4, overflow="fold")
    for figure in figures:
        table.add_column(Text(figure), justify="right", overflow="fold")
    for row in area.rows:
        answered = said(row.answer, "cyan")
        if row.note:
            answered.append(f" ({one_line(row.note)})" if row.answer else one_line(row.note), "dim")
        cells = (said(row.points), said(row.percent), said(row.weight))
        table.add_row(said(row.question), answered, *cells)
    return indented(table)


def _stacked(page: WorkingsPage, area: WorkingsArea) -> RenderableType:
    """For narrow terminals: each answer with its figures below."""
    _, _, *headers = page.headers
    text = Text()
    for row in area.rows:
        figures = [
            f"{label} {value}"
            for label, value in zip(headers, (row.points, row.percent, row.weight), strict=True)
            if value
        ]
        text.append(f"{one_line(row.question)}\n")
        text.append(f"{one_line(' – '.join(filter(None, (row.answer, row.note))))}\n", "cyan")
        text.append(f"{one_line(' · '.join(figures))}\n", "dim")
    text.rstrip()
    return indented(text)


def _lines(lines: tuple[str, ...], style: str) -> Iterator[RenderableType]:
    for line in lines:
        yield said(line, style)
