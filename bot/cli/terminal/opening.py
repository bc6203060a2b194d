"""The database of a chat, ready for it, and what else a chat needs of the world."""

import random

from sqlalchemy import Connection, func, select

from bot.cli.terminal.shelf import Shelf, refuse_silent_change
from bot.cli.terminal.talk import World
from bot.clock import Ids, new_id, now
from bot.settings import Settings
from bot.store import schema
from bot.store.database import Database, open_database
from bot.store.sqlite import SqliteDatabase
from bot.store.tables import INBOUND
from bot.turn.library import Library, Shelved


def opened(settings: Settings, url: str | None) -> Database:
    """The database at *url*, else the one of the settings."""
    key = settings.secret_key
    return open_database(
        url or settings.database_url.get_secret_value(), secret_key=key.get_secret_value() if key else None
    )


async def made_ready(
    database: Database, shelf: Shelf, shelved: Shelved, shown: str, *, operator: str | None, seed: int | None
) -> World:
    """The tables are current, and the flow is one that people may go on with. StoreError or Trouble else.

    A SQLite file is brought up to date here; a PostgreSQL database, which others may be using, is not.
    """
    if isinstance(database, SqliteDatabase):
        await schema.migrate(database)
    else:
        await schema.check(database)
    await database.read(lambda connection: refuse_silent_change(connection, shelved, shown))
    make_id = new_id if seed is None else repeatable_ids(seed, await database.read(_updates))
    return World(Library(shelf), now, make_id, operator)


def repeatable_ids(seed: int, updates: int) -> Ids:
    """The same ids for the same *seed* and database: they sort by what came before instead of by time."""
    chance = random.Random(f"{seed}/{updates}")  # noqa: S311 - repeatable is what is asked for
    return Ids(lambda: updates, chance.getrandbits)


def _updates(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(INBOUND)).scalar_one()
