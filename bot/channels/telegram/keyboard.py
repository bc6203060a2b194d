"""Inline keyboards: which button stands where."""

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

from bot.channels.base import Tokens
from bot.channels.cutting import cut
from bot.channels.lettering import is_dont_know, is_scale, lettered, sign, written_out
from bot.channels.telegram.limits import BUTTONS, LABEL
from bot.engine.inputs import Done
from bot.messages import Button, Line, Option, QuestionCard, Web
from bot.wishes import Share

Row: TypeAlias = list[dict[str, Any]]
Keyboard: TypeAlias = list[Row]

SCALE_ROW: Final = 6
"""Buttons of a scale in a row: 0 to 10 stands in two."""
SIGNS_ROW: Final = 5
"""Letters, or the numbers of answers."""
TICKED, UNTICKED = "☑ ", "☐ "
CHANGES: Final = BUTTONS - 10
"""Buttons to change an answer under one message; the rest of the keyboard is for ways on."""


def of_card(card: QuestionCard, tokens: Tokens) -> Keyboard:
    """The options, then the ways: Done by itself, then Back, Skip and Help in one last row."""
    rows = _options(card, tokens)
    done = [way for way in card.ways if isinstance(way.press, Done)]
    others = [way for way in card.ways if not isinstance(way.press, Done)]
    ticks = sum(option.ticked for option in card.options)
    rows += [[_button(f"{way.label} ({ticks})" if ticks else way.label, way, tokens)] for way in done]
    return [*rows, [_button(way.label, way, tokens) for way in others]] if others else rows


def of_buttons(buttons: Sequence[Button], tokens: Tokens) -> Keyboard:
    """Ways on, one under the other."""
    return [[_button(button.label, button, tokens)] for button in buttons]


def of_web(web: Web | None) -> Keyboard:
    """A button that leads to a page in the browser."""
    return [] if web is None else [[{"text": web.label, "url": web.address}]]


def of_changes(numbered: Sequence[tuple[int, Line]], tokens: Tokens) -> Keyboard:
    """The number of each answer that can be changed."""
    made = [_button(str(number), line.change, tokens) for number, line in numbered if line.change]
    return _in_rows(made, SIGNS_ROW)


def _options(card: QuestionCard, tokens: Tokens) -> Keyboard:
    """Letters and scales side by side, words one under the other, "don't know" always by itself."""
    signs = written_out(card)
    made = [
        (option, _button(_label(card, option, as_sign=option in signs), option.button, tokens))
        for option in card.options
    ]
    sure = [button for option, button in made if not is_dont_know(option)]
    unsure = [[button] for option, button in made if is_dont_know(option)]
    return [*_in_rows(sure, _row_length(card)), *unsure]


def _row_length(card: QuestionCard) -> int:
    if is_scale(card):
        return SCALE_ROW
    return SIGNS_ROW if lettered(card) else 1


def _label(card: QuestionCard, option: Option, *, as_sign: bool) -> str:
    label = sign(option) if as_sign else option.button.label
    if card.multi and not is_dont_know(option):
        return (TICKED if option.ticked else UNTICKED) + label
    return label


def _button(label: str, button: Button, tokens: Tokens) -> dict[str, Any]:
    carried = "url" if isinstance(button.press, Share) else "callback_data"
    return {"text": cut(label, LABEL), carried: tokens(button.press)}


def _in_rows(buttons: Row, most: int) -> Keyboard:
    """Rows of nearly the same length: eleven buttons are six and five."""
    rows = -(-len(buttons) // most)
    wide = -(-len(buttons) // rows) if rows else 1
    return [buttons[start : start + wide] for start in range(0, len(buttons), wide)]
