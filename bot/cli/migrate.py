"""`checkup migrate`: brings the database up to date, with the tables of background jobs.

On PostgreSQL the role that serves may be a weaker one then: it creates nothing.
"""

import click

from bot.cli.database import with_database
from bot.clock import new_id, now
from bot.store import schema
from bot.store.database import Database
from bot.work import standing
from bot.work.engine import Engine


def run() -> int:
    """Makes or changes the tables where that is needed, and says whether it was."""
    changed = with_database(_migrate)
    click.echo("The database was brought up to date." if changed else "The database was up to date already.")
    return 0


async def _migrate(database: Database) -> bool:
    changed = await schema.migrate(database)
    there = await database.read(standing.are_there)
    jobs = Engine(database, new_id(), now)
    try:
        await jobs.make_tables()
    finally:
        await jobs.stop()
    return changed or not there
