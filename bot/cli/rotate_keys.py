"""`checkup rotate-keys`: everything that is sealed, sealed anew with the first key."""

from functools import partial

import click

from bot.checkins import ledger
from bot.cli.database import with_database
from bot.cli.export import there_is_one
from bot.cli.progress import Progress
from bot.store import checkins, rotation, schema
from bot.store.copying import Key
from bot.store.database import Database
from bot.store.rotation import Rotated, Sealed


def run() -> int:
    """Rotates, and says how much was still sealed with another key."""
    there_is_one()
    done, reports, keys = with_database(_rotate_all)
    for name, one in done.items():
        click.echo(f"  {name:<26} {one.looked_at:>10,} sealed, {one.changed:,} of them anew")
    click.echo(f"  {reports:,} reports of teams know their people by the first key now")
    click.echo("Everything that is sealed can be read with the first key alone.")
    if keys > 1:
        click.echo(
            "Buttons and links that were sent before were signed with the others: leave those in"
            " CHECKUP_SECRET_KEY for as long as they are to work, then take them out."
        )
    return 0


async def _rotate_all(database: Database) -> tuple[dict[str, Rotated], int, int]:
    """By column; how many reports there are; how many keys."""
    await schema.check(database)
    with Progress("values") as progress:
        done: dict[str, Rotated] = {}
        for sealed in rotation.SEALED:
            before = sum(one.looked_at for one in done.values())
            done[sealed.name] = await _rotate(database, sealed, progress, before)
    reports = 0
    keys = database.keys.derived(ledger.PURPOSE)
    for checkin in await database.read(checkins.everywhere):
        reports += await database.run(partial(ledger.retag, checkin=checkin, keys=keys))
    return done, reports, len(database.keys.secrets)


async def _rotate(database: Database, sealed: Sealed, progress: Progress, before: int) -> Rotated:
    """One column."""
    looked_at = changed = 0
    behind: Key | None = None
    while True:
        page = await database.run(partial(rotation.rotate, sealed=sealed, behind=behind))
        looked_at, changed, behind = looked_at + page.looked_at, changed + page.changed, page.behind
        progress.reached(before + looked_at)
        if behind is None:
            return Rotated(looked_at, changed, None)
