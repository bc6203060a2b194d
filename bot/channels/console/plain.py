"""Messages as plain text for input that is piped: no escape codes, no line is broken, the same every time."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.channels.console.lines import COMMANDS
from bot.channels.console.numbers import labels_are_numbers, numbers_of
from bot.channels.console.paper import clean
from bot.channels.console.plain_pages import result, workings
from bot.channels.console.words import phrases_for
from bot.channels.lettering import is_dont_know
from bot.engine.inputs import Change, Review
from bot.messages import Button, Message, Option, QuestionCard, ResultPage, Summary, Words, WorkingsPage

_TYPED: Final = {type(pressed): f"/{name}" for name, pressed in COMMANDS.items()}


def render(message: Message) -> str:
    """The message as lines, without a line break at the end."""
    return clean("\n".join(_lines(message))).rstrip()


def _lines(message: Message) -> Iterator[str]:
    match message:
        case QuestionCard():
            return _card(message)
        case Words():
            return _words(message)
        case Summary():
            return _summary(message)
        case ResultPage():
            return _with_ways(result(message), message.buttons)
        case WorkingsPage():
            return workings(message)


def _card(card: QuestionCard) -> Iterator[str]:
    if card.notes:
        yield from (*card.notes, "")
    if card.heading:
        yield f"== {card.heading} =="
        yield from _some(card.about)
    yield from _some(card.progress_words)
    yield card.text
    yield from _some(card.link)
    yield from _options(card)
    expects = card.expects
    if card.multi:
        expects = f"{expects}: {phrases_for(card.language).several}" if expects else ""
    yield from _some(f"({expects})" if expects else "")
    yield from _some(f"✓ {card.answered}" if card.answered else "")
    for way in card.ways:  # the others are commands that everybody is told of
        if isinstance(way.press, Change):
            yield f"  /change {way.press.question}  {way.label}"
        elif isinstance(way.press, Review):
            yield from _ways((way,))


def _options(card: QuestionCard) -> Iterator[str]:
    if card.poles:
        low, high = card.poles
        ends = [option.button.label for option in card.options if not is_dont_know(option)]
        yield from (f"  {ends[0]} = {low}", f"  {ends[-1]} = {high}")
    numbers = numbers_of(card)
    if labels_are_numbers(card) and not any(option.hint for option in card.options):
        sure = [str(number) for number, option in numbers.items() if not is_dont_know(option)]
        yield "  " + "  ".join(sure)
        numbers = {number: option for number, option in numbers.items() if is_dont_know(option)}
    wide = max((len(str(number)) for number in numbers), default=0)
    for number, option in numbers.items():
        yield f"  {number:>{wide}}. {_label(card, option)}"
    if card.field is not None:
        yield from (f"  - {_label(card, option)}" for option in card.options)


def _label(card: QuestionCard, option: Option) -> str:
    tick = ("[x] " if option.ticked else "[ ] ") if card.multi and option.letter else ""
    hint = f" ({option.hint})" if option.hint else ""
    return f"{tick}{option.button.label}{hint}"


def _words(words: Words) -> Iterator[str]:
    for place, lines in enumerate(_parts_of_words(words)):
        if place:
            yield ""
        yield from lines
    yield from _ways(words.buttons)


def _parts_of_words(words: Words) -> Iterator[Sequence[str]]:
    if words.title:
        yield (words.title,)
    yield from ((paragraph,) for paragraph in words.paragraphs)
    yield from ((one.title, *(f"  - {line}" for line in one.lines)) for one in words.sections if one.lines)
    if words.web is not None:
        yield (f"{words.web.label}: {words.web.address}",)


def _summary(page: Summary) -> Iterator[str]:
    yield page.title
    wide = len(str(len(page.lines)))
    for number, line in enumerate(page.lines, 1):
        yield f"  {number:>{wide}}. {line.text}"
        yield f"  {' ' * wide}  {line.answer}"
    change = next((line.change for line in page.lines if line.change), None)
    if change is not None:
        yield f"  /change N  {change.label}"
    yield from _ways(page.buttons)


def _with_ways(lines: Iterator[str], buttons: tuple[Button, ...]) -> Iterator[str]:
    yield from lines
    yield from _ways(buttons)


def _ways(buttons: tuple[Button, ...]) -> Iterator[str]:
    """What can be typed next: a command, or the words themselves."""
    for button in buttons:
        command = _TYPED.get(type(button.press))
        yield f"  {command}  {button.label}" if command else f"  [{button.label}]"


def _some(line: str) -> Iterator[str]:
    if line:
        yield line
