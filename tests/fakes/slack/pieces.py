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


def numbered(many: int) -> list[str]:
    """So many different labels."""
    return [f"{number}" for number in range(many)]


def select(**more: Any) -> dict[str, Any]:
    """A menu of two."""
    return choice("static_select", "A", "B", **more)


def image(**more: Any) -> dict[str, Any]:
    """A picture by an address."""
    return {"type": "image", "image_url": "https://e.com/a.png", "alt_text": "alt"} | more


def confirm(**more: Any) -> dict[str, Any]:
    """The dialog before an action."""
    texts = {"title": plain("t"), "text": plain("t"), "confirm": plain("t"), "deny": plain("t")}
    return {"confirm": texts | more}


def context(many: int) -> dict[str, Any]:
    """So many short texts."""
    return {"type": "context", "elements": [plain("x")] * many}


def table(rows: int, cells: int = 1, text: str = "x") -> dict[str, Any]:
    """Rows of the same cells."""
    return {"type": "table", "rows": [[{"type": "raw_text", "text": text}] * cells] * rows}


def data_table(rows: int) -> dict[str, Any]:
    """A table with a header."""
    return {**table(rows), "type": "data_table", "caption": "Caption"}


def markdown(many: int) -> dict[str, Any]:
    """So many signs of it."""
    return {"type": "markdown", "text": "x" * many}


def rich(*elements: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Rich text in one section."""
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [*elements]}], **more}


def letters(text: str, **more: Any) -> dict[str, Any]:
    """A run of it."""
    return {"type": "text", "text": text, **more}


def card(**more: Any) -> dict[str, Any]:
    """A card with a title."""
    return {"type": "card", "title": plain("t")} | more


def carousel(many: int) -> dict[str, Any]:
    """So many cards."""
    return {"type": "carousel", "elements": [card() for _ in range(many)]}


def alert() -> dict[str, Any]:
    """A warning of a modal."""
    return {"type": "alert", "text": plain("x")}


def container(many: int) -> dict[str, Any]:
    """So many blocks in one."""
    return {"type": "container", "child_blocks": [{"type": "divider"}] * many}
