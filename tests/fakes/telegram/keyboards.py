"""Buttons under a message and keyboards in place of the letters, checked as Telegram checks them."""

import json
import re
from collections.abc import Iterable
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from tests.fakes.telegram.html import utf16
from tests.fakes.telegram.parameters import Parameters
from tests.fakes.telegram.record import Record
from tests.fakes.telegram.refusal import RefusalError, bad_request

DATA: Final = 64
BUTTONS: Final = 100
IN_A_ROW: Final = 8
BYTES: Final = 10_000
REPLY_BUTTONS: Final = 300
REPLY_IN_A_ROW: Final = 12
COPIED: Final = 256
PLACEHOLDER: Final = 64
_ACTIONS: Final = frozenset(
    {
        "callback_data", "url", "copy_text", "web_app", "login_url", "switch_inline_query",
        "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "callback_game", "pay",
    }
)  # fmt: skip
_REPLY_ACTIONS: Final = frozenset(
    {"request_contact", "request_location", "request_poll", "request_users", "request_chat", "web_app"}
)
_STYLES: Final = frozenset({"primary", "success", "danger"})
_HOST: Final = re.compile(r"[\w-]+(\.[\w-]+)+")


class Markup(NamedTuple):
    """What stands under a message."""

    kind: str
    """inline, keyboard, remove or force."""
    content: dict[str, Any]

    @property
    def rows(self) -> list[list[dict[str, Any]]]:
        rows: list[list[dict[str, Any]]] = (
            self.content.get("inline_keyboard") or self.content.get("keyboard") or []
        )
        return rows


def read_markup(given: Parameters, record: Record) -> Markup | None:
    """The reply markup of a message. RefusalError: Telegram would not take it."""
    markup = given.json("reply_markup")
    if markup is None or markup == {}:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"], record)
    if "keyboard" in markup:
        return _keyboard(markup, record)
    if markup.get("remove_keyboard") is True:
        return Markup("remove", markup)
    if markup.get("force_reply") is True:
        _check_placeholder(markup)
        return Markup("force", markup)
    raise bad_request("object expected as reply markup")


def read_inline_markup(given: Parameters, record: Record) -> Markup | None:
    """The buttons of a message that is edited: no other markup can be there."""
    markup = read_markup(given, record)
    if markup and markup.kind != "inline":
        raise bad_request("inline keyboard expected")
    return markup


def _inline(rows: Any, record: Record) -> Markup | None:
    read = _rows(rows, "inline keyboard")
    for row in read:
        if len(row) > IN_A_ROW:
            record.loses(f"{len(row)} buttons in a row: those behind the first {IN_A_ROW} may be cut off")
        for button in row:
            _check_inline(button)
    if sum(map(len, read)) > BUTTONS or len(json.dumps(read, ensure_ascii=False).encode()) > BYTES:
        raise bad_request("reply markup is too long")
    return Markup("inline", {"inline_keyboard": read}) if read else None


def _keyboard(markup: dict[str, Any], record: Record) -> Markup:
    rows = [
        [{"text": button} if isinstance(button, str) else button for button in row]
        for row in _rows(markup["keyboard"], "keyboard", (str, dict))
    ]
    for button in (button for row in rows for button in row):
        _check_label(button, "keyboard button")
        if len(_REPLY_ACTIONS & button.keys()) > 1:
            raise _no_button("keyboard button", "a button does one thing")
    if sum(map(len, rows)) > REPLY_BUTTONS:
        raise bad_request("reply markup is too long")
    if any(len(row) > REPLY_IN_A_ROW for row in rows):
        record.loses(f"a row of a keyboard has more than {REPLY_IN_A_ROW} buttons")
    if not rows:
        raise bad_request("reply keyboard must have at least one button")
    _check_placeholder(markup)
    return Markup("keyboard", markup | {"keyboard": rows})


def _rows(rows: Any, what: str, kinds: type | tuple[type, ...] = dict) -> list[list[Any]]:
    """The rows that have buttons; empty ones are not there for Telegram."""
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(f"can't parse {what}: expected an Array of Array")
    if not all(isinstance(button, kinds) for row in rows for button in row):
        raise bad_request(f"can't parse {what} button: expected an Object")
    return [row for row in rows if row]


def _check_inline(button: dict[str, Any]) -> None:
    _check_label(button, "inline keyboard button")
    actions = _ACTIONS & button.keys()
    data = button.get("callback_data")
    if not actions or data == "":
        raise _no_button("inline keyboard button", "Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _no_button("inline keyboard button", f"exactly one action is allowed, not {_listed(actions)}")
    if "callback_data" in actions and (not isinstance(data, str) or len(data.encode()) > DATA):
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in actions:
        _check_address(button["url"])
    if "copy_text" in actions:
        copied = button["copy_text"]
        if not isinstance(copied, dict) or not 1 <= utf16(str(copied.get("text", ""))) <= COPIED:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _check_label(button: dict[str, Any], what: str) -> None:
    label = button.get("text")
    if not isinstance(label, str):
        raise _no_button(what, 'Field "text" must be of type String')
    if not label.strip():
        raise bad_request(f"{what} text must be non-empty")
    if button.get("style", "primary") not in _STYLES:
        raise _no_button(what, "unknown style")


def _check_address(address: Any) -> None:
    parts = urlsplit(address) if isinstance(address, str) else urlsplit("")
    if parts.scheme == "tg":
        return
    if parts.scheme not in ("http", "https"):
        raise bad_request(f"inline keyboard button URL '{address}' is invalid: Unsupported URL protocol")
    if not _HOST.fullmatch(parts.hostname or ""):
        raise bad_request(f"inline keyboard button URL '{address}' is invalid: Wrong HTTP URL")


def _check_placeholder(markup: dict[str, Any]) -> None:
    placeholder = markup.get("input_field_placeholder")
    if placeholder is not None and not 1 <= utf16(str(placeholder)) <= PLACEHOLDER:
        raise bad_request("input field placeholder must have 1 to 64 characters")


def _no_button(what: str, why: str) -> RefusalError:
    return bad_request(f"can't parse {what}: {why}")


def _listed(actions: Iterable[str]) -> str:
    return " and ".join(sorted(actions))
