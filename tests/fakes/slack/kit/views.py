"""Views: modals and the Home tab."""

import json
from collections.abc import Callable
from typing import Any, Final

from tests.fakes.slack.kit.blocks import check_block
from tests.fakes.slack.kit.check import Check, Surface
from tests.fakes.slack.kit.messages import MOST_BLOCKS, named
from tests.fakes.slack.kit.texts import PLAIN, check_optional_text, check_text
from tests.fakes.slack.refusal import RefusalError, invalid_arguments

_LARGEST: Final = 250 * 1024
_OPTIONAL: Final = frozenset({"private_metadata", "callback_id", "external_id"})
_OF_MODALS: Final = _OPTIONAL | {"submit", "close", "clear_on_close", "notify_on_close", "submit_disabled"}


def check_view(given: Any, has_file: Callable[[str], bool], kinds: tuple[str, ...]) -> dict[str, Any]:
    """The view that was given, as an object or in JSON. RefusalError: Slack does not take it."""
    view = _parsed(given)
    kind = view.get("type")
    if kind not in kinds:
        raise invalid_arguments(f"must be one of {', '.join(kinds)} [json-pointer:/view/type]")
    if len(json.dumps(view, ensure_ascii=False).encode()) > _LARGEST:
        raise RefusalError("view_too_large")
    surface = Surface.HOME if kind == "home" else Surface.MODAL
    check = Check(surface, has_file)
    _check_frame(check, view, surface)
    for place, block in enumerate(check.items(view.get("blocks"), "/view/blocks", 0, MOST_BLOCKS[surface])):
        check_block(check, block, f"/view/blocks/{place}")
    if check.faults:
        raise RefusalError("invalid_arguments", messages=check.faults)
    return view | {"blocks": [named(block) for block in view["blocks"]]}


def _parsed(given: Any) -> dict[str, Any]:
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except ValueError as error:
            raise invalid_arguments("must be valid JSON [json-pointer:/view]") from error
    if not isinstance(given, dict):
        raise invalid_arguments("missing required field: view")
    return given


def _check_frame(check: Check, view: dict[str, Any], surface: Surface) -> None:
    """All but the blocks."""
    if surface is Surface.HOME:
        check.fields(view, "/view", ("type", "blocks"), _OPTIONAL)
    elif check.fields(view, "/view", ("type", "blocks", "title"), _OF_MODALS):
        check_text(check, view["title"], "/view/title", 24, PLAIN)
        check_optional_text(check, view, "submit", "/view", 24)
        check_optional_text(check, view, "close", "/view", 24)
        check.flags(view, "/view", "clear_on_close", "notify_on_close", "submit_disabled")
        if "submit" not in view and any(
            isinstance(block, dict) and block.get("type") == "input" for block in view["blocks"] or ()
        ):
            check.wrong("a view with input blocks must provide submit", "/view")
    if "private_metadata" in view:
        check.string(view["private_metadata"], "/view/private_metadata", 3000, 0)
    check.optional_string(view, "callback_id", "/view", 255)
    check.optional_string(view, "external_id", "/view", 255)
