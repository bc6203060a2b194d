"""What `checkup chat` does: find the flow, open the database, find the person, and let them talk."""

import asyncio
from dataclasses import dataclass
from typing import Final

from bot import log
from bot.channels.console.by_lines import Ending
from bot.cli.database import settings_or_trouble
from bot.cli.flows import the_file
from bot.cli.terminal import person
from bot.cli.terminal.lines import begun, talk_by_lines
from bot.cli.terminal.opening import made_ready, opened
from bot.cli.terminal.pick import pick
from bot.cli.terminal.shelf import Shelf
from bot.cli.terminal.talk import Talk
from bot.cli.trouble import USAGE, Trouble
from bot.definition.model import Flow

EXIT_CODES: Final = {Ending.FINISHED: 0, Ending.LEFT: 3}


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for on the command line."""

    flow: str | None
    language: str | None
    platform: str
    seed: int | None
    database: str | None


def run(wishes: Wishes) -> int:
    """The exit code of the chat."""
    settings = settings_or_trouble()
    log.set_up(settings.log, settings.log_format, secrets=settings.secrets)
    by_keys = wishes.platform == "console" and person.has_keys()
    name = wishes.flow or pick(by_keys=by_keys)
    if name is None:
        return EXIT_CODES[Ending.LEFT]
    file = the_file(name)
    shelf = Shelf(file.path.parent)
    shelved = shelf.put(file)
    _refuse_unspoken(shelved.flow, wishes.language)
    with asyncio.Runner() as runner:
        database = opened(settings, wishes.database)
        try:
            ready = made_ready(
                database, shelf, shelved, file.shown, operator=settings.operator, seed=wishes.seed
            )
            talk = Talk(database, runner.run(ready), person.name(), shelved.flow.name)
            ending = _talked(runner, talk, wishes, by_keys=by_keys)
            runner.run(talk.end())
        finally:
            runner.run(database.close())
    return EXIT_CODES[ending]


def _talked(runner: asyncio.Runner, talk: Talk, wishes: Wishes, *, by_keys: bool) -> Ending:
    language = wishes.language or person.language()
    chosen = wishes.language is not None
    if by_keys:
        from bot.cli.terminal.keys import talk_by_keys  # noqa: PLC0415 - a tenth of a second, for terminals alone

        return runner.run(talk_by_keys(talk, language, chosen=chosen))
    first = runner.run(begun(talk, language, chosen=chosen))
    return talk_by_lines(runner, talk, first, wishes.platform)


def _refuse_unspoken(flow: Flow, language: str | None) -> None:
    if language is None or _base(language) in {_base(code) for code in flow.languages}:
        return
    raise Trouble(
        f"{flow.name} does not speak {language!r}.", f"It speaks: {', '.join(flow.languages)}.", USAGE
    )


def _base(code: str) -> str:
    return code.replace("_", "-").casefold().partition("-")[0]
