"""What Slack sends, read: who it is from, where, and what it means. Pure; nothing in it is trusted.

Events, interactions, commands and shortcuts come as the values that Bolt has read out of their bodies. Each
has an id of its own, by which the same one counts once: events bring one (`event_id`), the others are known
by what happened when (docs.slack.dev/apis/events-api, /interactivity/handling-user-interaction).
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any, Final, TypeAlias

from bot.channels.slack.directory import LOCALE, PERSON, ZONE, listed
from bot.channels.slack.forms.appointing import APPOINTING
from bot.channels.slack.forms.deciding import DECIDING
from bot.channels.slack.forms.fields import TURNS
from bot.channels.slack.forms.starting import PREVIEW, STARTING
from bot.channels.slack.incoming import (
    Changed,
    Chosen,
    Commanded,
    Filled,
    HomeOpened,
    Incoming,
    MessagesOpened,
    Pressed,
    Revoked,
    Said,
    Shortcut,
    Turning,
    Uninstalled,
    What,
    Wrote,
)
from bot.channels.slack.modal import typed_in
from bot.channels.slack.surface import TEAM_SHORTCUT
from bot.channels.slack.words import Meaning, as_typed, command, words
from bot.wishes import NewCheckIn, Rewritten, ShowMenu, Unreadable

WRITE: Final = "write"
"""The action of the button that opens a window to write in."""
SELECT: Final = "select"
"""The action of a control that tells its whole selection."""
_WORKSPACE: Final = re.compile(r"[TE][A-Z0-9]{2,30}")
_CHANNEL: Final = re.compile(r"[CDG][A-Z0-9]{2,30}")
_STAMP: Final = re.compile(r"[0-9]{1,12}\.[0-9]{1,8}")
_LONGEST_TOKEN: Final = 300
_LONGEST_NAME: Final = 255


def parse(body: Mapping[str, Any]) -> Incoming | None:
    """What *body* means; None for what is none of ours or has no meaning here."""
    if body.get("type") == "event_callback":
        return _event(body)
    if isinstance(body.get("command"), str):
        return _command(body)
    read = _INTERACTIONS.get(str(body.get("type")))
    if read is None:
        return None
    person, workspace = _id_in(body.get("user"), PERSON), _workspace(body)
    made = read(body) if person and workspace else None
    if made is None or person is None or workspace is None:
        return None
    update, what = made
    return Incoming(
        update, workspace, person, what,
        respond=_text(body.get("response_url")), trigger=_text(body.get("trigger_id")),
        shown=_mapping(body.get("message")),
    )  # fmt: skip


# --- events ------------------------------------------------------------------------------------------


def _event(body: Mapping[str, Any]) -> Incoming | None:
    event, update, workspace = _mapping(body.get("event")), body.get("event_id"), _event_workspace(body)
    read = _EVENTS.get(str(event.get("type"))) if event else None
    if event is None or read is None or workspace is None or not isinstance(update, str):
        return None
    found = read(event)
    if found is None or not 0 < len(update) <= _LONGEST_NAME:
        return None
    person, what = found
    if isinstance(what, Changed):
        what = replace(what, listed=listed(event.get("user"), workspace))
    room = _matches(event.get("channel"), _CHANNEL)  # nothing else that is read here tells a channel
    return Incoming(update, workspace, person, what, room=room)


def _event_workspace(body: Mapping[str, Any]) -> str | None:
    """The workspace whose installation it is for: that of the first authorization, else the sender's."""
    authorizations = body.get("authorizations")
    first = authorizations[0] if isinstance(authorizations, list) and authorizations else None
    return _workspace_of(first if isinstance(first, dict) else body)


def _message(event: Mapping[str, Any]) -> tuple[str, What] | None:
    """What people write to us; not our own words, and not notes of Slack's about the conversation."""
    if event.get("channel_type") != "im" or not _matches(event.get("channel"), _CHANNEL):
        return None
    subtype = event.get("subtype")
    if subtype == "message_changed":
        return _rewritten(event)
    person = _by_a_person(event)
    if person is None or not (subtype is None or _is_one_of(subtype, _SPOKEN)):
        return None
    text = event.get("text")
    if isinstance(text, str) and text.strip():
        return person, Said(words(text))
    return person, Said(Meaning(Unreadable()))


_SPOKEN: Final = frozenset({"file_share", "thread_broadcast", "me_message"})


def _rewritten(event: Mapping[str, Any]) -> tuple[str, What] | None:
    """Somebody changed their words; when a link unfolds, the words stay as they were."""
    now, before = _mapping(event.get("message")), _mapping(event.get("previous_message"))
    person = None if now is None else _by_a_person(now)
    if now is None or person is None or (before is not None and before.get("text") == now.get("text")):
        return None
    return person, Said(Meaning(Rewritten()))


def _by_a_person(message: Mapping[str, Any]) -> str | None:
    if message.get("bot_id") or message.get("app_id") or message.get("user") == "USLACKBOT":
        return None
    return _matches(message.get("user"), PERSON)


def _home(event: Mapping[str, Any]) -> tuple[str, What] | None:
    person = _matches(event.get("user"), PERSON)
    opened = _TABS.get(str(event.get("tab")))
    return (person, opened) if person and opened else None


_TABS: Final[Mapping[str, What]] = {"home": HomeOpened(), "messages": MessagesOpened()}


def _user_change(event: Mapping[str, Any]) -> tuple[str, What] | None:
    """Somebody changed, or is new."""
    user = _mapping(event.get("user"))
    person = _id_in(user, PERSON)
    return None if user is None or person is None else (person, changed(user))


def changed(user: Mapping[str, Any]) -> Changed:
    """Language and zone out of a user object (docs.slack.dev/reference/objects/user-object)."""
    return Changed(_matches(user.get("locale"), LOCALE), _matches(user.get("tz"), ZONE))


def _uninstalled(_event: Mapping[str, Any]) -> tuple[str, What]:
    return "", Uninstalled()


def _revoked(event: Mapping[str, Any]) -> tuple[str, What]:
    tokens = _mapping(event.get("tokens")) or {}
    bots = tokens.get("bot")
    named = bots if isinstance(bots, list) else []
    return "", Revoked(tuple(one for one in named if _matches(one, PERSON)))


_EVENTS: Final = {
    "message": _message,
    "app_home_opened": _home,
    "team_join": _user_change,
    "user_change": _user_change,
    "app_uninstalled": _uninstalled,
    "tokens_revoked": _revoked,
}


# --- commands, shortcuts, interactions ---------------------------------------------------------------


def _command(body: Mapping[str, Any]) -> Incoming | None:
    person, workspace = _matches(body.get("user_id"), PERSON), _workspace_of(body)
    trigger, text = _text(body.get("trigger_id")), body.get("text")
    if person is None or workspace is None or trigger is None:
        return None
    meaning = command(text if isinstance(text, str) else "")
    what = Commanded(meaning, _matches(body.get("channel_id"), _CHANNEL), _first_word(text))
    return Incoming(
        f"command.{trigger}"[:_LONGEST_NAME], workspace, person, what,
        respond=_text(body.get("response_url")), trigger=trigger,
    )  # fmt: skip


def _first_word(text: object) -> str:
    words = as_typed(text).split(maxsplit=1) if isinstance(text, str) else []
    return words[0] if words else ""


Read: TypeAlias = tuple[str, What] | None
"""The id of an interaction, and what it means."""


def _shortcut(body: Mapping[str, Any]) -> Read:
    stamp = _text(body.get("action_ts"))
    what = Shortcut(NewCheckIn()) if body.get("callback_id") == TEAM_SHORTCUT else Shortcut(ShowMenu())
    return None if stamp is None else (f"shortcut.{stamp}", what)


def _actions(body: Mapping[str, Any]) -> Read:
    """One control at a time: Slack sends a list, and has never sent two."""
    actions = body.get("actions")
    action = actions[0] if isinstance(actions, list) and actions else None
    if not isinstance(action, dict):
        return None
    stamp, message = _matches(action.get("action_ts"), _STAMP), _container(body)
    what = _turning(action, body) or _selection(action, message) or _press(action, body, message)
    if stamp is None or what is None:
        return None
    return f"action.{_id_in(body.get('user'), PERSON)}.{stamp}.{action.get('action_id')}"[
        :_LONGEST_NAME
    ], what


def _turning(action: Mapping[str, Any], body: Mapping[str, Any]) -> Turning | None:
    view = _mapping(body.get("view"))
    if view is None or not str(action.get("action_id")).startswith(TURNS):
        return None
    return Turning(view) if _is_one_of(view.get("callback_id"), _FORMS) else None


def _selection(action: Mapping[str, Any], message: str | None) -> Chosen | None:
    options = action.get("selected_options")
    card = action.get("block_id")
    if action.get("action_id") != SELECT or not isinstance(options, list) or not _is_token(card):
        return None
    tokens = [_value(option) for option in options]
    return Chosen(str(card), tuple(one for one in tokens if one is not None), message)


def _press(action: Mapping[str, Any], body: Mapping[str, Any], message: str | None) -> Pressed | None:
    token = action.get("value") if _is_token(action.get("value")) else _value(action.get("selected_option"))
    if token is None:
        return None
    ticked = _ticked(body, message)
    return Pressed(str(token), message, writes=action.get("action_id") == WRITE, ticked=ticked)


def _ticked(body: Mapping[str, Any], message: str | None) -> Chosen | None:
    """The one control of the message that tells its whole selection, as its reader has it before them.

    https://api.slack.com/changelog/2020-09-full-state-on-view-submisson-and-block-actions: messages tell the
    state of all elements that keep one, with whatever is pressed in them.
    """
    values = _mapping((_mapping(body.get("state")) or {}).get("values")) or {}
    for block, elements in values.items():
        element = (_mapping(elements) or {}).get(SELECT)
        if isinstance(element, dict):
            return _selection({**element, "action_id": SELECT, "block_id": block}, message)
    return None


def _value(option: object) -> str | None:
    value = option.get("value") if isinstance(option, dict) else None
    return str(value) if _is_token(value) else None


def _container(body: Mapping[str, Any]) -> str | None:
    """The id of the message with the pressed control, as our rows keep it."""
    container = _mapping(body.get("container")) or {}
    channel = _matches(container.get("channel_id"), _CHANNEL)
    stamp = _matches(container.get("message_ts"), _STAMP)
    if container.get("is_ephemeral") is True or channel is None or stamp is None:
        return None
    return f"{channel}:{stamp}"


def _submission(body: Mapping[str, Any]) -> Read:
    """A corrected text is another submission of the same window, so the words count for the id."""
    view = _mapping(body.get("view"))
    if view is not None and _is_one_of(view.get("callback_id"), _FORMS):
        return f"view.{view.get('id')}.{view.get('hash')}"[:_LONGEST_NAME], Filled(view)
    written = typed_in(view)
    if view is None or written is None:
        return None
    token, _, message = written.token.partition(" ")
    if not _is_token(token):
        return None
    digest = sha256(written.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    update = f"view.{view.get('id')}.{view.get('hash')}.{digest}"[:_LONGEST_NAME]
    return update, Wrote(token, written.text, message if _MESSAGE.fullmatch(message) else None, view)


_FORMS: Final = frozenset({STARTING, PREVIEW, DECIDING, APPOINTING})
_MESSAGE: Final = re.compile(r"[CDG][A-Z0-9]{2,30}:[0-9]{1,12}\.[0-9]{1,8}")


_INTERACTIONS: Final = {
    "block_actions": _actions,
    "view_submission": _submission,
    "shortcut": _shortcut,
}


# --- pieces ------------------------------------------------------------------------------------------


def _workspace(body: Mapping[str, Any]) -> str | None:
    """Of an interaction: the organisation where the app is installed in all of it, else the team."""
    return _workspace_of(
        {
            "is_enterprise_install": body.get("is_enterprise_install"),
            "enterprise_id": (_mapping(body.get("enterprise")) or {}).get("id"),
            "team_id": (_mapping(body.get("team")) or {}).get("id"),
        }
    )


def _workspace_of(named: Mapping[str, Any]) -> str | None:
    everywhere = named.get("is_enterprise_install") in (True, "true")
    return _matches(named.get("enterprise_id" if everywhere else "team_id"), _WORKSPACE)


def _id_in(found: object, pattern: re.Pattern[str]) -> str | None:
    return _matches(found.get("id"), pattern) if isinstance(found, Mapping) else None


def _matches(value: object, pattern: re.Pattern[str]) -> str | None:
    return value if isinstance(value, str) and pattern.fullmatch(value) else None


def _is_one_of(value: object, known: frozenset[str]) -> bool:
    return isinstance(value, str) and value in known


def _mapping(value: object) -> Mapping[str, Any] | None:
    return value if isinstance(value, Mapping) else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and 0 < len(value) <= 2_000 else None


def _is_token(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_TOKEN
