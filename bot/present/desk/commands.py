"""How an app introduces the whole: its commands, a description, a short one."""

from typing import Final

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


def description(language: str | None, operator: str | None) -> str:
    """What this is and who runs it; a name that leaves no room for the rest is left out."""
    reader = reader_for(language)
    named = _described(reader, operator)
    return named if _units(named) <= LONGEST_DESCRIPTION else _described(reader, None)


def short_description(language: str | None) -> str:
    """What this is, in one line."""
    return reader_for(language).phrases.desk.command.about_briefly


def _described(reader: Reader, operator: str | None) -> str:
    words = reader.phrases.desk.command
    run_by = words.run_by_nobody if operator is None else reader.say(words.run_by, operator=operator)
    return f"{words.about}\n\n{run_by}"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
