"""What a payload looks like in Slack, as plain text: `*bold*`, `link (address)`, controls in their rows."""

from collections.abc import Iterator
from typing import Any

from bot.channels.base import Payload
from bot.channels.slack.mrkdwn import unescaped


def preview(payload: Payload) -> str:
    """The message as lines, without a line break at the end."""
    return "\n".join(line for block in payload["blocks"] for line in _block(block)).rstrip()


def _block(block: dict[str, Any]) -> Iterator[str]:
    match block["type"]:
        case "context":
            yield from (unescaped(element["text"]) for element in block["elements"])
        case "actions":
            buttons = [_label(element) for element in block["elements"] if element["type"] == "button"]
            if buttons:
                yield "  ".join(f"[ {label} ]" for label in buttons)
            for element in block["elements"]:
                if element["type"] != "button":
                    yield from _menu(element)
        case "rich_text":
            yield from ("".join(map(_rich, section["elements"])) for section in block["elements"])
        case _:
            yield unescaped(block["text"]["text"]).rstrip()
    yield ""


def _rich(element: dict[str, Any]) -> str:
    text = unescaped(element["text"])
    if element["type"] == "link":
        return f"{text} ({element['url']})"
    return f"*{text}*" if "style" in element else text


def _menu(element: dict[str, Any]) -> Iterator[str]:
    several = element["type"] in ("checkboxes", "multi_static_select")
    if element["type"].endswith("select"):
        yield f"[ {element['placeholder']['text']} ▾ ]"
    ticked = element.get("initial_options", [])
    for option in element["options"]:
        mark = ("[x]" if option in ticked else "[ ]") if several else "( )"
        hint = f" – {option['description']['text']}" if "description" in option else ""
        yield f"  {mark} {option['text']['text']}{hint}"


def _label(button: dict[str, Any]) -> str:
    return str(button["text"]["text"])
