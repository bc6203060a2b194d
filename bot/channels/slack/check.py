"""Would Slack take this payload? Written from its rules, not from the renderer's."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from bot.channels.base import Payload
from bot.channels.cutting import utf16
from bot.channels.slack import limits

_MENTION: Final = re.compile(r"<[!@#]|@(channel|here|everyone|group)", re.IGNORECASE)
_OPTIONS: Final = {
    "radio_buttons": limits.RADIO_OPTIONS,
    "checkboxes": limits.RADIO_OPTIONS,
    "static_select": limits.SELECT_OPTIONS,
    "multi_static_select": limits.SELECT_OPTIONS,
}


def check_limits(payload: Payload) -> list[str]:
    """Everything that Slack would refuse, cut or take for a mention, in words; empty when all is well."""
    blocks, text = payload.get("blocks", []), payload.get("text", "")
    faults = [fault for block in blocks for fault in _block(block)]
    faults += _too_long("the text beside the blocks", text, limits.TEXT)
    if not 1 <= len(blocks) <= limits.BLOCKS:
        faults.append(f"{len(blocks)} blocks, 1 to {limits.BLOCKS} are allowed")
    total = sum(utf16(words) for words in _texts(blocks))
    if total > limits.TEXT_OF_BLOCKS:
        faults.append(f"the blocks have {total} units of text, {limits.TEXT_OF_BLOCKS} are safe")
    faults += [f"a mention: {words[:40]!r}" for words in (text, *_texts(blocks)) if _MENTION.search(words)]
    return [*faults, *_repeated(blocks, "block_id"), *_repeated(_elements(blocks), "action_id")]


def _block(block: dict[str, Any]) -> Iterator[str]:
    match block.get("type"):
        case "section":
            yield from _too_long("a section", block["text"]["text"], limits.SECTION)
        case "header":
            yield from _too_long("a header", block["text"]["text"], limits.HEADER)
        case "context":
            if not 1 <= len(block["elements"]) <= limits.CONTEXT_ELEMENTS:
                yield f"a context has {len(block['elements'])} elements"
            for element in block["elements"]:
                yield from _too_long("a line of context", element["text"], limits.SECTION)
        case "actions":
            if not 1 <= len(block["elements"]) <= limits.ACTIONS:
                yield f"{len(block['elements'])} actions, 1 to {limits.ACTIONS} are allowed"
            for element in block["elements"]:
                yield from _element(element)
        case other:
            yield f"a block of the kind {other!r}"
    if len(block.get("block_id", "")) > limits.BLOCK_ID:
        yield "a block id is too long"


def _element(element: dict[str, Any]) -> Iterator[str]:
    if not 1 <= len(element.get("action_id", "")) <= limits.ACTION_ID:
        yield "an element needs an action id of a sensible length"
    if element["type"] == "button":
        yield from _button(element)
        return
    if "placeholder" in element:
        yield from _too_long("a placeholder", element["placeholder"]["text"], limits.PLACEHOLDER)
    most = _OPTIONS.get(element["type"])
    options = element.get("options", [])
    if most is None or not 1 <= len(options) <= most:
        yield f"{len(options)} options in {element['type']}"
    for option in options:
        yield from _too_long("an option", option["text"]["text"], limits.OPTION)
        yield from _too_long("an option's value", option["value"], limits.OPTION_VALUE)
        if "description" in option:
            yield from _too_long("a description", option["description"]["text"], limits.DESCRIPTION)
    if len({option["value"] for option in options}) < len(options):
        yield "two options mean the same"
    ticked = element.get("initial_options")
    if ticked is not None and (not ticked or any(chosen not in options for chosen in ticked)):
        yield "what is ticked is not among the options"


def _button(button: dict[str, Any]) -> Iterator[str]:
    yield from _too_long("a button", button["text"]["text"], limits.BUTTON)
    yield from _too_long("a button's value", button["value"], limits.BUTTON_VALUE)
    if "accessibility_label" in button:
        yield from _too_long("what is read out", button["accessibility_label"], limits.ACCESSIBILITY_LABEL)


def _too_long(what: str, words: str, most: int) -> Iterator[str]:
    if not words.strip():
        yield f"{what} is empty"
    if utf16(words) > most:
        yield f"{what} has {utf16(words)} units, {most} are allowed"


def _repeated(parts: list[dict[str, Any]], key: str) -> list[str]:
    counts = Counter(part[key] for part in parts if key in part)
    return [f"{key} {name!r} is there {count} times" for name, count in counts.items() if count > 1]


def _elements(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [element for block in blocks if block["type"] == "actions" for element in block["elements"]]


def _texts(part: object) -> Iterator[str]:
    """Every text that is shown."""
    if isinstance(part, list):
        for item in part:
            yield from _texts(item)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key == "text" and isinstance(value, str):
                yield value
            elif isinstance(value, dict | list):
                yield from _texts(value)
