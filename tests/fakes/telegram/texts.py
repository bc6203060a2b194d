"""A text as a bot sends it: marks read, cleaned and trimmed as Telegram does it, measured afterwards."""

import json
from typing import Any, Final, NamedTuple

from tests.fakes.telegram.html import read_html, utf16
from tests.fakes.telegram.parameters import Parameters
from tests.fakes.telegram.record import Record
from tests.fakes.telegram.refusal import bad_request

TEXT: Final = 4_096
CAPTION: Final = 1_024
ENTITIES: Final = 100

# Control characters become spaces; carriage returns and marks that turn the direction of lines go.
_CLEANED: Final = dict.fromkeys([*range(10), 11, 12, *range(14, 32)], " ") | dict.fromkeys(
    [13, *range(0x2028, 0x202F)]
)
_CONTROLS: Final = frozenset(map(chr, _CLEANED))


class Text(NamedTuple):
    """What is shown."""

    text: str
    entities: tuple[dict[str, Any], ...] = ()


def read_text(given: Parameters, record: Record) -> Text:
    """The text of a message. RefusalError: none, too long, or not to be parsed."""
    if not given.text("text"):
        raise bad_request("message text is empty")
    read = _read(given, "text", "entities", record)
    if not read.text:
        raise bad_request("text must be non-empty")
    if utf16(read.text) > TEXT:
        raise bad_request("message is too long")
    return read


def read_caption(given: Parameters, record: Record) -> Text:
    """The words under a picture or a file; there need not be any."""
    if not given.text("caption"):
        return Text("")
    read = _read(given, "caption", "caption_entities", record)
    if utf16(read.text) > CAPTION:
        raise bad_request("message caption is too long")
    return read


def _read(given: Parameters, field: str, entities_field: str, record: Record) -> Text:
    source = given.text(field)
    if not _is_utf8(source):
        raise bad_request("strings must be encoded in UTF-8")
    mode = given.text("parse_mode").lower()
    if mode == "html":
        marked = read_html(source)
        for loss in marked.losses:
            record.loses(loss)
        text, entities = marked.text, marked.entities
    elif not mode:
        text, entities = source, _given_entities(given, entities_field)
    else:
        raise bad_request("unsupported parse_mode")
    if not _CONTROLS.isdisjoint(text):
        if entities and "\r" in text:
            record.loses("a carriage return moves the marks behind it")
        text = text.translate(_CLEANED)
    text, entities = _trimmed(text, entities)
    if len(entities) > ENTITIES:
        record.loses(f"{len(entities)} marks: those behind the first {ENTITIES} are not shown")
    return Text(text, tuple(entities[:ENTITIES]))


def _given_entities(given: Parameters, field: str) -> list[dict[str, Any]]:
    entities = given.json(field)
    if entities is None:
        return []
    if not isinstance(entities, list) or not all(isinstance(one, dict) for one in entities):
        raise bad_request("can't parse entities: expected an array of MessageEntity")
    for one in entities:
        if not isinstance(one.get("offset"), int) or not isinstance(one.get("length"), int):
            raise bad_request(f"can't parse entities: {json.dumps(one)} has no place")
    return sorted(entities, key=lambda one: (one["offset"], -one["length"]))


def _trimmed(text: str, entities: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """Without space at the end, and at the beginning as far as no mark stands there."""
    if not text or not (text[0].isspace() or text[-1].isspace()):
        return text, entities
    text = text.rstrip()
    free = entities[0]["offset"] if entities else len(text)
    cut = min(len(text) - len(text.lstrip(" \n")), free)
    text = text[cut:]
    length = utf16(text)
    moved = []
    for one in entities:
        offset = one["offset"] - cut
        shown = min(one["length"], length - offset)
        if shown > 0:
            moved.append(one | {"offset": offset, "length": shown})
    return text, moved


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
