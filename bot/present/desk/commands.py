"""How an app introduces the whole: its commands, a description, a short one."""

from collections.abc import Iterator
from typing import Final

from bot.messages import Words
from bot.present.manner import CHECKUP, Manner
from bot.present.reader import Reader, reader_for

LONGEST_DESCRIPTION: Final = 512
"""UTF-16 units that apps show of a description."""


def commands(language: str | None) -> tuple[tuple[str, str], ...]:
    """Name and description of each, in the order they are listed."""
    words = reader_for(language).phrases.desk.command
    return (
        ("start", words.start),
        ("continue", words.continue_),
        ("back", words.back),
        ("cancel", words.cancel),
        ("restart", words.restart),
        ("result", words.result),
        ("language", words.language),
        ("settings", words.settings),
        ("privacy", words.privacy),
        ("mydata", words.mydata),
        ("delete", words.delete),
        ("stop", words.stop),
        ("help", words.help),
    )


def listed_commands(language: str | None, manner: Manner) -> str:
    """A line for each, as they are typed."""
    if manner == CHECKUP:
        return "\n".join(_behind_checkup(reader_for(language)))
    return "\n".join(f"{manner.command(name)} – {words}" for name, words in commands(language))


def checkup_help(language: str | None) -> Words:
    """Everything that can stand behind `/checkup`."""
    reader = reader_for(language)
    words = reader.phrases.desk.checkup
    return Words((words.title, listed_commands(language, CHECKUP), words.bare), (), reader.language)


def unknown_subcommand(language: str | None, word: str) -> Words:
    """What stood behind `/checkup` means nothing; what does."""
    reader = reader_for(language)
    said = reader.say(reader.phrases.desk.checkup.unknown, word=word)
    return Words((said, listed_commands(language, CHECKUP)), (), reader.language)


def look_in_messages(language: str | None) -> str:
    """Somewhere else in the workspace: the answer is in the direct messages."""
    return reader_for(language).phrases.desk.checkup.look_in_messages


def not_installed(language: str | None) -> str:
    """A workspace that has not installed the app, or no longer."""
    return reader_for(language).phrases.desk.checkup.not_installed


def could_not_now(language: str | None) -> str:
    """A moment's trouble of ours, where nothing was kept that could be done later."""
    return reader_for(language).phrases.desk.checkup.could_not_now


def description(language: str | None, operator: str | None) -> str:
    """What this is and who runs it; a name that leaves no room for the rest is left out."""
    reader = reader_for(language)
    named = _described(reader, operator)
    return named if _units(named) <= LONGEST_DESCRIPTION else _described(reader, None)


def short_description(language: str | None) -> str:
    """What this is, in one line."""
    return reader_for(language).phrases.desk.command.about_briefly


def _behind_checkup(reader: Reader) -> Iterator[str]:
    """The menu, and one check by its name, have no command of their own elsewhere."""
    checkup = reader.phrases.desk.checkup
    yield f"{CHECKUP.command('').strip()} – {checkup.menu}"
    yield f"{CHECKUP.command('start')} {checkup.flow} – {checkup.start}"
    for name, words in commands(reader.language):
        if name != "start":
            yield f"{CHECKUP.command(name)} – {words}"
    yield f"{CHECKUP.command('team')} – {checkup.team}"
    yield f"{CHECKUP.command('checkins')} – {checkup.checkins}"


def _described(reader: Reader, operator: str | None) -> str:
    words = reader.phrases.desk.command
    run_by = words.run_by_nobody if operator is None else reader.say(words.run_by, operator=operator)
    return f"{words.about}\n\n{run_by}"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
