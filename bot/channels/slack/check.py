"""Would Slack take this payload? Written from its rules, not from the renderer's."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from bot.channels.base import Payload
from bot.channels.cutting import utf16
from bot.channels.slack import limits

Part: TypeAlias = dict[str, Any]
Looks: TypeAlias = Callable[[Part], Iterator[str]]
_MENTION: Final = re.compile(r"<[!@#]|@(channel|here|everyone|group)", re.IGNORECASE)
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
_OPTIONS: Final = {
    "radio_buttons": limits.RADIO_OPTIONS,
    "checkboxes": limits.RADIO_OPTIONS,
    "static_select": limits.SELECT_OPTIONS,
    "multi_static_select": limits.SELECT_OPTIONS,
}
_STYLES: Final = frozenset({"bold", "italic", "strike", "code"})
_READ: Final = frozenset({"text", "title", "label", "name", "accessibility_label"})
"""Where a bare string is shown or read out."""


def check_limits(payload: Payload) -> list[str]:
    """Everything that Slack would refuse, cut or take for a mention, in words; empty when all is well."""
    blocks, text = payload.get("blocks", []), payload.get("text", "")
    faults = [fault for block in blocks for fault in _block(block, _IN_MESSAGES)]
    faults += _too_long("the text beside the blocks", text, limits.TEXT)
    if not 1 <= len(blocks) <= limits.BLOCKS:
        faults.append(f"{len(blocks)} blocks, 1 to {limits.BLOCKS} are allowed")
    total = sum(map(utf16, _texts(blocks)))
    if total > limits.TEXT_OF_BLOCKS:
        faults.append(f"the blocks have {total} units of text, {limits.TEXT_OF_BLOCKS} are safe")
    charts = sum(block.get("type") == "data_visualization" for block in blocks)
    if charts > limits.CHARTS:
        faults.append(f"{charts} charts, {limits.CHARTS} are allowed")
    primary = sum(element.get("style") == "primary" for element in _elements(blocks))
    if primary > 1:
        faults.append(f"{primary} buttons are the main one")
    return [*faults, *_mentions([text]), *_mentions(_texts(_without_rich_text(blocks))), *_names(blocks)]


def check_view(view: Payload) -> list[str]:
    """The same of a modal."""
    blocks = view.get("blocks", [])
    faults = [fault for block in blocks for fault in _block(block, _IN_VIEWS)]
    for name in ("title", "submit", "close"):
        if name in view:
            faults += _too_long(f"the {name} of a view", view[name]["text"], limits.VIEW_TITLE)
    if view.get("type") != "modal" or "title" not in view:
        faults.append("a view is a modal with a title")
    if not 1 <= len(blocks) <= limits.VIEW_BLOCKS:
        faults.append(f"{len(blocks)} blocks, 1 to {limits.VIEW_BLOCKS} are allowed")
    if "submit" not in view and any(block.get("type") == "input" for block in blocks):
        faults.append("a view with a field needs a way to save it")
    if len(view.get("private_metadata", "")) > limits.METADATA:
        faults.append("a view carries too much unseen")
    if len(view.get("callback_id", "")) > limits.CALLBACK_ID:
        faults.append("a view's name is too long")
    return [*faults, *_mentions(_texts(dict(view))), *_names(blocks)]


def _block(block: Part, kinds: Mapping[str, Looks]) -> Iterator[str]:
    kind = block.get("type")
    if isinstance(kind, str) and kind in kinds:
        yield from kinds[kind](block)
    else:
        yield f"a block of the kind {kind!r}"
    if len(block.get("block_id", "")) > limits.BLOCK_ID:
        yield "a block id is too long"


def _section(block: Part) -> Iterator[str]:
    yield from _too_long("a section", block["text"]["text"], limits.SECTION)


def _header(block: Part) -> Iterator[str]:
    yield from _too_long("a header", block["text"]["text"], limits.HEADER)


def _context(block: Part) -> Iterator[str]:
    if not 1 <= len(block["elements"]) <= limits.CONTEXT_ELEMENTS:
        yield f"a context has {len(block['elements'])} elements"
    for element in block["elements"]:
        yield from _too_long("a line of context", element["text"], limits.CONTEXT)


def _rich_text(block: Part) -> Iterator[str]:
    """Letters in it are never read; whoever is called would be an element of another kind."""
    for section in block["elements"]:
        if section["type"] != "rich_text_section":
            yield f"rich text of the kind {section['type']!r}"
            continue
        for element in section["elements"]:
            yield from _in_rich_text(element)
    yield from _too_long("rich text", "".join(_texts(block)), limits.SECTION)


def _in_rich_text(element: Part) -> Iterator[str]:
    kind = element["type"]
    if kind not in ("text", "link", "emoji"):
        yield f"an element of rich text of the kind {kind!r}"
    elif kind != "emoji" and not element["text"]:
        yield "an element of rich text without letters"
    if kind == "link":
        yield from _too_long("a link's address", element["url"], limits.URL)
    if not element.get("style", {"bold": True}).keys() <= _STYLES:
        yield f"letters in the style {element['style']!r}"


def _actions(block: Part) -> Iterator[str]:
    if not 1 <= len(block["elements"]) <= limits.ACTIONS:
        yield f"{len(block['elements'])} actions, 1 to {limits.ACTIONS} are allowed"
    for element in block["elements"]:
        yield from _element(element)


def _divider(_block: Part) -> Iterator[str]:
    """Its kind is all there is to it."""
    yield from ()


def _chart(block: Part) -> Iterator[str]:
    yield from _too_long("the title of a chart", block["title"], limits.CHART_TITLE)
    chart = block["chart"]
    categories, series = chart["axis_config"]["categories"], chart["series"]
    if not 1 <= len(categories) <= limits.CHART_POINTS:
        yield f"{len(categories)} categories, 1 to {limits.CHART_POINTS} are allowed"
    if not 1 <= len(series) <= limits.CHART_SERIES:
        yield f"{len(series)} series, 1 to {limits.CHART_SERIES} are allowed"
    if len(set(categories)) < len(categories):
        yield "two categories have the same label"
    for words in (*categories, *(one["name"] for one in series)):
        yield from _too_long("a label of a chart", words, limits.CHART_LABEL)
    if any([point["label"] for point in one["data"]] != categories for one in series):
        yield "a series does not cover exactly the categories"


def _input(block: Part) -> Iterator[str]:
    yield from _too_long("a label", block["label"]["text"], limits.LABEL)
    if "hint" in block:
        yield from _too_long("a hint", block["hint"]["text"], limits.LABEL)
    element = block["element"]
    yield from _action_id(element)
    yield from _placeholder(element)
    if element["type"] not in _FIELDS:
        yield f"a field of the kind {element['type']!r}"
    elif element["type"] == "number_input":
        yield from _number(element)
    else:
        most = element.get("max_length", limits.FIELD)
        if not 1 <= most <= limits.FIELD:
            yield f"a field for {most} characters, 1 to {limits.FIELD} are allowed"
        if utf16(element.get("initial_value", "")) > most:
            yield "what stands in a field is too long for it"


def _number(element: Part) -> Iterator[str]:
    if not isinstance(element.get("is_decimal_allowed"), bool):
        yield "a number has decimals or has none"
    for name in ("min_value", "max_value", "initial_value"):
        if not _NUMBER.fullmatch(element.get(name, "0")):
            yield f"{name} is no number: {element[name]!r}"


_IN_MESSAGES: Final[dict[str, Looks]] = {
    "section": _section,
    "rich_text": _rich_text,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "divider": _divider,
    "data_visualization": _chart,
}
_IN_VIEWS: Final[dict[str, Looks]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "divider": _divider,
    "input": _input,
}
_FIELDS: Final = frozenset({"number_input", "plain_text_input", "email_text_input"})


def _element(element: Part) -> Iterator[str]:
    yield from _action_id(element)
    if "confirm" in element:
        yield from _confirm(element["confirm"])
    if element["type"] == "button":
        yield from _button(element)
        return
    yield from _placeholder(element)
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


def _button(button: Part) -> Iterator[str]:
    yield from _too_long("a button", button["text"]["text"], limits.BUTTON)
    if "url" in button:
        yield from _too_long("a button's address", button["url"], limits.URL)
    else:
        yield from _too_long("a button's value", button["value"], limits.BUTTON_VALUE)
    if "accessibility_label" in button:
        yield from _too_long("what is read out", button["accessibility_label"], limits.ACCESSIBILITY_LABEL)
    if button.get("style", "primary") not in ("primary", "danger"):
        yield f"a button in the style {button['style']!r}"
    if button.get("style") == "danger" and "confirm" not in button:
        yield "a button that destroys does not ask once more"


def _confirm(confirm: Part) -> Iterator[str]:
    yield from _too_long("the title of a dialog", confirm["title"]["text"], limits.CONFIRM_TITLE)
    yield from _too_long("the text of a dialog", confirm["text"]["text"], limits.CONFIRM_TEXT)
    for name in ("confirm", "deny"):
        yield from _too_long("a button of a dialog", confirm[name]["text"], limits.CONFIRM_BUTTON)


def _action_id(element: Part) -> Iterator[str]:
    if not 1 <= len(element.get("action_id", "")) <= limits.ACTION_ID:
        yield "an element needs an action id of a sensible length"


def _placeholder(element: Part) -> Iterator[str]:
    if "placeholder" in element:
        yield from _too_long("a placeholder", element["placeholder"]["text"], limits.PLACEHOLDER)


def _too_long(what: str, words: str, most: int) -> Iterator[str]:
    if not words.strip():
        yield f"{what} is empty"
    if utf16(words) > most:
        yield f"{what} has {utf16(words)} units, {most} are allowed"


def _mentions(texts: Iterator[str] | list[str]) -> list[str]:
    return [f"a mention: {words[:40]!r}" for words in texts if _MENTION.search(words)]


def _names(blocks: list[Part]) -> list[str]:
    return [*_repeated(blocks, "block_id"), *_repeated(_elements(blocks), "action_id")]


def _repeated(parts: list[Part], key: str) -> list[str]:
    counts = Counter(part[key] for part in parts if key in part)
    return [f"{key} {name!r} is there {count} times" for name, count in counts.items() if count > 1]


def _elements(blocks: list[Part]) -> list[Part]:
    pressed = [element for block in blocks if block["type"] == "actions" for element in block["elements"]]
    return [*pressed, *(block["element"] for block in blocks if block["type"] == "input")]


def _without_rich_text(blocks: list[Part]) -> list[Part]:
    return [block for block in blocks if block["type"] != "rich_text"]


def _texts(part: object) -> Iterator[str]:
    """Every text that is shown."""
    if isinstance(part, list):
        for item in part:
            yield from _texts(item)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key in _READ and isinstance(value, str):
                yield value
            elif isinstance(value, dict | list):
                yield from _texts(value)
