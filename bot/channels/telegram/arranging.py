"""The bot's own settings at Telegram: how updates come, its commands and what it says of itself.

Asked first and changed only where it differs: these methods are tightly limited (platforms' flood control).
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from bot.channels.telegram.parse import ALLOWED_UPDATES

_LOG: Final = logging.getLogger(__name__)
MOST_AT_ONCE: Final = 40
"""Updates that Telegram may send side by side (Bot API `max_connections`)."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What the bot says of itself in one language."""

    commands: Sequence[tuple[str, str]]
    description: str
    short_description: str


async def use_webhook(bot: Bot, url: str, secret: str) -> None:
    """Updates come by webhook."""
    await bot.set_webhook(
        url, secret_token=secret, allowed_updates=list(ALLOWED_UPDATES), max_connections=MOST_AT_ONCE
    )


async def use_polling(bot: Bot) -> None:
    """Updates are fetched; what waits stays there."""
    await bot.delete_webhook(drop_pending_updates=False)


async def introduce(bot: Bot, profiles: Mapping[str, Profile], first: str) -> None:
    """Commands and descriptions in each language; *first* is for all others. Trouble is only logged."""
    for language, profile in [("", profiles[first]), *profiles.items()]:
        try:
            await _introduce(bot, language, profile)
        except TelegramError as error:
            _LOG.warning("commands could not be set (%s); they stay as they were", type(error).__name__)
            return


async def _introduce(bot: Bot, language: str, profile: Profile) -> None:
    scope = BotCommandScopeAllPrivateChats()
    wanted = [BotCommand(name, words) for name, words in profile.commands]
    if list(await bot.get_my_commands(scope=scope, language_code=language)) != wanted:
        await bot.set_my_commands(wanted, scope=scope, language_code=language)
    if (await bot.get_my_description(language_code=language)).description != profile.description:
        await bot.set_my_description(profile.description, language_code=language)
    short = await bot.get_my_short_description(language_code=language)
    if short.short_description != profile.short_description:
        await bot.set_my_short_description(profile.short_description, language_code=language)
