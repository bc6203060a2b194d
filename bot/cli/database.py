"""The database that the settings name, opened for one command."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.cli.trouble import Trouble
from bot.settings import Settings, SettingsWrong, read_settings
from bot.store.database import Database, open_database

T = TypeVar("T")


def with_database(work: Callable[[Database], Awaitable[T]]) -> T:
    """What *work* makes of the database; it is closed behind it."""
    settings = settings_or_trouble()
    return asyncio.run(_open_and_work(settings, work))


def settings_or_trouble() -> Settings:
    """The settings; Trouble with all that is wrong with them."""
    try:
        return read_settings()
    except SettingsWrong as wrong:
        what = "\n".join(f"{problem.name} {problem.what}. {problem.todo}" for problem in wrong.problems)
        raise Trouble(
            what, "Settings come from the environment and from a file .env in this folder."
        ) from wrong


async def _open_and_work(settings: Settings, work: Callable[[Database], Awaitable[T]]) -> T:
    key = settings.secret_key
    database = open_database(
        settings.database_url.get_secret_value(), secret_key=key.get_secret_value() if key else None
    )
    try:
        return await work(database)
    finally:
        await database.close()
