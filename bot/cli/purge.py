"""`checkup purge`: deletes what was kept for long enough."""

import click

from bot import clock
from bot.cli.database import with_database
from bot.cli.export import there_is_one
from bot.cli.figures import figures
from bot.store import schema
from bot.store.database import Database
from bot.store.purging import Purged, purge
from bot.store.retention import ANSWER_YEARS, RECORD_DAYS


def run() -> int:
    """Applies the rules, and says what is gone."""
    there_is_one()
    purged = with_database(_purge)
    click.echo(f"Kept: answers for {ANSWER_YEARS} years, messages and updates for {RECORD_DAYS} days.")
    if purged == Purged():
        click.echo("There was nothing older.")
    else:
        click.echo("Deleted what is older:")
        click.echo(figures(purged))
    return 0


async def _purge(database: Database) -> Purged:
    await schema.check(database)
    return await purge(database, clock.now())
