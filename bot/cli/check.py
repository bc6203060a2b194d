"""`checkup check`: all findings of all files, in the order of the files."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import click

from bot.cli.crew import cores, shared_out
from bot.cli.flows import FlowFile, flow_files, load_files
from bot.cli.progress import Progress
from bot.definition.finding import Severity
from bot.definition.load import Loaded
from bot.definition.rendering import all_as_text, as_github, as_json

FEW: Final = 16
"""Files that are done before helpers would have started."""
AT_ONCE: Final = 4


@dataclass(frozen=True, slots=True)
class Checked:
    """What is to be said of one file."""

    said: str
    errors: int
    warnings: int


def run(paths: Sequence[Path], form: str) -> int:
    """Says every finding; 1 when an error is among them."""
    files = flow_files(paths)
    checked: list[Checked] = []
    with Progress("files", of=len(files)) as progress:
        for one in _all_checked(files, partial(_checked, form)):
            if one.said:
                progress.hide()
                click.echo("\n" * bool(form == "text" and any(before.said for before in checked)) + one.said)
            checked.append(one)
            progress.reached(len(checked))
    if form == "text":
        click.echo(_summary(checked))
    return int(any(one.errors for one in checked))


def _all_checked(
    files: Sequence[FlowFile], work: Callable[[Sequence[FlowFile]], list[Checked]]
) -> Iterator[Checked]:
    pieces = [files[start : start + AT_ONCE] for start in range(0, len(files), AT_ONCE)]
    many = len(files) > FEW and cores() > 1
    done: Iterable[list[Checked]] = shared_out(work, pieces, cores()) if many else map(work, pieces)
    for piece in done:
        yield from piece


def _checked(form: str, files: Sequence[FlowFile]) -> list[Checked]:
    return [_one(form, loaded) for loaded in load_files(files)]


def _one(form: str, loaded: Loaded) -> Checked:
    found = loaded.findings.shown
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    if form == "text":
        said = all_as_text(loaded.file, loaded.findings)
    else:
        say = as_json if form == "json" else as_github
        said = "\n".join(map(say, found))
    return Checked(said, errors, len(found) - errors)


def _summary(checked: Sequence[Checked]) -> str:
    files = _counted(len(checked), "flow file")
    errors, warnings = sum(one.errors for one in checked), sum(one.warnings for one in checked)
    if not errors and not warnings:
        return f"{files}: all is well."
    counts = [_counted(errors, "error")] * bool(errors) + [_counted(warnings, "warning")] * bool(warnings)
    return f"\n{files}: {' and '.join(counts)}."


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'s' * (count != 1)}"
