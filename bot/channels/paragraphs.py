"""Messages as paragraphs for a narrow screen: the layout that phones share, before any platform's marks.

A platform turns runs into its own marks, and packs paragraphs into messages within its limits.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from bot.channels.cutting import pieces, utf16
from bot.messages import (
    Bar,
    Plan,
    QuestionCard,
    ResultPage,
    Section,
    Summary,
    Words,
    WorkingsArea,
    WorkingsPage,
)

BLOCKS: Final = 10
"""Of a bar on a phone: 10 stand beside a title in one line."""


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one look."""

    text: str
    bold: bool = False
    link: str = ""
    """https address; "" for none."""


Paragraph: TypeAlias = tuple[Run, ...]


def plain(*lines: str) -> Paragraph:
    """Lines without any marks."""
    return (Run("\n".join(lines)),)


def bold(text: str) -> Paragraph:
    """A heading."""
    return (Run(text, bold=True),)


def text_of(paragraph: Paragraph) -> str:
    """The letters alone."""
    return "".join(run.text for run in paragraph)


def all_text(paragraphs: list[Paragraph] | tuple[Paragraph, ...]) -> str:
    """The letters of all, an empty line between two."""
    return "\n\n".join(map(text_of, paragraphs))


def within(paragraph: Paragraph, limit: int) -> Iterator[Paragraph]:
    """*paragraph* in parts of at most *limit* units; marks go on in the next part."""
    part: list[Run] = []
    room = limit
    for run in paragraph:
        if utf16(run.text) <= room:
            part.append(run)
            room -= utf16(run.text)
            continue
        if part:
            yield tuple(part)
        *whole, last = pieces(run.text, limit)
        for piece in whole:
            yield (replace(run, text=piece),)
        part, room = [replace(run, text=last)], limit - utf16(last)
    if part:
        yield tuple(part)


def bar(share: float) -> str:
    """A bar of blocks; whoever has something has at least one, and only all is full."""
    full = min(max(round(share * BLOCKS), share > 0), BLOCKS - (share < 1))
    return "█" * full + "░" * (BLOCKS - full)


def heading(card: QuestionCard) -> Paragraph:
    """The title of the block that begins, with its line."""
    about = (Run(f"\n{card.about}"),) if card.about else ()
    return (Run(card.heading, bold=True), *about)


def link(card: QuestionCard) -> Iterator[Paragraph]:
    """The address to read more, shown with its host."""
    if card.link:
        yield (Run(card.link_host or card.link, link=card.link),)


def words(message: Words) -> Iterator[Paragraph]:
    """What is said: a title, paragraphs, lists."""
    if message.title:
        yield bold(message.title)
    yield from (plain(paragraph) for paragraph in message.paragraphs)
    for section in message.sections:
        yield from _section(section)


def result(page: ResultPage) -> Iterator[Paragraph]:
    """The result in the order of scoring.md §8."""
    yield bold(page.title)
    yield from _level(page)
    yield from _lines(*page.sureness)
    yield from _lines(*page.held_back)
    if page.bars:
        yield bold(page.bars_title)
        yield plain(*map(_bar, page.bars))
    yield from _lines(*page.notes)
    yield from _section(page.weakest)
    yield from _section(page.rules)
    yield from _plans(page)
    yield from _lines(page.keep)
    yield from _lines(page.credit)


def summary(page: Summary) -> Iterator[Paragraph]:
    """Every answer with its number, by which it can be changed."""
    yield bold(page.title)
    for number, line in enumerate(page.lines, 1):
        yield (Run(f"{number}. {line.text}\n"), Run(line.answer, bold=True))


def workings(page: WorkingsPage) -> Iterator[Paragraph]:
    """The computation, an area after the other."""
    yield bold(page.title)
    for area in page.areas:
        yield bold(area.title)
        yield from _rows(page, area)
        yield from _lines(area.sum)
    yield from _lines(*page.overall)


def _level(page: ResultPage) -> Iterator[Paragraph]:
    yield from _lines(page.opening)
    if page.share is not None:
        yield plain(" ".join(filter(None, (bar(page.share), page.score, page.level))))
    yield from _lines(page.level_text)
    yield from _lines(page.since)


def _bar(area: Bar) -> str:
    mark = " ◂" if area.weak else ""
    return " · ".join(filter(None, (f"{bar(area.share)} {area.score} {area.title}", area.tier))) + mark


def _section(section: Section) -> Iterator[Paragraph]:
    if section.lines:
        yield bold(section.title)
        yield plain(*(f"• {line}" for line in section.lines))


def _plans(page: ResultPage) -> Iterator[Paragraph]:
    if page.plans:
        yield bold(page.plans_title)
    for number, plan in enumerate(page.plans, 1):
        yield (Run(f"{number}. {plan.system or plan.title}", bold=True), *_advice(page, plan))


def _advice(page: ResultPage, plan: Plan) -> Iterator[Run]:
    if plan.because:
        yield Run(f"\n{plan.because}")
    owner, why, this_week, next_30_days, done_when = page.labels
    for label, words in (
        (owner, plan.owner),
        (why, plan.why),
        (this_week, plan.this_week),
        (next_30_days, plan.next_30_days),
        (done_when, plan.done_when),
    ):
        if words:
            yield Run(f"\n{label}: {words}")


def _rows(page: WorkingsPage, area: WorkingsArea) -> Iterator[Paragraph]:
    _, _, points, percent, weight = page.headers
    for row in area.rows:
        figures = [
            f"{label} {value}"
            for label, value in ((points, row.points), (percent, row.percent), (weight, row.weight))
            if value
        ]
        lines = (row.answer, " · ".join(filter(None, (*figures, row.note))))
        yield plain(f"• {row.question}", *filter(None, lines))


def _lines(*lines: str) -> Iterator[Paragraph]:
    yield from (plain(line) for line in lines if line)
