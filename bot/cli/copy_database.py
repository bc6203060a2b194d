"""`checkup copy-database`: everything into another database, and the proof that it is the same.

It may be interrupted and begun again with `--resume`. Nothing is changed where it is copied from.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click
from sqlalchemy import Connection, Table
from sqlalchemy.engine import URL

from bot.cli.database import settings_or_trouble
from bot.cli.progress import Progress
from bot.cli.trouble import USAGE, Trouble
from bot.definition.rendering import visible
from bot.settings import Settings
from bot.store import addresses, copying, rotation, schema
from bot.store.copying import Fingerprint, Key
from bot.store.database import Database, open_database
from bot.store.errors import SealBroken
from bot.store.sealing import Sealer


@dataclass(frozen=True, slots=True)
class _Both:
    """From where, and to where."""

    source: Database
    target: Database


@dataclass(frozen=True, slots=True)
class _Compared:
    """One table in both."""

    name: str
    source: Fingerprint
    target: Fingerprint


def run(to: str, source: str | None, *, resume: bool) -> int:
    """Copies, compares, and says what there is; 1 where both are not the same."""
    settings = settings_or_trouble()
    compared = asyncio.run(_opened(settings, to, source, resume=resume))
    width = max(len(one.name) for one in compared)
    for one in compared:
        same = "same" if one.source == one.target else "NOT THE SAME"
        click.echo(f"  {one.name:<{width}}  {one.source.rows:>12,}  {one.source}  {same}")
    differing = [one.name for one in compared if one.source != one.target]
    if differing:
        raise Trouble(
            f"Not the same in both: {', '.join(differing)}. Something changed while it was copied.",
            "Stop everything that uses one of the two, then run the same command with --resume.",
        )
    rows = sum(one.source.rows for one in compared)
    click.echo(f"Copied and compared: {rows:,} rows in {len(compared)} tables, all the same.")
    click.echo(
        "Set DATABASE_URL to the new database and start Checkup there. Keep the old one until you are sure."
    )
    return 0


async def _opened(settings: Settings, to: str, source: str | None, *, resume: bool) -> list[_Compared]:
    key = settings.secret_key.get_secret_value() if settings.secret_key else None
    address = source or settings.database_url.get_secret_value()
    _exists(address)
    both = _Both(open_database(address, secret_key=key), open_database(to, secret_key=key))
    try:
        _differ(both)
        _keys_come_along(both)
        return await _copied(both, resume=resume)
    finally:
        await both.source.close()
        await both.target.close()


def _exists(address: str) -> None:
    """Looking must not make a database."""
    place = addresses.parse(address)
    if isinstance(place, Path) and not place.exists():
        raise Trouble(f"There is no database {visible(str(place))}.", "Name the one to copy from: --from URL")


def _differ(both: _Both) -> None:
    if _place(both.source.place) == _place(both.target.place):
        raise Trouble("That is one and the same database.", "Name another one to copy to.", USAGE)


def _place(place: Path | URL) -> str:
    return str(place.resolve()) if isinstance(place, Path) else place.render_as_string(hide_password=False)


def _keys_come_along(both: _Both) -> None:
    """What is sealed is copied as it is, and has to be readable there."""
    if set(both.source.keys.secrets) <= set(both.target.keys.secrets):
        return
    raise _lacks_a_key(both, "CHECKUP_SECRET_KEY lacks the key of the old one")


def _lacks_a_key(both: _Both, why: str) -> Trouble:
    beside = both.source.place
    file = (
        f"the file {visible(beside.name)}.key beside the database" if isinstance(beside, Path) else "its key"
    )
    return Trouble(
        f"The new database could not be read: {why}.",
        f"Put what stands in {file} into CHECKUP_SECRET_KEY, behind a comma where there is one already:"
        " behind what .env says, too.",
    )


async def _seals_open(both: _Both) -> None:
    """Every sealed value, with the keys that the target has: while keys are exchanged there are several, and
    which were given says nothing of which were used.
    """
    sealer, done = Sealer(both.target.keys), 0
    with Progress("sealed values") as progress:
        for sealed in rotation.SEALED:
            behind: Key | None = None
            while True:
                look = partial(rotation.opened, sealed=sealed, behind=behind, sealer=sealer)
                try:
                    page = await both.source.read(look)
                except SealBroken as broken:
                    raise _lacks_a_key(
                        both, f"no key in CHECKUP_SECRET_KEY opens all of {sealed.name}"
                    ) from broken
                done, behind = done + page.looked_at, page.behind
                progress.reached(done)
                if behind is None:
                    break


async def _copied(both: _Both, *, resume: bool) -> list[_Compared]:
    await schema.check(both.source)
    await _seals_open(both)
    await schema.migrate(both.target)
    tables = copying.copied_tables()
    held = {
        table.name: await both.target.read(partial(copying.count, table=table), at_length=True)
        for table in tables
    }
    if any(held.values()):
        await _may_go_on(both, resume=resume)
        await _tidied(both, tables)
    total = sum(
        [await both.source.read(partial(copying.count, table=table), at_length=True) for table in tables]
    )
    with Progress("rows", of=total) as progress:
        done = 0
        for table in tables:
            done += await _copy(both, table, progress, done, empty=not held[table.name])
    return [await _compared(both, table) for table in tables]


async def _may_go_on(both: _Both, *, resume: bool) -> None:
    """A database that somebody works with is not written into."""
    if not resume:
        raise Trouble(
            "The database to copy to is not empty.",
            "Name an empty one; or, where an earlier copy was interrupted, add --resume.",
        )
    for table in copying.owners():
        if [key async for some in _strange(both, table) for key in some]:
            raise Trouble(
                "The database to copy to holds people or conversations that the other does not know: "
                "it is in use, or the copy is of another database.",
                "Name an empty database.",
            )


async def _copy(both: _Both, table: Table, progress: Progress, done: int, *, empty: bool) -> int:
    """One table; how many rows that were."""
    behind: Key | None = None
    count = 0
    while rows := await both.source.read(partial(copying.page, table=table, behind=behind)):
        await both.target.run(partial(copying.put, table=table, rows=rows, empty=empty))
        behind = copying.key_of(table, rows[-1])
        count += len(rows)
        progress.reached(done + count)
    return count


async def _tidied(both: _Both, tables: Sequence[Table]) -> None:
    """What went away where it is copied from since then goes here too; last what others refer to."""
    for table in reversed(tables):
        keys = [key async for one in _strange(both, table) for key in one]
        for first in range(0, len(keys), copying.PAGE):
            some = keys[first : first + copying.PAGE]
            await both.target.run(partial(copying.remove, table=table, keys=some))


async def _strange(both: _Both, table: Table) -> AsyncIterator[list[Key]]:
    """The keys of rows that only the target has, page by page."""
    behind: Key | None = None
    while rows := await both.target.read(partial(copying.page, table=table, behind=behind)):
        keys = [copying.key_of(table, row) for row in rows]
        yield await both.source.read(partial(copying.missing_in, table=table, keys=keys))
        behind = keys[-1]


async def _compared(both: _Both, table: Table) -> _Compared:
    def look(connection: Connection) -> Fingerprint:
        return copying.fingerprint_of(connection, table)

    return _Compared(
        table.name, await both.source.read(look, at_length=True), await both.target.read(look, at_length=True)
    )
