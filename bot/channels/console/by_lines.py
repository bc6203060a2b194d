"""A chat where input is piped: one answer a line, plain text back, until the lines end."""

from collections.abc import Callable, Iterable
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
    before, shown = Before(), first
    for message in first.messages:
        write(draw(message))
    before = before.then(first.messages)
    for line in lines:
        taken = read_line(line.rstrip("\r\n"), before)
        if isinstance(taken, NoSuchCommand):
            words = phrases_for(shown.language).no_command
            write(clean(words.replace("{command}", taken.command)))
            continue
        shown = take(taken)
        for message in shown.messages:
            write(draw(message))
        if shown.stopped:
            return Ending.LEFT
        before = after(before, shown)
    if shown.over:
        return Ending.FINISHED
    write(saved(shown.language, before.card))
    return Ending.LEFT


def saved(language: str, card: QuestionCard | None) -> str:
    """That all is kept, and how to go on."""
    words = phrases_for(language)
    if card is None or card.progress.total is None:
        return words.saved_somewhere
    return words.saved.replace("{place}", str(card.progress.place))


def after(before: Before, shown: Shown) -> Before:
    """What stands above the next line. Once all is asked, it is no answer to the question that was open."""
    return replace(before, card=None).then(shown.messages) if shown.over else before.then(shown.messages)
