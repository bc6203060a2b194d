"""Messages as sheets: the open question, the ways on when nothing is asked, the list of answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from bot.channels.console.keys.ink import said
from bot.channels.console.keys.sheet import Hint, Item, Sheet
from bot.channels.console.numbers import labels_are_numbers, numbers_of
from bot.channels.console.paper import one_line
from bot.channels.console.words import Phrases, phrases_for
from bot.channels.lettering import is_dont_know
from bot.engine.inputs import Back, Skip
from bot.messages import Button, QuestionCard, Summary

PROGRESS_CELLS: Final = 24
SHORTEST_PROGRESS: Final = 8


def of_card(card: QuestionCard, notes: Sequence[str]) -> Sheet:
    """The open question; *notes* are what has to be said about the last try."""
    words = phrases_for(card.language)
    numbers = {option.choice: number for number, option in numbers_of(card).items()}
    plain = labels_are_numbers(card)
    items = tuple(
        Item(
            label=option.button.label,
            # Where the label is the number, once is enough; it can be typed all the same.
            number=numbers.get(option.choice),
            shows_number=is_dont_know(option) or not plain,
            hint=option.hint,
            ticked=option.ticked if card.multi and not is_dont_know(option) else None,
        )
        for option in card.options
    )
    can_go_back = any(isinstance(way.press, Back) for way in card.ways)
    can_skip = any(isinstance(way.press, Skip) for way in card.ways)
    return Sheet(
        head=tuple(_head(card, notes)),
        items=items,
        multi=card.multi,
        start=_start(card),
        hints=tuple(_hints(card, words, can_go_back=can_go_back, can_skip=can_skip)),
        invitation=words.type_or_choose if numbers else (card.expects or words.type_answer),
        choose_first=words.choose_first,
        can_go_back=can_go_back,
        can_skip=can_skip,
        has_help=True,
    )


def of_buttons(buttons: Sequence[Button], language: str, notes: Sequence[str] = ()) -> Sheet:
    """What can be done when nothing is asked; the last item leaves."""
    labels = [*(button.label for button in buttons), phrases_for(language).quit]
    return of_labels(labels, language, ("", *(said(note, "yellow") for note in notes)))


def of_summary(page: Summary) -> Sheet:
    """Every answer can be chosen to be changed; then the ways on."""
    words = phrases_for(page.language)
    items = [Item(one_line(line.text), number, hint=line.answer) for number, line in enumerate(page.lines, 1)]
    items += [Item(button.label) for button in page.buttons]
    return Sheet(
        head=("",),
        items=tuple(items),
        start=len(page.lines) if page.buttons else None,
        hints=_menu_hints(words),
        choose_first=words.choose_first,
    )


def of_labels(labels: Sequence[str], language: str, head: tuple[RenderableType, ...] = ()) -> Sheet:
    """A plain list, the first marked."""
    words = phrases_for(language)
    items = tuple(Item(label, number) for number, label in enumerate(labels, 1))
    return Sheet(head=head, items=items, start=0, hints=_menu_hints(words), choose_first=words.choose_first)


def _head(card: QuestionCard, notes: Sequence[str]) -> Iterator[RenderableType]:
    yield ""
    for note in notes:
        yield said(note, "yellow")
    if notes:
        yield ""
    if card.progress_words:
        yield _progress(card)
    if card.heading:
        yield ""
        yield said(card.heading, "bold cyan")
        if card.about:
            yield said(card.about, "dim")
    yield ""
    yield said(card.text, "bold")
    if card.link:
        yield said(card.link, "underline")
    yield from _poles(card)
    if card.multi and card.expects:
        yield said(card.expects, "dim")
    if card.answered and not card.options:
        yield Text.assemble(("✓ ", "green"), (one_line(card.answered), "dim"))
    if card.options:
        yield ""


@dataclass(frozen=True, slots=True)
class Progress:
    """A bar of what lies behind, as long as there is room for it, and the words."""

    share: float
    words: str

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        cells = min(PROGRESS_CELLS, options.max_width - cell_len(self.words) - 2)
        if cells < SHORTEST_PROGRESS:
            yield Text(self.words, "dim")
            return
        full = round(self.share * cells)
        yield Text.assemble(("━" * full, "cyan"), ("─" * (cells - full), "dim"), "  ", (self.words, "dim"))


def _progress(card: QuestionCard) -> Progress:
    total = card.progress.total or card.progress.place
    return Progress((card.progress.place - 1) / total, one_line(card.progress_words))


def _poles(card: QuestionCard) -> Iterator[RenderableType]:
    if card.poles:
        ends = [option.button.label for option in card.options if not is_dont_know(option)]
        for end, sentence in zip((ends[0], ends[-1]), card.poles, strict=True):
            yield Text.assemble((f"{one_line(end)} = ", "cyan"), said(sentence))


def _start(card: QuestionCard) -> int | None:
    """The answer it had; else nothing is suggested."""
    labels = [option.button.label for option in card.options]
    return labels.index(card.answered) if card.answered in labels else None


def _hints(card: QuestionCard, words: Phrases, *, can_go_back: bool, can_skip: bool) -> Iterator[Hint]:
    if card.options:
        yield Hint("↑↓", words.choose)
    if card.multi:
        yield Hint("Space", words.tick)
    yield Hint("Enter", words.done if card.multi else words.take)
    if can_go_back:
        yield Hint("←", words.back)
    if can_skip:
        yield Hint("Tab", words.skip)
    yield Hint("?" if card.options else "/help", words.help)
    yield Hint("Ctrl-C", words.leave)


def _menu_hints(words: Phrases) -> tuple[Hint, ...]:
    return Hint("↑↓", words.choose), Hint("Enter", words.take), Hint("Ctrl-C", words.leave)
