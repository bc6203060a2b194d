"""`checkup serve`: every channel whose settings are there, the web server, and the background work."""

import asyncio
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Final

import click

from bot import log
from bot.app.behind import is_current
from bot.app.role import Role
from bot.app.serving import serve
from bot.cli.database import settings_or_trouble
from bot.cli.flows import FlowFile, contents, flow_files, usable
from bot.cli.terminal.opening import opened
from bot.cli.terminal.shelf import refuse_silent_change
from bot.cli.trouble import Trouble
from bot.definition.check.across import KEPT_OTHERWISE
from bot.definition.finding import Finding
from bot.definition.load import load
from bot.definition.rendering import as_text, visible
from bot.settings import Settings, SlackMode
from bot.store import schema
from bot.store.database import Database
from bot.store.sqlite import SqliteDatabase
from bot.turn.library import Library, Shelved

CLOSE_SECONDS: Final = 3.0


def run() -> int:
    """Until SIGTERM; then what is committed is sent, and the exit code is 0."""
    return run_as(Role.SERVE, settings_or_trouble(), _say_where)


def run_as(role: Role, settings: Settings, listening: Callable[[str], None]) -> int:
    """The same for any process that runs until it is told to stop."""
    log.set_up(settings.log, settings.log_format, secrets=settings.secrets)
    log.hear_threads()
    files = flow_files([settings.flows])
    library = Library.of(_shelved(file) for file in files)
    _refuse_kept_otherwise(library, files)
    if settings.telegram_bot_token is None and settings.slack_mode is SlackMode.NONE:
        raise Trouble(
            "There is nothing to serve: no channel is set up.",
            "Set TELEGRAM_BOT_TOKEN (from @BotFather) or SLACK_BOT_TOKEN (from api.slack.com), "
            "or talk in the terminal: checkup chat",
        )
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        database = opened(settings, None)
        try:
            if not runner.run(_is_current(settings, database, role)):
                return 0
            runner.run(_refuse_silent_changes(database, library, {one.path.stem: one.shown for one in files}))
            runner.run(serve(settings, database, library, listening, role))
        finally:
            runner.run(_closed(database))
    return 0


async def _closed(database: Database) -> None:
    """A server that says nothing more is not waited for."""
    with suppress(TimeoutError):
        async with asyncio.timeout(CLOSE_SECONDS):
            await database.close()


async def _is_current(settings: Settings, database: Database, role: Role) -> bool:
    """A SQLite file is brought up to date here; what others use is waited for. False: told to end first."""
    if isinstance(database, SqliteDatabase):
        await schema.migrate(database)
        return True
    return await is_current(settings, database, role)


async def _refuse_silent_changes(database: Database, library: Library, shown: dict[str, str]) -> None:
    """Trouble where a flow is not the one that was published."""
    for name, shelved in library.newest.items():
        await database.read(partial(refuse_silent_change, shelved=shelved, shown=shown[name]))


def _shelved(file: FlowFile) -> Shelved:
    """A flow that may be served; Trouble with every finding where it may not."""
    data = contents(file)
    if isinstance(data, Finding):
        raise Trouble(f"{file.shown}: {data.message}.", f"Here is what helps: {data.hint}.")
    return Shelved(usable(load(data, file.shown)), data)


def _refuse_kept_otherwise(library: Library, files: list[FlowFile]) -> None:
    """Trouble where two flows keep different things under one name: an answer to one would be none there."""
    beside = {name: shelved.flow for name, shelved in library.newest.items()}
    for file in files:
        shelved = library.newest[file.path.stem]
        if shelved.flow.keeping:
            found = load(shelved.source, file.shown, beside).findings.shown
            wrong = [as_text(finding) for finding in found if finding.code == KEPT_OTHERWISE]
            if wrong:
                raise Trouble("\n\n".join(wrong), f"Mend {visible(file.shown)} first.")


def _say_where(address: str) -> None:
    click.echo(f"Serving at {address} (Ctrl-C ends it; what is committed is sent first).", err=True)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop, where it is to be had."""
    if sys.platform == "win32":
        return None
    import uvloop  # noqa: PLC0415  # not to be had on Windows

    return uvloop.new_event_loop
