"""The chat where input is piped, or where another platform is shown."""

import asyncio
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from typing import Final

from bot.channels.base import Tokens
from bot.channels.console.by_lines import Ending, chat_by_lines
from bot.channels.console.paper import clean, one_line
from bot.channels.console.plain import render as plain
from bot.channels.console.talk import Shown
from bot.channels.console.words import phrases_for
from bot.cli.terminal.talk import Talk
from bot.messages import Message, Words

PROMPT: Final = "> "


async def begun(talk: Talk, language: str | None, *, chosen: bool) -> Shown:
    """Goes on; a chat that is over begins anew and says so, unless its result was never seen."""
    left = await talk.find()
    anew = left.finished and not left.result_unseen
    shown = await talk.begin(left, language, anew=anew, chosen=chosen)
    if not anew:
        return shown
    said = Words((phrases_for(shown.language).fresh_start,), language=shown.language)
    return replace(shown, messages=(said, *shown.messages))


def talk_by_lines(runner: asyncio.Runner, talk: Talk, first: Shown, platform: str) -> Ending:
    """The chat, line by line."""
    return chat_by_lines(
        lambda taken: runner.run(talk.take(taken)), first, _lines(), _write, _drawn_as(platform)
    )


def _lines() -> Iterator[str]:
    """What is typed; lines that come from elsewhere are repeated on the paper."""
    typed = sys.stdin.isatty()
    while True:
        if typed:
            sys.stdout.write(PROMPT)
            sys.stdout.flush()
        data = sys.stdin.buffer.readline()
        if not data:
            return
        line = data.decode("utf-8", "replace").removeprefix("\ufeff")
        if not typed:
            _write(f"{PROMPT}{one_line(line)}".rstrip())
        yield line


def _write(text: str) -> None:
    sys.stdout.write(f"{text}\n\n")
    sys.stdout.flush()


def _drawn_as(platform: str) -> Callable[[Message], str]:
    """How messages look there. Nobody can press the buttons here, so they carry only numbers."""
    if platform == "console":
        return plain
    draw = PREVIEWS[platform]
    numbers = count(1)
    return lambda message: clean(draw(message, lambda _pressed: f"b{next(numbers)}"))


def _as_telegram(message: Message, tokens: Tokens) -> str:
    from bot.channels.telegram.preview import preview  # noqa: PLC0415 - only what is asked for is loaded
    from bot.channels.telegram.render import render  # noqa: PLC0415 - as above

    return MESSAGES_APART.join(map(preview, render(message, tokens)))


def _as_slack(message: Message, tokens: Tokens) -> str:
    from bot.channels.slack.preview import preview  # noqa: PLC0415 - only what is asked for is loaded
    from bot.channels.slack.render import render  # noqa: PLC0415 - as above

    return MESSAGES_APART.join(map(preview, render(message, tokens)))


MESSAGES_APART: Final = f"\n\n{'· ' * 20}\n\n"
"""Where one message of the platform ends and the next begins."""
PREVIEWS: Final[dict[str, Callable[[Message, Tokens], str]]] = {"telegram": _as_telegram, "slack": _as_slack}
