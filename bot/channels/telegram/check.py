"""Would Telegram take this payload? Written from its rules, not from the renderer's."""

import json
from typing import Any
from urllib.parse import urlsplit

from bot.channels.base import Payload
from bot.channels.cutting import utf16
from bot.channels.telegram import limits
from bot.channels.telegram.html import Seen


def check_limits(payload: Payload) -> list[str]:
    """Everything that Telegram would refuse, cut or silently drop, in words; empty when all is well."""
    return [*_text(payload), *_keyboard(payload)]


def _text(payload: Payload) -> list[str]:
    if payload.get("parse_mode") != "HTML" or not isinstance(payload.get("text"), str):
        return ["a message needs a text in HTML"]
    seen = Seen(payload["text"])
    faults = list(seen.faults)
    length = utf16(seen.text)
    if not seen.text.strip():
        faults.append("the text is empty")
    if length > limits.TEXT:
        faults.append(f"the text has {length} units, {limits.TEXT} are allowed")
    if seen.entities > limits.ENTITIES:
        faults.append(f"the text has {seen.entities} marks, {limits.ENTITIES} are allowed")
    return faults


def _keyboard(payload: Payload) -> list[str]:
    if "reply_markup" not in payload:
        return []
    rows = payload["reply_markup"].get("inline_keyboard")
    if not rows or not all(rows):
        return ["a keyboard has rows, and a row has buttons"]
    buttons = [button for row in rows for button in row]
    size = len(json.dumps(rows, ensure_ascii=False).encode())
    faults = [fault for button in buttons for fault in _button(button)]
    if len(buttons) > limits.BUTTONS:
        faults.append(f"{len(buttons)} buttons, {limits.BUTTONS} are allowed")
    if max(map(len, rows)) > limits.BUTTONS_IN_A_ROW:
        faults.append(f"a row has more than {limits.BUTTONS_IN_A_ROW} buttons")
    if size > limits.KEYBOARD_BYTES:
        faults.append(f"the keyboard has {size} bytes, {limits.KEYBOARD_BYTES} are safe")
    data = [button["callback_data"] for button in buttons if "callback_data" in button]
    if len(set(data)) < len(data):
        faults.append("two buttons mean the same")
    return faults


def _button(button: dict[str, Any]) -> list[str]:
    faults = []
    text, data = button.get("text", ""), button.get("callback_data", "")
    if not text.strip():
        faults.append("a button without a label")
    if utf16(text) > limits.LABEL:
        faults.append(f"a label has {utf16(text)} units, {limits.LABEL} are sensible")
    if "url" in button:
        return [*faults, *_address(button)]
    if not 1 <= len(data.encode()) <= limits.CALLBACK_DATA:
        faults.append(f"a button carries {len(data.encode())} bytes, 1 to {limits.CALLBACK_DATA} are allowed")
    return faults


def _address(button: dict[str, Any]) -> list[str]:
    faults = [] if "callback_data" not in button else ["a button does one thing, not two"]
    parts = urlsplit(button["url"])
    if parts.scheme not in ("http", "https") or "." not in (parts.hostname or "").strip("."):
        faults.append("a button leads to no web address")
    return faults
