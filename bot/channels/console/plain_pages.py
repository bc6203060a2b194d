"""The long pages as plain text: the result with its bars, and how it was computed as a table."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.cells import cell_len

from bot.channels.console.paper import one_line
from bot.messages import Bar, Plan, ResultPage, Section, WorkingsArea, WorkingsPage

BLOCKS: Final = 20
FULL, EMPTY = "█", "░"


def bar(share: float, blocks: int) -> tuple[int, int]:
    """Full and empty blocks. Whoever has something has at least one full, and only all is full."""
    full = min(max(round(share * blocks), share > 0), blocks - (share < 1))
    return full, blocks - full


def result(page: ResultPage) -> Iterator[str]:
    """In the order of scoring.md §8, an empty line between the parts."""
    for place, part in enumerate(filter(None, map(list, _parts(page)))):
        if place:
            yield ""
        yield from part


def workings(page: WorkingsPage) -> Iterator[str]:
    """A table for each area and how it adds up, then the overall."""
    yield from (page.title, "=" * cell_len(page.title))
    for area in page.areas:
        yield ""
        yield area.title
        yield from _table(page, area)
        yield f"  {area.sum}"
    if page.overall:
        yield ""
        yield from page.overall


def _parts(page: ResultPage) -> Iterator[Iterator[str] | Sequence[str]]:
    yield page.title, "=" * cell_len(page.title)
    yield _opening(page)
    yield page.held_back
    yield _bars(page)
    yield page.notes
    yield _section(page.weakest)
    yield _section(page.rules)
    yield _plans(page)
    yield [page.keep] if page.keep else ()
    yield [page.credit] if page.credit else ()


def _opening(page: ResultPage) -> Iterator[str]:
    yield page.opening
    if page.share is not None:
        yield "  ".join(filter(None, (f"{_bar(page.share)}  {page.score}", page.level)))
    yield from _ladder(page)
    if page.level_text:
        yield page.level_text
    yield from page.sureness


def _ladder(page: ResultPage) -> Iterator[str]:
    """All levels from the bottom, the one reached marked."""
    if page.rung:
        rungs = (f"[{title}]" if place == page.rung else title for place, title in enumerate(page.ladder, 1))
        yield " → ".join(rungs)


def _bars(page: ResultPage) -> Iterator[str]:
    if not page.bars:
        return
    yield page.bars_title
    titles = max(cell_len(area.title) for area in page.bars)
    scores = max(cell_len(area.score) for area in page.bars)
    for area in page.bars:
        yield f"  {_left(area.title, titles)}  {_bar(area.share)}  {_right(area.score, scores)}{_tier(area)}"


def _tier(area: Bar) -> str:
    return (f"  {area.tier}" if area.tier else "") + (" ◂" if area.weak else "")


def _section(section: Section) -> Iterator[str]:
    if section.lines:
        yield section.title
        yield from (f"  - {line}" for line in section.lines)


def _plans(page: ResultPage) -> Iterator[str]:
    if page.plans:
        yield page.plans_title
    for number, plan in enumerate(page.plans, 1):
        yield f"  {number}. {plan.system or plan.title}"
        yield from (f"     {line}" for line in advice(page, plan))


def advice(page: ResultPage, plan: Plan) -> Iterator[str]:
    """What fired the plan, then its parts with their labels."""
    if plan.because:
        yield plan.because
    for label, words in labelled(page, plan):
        yield f"{label}: {words}"


def labelled(page: ResultPage, plan: Plan) -> Iterator[tuple[str, str]]:
    """The parts of a plan that say something, each with its label."""
    parts = (plan.owner, plan.why, plan.this_week, plan.next_30_days, plan.done_when)
    return ((label, words) for label, words in zip(page.labels, parts, strict=True) if words)


def _table(page: WorkingsPage, area: WorkingsArea) -> Iterator[str]:
    rows = [
        tuple(map(one_line, (row.question, row.answer, row.points, row.percent, row.weight, row.note)))
        for row in area.rows
    ]
    table = [(*page.headers, ""), *rows]
    widths = [max(map(cell_len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = [
            _left(cell, width) if place < 2 or place == 5 else _right(cell, width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield f"  {'  '.join(cells)}".rstrip()


def _bar(share: float) -> str:
    full, empty = bar(share, BLOCKS)
    return FULL * full + EMPTY * empty


def _left(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))


def _right(text: str, width: int) -> str:
    return " " * (width - cell_len(text)) + text
