"""What is read of blocks, from top to bottom, as lines."""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from tests.fakes.slack import words
from tests.fakes.slack.kit.controls import Control, option_label

Chosen: TypeAlias = Callable[[Control], Any]
"""What is chosen in a control, in the shape of payloads."""


def initial(control: Control) -> Any:
    """As it is before anybody touched it."""
    return control.initial


def lines(blocks: list[dict[str, Any]], chosen: Chosen = initial) -> Iterator[str]:
    """The lines of blocks; controls as `[Label]`, `(•) Option`, `[x] Option`, `[Placeholder ▾]`."""
    for block in blocks:
        yield from _block(block, chosen)


def text(value: dict[str, Any]) -> str:
    """A text object as it is read."""
    return words.read(value["text"]) if value["type"] == "mrkdwn" else words.plain(value["text"])


def _block(block: dict[str, Any], chosen: Chosen) -> Iterator[str]:
    match block["type"]:
        case "section":
            yield from (text(one) for one in [block.get("text"), *block.get("fields", ())] if one)
            if "accessory" in block:
                yield _element(block, block["accessory"], chosen)
        case "header" | "alert":
            yield text(block["text"])
        case "divider":
            yield "───"
        case "actions" | "context" | "context_actions":
            yield " ".join(_element(block, one, chosen) for one in block["elements"])
        case "input":
            yield text(block["label"]) + (" (optional)" if block.get("optional") else "")
            yield _element(block, block["element"], chosen)
            if "hint" in block:
                yield text(block["hint"])
        case "image":
            yield from (text(block["title"]) for _ in range("title" in block))
            yield f"<{words.plain(block['alt_text'])}>"
        case "data_visualization":
            yield from _chart(block)
        case _:
            yield from _other(block, chosen)


def _other(block: dict[str, Any], chosen: Chosen) -> Iterator[str]:
    match block["type"]:
        case "rich_text":
            yield from _rich(block["elements"])
        case "markdown":
            yield words.read(block["text"])
        case "card":
            yield from (text(block[name]) for name in ("title", "subtitle", "body") if name in block)
            yield " ".join(_element(block, one, chosen) for one in block.get("actions", ()))
        case "carousel":
            yield from lines(block["elements"], chosen)
        case "container":
            yield from (text(block[name]) for name in ("title", "subtitle") if name in block)
            yield from lines(block["child_blocks"], chosen)
        case "table" | "data_table":
            for row in block["rows"]:
                yield " | ".join("".join(_strings(cell)) for cell in row)
        case _:
            yield "".join(_strings(block))


def _rich(parts: list[dict[str, Any]]) -> Iterator[str]:
    """Letters as they are: no sign among them means anything."""
    for part in parts:
        if part["type"] == "rich_text_list":
            yield from (f"• {line}" for line in _rich(part["elements"]))
        else:
            yield "".join(map(_in_rich, part["elements"]))


def _in_rich(element: dict[str, Any]) -> str:
    match element["type"]:
        case "link":
            return str(element.get("text", element["url"]))
        case "date":
            return str(element.get("fallback", element["format"]))
        case "emoji":
            return f":{element['name']}:"
        case "text" | "color":
            return str(element.get("text", element.get("value")))
        case _:
            return called(element)


def called(element: dict[str, Any]) -> str:
    """Whom an element of rich text calls; empty where it calls nobody."""
    name = _CALLS.get(element.get("type", ""))
    return f"{name[1]}{element[name[0]]}" if name and name[0] in element else ""


_CALLS = {
    "broadcast": ("range", "@"),
    "user": ("user_id", "@"),
    "usergroup": ("usergroup_id", "@"),
    "team": ("team_id", "@"),
    "channel": ("channel_id", "#"),
}


def _chart(block: dict[str, Any]) -> Iterator[str]:
    """A picture to those who see it; its title and figures to those who hear it."""
    chart = block["chart"]
    yield f"<{block['title']}>"
    for series in chart.get("series", [{"data": chart.get("segments", ())}]):
        yield ", ".join(f"{point['label']} {point['value']}" for point in series["data"])


def _element(block: dict[str, Any], element: dict[str, Any], chosen: Chosen) -> str:
    kind = element["type"]
    if kind in ("plain_text", "mrkdwn"):
        return text(element)
    if kind == "image":
        return f"<{words.plain(element['alt_text'])}>"
    if kind == "overflow":
        return _overflow(Control(block, element))
    if kind not in _DRAWN:
        return f"[{Control(block, element).label}]"
    control = Control(block, element)
    return _DRAWN[kind](control, chosen(control))


def _radio(control: Control, value: Any) -> str:
    return " ".join(f"({'•' if one == value else ' '}) {option_label(one)}" for one in control.options)


def _boxes(control: Control, value: Any) -> str:
    return " ".join(f"[{'x' if one in value else ' '}] {option_label(one)}" for one in control.options)


def _menu(control: Control, value: Any) -> str:
    return f"[{option_label(value) if value else control.label} ▾]"


def _menu_of_many(control: Control, value: Any) -> str:
    return f"[{', '.join(map(option_label, value)) or control.label} ▾]"


def _picker(control: Control, value: Any) -> str:
    return f"[{value or control.label} ▾]"


def _picker_of_many(control: Control, value: Any) -> str:
    return f"[{', '.join(_sign(one) + one for one in value) or control.label} ▾]"


def _sign(identity: str) -> str:
    return "@" if identity[0] in "UW" else "#"


def _overflow(control: Control) -> str:
    return f"[⋯ {' · '.join(map(option_label, control.options))}]"


def _line(control: Control, value: Any) -> str:
    placeholder = control.element.get("placeholder")
    return f"[{value or (text(placeholder) if placeholder else '')}_]"


_DRAWN: dict[str, Callable[[Control, Any], str]] = {
    "radio_buttons": _radio,
    "checkboxes": _boxes,
    "static_select": _menu,
    "multi_static_select": _menu_of_many,
    "datepicker": _picker,
    "timepicker": _picker,
    "users_select": _picker,
    "conversations_select": _picker,
    "channels_select": _picker,
    "multi_users_select": _picker_of_many,
    "multi_conversations_select": _picker_of_many,
    "multi_channels_select": _picker_of_many,
    "plain_text_input": _line,
    "number_input": _line,
    "email_text_input": _line,
    "url_text_input": _line,
}


def _strings(value: Any) -> Iterator[str]:
    """All texts inside, in order."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in ("text", "value", "title") and isinstance(inner, str | int | float):
                yield str(inner)
            else:
                yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
