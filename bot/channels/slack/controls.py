"""What is pressed in Slack: up to five choices are buttons, up to ten radio buttons, more a menu."""

from collections.abc import Sequence
from typing import Any, Final

from bot.channels.base import Tokens
from bot.channels.cutting import cut
from bot.channels.lettering import is_dont_know, is_scale, lettered, sign, written_out
from bot.channels.slack import limits
from bot.channels.slack.mrkdwn import plain_text, unmentioned
from bot.engine.inputs import Done
from bot.messages import Button, Line, Option, QuestionCard

Block = dict[str, Any]
MOST_BUTTONS: Final = 5
"""Choices that stand as buttons; a scale of numbers may be longer."""


def of_card(card: QuestionCard, tokens: Tokens) -> list[Block]:
    """The choices in the control that fits their number, then the ways in one last row."""
    name = f"{card.question}-{card.turn}"
    sure = [option for option in card.options if not is_dont_know(option)]
    unsure = [option for option in card.options if is_dont_know(option)]
    beside = unsure if card.multi else []
    blocks = []
    if sure:
        shown = sure if card.multi else [*sure, *unsure]
        blocks.append(_actions(f"{name}-choices", _choices(card, shown, tokens)))
    ways = [
        *(_button(option.button.label, option.button, tokens) for option in beside),
        *(_way(way, tokens) for way in card.ways),
    ]
    if ways:
        blocks.append(_actions(f"{name}-ways", ways))
    return _with_action_ids(blocks, card.turn)


def of_buttons(buttons: Sequence[Button], tokens: Tokens) -> list[Block]:
    """Ways on, side by side."""
    made = [_button(button.label, button, tokens) for button in buttons]
    return _with_action_ids([_actions("ways", made)] if made else [], 0)


def of_changes(numbered: Sequence[tuple[int, Line]], tokens: Tokens) -> list[Block]:
    """A menu of the answers that can be changed."""
    lines = [(number, line, line.change) for number, line in numbered if line.change is not None]
    options = [_option(f"{number}. {line.text}", "", tokens(change.press)) for number, line, change in lines]
    if not options:
        return []
    menu = {"type": "static_select", "placeholder": _placeholder(lines[0][2].label), "options": options}
    first, last = lines[0][0], lines[-1][0]
    return _with_action_ids([_actions(f"changes-{first}-{last}", [menu])], first)


def _choices(card: QuestionCard, shown: list[Option], tokens: Tokens) -> list[Block]:
    if card.multi:
        kind = "checkboxes" if len(shown) <= limits.RADIO_OPTIONS else "multi_static_select"
        return [_menu(card, kind, shown, tokens)]
    sure = [option for option in shown if not is_dont_know(option)]
    if len(sure) <= MOST_BUTTONS or (is_scale(card) and len(shown) <= limits.ACTIONS):
        signs = written_out(card)
        return [_choice_button(option, tokens, as_sign=option in signs) for option in shown]
    kind = "radio_buttons" if len(shown) <= limits.RADIO_OPTIONS else "static_select"
    return [_menu(card, kind, shown, tokens)]


def _menu(card: QuestionCard, kind: str, shown: list[Option], tokens: Tokens) -> Block:
    by_letter = lettered(card)
    options = [
        _option(
            f"{option.letter}  {option.button.label}" if by_letter and option.letter else option.button.label,
            option.hint,
            tokens(option.button.press),
        )
        for option in shown
    ]
    menu: Block = {"type": kind, "options": options}
    ticked = [made for option, made in zip(shown, options, strict=True) if option.ticked]
    if ticked:
        menu["initial_options"] = ticked
    if kind.endswith("select"):
        menu["placeholder"] = _placeholder(card.text)
    return menu


def _choice_button(option: Option, tokens: Tokens, *, as_sign: bool) -> Block:
    if not as_sign:
        return _button(option.button.label, option.button, tokens)
    spoken = {"accessibility_label": cut(unmentioned(option.button.label), limits.ACCESSIBILITY_LABEL)}
    return _button(sign(option), option.button, tokens) | spoken


def _way(way: Button, tokens: Tokens) -> Block:
    """*Done* is the one primary button there is."""
    primary = {"style": "primary"} if isinstance(way.press, Done) else {}
    return _button(way.label, way, tokens) | primary


def _button(label: str, button: Button, tokens: Tokens) -> Block:
    return {
        "type": "button",
        "text": plain_text(label, limits.BUTTON),
        "value": tokens(button.press),
    }


def _option(label: str, hint: str, token: str) -> Block:
    made: Block = {"text": plain_text(label, limits.OPTION), "value": token}
    return made | ({"description": plain_text(hint, limits.DESCRIPTION)} if hint else {})


def _placeholder(words: str) -> Block:
    return plain_text(words, limits.PLACEHOLDER)


def _actions(block_id: str, elements: list[Block]) -> Block:
    return {"type": "actions", "block_id": block_id, "elements": elements}


def _with_action_ids(blocks: list[Block], turn: int) -> list[Block]:
    """Every element gets an id of its own within its message."""
    elements = [element for block in blocks for element in block["elements"]]
    for place, element in enumerate(elements):
        element["action_id"] = f"press-{turn}-{place}"
    return blocks
