"""`checkup serve`: every channel whose settings are there, the web server, and the background work."""

import asyncio
import sys
from collections.abc import Callable
from functools import partial

import click

from bot import log
from bot.app.serving import serve
from bot.cli.database import settings_or_trouble
from bot.cli.flows import FlowFile, contents, flow_files, usable
from bot.cli.terminal.opening import opened
from bot.cli.terminal.shelf import refuse_silent_change
from bot.cli.trouble import Trouble
from bot.definition.finding import Finding
from bot.definition.load import load
from bot.settings import Settings, SlackMode
from bot.store import schema
from bot.store.database import Database
from bot.store.sqlite import SqliteDatabase
from bot.turn.library import Library, Shelved


def run() -> int:
    """Until SIGTERM; then what is committed is sent, and the exit code is 0."""
    settings = settings_or_trouble()
    log.set_up(settings.log, settings.log_format)
    files = flow_files([settings.flows])
    library = Library.of(_shelved(file) for file in files)
    if settings.telegram_bot_token is None and settings.slack_mode is SlackMode.NONE:
        raise Trouble(
            "There is nothing to serve: no channel is set up.",
            "Set TELEGRAM_BOT_TOKEN (from @BotFather) or SLACK_BOT_TOKEN (from api.slack.com), "
            "or talk in the terminal: checkup chat",
        )
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        database = opened(settings, None)
        try:
            runner.run(_served(settings, database, library, files))
        finally:
            runner.run(database.close())
    return 0


async def _served(settings: Settings, database: Database, library: Library, files: list[FlowFile]) -> None:
    await _made_ready(database, library, {file.path.stem: file.shown for file in files})
    await serve(settings, database, library, _say_where)


async def _made_ready(database: Database, library: Library, shown: dict[str, str]) -> None:
    """The tables are current; a SQLite file is brought up to date here, a database that others use is not."""
    if isinstance(database, SqliteDatabase):
        await schema.migrate(database)
    else:
        await schema.check(database)
    for name, shelved in library.newest.items():
        await database.read(partial(refuse_silent_change, shelved=shelved, shown=shown[name]))


def _shelved(file: FlowFile) -> Shelved:
    """A flow that may be served; Trouble with every finding where it may not."""
    data = contents(file)
    if isinstance(data, Finding):
        raise Trouble(f"{file.shown}: {data.message}.", f"Here is what helps: {data.hint}.")
    return Shelved(usable(load(data, file.shown)), data)


def _say_where(address: str) -> None:
    click.echo(f"Serving at {address} (Ctrl-C ends it; what is committed is sent first).", err=True)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop, where it is to be had."""
    if sys.platform == "win32":
        return None
    import uvloop  # noqa: PLC0415  # not to be had on Windows

    return uvloop.new_event_loop
