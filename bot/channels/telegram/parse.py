"""An update of the Bot API, read: who sent it, and what it means. Pure; nothing in an update is trusted.

Only what is needed is read: building the library's `Update` costs seventy times as much (design §9).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from bot.channels.telegram.limits import DEEP_LINK
from bot.engine.inputs import (
    Back,
    Help,
    Input,
    Pause,
    Restart,
    Review,
    ShowResult,
    ShowWorkings,
    Skip,
    Start,
    Typed,
)
from bot.wishes import (
    AskToDelete,
    ChooseLanguage,
    Join,
    Rewritten,
    ShowCheckIns,
    ShowLanguages,
    ShowMenu,
    ShowMyData,
    ShowPrivacy,
    ShowSettings,
    StartByLink,
    UnknownCommand,
    Unreadable,
    Unsubscribe,
    Wish,
)

CHANNEL: Final = "telegram"
SEPARATOR: Final = "__"
"""Between flow and source in a deep link: `?start=business-systems__newsletter`."""
JOIN: Final = "checkin_"
"""Before the token of a check-in in a deep link; no flow's name has such a sign in it."""
_JOIN_TOKEN: Final = re.compile(r"[a-z0-9]{16,48}")
_COMMAND: Final = re.compile(r"/([a-z0-9_]{1,32})(?:@(\w{1,64}))?(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)
_SOURCE: Final = re.compile(rf"[A-Za-z0-9_-]{{1,{DEEP_LINK}}}")
"""What a link can carry (Bot API, deep linking); whoever types something else by hand comes from nowhere."""
_FLOW: Final = re.compile(r"[a-z][a-z0-9-]{0,39}")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_COMMANDS: Final[Mapping[str, Input | Wish]] = {
    "continue": Start(),
    "back": Back(),
    "skip": Skip(),
    "cancel": Pause(),
    "restart": Restart(),
    "result": ShowResult(),
    "answers": Review(),
    "workings": ShowWorkings(),
    "menu": ShowMenu(),
    "settings": ShowSettings(),
    "privacy": ShowPrivacy(),
    "mydata": ShowMyData(),
    "delete": AskToDelete(),
    "stop": Unsubscribe(),
    "checkins": ShowCheckIns(),
    "help": Help(),
}


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button was pressed."""

    query: str
    """The id to answer it by."""
    data: str
    message: str | None
    """The id of the message it stands under; None when Telegram no longer tells."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words, a command, or something without words."""

    meaning: Input | Wish
    flow: str | None = None
    """Of a deep link."""
    source: str | None = None


@dataclass(frozen=True, slots=True)
class InGroup:
    """A command in a group, where nothing private is talked about."""

    chat: int


@dataclass(frozen=True, slots=True)
class Membership:
    """The person blocked the bot, or let it in again."""

    blocked: bool


What: TypeAlias = Pressed | Said | InGroup | Membership


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update that means something to us."""

    update: int
    person: str
    """Also the chat: all is said in private."""
    language: str | None
    """What the client says it speaks; may be missing."""
    what: What


def parse(update: object) -> Incoming | None:
    """What *update* means; None for what is no update of ours, or of a kind we have no use for."""
    if not isinstance(update, dict) or not _is_id(update.get("update_id")):
        return None
    for kind, read in _KINDS.items():
        inside = update.get(kind)
        if isinstance(inside, dict):
            person = inside.get("from")
            if not isinstance(person, dict) or not _is_id(person.get("id")) or person.get("is_bot") is True:
                return None
            what = read(inside)
            if what is None:
                return None
            return Incoming(update["update_id"], str(person["id"]), _language(person), what)
    return None


def _message(message: dict[str, Any]) -> What | None:
    chat = message.get("chat")
    text = message.get("text")
    if not _is_private(chat):
        return _in_group(chat, text)
    if isinstance(text, str):
        return _words(text)
    contact = message.get("contact")
    if isinstance(contact, dict) and isinstance(contact.get("phone_number"), str):
        return Said(Typed(_international(contact["phone_number"])))
    return Said(Unreadable()) if _is_something(message) else None


def _edited(message: dict[str, Any]) -> What | None:
    return Said(Rewritten()) if _is_private(message.get("chat")) else None


def _query(query: dict[str, Any]) -> What | None:
    message = query.get("message")
    number = message.get("message_id") if isinstance(message, dict) else None
    chat = message.get("chat") if isinstance(message, dict) else None
    if not isinstance(query.get("id"), str) or not isinstance(query.get("data"), str):
        return None
    if message is not None and not _is_private(chat):
        return None
    return Pressed(query["id"], query["data"], str(number) if _is_id(number) else None)


def _membership(change: dict[str, Any]) -> What | None:
    if not _is_private(change.get("chat")):
        return None
    now = change.get("new_chat_member")
    status = now.get("status") if isinstance(now, dict) else None
    return Membership(blocked=status == "kicked") if isinstance(status, str) else None


_KINDS: Final = {
    "callback_query": _query,
    "message": _message,
    "edited_message": _edited,
    "my_chat_member": _membership,
}
ALLOWED_UPDATES: Final = tuple(_KINDS)
"""What we ask Telegram to send."""


def _words(text: str) -> Said:
    command = _COMMAND.fullmatch(text.strip())
    if command is None:
        return Said(Typed(text))
    name, argument = command.group(1).lower(), (command.group(3) or "").strip()
    if name == "start":
        return _start(argument)
    if name == "checkin":
        return Said(StartByLink(argument))
    if name == "language":
        known = _LANGUAGE.fullmatch(argument)
        return Said(ChooseLanguage(argument) if known else ShowLanguages())
    return Said(_COMMANDS.get(name, UnknownCommand()))


def _start(payload: str) -> Said:
    """A deep link names a flow and, behind two underscores, where the person came from."""
    if not payload:
        return Said(Start())
    token = payload.removeprefix(JOIN)
    if token != payload:
        return Said(Join(token if _JOIN_TOKEN.fullmatch(token) else ""))  # of no check-in: told so
    flow, _, source = payload.partition(SEPARATOR)
    if not _FLOW.fullmatch(flow):
        flow = "?"  # no flow has this name: the person is told that the link leads nowhere
    return Said(Start(), flow, source if _SOURCE.fullmatch(source) else None)


def _in_group(chat: object, text: object) -> InGroup | None:
    """Only commands are answered there; a bot sees no more in a group anyway."""
    is_command = isinstance(text, str) and _COMMAND.fullmatch(text.strip())
    if not is_command or not isinstance(chat, dict) or not _is_id(chat.get("id")):
        return None
    return InGroup(chat["id"])


def _is_private(chat: object) -> bool:
    return isinstance(chat, dict) and chat.get("type") == "private"


_THINGS: Final = frozenset(
    {
        "animation", "audio", "checklist", "contact", "dice", "document", "game", "location", "paid_media",
        "photo", "poll", "sticker", "story", "venue", "video", "video_note", "voice", "rich_message",
    }
)  # fmt: skip


def _is_something(message: dict[str, Any]) -> bool:
    """Did the person send it, such as a sticker? The others are notes of the service, such as a pinned
    message.
    """
    return not _THINGS.isdisjoint(message)


def _international(number: str) -> str:
    """Telegram leaves the plus out of a shared number."""
    return number if number.startswith("+") else f"+{number}"


def _language(person: dict[str, Any]) -> str | None:
    code = person.get("language_code")
    return code if isinstance(code, str) and _LANGUAGE.fullmatch(code) else None


def _is_id(value: object) -> bool:
    """Ids have up to 52 bits and may be negative (Bot API `Chat`)."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 63
