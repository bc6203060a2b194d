"""`checkup migrate`: brings the database up to date."""

import click

from bot.cli.database import with_database
from bot.store import schema


def run() -> int:
    """Makes or changes the tables where that is needed, and says whether it was."""
    changed = with_database(schema.migrate)
    click.echo("The database was brought up to date." if changed else "The database was up to date already.")
    return 0
