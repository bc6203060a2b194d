"""Blocks, one by one: fields, lengths, counts, and where each may stand."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from tests.fakes.slack.kit.charts import check_chart, check_data_table, check_table
from tests.fakes.slack.kit.check import Check, Surface, kind_of
from tests.fakes.slack.kit.elements import (
    IN_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    check_element,
    check_image,
    check_picture,
)
from tests.fakes.slack.kit.rich import check_rich_text
from tests.fakes.slack.kit.texts import ANY, PLAIN, check_optional_text, check_text
from tests.fakes.slack.words import utf16

_EVERYWHERE: Final = frozenset(Surface)
_MESSAGE: Final = frozenset({Surface.MESSAGE})
_IN_CONTEXT_ACTIONS: Final = frozenset({"feedback_buttons", "icon_button"})
_IN_CONTAINER: Final = frozenset({"section", "header", "context", "divider", "actions", "image", "rich_text"})
_MOST_MARKDOWN: Final = 12_000


class _Kind(NamedTuple):
    look: Callable[[Check, dict[str, Any], str], None]
    required: frozenset[str]
    optional: frozenset[str]
    surfaces: frozenset[Surface]


def check_block(check: Check, block: Any, path: str) -> None:
    """A block, at the top or inside another."""
    name = kind_of(block)
    kind = _KINDS.get(name)
    if kind is None:
        check.wrong(f"unsupported type: {name}", f"{path}/type")
        return
    if check.surface not in kind.surfaces:
        check.wrong(f"{name} is not supported in a {check.surface}", f"{path}/type")
        return
    check.block_id(block, path)
    if check.fields(block, path, kind.required, kind.optional):
        kind.look(check, block, path)


def _section(check: Check, block: dict[str, Any], path: str) -> None:
    if "text" not in block and "fields" not in block:
        check.wrong("must provide text or fields", path)
    check_optional_text(check, block, "text", path, 3000, ANY)
    if "fields" in block:
        for place, field in enumerate(check.items(block["fields"], f"{path}/fields", 1, 10)):
            check_text(check, field, f"{path}/fields/{place}", 2000)
    if "accessory" in block:
        check_element(check, block["accessory"], f"{path}/accessory", IN_SECTION)
    check.flags(block, path, "expand")


def _header(check: Check, block: dict[str, Any], path: str) -> None:
    check_text(check, block["text"], f"{path}/text", 150, PLAIN)
    check.one_of(block, "level", path, (1, 2, 3, 4))


def _context(check: Check, block: dict[str, Any], path: str) -> None:
    for place, element in enumerate(check.items(block["elements"], f"{path}/elements", 1, 10)):
        here = f"{path}/elements/{place}"
        if isinstance(element, dict) and element.get("type") == "image":
            check_image(check, element, here)
        else:
            check_text(check, element, here, 2000)


def _nothing(_check: Check, _block: dict[str, Any], _path: str) -> None:
    """Its fields are all there is to it."""


def _actions(check: Check, block: dict[str, Any], path: str) -> None:
    for place, element in enumerate(check.items(block["elements"], f"{path}/elements", 1, 25)):
        check_element(check, element, f"{path}/elements/{place}", IN_ACTIONS)


def _context_actions(check: Check, block: dict[str, Any], path: str) -> None:
    for place, element in enumerate(check.items(block["elements"], f"{path}/elements", 1, 5)):
        kind = kind_of(element)
        if kind not in _IN_CONTEXT_ACTIONS:
            check.wrong(f"unsupported type: {kind}", f"{path}/elements/{place}/type")
        else:
            check.action_id(element, f"{path}/elements/{place}")


def _input(check: Check, block: dict[str, Any], path: str) -> None:
    check_text(check, block["label"], f"{path}/label", 2000, PLAIN)
    check_optional_text(check, block, "hint", path, 2000)
    check.flags(block, path, "dispatch_action", "optional")
    check_element(check, block["element"], f"{path}/element", IN_INPUT)


def _image(check: Check, block: dict[str, Any], path: str) -> None:
    check.string(block["alt_text"], f"{path}/alt_text", 2000)
    check_optional_text(check, block, "title", path, 2000)
    check_picture(check, block, path)


def _markdown(check: Check, block: dict[str, Any], path: str) -> None:
    if check.string(block["text"], f"{path}/text", _MOST_MARKDOWN):
        check.markdown += utf16(block["text"])
        if check.markdown > _MOST_MARKDOWN:
            check.wrong(f"no more than {_MOST_MARKDOWN} characters of markdown allowed", path)
        check.characters += utf16(block["text"])


def _alert(check: Check, block: dict[str, Any], path: str) -> None:
    check_text(check, block["text"], f"{path}/text", 200)
    check.one_of(block, "level", path, ("default", "info", "warning", "error", "success"))


def _card(check: Check, block: dict[str, Any], path: str) -> None:
    if not {"title", "body", "hero_image", "actions"} & block.keys():
        check.wrong("must provide one of title, body, hero_image, actions", path)
    for name, most in (("title", 150), ("subtitle", 150), ("body", 200)):
        check_optional_text(check, block, name, path, most, ANY)
    for name in ("hero_image", "icon"):
        if name in block:
            check_image(check, block[name], f"{path}/{name}")
    if "actions" in block:
        for place, element in enumerate(check.items(block["actions"], f"{path}/actions", 1, 3)):
            check_element(check, element, f"{path}/actions/{place}", frozenset({"button"}))


def _carousel(check: Check, block: dict[str, Any], path: str) -> None:
    for place, card in enumerate(check.items(block["elements"], f"{path}/elements", 1, 10)):
        if not isinstance(card, dict) or card.get("type") != "card":
            check.wrong("must be a card", f"{path}/elements/{place}")
        else:
            check_block(check, card, f"{path}/elements/{place}")


def _container(check: Check, block: dict[str, Any], path: str) -> None:
    check_optional_text(check, block, "title", path, 150)
    check_optional_text(check, block, "subtitle", path, 150, ANY)
    check.flags(block, path, "is_collapsible", "default_collapsed", "has_header_divider")
    for place, child in enumerate(check.items(block["child_blocks"], f"{path}/child_blocks", 1, 10)):
        if kind_of(child) not in _IN_CONTAINER:
            check.wrong("unsupported type in a container", f"{path}/child_blocks/{place}")
        else:
            check_block(check, child, f"{path}/child_blocks/{place}")


def _kind(
    look: Callable[[Check, dict[str, Any], str], None],
    required: str = "",
    optional: str = "",
    surfaces: frozenset[Surface] = _EVERYWHERE,
) -> _Kind:
    return _Kind(
        look, frozenset(["type", *required.split()]), frozenset(["block_id", *optional.split()]), surfaces
    )


_OUTSIDE_MODALS: Final = frozenset({Surface.MESSAGE, Surface.HOME})
_KINDS: Final[dict[str, _Kind]] = {
    "section": _kind(_section, "", "text fields accessory expand"),
    "header": _kind(_header, "text", "level"),
    "context": _kind(_context, "elements"),
    "divider": _kind(_nothing),
    "actions": _kind(_actions, "elements"),
    "context_actions": _kind(_context_actions, "elements", "", _MESSAGE),
    "input": _kind(_input, "label element", "hint optional dispatch_action"),
    "image": _kind(_image, "alt_text", "image_url slack_file title"),
    "markdown": _kind(_markdown, "text", "", _MESSAGE),
    "rich_text": _kind(check_rich_text, "elements"),
    "table": _kind(check_table, "rows", "column_settings", _MESSAGE),
    "data_table": _kind(check_data_table, "rows caption", "column_settings page_size", _OUTSIDE_MODALS),
    "data_visualization": _kind(check_chart, "title chart", "", _MESSAGE),
    "alert": _kind(_alert, "text", "level", frozenset({Surface.MODAL})),
    "card": _kind(_card, "", "title subtitle body hero_image icon actions"),
    "carousel": _kind(_carousel, "elements", "", _OUTSIDE_MODALS),
    "container": _kind(
        _container,
        "child_blocks",
        "title rich_text_title subtitle width icon is_collapsible default_collapsed has_header_divider",
        _OUTSIDE_MODALS,
    ),
    "plan": _kind(_nothing, "title", "tasks", _MESSAGE),
    "task_card": _kind(_nothing, "task_id title status", "details output sources", _MESSAGE),
    "video": _kind(
        _nothing,
        "alt_text title thumbnail_url video_url",
        "author_name description provider_icon_url provider_name title_url",
    ),
    "file": _kind(_nothing, "external_id source", "", _MESSAGE),
}
