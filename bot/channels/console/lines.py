"""A line that somebody typed, as an input: a command, a number that stands beside an option, or words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from bot.channels.console.numbers import numbers_of
from bot.engine.inputs import (
    Back,
    Change,
    Help,
    Restart,
    Review,
    ShowResult,
    ShowWorkings,
    Skip,
    Speak,
    Start,
    Stop,
    Typed,
)
from bot.messages import Button, Message, QuestionCard, ResultPage, Summary, Words
from bot.wishes import Press

COMMANDS: Final[dict[str, Press]] = {
    "back": Back(),
    "skip": Skip(),
    "help": Help(),
    "answers": Review(),
    "result": ShowResult(),
    "workings": ShowWorkings(),
    "restart": Restart(),
    "stop": Stop(),
    "continue": Start(),
}
"""Those without anything behind them."""
_COMMAND: Final = re.compile(r"/([a-z]+)(?:\s+(\S+))?", re.IGNORECASE)
_LONGEST_NUMBER: Final = 4


@dataclass(frozen=True, slots=True)
class NoSuchCommand:
    """It looks like a command, but there is none of that name."""

    command: str


Read: TypeAlias = Press | NoSuchCommand


@dataclass(frozen=True, slots=True)
class Before:
    """What stands above the line: what numbers, and the words on buttons, refer to."""

    card: QuestionCard | None = None
    summary: Summary | None = None
    buttons: tuple[Button, ...] = ()

    def then(self, messages: Sequence[Message]) -> "Before":
        """After *messages* were shown as well. An open question stays open until another one is shown."""
        seen = self
        for message in messages:
            match message:
                case QuestionCard():
                    seen = Before(message, seen.summary)
                case Summary():
                    seen = Before(seen.card, message, message.buttons)
                case Words() | ResultPage():
                    seen = Before(seen.card, seen.summary, message.buttons)
                case _:
                    pass
        return seen


def read_line(line: str, before: Before) -> Read:
    """What *line* means. Words are left to the engine: it knows what people type."""
    text = line.strip()
    command = _COMMAND.fullmatch(text)
    if command:
        return _command(command.group(1).lower(), command.group(2) or "", before)
    if before.card is not None:
        return _numbered(text, before.card) or Typed(line)
    return _pressed(text, before.buttons) or Typed(line)


def _command(name: str, argument: str, before: Before) -> Read:
    if name in COMMANDS and not argument:
        return COMMANDS[name]
    if name == "language" and argument:
        return Speak(argument)
    if name == "change":
        return _change(argument, before.summary)
    return NoSuchCommand(f"/{name}")


def _change(argument: str, summary: Summary | None) -> Press:
    """By number in the list of answers, or by the question's id; without either, the list."""
    if argument.isascii() and argument.isdecimal():
        place = int(argument[:_LONGEST_NUMBER])
        lines = summary.lines if summary else ()
        return Change(lines[place - 1].question) if 1 <= place <= len(lines) else Review()
    return Change(argument) if argument else Review()


def _numbered(text: str, card: QuestionCard) -> Press | None:
    if not (text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER):
        return None
    option = numbers_of(card).get(int(text))
    if option is None:
        return None
    if card.multi and option.letter:
        return Typed(option.choice)  # ticked and done at once
    return option.button.press


def _pressed(text: str, buttons: tuple[Button, ...]) -> Press | None:
    """Where nothing is asked, the words on a button press it."""
    return next((button.press for button in buttons if button.label.casefold() == text.casefold()), None)
