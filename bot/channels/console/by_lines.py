"""A chat where input is piped: one answer a line, plain text back, until the lines end."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from enum import Enum
from typing import TypeAlias

from bot.channels.console.lines import Before, NoSuchCommand, read_line
from bot.channels.console.paper import clean
from bot.channels.console.plain import render
from bot.channels.console.talk import Shown, Take
from bot.channels.console.words import phrases_for
from bot.messages import Message, QuestionCard

Write: TypeAlias = Callable[[str], None]
"""Puts lines on the paper, an empty one behind them."""


class Ending(Enum):
    """How a chat came to its end."""

    FINISHED = "finished"
    """Nothing is left to ask."""
    LEFT = "left"
    """Stopped, or no more input: the same person goes on at the same question."""


def chat_by_lines(
    take: Take,
    first: Shown,
    lines: Iterable[str],
    write: Write,
    draw: Callable[[Message], str] = render,
) -> Ending:
    """Shows, reads, takes, until the person stops or *lines* end. *draw* is how messages look."""
    chat = _Chat(take, write, draw)
    chat.show(first)
    with suppress(KeyboardInterrupt):  # as good as the end of the lines: everything taken is kept
        for line in lines:
            chat.read(line.rstrip("\r\n"))
            if chat.shown.stopped:
                return Ending.LEFT
    if chat.shown.over:
        return Ending.FINISHED
    write(saved(chat.shown.language, chat.before.card))
    return Ending.LEFT


class _Chat:
    """What stands on the paper so far."""

    def __init__(self, take: Take, write: Write, draw: Callable[[Message], str]) -> None:
        self._take = take
        self._write = write
        self._draw = draw
        self.shown = Shown(())
        self.before = Before()

    def read(self, line: str) -> None:
        """One line, and what it comes to."""
        taken = read_line(line, self.before)
        if isinstance(taken, NoSuchCommand):
            words = phrases_for(self.shown.language).no_command
            self._write(clean(words.replace("{command}", taken.command)))
        else:
            self.show(self._take(taken))

    def show(self, shown: Shown) -> None:
        """Everything that a turn shows."""
        for message in shown.messages:
            self._write(self._draw(message))
        self.shown, self.before = shown, after(self.before, shown)


def saved(language: str, card: QuestionCard | None) -> str:
    """That all is kept, and how to go on."""
    words = phrases_for(language)
    if card is None or card.progress.total is None:
        return words.saved_somewhere
    return words.saved.replace("{place}", str(card.progress.place))


def after(before: Before, shown: Shown) -> Before:
    """What stands above the next line. Once all is asked, it is no answer to the question that was open."""
    return replace(before, card=None).then(shown.messages) if shown.over else before.then(shown.messages)
