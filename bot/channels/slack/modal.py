"""Windows: a field for an answer that is written, and what Slack sends back when it is saved.

    field_view(card, token) → view                 one field; the token names conversation, turn and question
    typed_in(view of a submission) → token, text   what was written, or None for no window of ours
    errors_of(view, words) → body                  the answer to Slack that leaves the window open

The field's block is named by the token, which stands in `private_metadata` too: a state that belongs to
another page of the window does not fit, and nothing is taken from it.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple, TypeAlias

from bot.channels.cutting import utf16
from bot.channels.slack import limits
from bot.channels.slack.mrkdwn import plain_letters, plain_text
from bot.messages import Field, QuestionCard
from bot.present.phrases.shape import WindowWords
from bot.present.reader import reader_for

Made: TypeAlias = dict[str, Any]
CALLBACK: Final = "write"
"""What our windows are called."""
_ACTION: Final = "answer"


class Written(NamedTuple):
    """What a person saved."""

    token: str
    text: str
    """As typed; "" when the field was left empty."""


def field_view(card: QuestionCard, token: str) -> Made:
    """The window for a question without options; ValueError for one that has them."""
    if card.field is None:
        raise ValueError(f"{card.question!r} is answered by choosing")
    words = reader_for(card.language).phrases.window
    block: Made = {
        "type": "input",
        "block_id": token,
        "label": plain_text(card.text, limits.LABEL),
        "element": _element(card, card.field, words) | {"action_id": _ACTION, "focus_on_load": True},
    }
    if card.expects:
        block["hint"] = plain_text(card.expects, limits.LABEL)
    fits = utf16(card.progress_words) <= limits.VIEW_TITLE
    title = card.progress_words if fits and card.progress_words else words.title
    named = {"callback_id": CALLBACK, "private_metadata": token, "submit": _label(words.save)}
    return _window(words, title, [block]) | named


def loading_view(language: str | None) -> Made:
    """In its place while the question is looked up: a trigger is good for three seconds only."""
    words = reader_for(language).phrases.window
    return _window(words, words.title, [_section(words.loading)])


def gone_view(language: str | None, said: str) -> Made:
    """In its place when the question is not open any more; *said* is why."""
    words = reader_for(language).phrases.window
    return _window(words, words.title, [_section(said)])


def typed_in(view: object) -> Written | None:
    """What stands in the field of a submitted *view*; None where it is not one of ours, or none that we made.

    Slack may leave out a value that nobody touched (slackapi/bolt-js#1258): it is the one that stood there.
    """
    if not isinstance(view, Mapping) or view.get("callback_id") != CALLBACK:
        return None
    token = view.get("private_metadata")
    if not isinstance(token, str) or not 0 < len(token) <= limits.BLOCK_ID:
        return None
    block = _within(view, "state", "values", token)
    if block is None:
        return None
    text = (_within(block, _ACTION) or {}).get("value")
    if text is None:
        text = _initial(view.get("blocks"), token)
    if not isinstance(text, str) or len(text) > limits.FIELD:
        return None
    return Written(token, text)


def errors_of(view: Mapping[str, Any], words: str) -> Made:
    """The words beside the field of *view*, which `typed_in` has read."""
    return {
        "response_action": "errors",
        "errors": {view["private_metadata"]: plain_letters(words, limits.ERROR)},
    }


def _element(card: QuestionCard, field: Field, words: WindowWords) -> Made:
    """A number gets no example: whichever it were, answers would lean towards it."""
    match field:
        case Field.NUMBER:
            ends = (("min_value", card.least), ("max_value", card.most), ("initial_value", card.given))
            given = {name: value for name, value in ends if value}
            return {"type": "number_input", "is_decimal_allowed": True} | given
        case Field.TEXT:
            longest = min(card.longest or limits.FIELD, limits.FIELD)
            text = _text_input("plain_text_input", words.example_text, card.given, longest)
            return text | {"multiline": True, "max_length": longest}
        case Field.EMAIL:
            return _text_input("email_text_input", words.example_email, card.given, limits.FIELD)
        case _:
            return _text_input("plain_text_input", words.example_phone, card.given, limits.FIELD)


def _text_input(kind: str, example: str, given: str, longest: int) -> Made:
    """With the answer it had, letter for letter: in a field nothing is read as a mention or a link.

    One that has no room is left out, because half of it would be saved as the whole.
    """
    made: Made = {"type": kind, "placeholder": plain_text(example, limits.PLACEHOLDER)}
    return made | ({"initial_value": given} if given and utf16(given) <= longest else {})


def _window(words: WindowWords, title: str, blocks: list[Made]) -> Made:
    return {
        "type": "modal",
        "title": _label(title),
        "close": _label(words.close),
        "blocks": blocks,
        "notify_on_close": False,
    }


def _label(words: str) -> Made:
    return plain_text(words, limits.VIEW_TITLE)


def _section(words: str) -> Made:
    return {"type": "section", "text": plain_text(words, limits.SECTION)}


def _within(part: object, *names: str) -> Mapping[str, Any] | None:
    """The object inside objects; None where one of them is missing or is something else."""
    for name in names:
        part = part.get(name) if isinstance(part, Mapping) else None
    return part if isinstance(part, Mapping) else None


def _initial(blocks: object, token: str) -> object:
    """What stood in the field when the window was opened; "" for an empty one."""
    for block in blocks if isinstance(blocks, list) else ():
        if isinstance(block, Mapping) and block.get("block_id") == token:
            return (_within(block, "element") or {}).get("initial_value", "")
    return ""
