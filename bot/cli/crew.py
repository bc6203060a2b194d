"""Work shared out to processes: results in the order of the work, and memory that does not grow with it.

Each helper has one piece of work at a time and the pieces go round in turn, so the next result is always that
of the helper whose turn it is. When the process that started them is gone, however it ended, helpers see
their pipe close and end as well.
"""

import os
import signal
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from typing import Any, Final, TypeVar

from bot.cli.trouble import Trouble

T = TypeVar("T")
R = TypeVar("R")

MOST_HELPERS: Final = 8
# Forking is quick and shares what is loaded; elsewhere than on Linux it is not safe.
_PROCESSES: Final = get_context("fork") if sys.platform == "linux" else get_context("spawn")


def shared_out(work: Callable[[T], R], pieces: Iterable[T], helpers: int) -> Generator[R, None, None]:
    """`map(work, pieces)`, done by so many processes. What `work` raises is raised here."""
    lines: list[Connection] = []
    started = []
    try:
        for _ in range(helpers):
            ours, theirs = Pipe()
            lines.append(ours)
            helper = _PROCESSES.Process(target=_help, args=(work, theirs, tuple(lines)), daemon=True)
            helper.start()
            theirs.close()
            started.append(helper)
        yield from _in_turn(lines, iter(pieces))
    finally:
        for line in lines:
            line.close()
        for helper in started:
            helper.join()


def cores() -> int:
    """How many helpers can work at once on this machine."""
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), MOST_HELPERS)
    return min(os.cpu_count() or 1, MOST_HELPERS)


def _in_turn(lines: Sequence[Connection], pieces: Iterator[Any]) -> Iterator[Any]:
    """A helper gets its next piece when its result is taken: nobody waits for a full pipe on both ends."""
    busy = []
    for line, piece in zip(lines, islice(pieces, len(lines)), strict=False):
        line.send(piece)
        busy.append(line)
    while busy:
        line = busy.pop(0)
        result = _result(line)
        for piece in islice(pieces, 1):
            line.send(piece)
            busy.append(line)
        yield result


def _result(line: Connection) -> Any:
    try:
        done, result = line.recv()
    except EOFError as error:
        raise Trouble(
            "A process that was helping ended too early.", "Is there enough memory? Try again."
        ) from error
    if not done:
        raise result
    return result


def _help(work: Callable[[Any], Any], line: Connection, others: Sequence[Connection]) -> None:
    """A helper's life. `others` are ends of pipes that a fork leaves open here; they must close elsewhere."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started us
    for other in others:
        other.close()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            line.send(_done(work, line.recv()))


def _done(work: Callable[[Any], Any], piece: Any) -> tuple[bool, Any]:
    try:
        return True, work(piece)
    except Exception as error:  # noqa: BLE001  # raised again where the result is waited for
        return False, error
