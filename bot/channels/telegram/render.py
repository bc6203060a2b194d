"""Messages as what Telegram's `sendMessage` takes; every payload is within `limits`.

    render(message, tokens) → [{"text": HTML, "parse_mode": "HTML", "reply_markup": …}]

Several payloads go out one after the other; the keyboard stands under the last one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final, TypeAlias

from bot.channels import paragraphs as layout
from bot.channels.base import Tokens
from bot.channels.cutting import cut, packed, utf16
from bot.channels.lettering import is_dont_know, sign, written_out
from bot.channels.paragraphs import Paragraph, Run, all_text, bold, plain, within
from bot.channels.telegram.html import entities, html
from bot.channels.telegram.keyboard import CHANGES, Keyboard, of_buttons, of_card, of_changes, of_web
from bot.channels.telegram.limits import ENTITIES, LABEL, TEXT
from bot.messages import (
    ContactKeyboard,
    Message,
    Option,
    QuestionCard,
    ResultPage,
    Settled,
    Summary,
    Words,
    WorkingsPage,
)

Made: TypeAlias = dict[str, Any]
ECHO: Final = 300
"""Units of an answer that is shown again above the next question."""


def render(message: Message, tokens: Tokens) -> list[Made]:
    """One message as one payload or, where it is too long for one, several in order."""
    match message:
        case QuestionCard():
            return _card(message, tokens)
        case Words():
            keyboard = [*of_web(message.web), *of_buttons(message.buttons, tokens)]
            return _messages(layout.words(message), keyboard)
        case Summary():
            return _summary(message, tokens)
        case ResultPage():
            return _messages(layout.result(message), of_buttons(message.buttons, tokens))
        case WorkingsPage():
            return _messages(layout.workings(message), [])


def settled(message: Settled) -> Made:
    """A question without its buttons, and the answer that was typed."""
    answered = [plain(f"✓ {cut(message.answered, ECHO)}")] if message.answered else []
    (payload, *_) = _messages([bold(cut(message.text, TEXT - ECHO - 10)), *answered], [])
    return payload


def contact_keyboard(message: ContactKeyboard) -> Made:
    """A key under the input field that shares the person's own number (Bot API `KeyboardButton`)."""
    key = {"text": cut(message.label, LABEL), "request_contact": True}
    keyboard = {"keyboard": [[key]], "resize_keyboard": True, "one_time_keyboard": True}
    return {"text": html(plain(message.text)), "parse_mode": "HTML", "reply_markup": keyboard}


def _card(card: QuestionCard, tokens: Tokens) -> list[Made]:
    """The question in one message with its keyboard; notes that leave it no room go ahead of it."""
    notes, question = list(map(plain, card.notes)), list(_question(card))
    keyboard = of_card(card, tokens)
    if notes and _fit([*notes, *question]):
        return [_payload([*notes, *question], keyboard)]
    return [*_messages(notes, []), *_messages(question, keyboard)]


def _question(card: QuestionCard) -> Iterator[Paragraph]:
    yield from _shown(card.progress_words)
    if card.heading:
        yield layout.heading(card)
    yield bold(card.text)
    yield from layout.link(card)
    yield from _lettered_lines(card)
    yield from _hints(card)
    yield from _poles(card)
    yield from _shown(card.expects)
    yield from _shown(card.answered and f"✓ {card.answered}")


def _lettered_lines(card: QuestionCard) -> Iterator[Paragraph]:
    lines = [run for option in written_out(card) for run in _line(option)]
    if lines:
        *before, last = lines
        yield (*before, replace(last, text=last.text.rstrip("\n")))


def _line(option: Option) -> tuple[Run, Run]:
    hint = f" ({option.hint})" if option.hint else ""
    return Run(sign(option), bold=True), Run(f"  {option.button.label}{hint}\n")


def _hints(card: QuestionCard) -> Iterator[Paragraph]:
    """What a few words say about labels that stand on their buttons."""
    there = written_out(card)
    lines = [f"{o.button.label}: {o.hint}" for o in card.options if o.hint and o not in there]
    if lines:
        yield plain(*lines)


def _poles(card: QuestionCard) -> Iterator[Paragraph]:
    if card.poles:
        ends = [option.button.label for option in card.options if not is_dont_know(option)]
        yield plain(f"{ends[0]} = {card.poles[0]}", f"{ends[-1]} = {card.poles[1]}")


def _summary(page: Summary, tokens: Tokens) -> list[Made]:
    """The answers in messages with the buttons of their numbers; ways on under the last one."""
    title, *lines = layout.summary(page)
    numbered = list(zip(enumerate(page.lines, 1), lines, strict=True))
    made: list[Made] = [] if numbered else _messages([title], [])
    for row in packed(numbered, TEXT, lambda row: _summary_size([line for _, line in row])):
        head = [] if made else [title]
        keyboard = of_changes([entry for entry, _ in row], tokens)
        made += _messages([*head, *(line for _, line in row)], keyboard)
    return [*made[:-1], _payload_with(made[-1], of_buttons(page.buttons, tokens))]


def _summary_size(lines: list[Paragraph]) -> int:
    """Too many lines for one keyboard count as too long."""
    most = min(CHANGES, ENTITIES - 1)
    return TEXT + 1 if len(lines) > most else utf16(all_text(lines)) + 120  # the title stands above


def _payload_with(payload: Made, more: Keyboard) -> Made:
    rows = payload.get("reply_markup", {}).get("inline_keyboard", [])
    return payload | ({"reply_markup": {"inline_keyboard": [*rows, *more]}} if more else {})


def _messages(paragraphs: Iterable[Paragraph], keyboard: Keyboard) -> list[Made]:
    """As few messages as fit, the keyboard under the last."""
    short = [part for paragraph in paragraphs for part in within(paragraph, TEXT)]
    rows = list(packed(short, TEXT, _size))
    return [_payload(row, keyboard if row is rows[-1] else []) for row in rows]


def _size(row: list[Paragraph]) -> int:
    return TEXT + 1 if sum(map(entities, row)) > ENTITIES else utf16(all_text(row))


def _fit(row: list[Paragraph]) -> bool:
    return _size(row) <= TEXT


def _payload(row: list[Paragraph], keyboard: Keyboard) -> Made:
    payload: Made = {
        "text": "\n\n".join(map(html, row)),
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    return _payload_with(payload, keyboard)


def _shown(words: str) -> Iterator[Paragraph]:
    if words:
        yield plain(words)
