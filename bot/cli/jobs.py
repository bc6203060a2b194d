"""`checkup jobs`: work that has not been done, and what an operator does about it."""

import json
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Final

import click
from sqlalchemy import Connection

from bot.cli.database import with_database
from bot.cli.export import there_is_one
from bot.cli.undone import as_json, as_text, look
from bot.clock import now
from bot.store import inbound, schema, undelivered
from bot.store.database import Database
from bot.store.inbound import Update
from bot.work.desk import Desk
from bot.work.standing import AGAIN

_Do = Callable[[Desk, Database, str], Awaitable[str]]
"""What is said of a key; "" where nothing could be done."""
_RUNS_AGAIN: Final = "runs again"
_GOES_OUT: Final = "goes out again"


def run(form: str) -> int:
    """Prints what there is."""
    there_is_one()
    found = with_database(look)
    if form == "json":
        click.echo(json.dumps(as_json(found), indent=2))
    else:
        click.echo("\n".join(as_text(found, now())))
    return 0


def again(keys: Sequence[str]) -> int:
    """Runs these again; without any, every job that failed."""
    there_is_one()
    if keys:
        return with_database(partial(_each, keys, _again))
    count = with_database(_all_that_failed)
    click.echo(f"{count} that failed run again.")
    return 0


def cancel(keys: Sequence[str]) -> int:
    """Has these not begin."""
    there_is_one()
    return with_database(partial(_each, keys, _cancel))


async def _each(keys: Sequence[str], do: _Do, database: Database) -> int:
    """Does it with one after the other; 1 where one could not be."""
    await schema.check(database)
    failed = 0
    async with Desk(database) as desk:
        for key in keys:
            said = await do(desk, database, key)
            if said:
                click.echo(f"{key}: {said}")
            else:
                failed = 1
                click.echo(f"{key}: nothing can be done with that; see  checkup jobs", err=True)
    return failed


async def _again(desk: Desk, database: Database, key: str) -> str:
    """A job or a message."""
    at = now()
    if await database.run(lambda connection: undelivered.send_again(connection, key, at)):
        return _GOES_OUT
    return _RUNS_AGAIN if await desk.again(_job(key)) else ""


async def _cancel(desk: Desk, database: Database, key: str) -> str:
    """A job or an update."""
    if await desk.cancel(_job(key)):
        return "does not begin"
    named = key.split("/", 2)
    if len(named) == len(Update.__dataclass_fields__):
        which = Update(*named)

        def let_go(connection: Connection) -> bool:
            return inbound.let_go(connection, which)

        if await database.run(let_go):
            return "is not kept any more"
    return ""


async def _all_that_failed(database: Database) -> int:
    await schema.check(database)
    async with Desk(database) as desk:
        return await desk.all_that_failed()


def _job(key: str) -> str:
    """A job, also where one of its runs is named."""
    return key.partition(AGAIN)[0]
