"""What the bot says about itself."""

import re
from functools import partial
from typing import Any, Final

from tests.fakes.telegram.html import utf16
from tests.fakes.telegram.methods.registry import method
from tests.fakes.telegram.parameters import Parameters
from tests.fakes.telegram.profile import DEFAULT
from tests.fakes.telegram.refusal import bad_request
from tests.fakes.telegram.world import World

_MOST: Final = 100
_DESCRIPTION: Final = 256
_COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE: Final = re.compile(r"([a-z]{2})?")
_WIDE: Final = frozenset({DEFAULT, "all_private_chats", "all_group_chats", "all_chat_administrators"})
_NARROW: Final = frozenset({"chat", "chat_administrators", "chat_member"})
_TEXTS: Final = {
    "Name": ("name", 64),
    "Description": ("description", 512),
    "ShortDescription": ("short_description", 120),
}


@method("setMyCommands", "commands scope language_code")
def set_my_commands(world: World, given: Parameters) -> bool:
    """The menu of a scope, in a language."""
    commands = given.json("commands")
    if not isinstance(commands, list) or not all(isinstance(one, dict) for one in commands):
        raise bad_request("can't parse commands: expected an Array of BotCommand")
    if len(commands) > _MOST:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for one in commands:
        if not _COMMAND.fullmatch(str(one.get("command", "")).removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= utf16(str(one.get("description", "")).strip()) <= _DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    menu = [
        {"command": one["command"].removeprefix("/"), "description": one["description"].strip()}
        for one in commands
    ]
    world.profile.commands[_scope(world, given), _language(given)] = menu
    world.bell.ring()
    return True


@method("getMyCommands", "scope language_code")
def get_my_commands(world: World, given: Parameters) -> Any:
    """The menu that is set for exactly this scope and language."""
    return world.profile.commands.get((_scope(world, given), _language(given)), [])


@method("deleteMyCommands", "scope language_code")
def delete_my_commands(world: World, given: Parameters) -> bool:
    """What is set for wider scopes holds again."""
    world.profile.commands.pop((_scope(world, given), _language(given)), None)
    world.bell.ring()
    return True


def _set_text(field: str, longest: int, world: World, given: Parameters) -> bool:
    text = given.text(field)
    if utf16(text) > longest:
        raise bad_request(f"{field.replace('_', ' ')} is too long")
    language = _language(given)
    if field == "name" and not text and not language:
        raise bad_request("BOT_TITLE_INVALID")
    world.profile.texts[field, language] = text
    return True


def _get_text(field: str, world: World, given: Parameters) -> Any:
    return {field: world.profile.text(field, _language(given))}


for _name, (_field, _longest) in _TEXTS.items():
    method(f"setMy{_name}", _field, "language_code")(partial(_set_text, _field, _longest))
    method(f"getMy{_name}", "language_code")(partial(_get_text, _field))


def _language(given: Parameters) -> str:
    code = given.text("language_code")
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def _scope(world: World, given: Parameters) -> str:
    scope = given.json("scope")
    if scope is None:
        return DEFAULT
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind in _WIDE:
        return str(kind)
    if kind not in _NARROW:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    chat = world.chat(Parameters(scope))
    return ":".join(str(part) for part in (kind, chat.id, scope.get("user_id")) if part is not None)
