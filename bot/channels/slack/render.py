"""Messages as what Slack's `chat.postMessage` takes; every payload is within `limits`.

    render(message, tokens) → [{"text": all of it in words, "blocks": [...]}]

`text` is what notifications show and screen readers read, so it is complete. Of what is *private* it only
says what it is, because others may see the screen; the blocks hold everything either way.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeAlias

from bot.channels import paragraphs as layout
from bot.channels.base import Tokens
from bot.channels.cutting import cut, packed, utf16
from bot.channels.lettering import is_dont_know, sign, written_out
from bot.channels.paragraphs import Paragraph, Run, all_text, bold, plain, text_of, within
from bot.channels.slack import limits
from bot.channels.slack.controls import Block, of_buttons, of_card, of_changes, of_web
from bot.channels.slack.mrkdwn import escape, lasting, plain_text, spoken
from bot.channels.slack.rich import letters, of_runs, person, rich_text
from bot.messages import Message, Option, QuestionCard, ResultPage, Settled, Signed, Summary, Web, Words
from bot.present.glimpse import glimpse

Made: TypeAlias = dict[str, Any]
_PERSON: Final = re.compile(r"[UW][A-Z0-9]{1,30}")
ECHO: Final = 300
"""Units of an answer that is shown again under its question."""


def render(message: Message, tokens: Tokens, *, private: bool = False) -> list[Made]:
    """One message as one payload or, where it is too long for one, several in order."""
    made = _rendered(message, tokens)
    return [one | {"text": spoken(glimpse(message))} for one in made] if private else made


def settled(message: Settled, *, private: bool = False) -> Made | None:
    """A question without its controls, and the answer; None where it has no words of its own to show.

    Then what stands there keeps its words: see `stripped`.
    """
    if not message.text:
        return None
    answer = f"✓ {cut(message.answered, ECHO)}" if message.answered else ""
    said = message.text if private else "\n".join(filter(None, (message.text, answer)))
    blocks = _sections([bold(cut(message.text, limits.TEXT))])
    return {"text": spoken(said), "blocks": [*blocks, *([_context(answer)] if answer else [])]}


def _rendered(message: Message, tokens: Tokens) -> list[Made]:
    match message:
        case QuestionCard():
            return _card(message, tokens)
        case Words():
            buttons = of_buttons(message.buttons, tokens, message.language)
            made = _messages(layout.words(message), [*_way_to(message.web), *buttons])
            made[0]["blocks"][bool(message.title) : 0] = _signed(message.signed)
            return made
        case Summary():
            return _summary(message, tokens)
        case ResultPage():
            buttons = of_buttons(message.buttons, tokens, message.language)
            return _messages(layout.result(message), buttons)
        case _:
            return _messages(layout.workings(message), [])


def _signed(signed: Signed | None) -> list[Block]:
    """By whom it is said; an id that is none of Slack's names nobody."""
    named = [] if signed is None else [signed.person, *signed.others]
    people = [one for one in named if _PERSON.fullmatch(one)]
    if signed is None or not people:
        return []
    elements = [letters(f"{signed.words} "), person(people[0])]
    for one in people[1:]:
        elements += [letters(", "), person(one)]
    return [rich_text(elements)]


def _way_to(web: Web | None) -> list[Block]:
    """A button that opens a page elsewhere."""
    return [] if web is None else [{"type": "actions", "elements": [of_web(web)]}]


def _card(card: QuestionCard, tokens: Tokens) -> list[Made]:
    """The question in one message with its controls; where that is too long, in several, controls last."""
    controls = of_card(card, tokens)
    blocks = [*_sections(map(plain, card.notes)), *_question(card), *controls]
    if len(blocks) <= limits.BLOCKS and _units(blocks) <= limits.TEXT_OF_BLOCKS:
        return [{"text": spoken(_said(card)), "blocks": blocks}]
    above, below = (card.progress_words, *card.notes), _below(card)
    return _messages([*map(plain, filter(None, above)), *_asked(card), *map(plain, below)], controls)


def _question(card: QuestionCard) -> Iterator[Block]:
    if card.progress_words:
        yield _context(card.progress_words)
    yield from _sections(_asked(card))
    yield from map(_context, _below(card))


def _asked(card: QuestionCard) -> Iterator[Paragraph]:
    if card.heading:
        yield layout.heading(card)
    yield bold(card.text)
    yield from (*layout.link(card), *_lines(card), *_poles(card))


def _below(card: QuestionCard) -> Iterator[str]:
    """What may be typed, and the answer it had."""
    yield from filter(None, (card.expects, card.answered and f"✓ {card.answered}"))


def _lines(card: QuestionCard) -> Iterator[Paragraph]:
    """Lettered lines, in one section; hints of choices that stand on buttons."""
    written = written_out(card)
    if written:
        lines = [(*_line(option), Run("\n")) for option in written]
        yield tuple(run for line in lines for run in line)[:-1]
    hints = [f"{o.button.label}: {o.hint}" for o in card.options if o.hint and o not in written]
    if hints and not card.multi:
        yield plain(*hints)


def _line(option: Option) -> tuple[Run, ...]:
    hint = f" ({option.hint})" if option.hint else ""
    return Run(sign(option), bold=True), Run(f"  {option.button.label}{hint}")


def _poles(card: QuestionCard) -> Iterator[Paragraph]:
    if card.poles:
        ends = [option.button.label for option in card.options if not is_dont_know(option)]
        yield plain(f"{ends[0]} = {card.poles[0]}", f"{ends[-1]} = {card.poles[1]}")


def _said(card: QuestionCard) -> str:
    """The card as somebody would read it out."""
    options = [
        f"{option.letter}: {option.button.label}" if option in written_out(card) else option.button.label
        for option in card.options
    ]
    asked = (card.progress_words, card.heading, card.text, *(card.poles or ()))
    return "\n".join(filter(None, (*card.notes, *asked, *options, card.expects)))


def _summary(page: Summary, tokens: Tokens) -> list[Made]:
    """The answers in messages with a menu to change each; ways on under the last one."""
    title, *lines = layout.summary(page)
    numbered = list(zip(enumerate(page.lines, 1), lines, strict=True))
    made: list[Made] = [] if numbered else _messages([title], [])
    most = limits.BLOCKS - 10  # room for the title, the menu and the ways
    for row in packed(numbered, most, len):
        head = [] if made else [title]
        menu = of_changes([entry for entry, _ in row], tokens)
        made += _messages([*head, *(line for _, line in row)], menu)
    made[-1]["blocks"] += of_buttons(page.buttons, tokens, page.language)
    return made


def _messages(paragraphs: Iterable[Paragraph], controls: list[Block]) -> list[Made]:
    """As few messages as fit, the controls in the last."""
    parts = [part for paragraph in paragraphs for part in _short(paragraph)]
    rows = list(packed(parts, limits.TEXT_OF_BLOCKS - _units(controls), _size))
    return [
        {
            "text": spoken(all_text(row)),
            "blocks": [*_sections(row), *(controls if row is rows[-1] else [])],
        }
        for row in rows
    ]


def _size(row: list[Paragraph]) -> int:
    """Too many blocks count as too long: three are kept for controls."""
    too_many = len(row) > limits.BLOCKS - 3
    return limits.TEXT_OF_BLOCKS + 1 if too_many else sum(map(_length, row))


def _units(part: object) -> int:
    """Of all text in blocks."""
    if isinstance(part, list):
        return sum(map(_units, part))
    if not isinstance(part, dict):
        return 0
    text = part.get("text")
    return (utf16(text) if isinstance(text, str) else 0) + sum(map(_units, part.values()))


def _sections(paragraphs: Iterable[Paragraph]) -> list[Block]:
    return [_section(part) for paragraph in paragraphs for part in _short(paragraph)]


def _section(paragraph: Paragraph) -> Block:
    if any(run.bold or run.link for run in paragraph):
        return of_runs(paragraph)
    return {"type": "section", "text": plain_text(text_of(paragraph), limits.SECTION)}


def _short(paragraph: Paragraph) -> Iterator[Paragraph]:
    """The paragraph in parts that are short enough, whatever escaping adds."""
    if _length(paragraph) <= limits.SECTION:
        yield paragraph
        return
    letters = sum(utf16(run.text) for run in paragraph)
    for part in within(paragraph, letters // 2 + 1):
        yield from _short(part)


def _length(paragraph: Paragraph) -> int:
    """In units, after escaping: nothing says whether Slack counts before or after it."""
    return utf16(escape(lasting(text_of(paragraph))))


def _context(words: str) -> Block:
    return {"type": "context", "elements": [plain_text(words, limits.CONTEXT)]}
