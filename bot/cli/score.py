"""`checkup score`: a line in, a line out, in the same order, however many there are."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias

import click

from bot.cli.crew import cores, shared_out
from bot.cli.flows import the_flow
from bot.cli.json_lines import json_line
from bot.cli.progress import Progress
from bot.cli.rows import BadLine, lines, row
from bot.cli.trouble import USAGE, Trouble
from bot.definition.model import Flow
from bot.engine.document import document
from bot.engine.result import score

AT_ONCE: Final = 250
"""Lines that go to a helper together."""
MOST_BYTES_AT_ONCE: Final = 8 * 1024 * 1024
STANDARD: Final = "-"

Numbered: TypeAlias = tuple[int, bytes]
"""A line with its number, from 1."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What became of some lines: results ready to be written, and what is wrong with which line."""

    lines: int
    results: bytes
    bad: tuple[tuple[int, str], ...]


def run(flow_name: str, source: str, target: str) -> int:
    """Scores every line; 1 when some could not be."""
    flow = the_flow(flow_name)
    read = bad = 0
    with ExitStack() as opened:
        reading, writing = open_both(source, target, opened)
        progress = opened.enter_context(Progress("lines"))
        for scored in _all_scored(flow, reading):
            writing.write(scored.results)
            read += scored.lines
            bad += len(scored.bad)
            say_bad(scored.bad, progress)
            progress.reached(read)
        writing.flush()
    if bad:
        click.echo(f"{bad:,} of {read:,} lines could not be scored.", err=True)
        click.echo("Mend those lines and score them again.", err=True)
    return int(bool(bad))


def open_both(source: str, target: str, opened: ExitStack) -> tuple[BinaryIO, BinaryIO]:
    """Where to read and where to write, `-` for the standard streams; closed with *opened*."""
    if STANDARD not in (source, target) and Path(target).exists() and Path(target).samefile(source):
        raise Trouble(
            f"{target} would be overwritten while it is read.", "Name another file to write to.", USAGE
        )
    reading = open_input(source, opened)
    if target == STANDARD:
        return reading, sys.stdout.buffer
    return reading, opened.enter_context(Path(target).open("wb"))


def open_input(source: str, opened: ExitStack) -> BinaryIO:
    """Where to read."""
    if source != STANDARD:
        return opened.enter_context(Path(source).open("rb"))
    if sys.stdin.isatty():
        click.echo(
            "Reading from the terminal, one JSON object a line; Ctrl-D ends. --in reads a file.", err=True
        )
    return sys.stdin.buffer


def say_bad(bad: Iterable[tuple[int, str]], progress: Progress) -> None:
    """A line on stderr for each bad one."""
    for number, why in bad:
        progress.hide()
        click.echo(f"line {number}: {why}", err=True)


def _all_scored(flow: Flow, reading: BinaryIO) -> Iterator[Scored]:
    work = partial(_scored, flow)
    pieces = _pieces(enumerate(lines(reading), 1))
    first = next(pieces, [])
    second = next(pieces, None)
    if second is None or cores() == 1:
        rest = pieces if second is None else chain([second], pieces)
        return map(work, chain([first], rest))
    return shared_out(work, chain([first, second], pieces), cores())


def _pieces(numbered: Iterator[Numbered]) -> Iterator[list[Numbered]]:
    """So many lines together, fewer where they are huge."""
    while piece := list(islice(numbered, 1)):
        size = len(piece[0][1])
        for one in islice(numbered, AT_ONCE - 1):
            piece.append(one)
            size += len(one[1])
            if size > MOST_BYTES_AT_ONCE:
                break
        yield piece


def _scored(flow: Flow, piece: Sequence[Numbered]) -> Scored:
    results: list[str] = []
    bad: list[tuple[int, str]] = []
    for number, line in piece:
        try:
            found = row(line)
        except BadLine as error:
            bad.append((number, str(error)))
            continue
        if found is not None:
            results.append(json_line({"id": found.id, **document(flow, score(flow, found.answers))}))
    return Scored(len(piece), "".join(results).encode(), tuple(bad))
