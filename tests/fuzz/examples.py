"""What comes in as the platforms really send it, and what is kept: mutations begin from these."""

import json
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any, Final

from bot.channels.slack.forms.appointing import APPOINTING
from bot.channels.slack.forms.deciding import DECIDING
from bot.channels.slack.forms.starting import PREVIEW, STARTING
from bot.channels.slack.parse import SELECT
from bot.definition.answer import SKIPPED, Recalled
from bot.engine.state import State, Status, to_json
from bot.messages import Button, Words
from bot.store.checkins import CheckIn
from bot.turn import outgoing
from bot.wishes import Begin

_ANA: Final = {"id": 4711, "is_bot": False, "first_name": "Ana", "language_code": "en"}
_CHAT: Final = {"id": 4711, "type": "private", "first_name": "Ana"}
_SAID: Final = {"message_id": 7, "from": _ANA, "chat": _CHAT, "date": 1_900_000_000}
TELEGRAM: Final[list[Any]] = [
    {"update_id": 1, "message": {**_SAID, "text": "/start team-health", "entities": [
        {"offset": 0, "length": 6, "type": "bot_command"}]}},
    {"update_id": 2, "message": {**_SAID, "text": "about 12"}},
    {"update_id": 3, "edited_message": {**_SAID, "text": "13", "edit_date": 1_900_000_001}},
    {"update_id": 4, "message": {**_SAID, "contact": {"phone_number": "+4930123456", "user_id": 4711}}},
    {"update_id": 5, "message": {**_SAID, "sticker": {"file_id": "x", "emoji": "👍", "type": "regular"}}},
    {"update_id": 6, "callback_query": {"id": "99", "from": _ANA, "chat_instance": "1",
        "data": "tc1.3.0.AAAA", "message": {**_SAID, "text": "1 of 3"}}},
    {"update_id": 7, "my_chat_member": {"chat": _CHAT, "from": _ANA, "date": 1, "old_chat_member": {
        "user": _ANA, "status": "member"}, "new_chat_member": {"user": _ANA, "status": "kicked"}}},
    {"update_id": 8, "message": {**_SAID, "text": "/start", "chat": {
        "id": -100, "type": "supergroup", "title": "x"}}},
]  # fmt: skip

_AROUND: Final = {"token": "x", "team_id": "T0123", "api_app_id": "A0123", "type": "event_callback",
                  "event_id": "Ev01", "event_time": 1_900_000_000, "authorizations": [{"team_id": "T0123",
                  "enterprise_id": None, "user_id": "U0BOT", "is_bot": True}]}  # fmt: skip
_INTERACTION: Final = {"team": {"id": "T0123", "domain": "acme"}, "user": {"id": "U0123", "team_id": "T0123"},
                       "api_app_id": "A0123", "trigger_id": "1.2.abc", "enterprise": None,
                       "is_enterprise_install": False}  # fmt: skip
_CONTAINER: Final = {"type": "message", "message_ts": "1.2", "channel_id": "D0123", "is_ephemeral": False}


def _field(name: str, kind: str, key: str, value: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    block = {"type": "input", "block_id": name, "element": {"type": kind, "action_id": "answer"},
             "label": {"type": "plain_text", "text": name}}  # fmt: skip
    return block, {"answer": {"type": kind, key: value}}


def _option(value: str) -> dict[str, Any]:
    return {"text": {"type": "plain_text", "text": value}, "value": value}


def _view(callback: str, metadata: str, *fields: tuple[dict[str, Any], dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": "V1", "type": "modal", "callback_id": callback, "private_metadata": metadata, "hash": "h",
        "blocks": [block for block, _ in fields],
        "state": {"values": {block["block_id"]: value for block, value in fields}},
    }  # fmt: skip


_CHOICE: Final = [
    "crew", "Night crew", ["C0123"], [], ["U0123"], False, False, True, 5, "2030-01-07", "2 weeks", 540,
    "Europe/Berlin", True, "", 2880, 1, [],
]  # fmt: skip
VIEWS: Final[list[Any]] = [
    _view(
        STARTING, "ci1",
        _field("flow", "static_select", "selected_option", _option("crew")),
        _field("team", "plain_text_input", "value", "Night crew"),
        _field("channels", "multi_conversations_select", "selected_conversations", ["C0123", "C0124"]),
        _field("people", "multi_users_select", "selected_users", ["U0123"]),
        _field("others", "checkboxes", "selected_options", [_option("guests")]),
        _field("anonymous", "radio_buttons", "selected_option", _option("named")),
        _field("min_answers", "number_input", "value", "5"),
        _field("first_on", "datepicker", "selected_date", "2030-01-07"),
        _field("every", "static_select", "selected_option", _option("2 weeks")),
        _field("at", "timepicker", "selected_time", "09:00"),
        _field("zone", "static_select", "selected_option", _option("Europe/Berlin")),
        _field("weekdays", "checkboxes", "selected_options", [_option("weekdays")]),
        _field("open", "static_select", "selected_option", _option("2880")),
        _field("reminders", "static_select", "selected_option", _option("1")),
    ),
    _view(PREVIEW, json.dumps(["ci1", 11, _CHOICE])),
    _view(
        DECIDING, json.dumps(["a1", "ci1"]),
        _field("area", "static_select", "selected_option", _option("focus")),
        _field("text", "plain_text_input", "value", "Put all lists side by side."),
        _field("owner~focus", "plain_text_input", "value", "the night crew"),
        _field("person", "users_select", "selected_user", "U0123"),
        _field("due_on", "datepicker", "selected_date", "2030-02-01"),
    ),
    _view(APPOINTING, "", _field("people", "multi_users_select", "selected_users", ["U0123"])),
]  # fmt: skip
_WINDOW: Final = "tc1.3.AAAA D0123:1.2"
"""The token of the question, and the message that shows it: its field is named by both."""
SLACK: Final[list[Any]] = [
    {**_AROUND, "event": {"type": "message", "channel": "D0123", "channel_type": "im", "user": "U0123",
        "text": "menu", "ts": "1.2", "event_ts": "1.2", "team": "T0123"}},
    {**_AROUND, "event": {"type": "message", "subtype": "message_changed", "channel": "D0123",
        "channel_type": "im", "ts": "1.3", "message": {"user": "U0123", "text": "b", "ts": "1.2"},
        "previous_message": {"user": "U0123", "text": "a", "ts": "1.2"}}},
    {**_AROUND, "event": {"type": "app_home_opened", "user": "U0123", "tab": "home", "channel": "D0123"}},
    {**_AROUND, "event": {"type": "user_change", "user": {"id": "U0123", "team_id": "T0123",
        "locale": "de-DE", "tz": "Europe/Berlin", "is_bot": False, "profile": {"real_name": "Ana"}}}},
    {**_AROUND, "event": {"type": "app_uninstalled"}},
    {**_AROUND, "event": {"type": "tokens_revoked", "tokens": {"oauth": ["U0123"], "bot": ["U0BOT"]}}},
    {**_INTERACTION, "type": "block_actions", "container": _CONTAINER, "channel": {"id": "D0123"},
        "message": {"ts": "1.2", "blocks": []}, "response_url": "https://hooks.slack.com/actions/T/1/x",
        "actions": [{"type": "button", "action_id": "b1", "block_id": "k", "value": "tc1.3.0.AAAA",
            "action_ts": "1.4", "text": {"type": "plain_text", "text": "Agree"}}]},
    {**_INTERACTION, "type": "block_actions", "container": _CONTAINER, "channel": {"id": "D0123"},
        "actions": [{"type": "checkboxes", "action_id": SELECT, "block_id": "dc1.3.2.AAAA",
            "action_ts": "1.4", "selected_options": [_option("tc1.3.2.1.AAAA"), _option("tc1.3.2.2.AAAA")]}]},
    {**_INTERACTION, "type": "view_submission", "view": VIEWS[0]},
    {**_INTERACTION, "type": "view_submission", "view": VIEWS[1]},
    {**_INTERACTION, "type": "view_submission", "view": _view(
        "write", _WINDOW, _field(_WINDOW, "plain_text_input", "value", "12"))},
    {**_INTERACTION, "type": "shortcut", "callback_id": "checkup", "action_ts": "1.5"},
    {"command": "/checkup", "text": "start crew", "user_id": "U0123", "team_id": "T0123",
        "channel_id": "D0123", "trigger_id": "1.2", "api_app_id": "A0123",
        "response_url": "https://hooks.slack.com/commands/T/1/x",
        "is_enterprise_install": "false", "user_name": "ana"},
]  # fmt: skip

STATE: Final = State(
    status=Status.CHANGING, turn=3, language="de", open="focus", last_tick="calm", shown="abc",
    answers={"focus": ("calm", "long"), "hours": Fraction(15, 2), "why": SKIPPED, "may_write": True},
    carried={"size": "solo"}, kept={"name": Recalled("Ana", date(2029, 12, 31))},
    recalled=frozenset({"name"}), ticks=("calm",), seen=frozenset({0, 2}),
)  # fmt: skip
STATES: Final[list[Any]] = [json.loads(to_json(STATE))]
MESSAGE: Final = Words(("Hello.",), (Button("Start", Begin("crew")),), "en")
MESSAGES: Final[list[Any]] = [json.loads(json.dumps(outgoing.to_json(MESSAGE)))]
A_CHECKIN: Final = CheckIn(
    id="ci1", channel="slack", workspace="T0123", team="Night crew", flow_name="crew", language="en",
    manager="U0123", viewers=("U0123",), audience=[], anonymous=True, min_answers=5, every="2 weeks",
    first_on=date(2030, 1, 7), at_minute=540, zone="Europe/Berlin", weekdays_only=True, open_minutes=2880,
    reminders=1, created_at=datetime(2030, 1, 1, tzinfo=UTC),
)  # fmt: skip
KINDS: Final = """
flow: kinds
title: One question of each kind
areas: {calm: Calm}
steps:
  - {ask: choice, area: calm, scale: often5, text: "How often is it quiet here?"}
  - {ask: multi, type: multi, weight: 0, text: "What do you use?", choices: {mail: Mail, phone: A phone}}
  - {ask: number, type: number, min: 0, max: 100, text: "How many are you?"}
  - {ask: note, type: text, text: "What else?"}
  - {ask: consent, type: consent, purpose: contact, text: "May we write?"}
  - {ask: email, if: consent, type: email, profile: email, text: "Your e-mail?"}
  - {ask: phone, if: consent, type: phone, profile: phone, text: "Your phone?"}
"""
SETTINGS: Final = {
    "CHECKUP_FLOWS": "flows",
    "DATABASE_URL": "sqlite:///checkup.db",
    "CHECKUP_SECRET_KEY": "a-key-of-the-tests-that-is-long-enough",
    "CHECKUP_ADMINS": "slack:T0123/U0123, telegram:1/2",
    "CHECKUP_TRUSTED_PROXIES": "10.0.0.7, 10.1.0.0/16",
    "CHECKUP_TAPS_A_MINUTE": "180",
    "PORT": "8080",
    "PUBLIC_URL": "https://checkup.example.com",
    "TELEGRAM_BOT_TOKEN": "12345678:abcdefghijklmnopqrstuvwxyz",
    "TELEGRAM_MODE": "webhook",
    "TELEGRAM_WEBHOOK_SECRET": "a-secret-that-is-long",
}
