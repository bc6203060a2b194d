"""All blocks of a message or a view, and the names that Slack gives where an app gave none."""

import json
from collections.abc import Callable
from itertools import count
from typing import Any, Final

from tests.fakes.slack.kit.blocks import check_block
from tests.fakes.slack.kit.check import Check, Surface, kind_of
from tests.fakes.slack.refusal import RefusalError
from tests.fakes.slack.words import kept

MOST_TEXT: Final = 13_200
"""Of all blocks of a message together."""
TOO_LONG: Final = 40_000
"""From here on the text of a message is cut."""
MOST_BLOCKS: Final = {Surface.MESSAGE: 50, Surface.MODAL: 100, Surface.HOME: 100}
_NAMES: Final = count(1)


def check_blocks(
    given: Any, surface: Surface, has_file: Callable[[str], bool], *, takes_charts: bool = True
) -> list[dict[str, Any]]:
    """The blocks that were given, as a list or in JSON. RefusalError: Slack does not take them."""
    blocks = _parsed(given)
    check = Check(surface, has_file, takes_charts=takes_charts)
    for place, block in enumerate(check.items(blocks, "/blocks", 0, MOST_BLOCKS[surface])):
        check_block(check, block, f"/blocks/{place}")
    if check.faults:
        raise RefusalError("invalid_blocks", messages=check.faults)
    if surface is Surface.MESSAGE and check.characters > MOST_TEXT:
        raise RefusalError("msg_blocks_too_long")
    return [named(block) for block in blocks]


def named(block: dict[str, Any]) -> dict[str, Any]:
    """A block as Slack keeps it: with a new `block_id` and `action_id` wherever there is none."""
    done = _named(block)
    done.setdefault("block_id", _name())
    return done


def _parsed(given: Any) -> Any:
    if not isinstance(given, str):
        return given
    try:
        return json.loads(given)
    except ValueError as error:
        raise RefusalError("invalid_blocks_format") from error


def _named(value: dict[str, Any]) -> dict[str, Any]:
    done: dict[str, Any] = {}
    for name, inner in value.items():
        if isinstance(inner, dict):
            done[name] = _named(inner)
        elif isinstance(inner, list):
            done[name] = [_named(one) if isinstance(one, dict) else one for one in inner]
        else:
            done[name] = inner
    kind = kind_of(value)
    if kind == "plain_text" and isinstance(done.get("text"), str):
        done["text"] = kept(done["text"])
        done.setdefault("emoji", True)
    elif kind == "mrkdwn":
        done.setdefault("verbatim", False)
    elif kind in _INTERACTIVE:
        done.setdefault("action_id", _name())
    elif kind in _WITH_CONTROLS:
        done.setdefault("block_id", _name())
    return done


_INTERACTIVE: Final = frozenset(
    {
        "button", "checkboxes", "radio_buttons", "overflow", "datepicker", "timepicker", "datetimepicker",
        "static_select", "external_select", "users_select", "conversations_select", "channels_select",
        "multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select",
        "multi_channels_select", "plain_text_input", "number_input", "email_text_input", "url_text_input",
        "file_input", "rich_text_input",
    }
)  # fmt: skip


_WITH_CONTROLS: Final = frozenset({"section", "actions", "context_actions", "input", "card"})


def _name() -> str:
    return f"g{next(_NAMES):x}"
