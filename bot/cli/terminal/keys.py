"""The chat on a terminal: keys in, colours out."""

import asyncio
import locale
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from prompt_toolkit.input import create_input
from prompt_toolkit.output import ColorDepth, create_output
from prompt_toolkit.output.vt100 import Vt100_Output

from bot.channels.console.by_lines import Ending
from bot.channels.console.keys.by_keys import ByKeys
from bot.channels.console.keys.ink import Ink
from bot.channels.console.talk import Shown, TakeAsync
from bot.channels.console.words import phrases_for
from bot.cli.terminal.talk import Talk
from bot.present.phrases import phrases_for as product_phrases_for
from bot.wishes import Press


async def talk_by_keys(talk: Talk, language: str | None, *, chosen: bool) -> Ending:
    """From where the person left to where they leave again."""
    try:
        with _told_to_leave(), terminal(talk.take) as chat:
            begun = await _begun(chat, talk, language, chosen=chosen)
            return Ending.FINISHED if begun is None else await chat.chat(begun)
    except asyncio.CancelledError:
        return Ending.LEFT


async def pick_by_keys(question: str, labels: list[str]) -> int | None:
    """The place of one of *labels*; None when the person leaves."""
    with terminal(_nothing_to_take) as chat:
        return await chat.choose(question, labels, "en")


@contextmanager
def _told_to_leave() -> Iterator[None]:
    """A window that is closed, or a machine that goes down, leaves the terminal as it was found."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    for number in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, lambda: task and task.cancel())
    try:
        yield
    finally:
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.remove_signal_handler(number)


@contextmanager
def terminal(take: TakeAsync) -> Iterator[ByKeys]:
    """The terminal of this process. Keys stay unechoed also between two questions."""
    source, output = create_input(), create_output()
    if isinstance(output, Vt100_Output):
        # Never asked where the cursor is: the answer could come between somebody's keys, or not at all.
        output.enable_cpr = False
    colours = output.get_default_color_depth() is not ColorDepth.DEPTH_1_BIT
    encoding = locale.getencoding()
    ink = lru_cache(maxsize=4)(lambda columns: Ink(columns, encoding, colours=colours))
    with source.raw_mode():
        yield ByKeys(take, source, output, ink)


async def _nothing_to_take(_taken: Press) -> Shown:
    return Shown(())


async def _begun(chat: ByKeys, talk: Talk, language: str | None, *, chosen: bool) -> Shown | None:
    """Goes on. After a finished chat the person says whether to look or to begin anew; None: neither."""
    left = await talk.find()
    anew = False
    if left.finished and not left.result_unseen:
        spoken = language or "en"
        words, going = phrases_for(spoken), product_phrases_for(spoken).going
        ways = [going.my_result, going.start_again, words.quit]
        wish = await chat.choose(words.has_result, ways, spoken)
        if wish is None or ways[wish] == words.quit:
            return None
        anew = ways[wish] == going.start_again
    return await talk.begin(left, language, anew=anew, chosen=chosen)
