"""What is pressed in Slack: up to five choices are buttons, up to ten radio buttons, more a menu.

What takes several answers reports its whole selection each time. It keeps its names while its question is
open, so that Slack keeps what the person chose in it when the message around it is drawn again: its block is
named by the token of `Done` in the turn in which it was drawn afresh (`QuestionCard.opened`), and its options
carry taps of that turn. Everything else has a name of its own in every turn.
"""

from collections.abc import Sequence
from typing import Any, Final

from bot.channels.base import Tokens
from bot.channels.lettering import is_dont_know, is_scale, lettered, sign, written_out
from bot.channels.slack import limits
from bot.channels.slack.mrkdwn import plain_letters, plain_text
from bot.engine.inputs import Accept, Done, Start, Tap
from bot.messages import Button, Field, Line, Option, QuestionCard, Web
from bot.present.phrases import Phrases, phrases_for
from bot.wishes import AboutRound, Begin, DeleteAll, RoundVerb, Share

Block = dict[str, Any]
MOST_BUTTONS: Final = 5
"""Choices that stand as buttons; a scale of numbers may be longer."""
SELECT: Final = "select"
"""The action of a control that reports its whole selection."""
WRITE: Final = "write"
"""The action of the button that opens a window for the answer."""
_ON: Final = (Start, Begin, Accept)
"""What a message without a question is there for; two of them are a choice, and neither is the main one."""


def of_card(card: QuestionCard, tokens: Tokens) -> list[Block]:
    """The choices in the control that fits their number, then the ways in one last row."""
    name = f"{card.question}-{card.turn}"
    sure = [option for option in card.options if not is_dont_know(option)]
    unsure = [option for option in card.options if is_dont_know(option)]
    beside = unsure if card.multi or not sure else []
    blocks = []
    if sure and card.multi:
        blocks.append(_actions(tokens(Done(card.opened, card.question)), [_several(card, sure, tokens)]))
    elif sure:
        blocks.append(_actions(f"{name}-choices", _choices(card, [*sure, *unsure], tokens)))
    ways = [
        *([_write(card, card.field, tokens)] if card.field else []),
        *(_button(option.button.label, option.button, tokens) for option in beside),
        *(_way(way, tokens) for way in card.ways),
    ]
    if ways:
        blocks.append(_actions(f"{name}-ways", ways))
    return _with_action_ids(blocks, card.turn)


def of_buttons(buttons: Sequence[Button], tokens: Tokens, language: str) -> list[Block]:
    """Ways on, side by side. One that leads on is the main one; one that destroys asks once more."""
    on = [button for button in buttons if _leads_on(button)]
    made = []
    for button in buttons:
        one = _button(button.label, button, tokens)
        if isinstance(button.press, DeleteAll):
            one |= {"style": "danger", "confirm": _sure_to_delete(phrases_for(language))}
        elif [button] == on:
            one["style"] = "primary"
        made.append(one)
    return _with_action_ids([_actions("ways", made)] if made else [], 0)


def _leads_on(button: Button) -> bool:
    press = button.press
    return isinstance(press, _ON) or (isinstance(press, AboutRound) and press.verb is RoundVerb.TAKE_PART)


def of_web(web: Web) -> Block:
    """A button that leads to a page in the browser."""
    label = {"type": "plain_text", "text": plain_letters(web.label, limits.BUTTON)}
    return {"type": "button", "text": label, "url": web.address, "action_id": "web"}


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
    """One of them is the answer."""
    sure = [option for option in shown if not is_dont_know(option)]
    if len(sure) <= MOST_BUTTONS or (is_scale(card) and len(shown) <= limits.ACTIONS):
        signs, spoken = written_out(card), _spoken_labels(card)
        return [
            _button(sign(option) if option in signs else option.button.label, option.button, tokens)
            | spoken.get(option.choice, {})
            for option in shown
        ]
    kind = "radio_buttons" if len(shown) <= limits.RADIO_OPTIONS else "static_select"
    return [_menu(card, kind, [(option, tokens(option.button.press)) for option in shown])]


def _several(card: QuestionCard, shown: list[Option], tokens: Tokens) -> Block:
    """Any of them are the answer."""
    kind = "checkboxes" if len(shown) <= limits.RADIO_OPTIONS else "multi_static_select"
    taps = [(option, tokens(Tap(card.opened, card.question, option.choice))) for option in shown]
    menu = _menu(card, kind, taps) | {"action_id": SELECT}
    ticked = [made for option, made in zip(shown, menu["options"], strict=True) if option.ticked]
    return menu | ({"initial_options": ticked} if ticked else {})


def _menu(card: QuestionCard, kind: str, shown: list[tuple[Option, str]]) -> Block:
    by_letter = lettered(card)
    options = [
        _option(
            f"{option.letter}  {option.button.label}" if by_letter and option.letter else option.button.label,
            option.hint,
            token,
        )
        for option, token in shown
    ]
    placeholder = {"placeholder": _placeholder(card.text)} if kind.endswith("select") else {}
    return {"type": kind, "options": options} | placeholder


def _spoken_labels(card: QuestionCard) -> dict[str, Block]:
    """What is read out for a button that carries a sign, and for either end of a scale; by choice."""
    spoken = {option.choice: option.button.label for option in written_out(card)}
    if card.poles:
        sure = [option for option in card.options if not is_dont_know(option)]
        for option, pole in zip((sure[0], sure[-1]), card.poles, strict=True):
            spoken[option.choice] = f"{option.button.label}: {pole}"
    most = limits.ACCESSIBILITY_LABEL
    return {choice: {"accessibility_label": plain_letters(words, most)} for choice, words in spoken.items()}


def _way(way: Button, tokens: Tokens) -> Block:
    """*Done* is the main one of its message."""
    primary = {"style": "primary"} if isinstance(way.press, Done) else {}
    return _button(way.label, way, tokens) | primary


def _write(card: QuestionCard, field: Field, tokens: Tokens) -> Block:
    """The way to a window of its own. Its token only names the conversation, the turn and the question."""
    words = phrases_for(card.language).window
    labels = {
        Field.NUMBER: words.write_number,
        Field.TEXT: words.write,
        Field.EMAIL: words.write_email,
        Field.PHONE: words.write_phone,
    }
    made = _button(labels[field], Button("", Done(card.turn, card.question)), tokens)
    return made | {"action_id": WRITE, "style": "primary"}


def _button(label: str, button: Button, tokens: Tokens) -> Block:
    """A link leads out of Slack and carries nothing."""
    carried = "url" if isinstance(button.press, Share) else "value"
    return {"type": "button", "text": plain_text(label, limits.BUTTON), carried: tokens(button.press)}


def _sure_to_delete(phrases: Phrases) -> Block:
    words = phrases.desk.deleting
    return {
        "title": plain_text(words.delete_everything, limits.CONFIRM_TITLE),
        "text": plain_text(words.for_good, limits.CONFIRM_TEXT),
        "confirm": plain_text(words.delete_everything, limits.CONFIRM_BUTTON),
        "deny": plain_text(words.keep, limits.CONFIRM_BUTTON),
        "style": "danger",
    }


def _option(label: str, hint: str, token: str) -> Block:
    made: Block = {"text": plain_text(label, limits.OPTION), "value": token}
    return made | ({"description": plain_text(hint, limits.DESCRIPTION)} if hint else {})


def _placeholder(words: str) -> Block:
    return plain_text(words, limits.PLACEHOLDER)


def _actions(block_id: str, elements: list[Block]) -> Block:
    return {"type": "actions", "block_id": block_id, "elements": elements}


def _with_action_ids(blocks: list[Block], turn: int) -> list[Block]:
    """Every element gets an id of its own within its message, where it has none yet."""
    elements = [element for block in blocks for element in block["elements"]]
    for place, element in enumerate(elements):
        element.setdefault("action_id", f"press-{turn}-{place}")
    return blocks
