"""`checkup test`: rehearses flows, tells what failed and how much was reached."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import process_time
from typing import Final

import click

from bot.cli.crew import cores, shared_out
from bot.cli.flows import FlowFile, contents, flow_files, load_files
from bot.cli.progress import Progress
from bot.definition.finding import Finding, gather
from bot.definition.load import Loaded
from bot.definition.model import Flow
from bot.definition.rendering import all_as_text, visible
from bot.rehearsal import MOST_CONVERSATIONS, Failure, Part, Rehearsal, rehearse, unseen_findings

SECONDS: Final = 2.0
"""Of processor, for a flow (flow-language §13): a busy machine reaches as much, only later."""
SEED: Final = 20_000
"""The same conversations every time."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What is to be said of one file."""

    said: str
    failed: bool


def run(paths: Sequence[Path]) -> int:
    """Rehearses every flow; 1 when a test failed or a file has errors."""
    files = flow_files(paths)
    tried: list[Tried] = []
    with Progress("flows", of=len(files)) as progress:
        progress.reached(0)
        for one in _all_tried(files):
            progress.hide()
            click.echo(one.said)
            tried.append(one)
            progress.reached(len(tried))
    return int(any(one.failed for one in tried))


def _all_tried(files: Sequence[FlowFile]) -> Iterator[Tried]:
    helpers = min(cores(), len(files))
    return shared_out(_tried, files, helpers) if helpers > 1 else map(_tried, files)


def _tried(file: FlowFile) -> Tried:
    loaded = next(load_files([file]))
    if loaded.flow is None:
        return Tried(_not_usable(loaded), failed=True)
    deadline = process_time() + SECONDS
    # Chance that can be repeated, not secrets.
    rehearsal = rehearse(loaded.flow, Random(SEED), lambda: process_time() > deadline)  # noqa: S311  # see above
    data = contents(file)
    unseen = [] if isinstance(data, Finding) else unseen_findings(rehearsal.unseen, data, loaded.file)
    parts = [_failure(file, failure) for failure in rehearsal.failures]
    parts += [all_as_text(loaded.file, gather(unseen))] if unseen else []
    parts.append(_summary(loaded.file, loaded.flow, rehearsal))
    return Tried("\n\n".join(parts), failed=bool(rehearsal.failures))


def _not_usable(loaded: Loaded) -> str:
    return f"{all_as_text(loaded.file, loaded.findings)}\n\n{visible(loaded.file)}: not tested, it has errors"


def _failure(file: FlowFile, failure: Failure) -> str:
    lines = [f"{visible(file.shown)}:{failure.line}: test '{visible(failure.test)}' failed"]
    return "\n".join(lines + [f"    {visible(mismatch)}" for mismatch in failure.mismatches])


def _summary(file: str, flow: Flow, rehearsal: Rehearsal) -> str:
    failed = len(rehearsal.failures)
    tests = "no tests" if not flow.tests else f"{rehearsal.tests - failed} of {rehearsal.tests} tests passed"
    in_time = not rehearsal.unseen or rehearsal.explored == MOST_CONVERSATIONS
    then = "" if in_time else f", then the {SECONDS:.0f} seconds for it were over"
    lines = [f"{visible(file)}: {tests}; {rehearsal.explored:,} conversations explored{then}"]
    for part in Part:
        reached, there = rehearsal.reached[part]
        if there:
            by_tests = rehearsal.by_tests[part][0]
            lines.append(f"    {part.value:15} {reached:>4} of {there:<4} (by the tests alone {by_tests})")
    return "\n".join(lines)
