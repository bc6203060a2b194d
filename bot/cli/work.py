"""`checkup work`: the background work of what others serve, for extra machines."""

from pathlib import Path

import click

from bot.app.role import Role
from bot.cli.database import settings_or_trouble
from bot.cli.serve import run_as
from bot.cli.trouble import Trouble
from bot.settings import Settings
from bot.store import addresses


def run() -> int:
    """Until SIGTERM; then what was begun is ended, and the exit code is 0."""
    settings = settings_or_trouble()
    _is_shared(settings)
    return run_as(Role.WORK, settings, _say_where)


def _is_shared(settings: Settings) -> None:
    """A SQLite file is one process's: a second one beside it would do its work twice."""
    if isinstance(addresses.parse(settings.database_url.get_secret_value()), Path):
        raise Trouble(
            "DATABASE_URL is a SQLite file, and that is one process's: checkup serve does all its work.",
            "For more processes move to PostgreSQL (postgresql://…).",
        )


def _say_where(address: str) -> None:
    click.echo(f"Working; its health is at {address}/readyz (Ctrl-C ends it).", err=True)
