"""`checkup erase`: one person's data, deleted everywhere, with a receipt."""

from functools import partial

import click
from sqlalchemy import Connection

from bot import clock
from bot.cli.database import settings_or_trouble, with_database
from bot.cli.export import there_is_one
from bot.cli.figures import figures
from bot.cli.trouble import Trouble
from bot.definition.rendering import visible
from bot.store import erasure, schema
from bot.store.database import Database
from bot.store.erasure import Erased
from bot.turn.outside import happened

CHANNEL = "console"
"""Where it happened: at the operator's."""


def run(respondent_id: str) -> int:
    """Deletes, and prints the receipt."""
    there_is_one()
    tells = settings_or_trouble().receiver is not None
    erased = with_database(partial(_erase, respondent_id, tells))
    click.echo(f"Erased: everything about {respondent_id}.")
    click.echo(figures(erased))
    if tells:
        click.echo("The receiver of events is told to forget them; until it knows, their id alone is kept.")
    click.echo(f"Time: {clock.now().isoformat(timespec='seconds')}")
    click.echo("Nothing is left: every table was counted again before the deletion became final.")
    return 0


async def _erase(respondent_id: str, tells: bool, database: Database) -> Erased:
    await schema.check(database)
    return await database.run(partial(_erase_and_prove, respondent_id, tells=tells))


def _erase_and_prove(respondent_id: str, connection: Connection, *, tells: bool) -> Erased:
    """Trouble takes everything back."""
    whose = erasure.traces(connection, respondent_id)
    if tells:
        happened.forgotten(connection, respondent_id, now=clock.now(), new_id=clock.new_id, channel=CHANNEL)
    erased = erasure.erase(connection, respondent_id)
    if not erased.respondents:
        raise Trouble(
            f"There is nobody with the id '{visible(respondent_id)}'.",
            "Ids stand in the column respondent_id of  checkup export answers.",
        )
    left = erasure.leftovers(connection, whose)
    if left:
        places = ", ".join(f"{name} ({count})" for name, count in left.items())
        raise Trouble(f"Rows would have been left in: {places}. Nothing was deleted.", "Report that, please.")
    return erased
