"""Blocks and views as short as they can be, for tests that need some."""

from typing import Any


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def section(text: str, **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(label: str, **more: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain(label), "action_id": f"do {label}", "value": label, **more}


def buttons(*labels: str, **more: Any) -> dict[str, Any]:
    return {"type": "actions", "elements": [button(label) for label in labels], **more}


def option(label: str) -> dict[str, Any]:
    return {"text": plain(label), "value": f"value {label}"}


def choice(kind: str, *labels: str, **more: Any) -> dict[str, Any]:
    """Radio buttons, checkboxes or a select."""
    return {"type": kind, "action_id": kind, "options": [option(label) for label in labels], **more}


def actions(*elements: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements), **more}


def field(element: dict[str, Any], block_id: str = "field", **more: Any) -> dict[str, Any]:
    """An input block."""
    return {"type": "input", "block_id": block_id, "label": plain("Label"), "element": element, **more}


def words(**more: Any) -> dict[str, Any]:
    return {"type": "plain_text_input", "action_id": "words", **more}


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    frame = {"title": plain("Title"), "submit": plain("Next"), "close": plain("Close"), "callback_id": "page"}
    return {"type": "modal", "blocks": list(blocks)} | frame | more


def home(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "home", "blocks": list(blocks), **more}


def chart(kind: str = "bar", **more: Any) -> dict[str, Any]:
    """A chart of two values."""
    points = [{"label": "Sleep", "value": 3}, {"label": "Mood", "value": 4.5}]
    body: dict[str, Any] = {"type": kind}
    if kind == "pie":
        body["segments"] = points
    else:
        body |= {
            "series": [{"name": "You", "data": points}],
            "axis_config": {"categories": ["Sleep", "Mood"], "y_label": "Points"},
        }
    return {"type": "data_visualization", "title": "Scores", "chart": body | more}
