"""`checkup diff`: two versions of a flow side by side."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import click

from bot.cli.flows import FlowFile, contents, the_file, usable
from bot.cli.trouble import USAGE, Trouble
from bot.definition.diff import Effect, compare
from bot.definition.finding import Finding, Findings
from bot.definition.load import Loaded, load
from bot.definition.model import Flow

EXIT_CODES: Final[Mapping[Effect | None, int]] = {
    None: 0,
    Effect.TEXT: 0,
    Effect.PATH: 1,
    Effect.SCORING: 1,
    Effect.BREAKING: 2,
}
_NAME: Final = re.compile(rb"^flow:[ \t]*[\"']?([a-z][a-z0-9-]{0,39})\b", re.MULTILINE)


def run(old: str, new: str) -> int:
    """Says what changed; the exit code says how grave it is."""
    difference = compare(_flow(old), _flow(new))
    click.echo(difference.as_text())
    return EXIT_CODES[difference.effect]


def _flow(name: str) -> Flow:
    """A version of a flow may be kept under any file name, and away from the flows it leads to."""
    file = the_file(name)
    data = contents(file)
    loaded = _unread(file, data) if isinstance(data, Finding) else _load(data, file)
    try:
        return usable(loaded)
    except Trouble as trouble:
        raise Trouble(trouble.what, trouble.todo, USAGE) from trouble


def _unread(file: FlowFile, why: Finding) -> Loaded:
    return Loaded(file.shown, None, Findings((why,)))


def _load(data: bytes, file: FlowFile) -> Loaded:
    named = _NAME.search(data)
    loaded = load(data, f"{named[1].decode()}.yaml" if named else file.path.name)
    shown = tuple(replace(finding, file=file.shown) for finding in loaded.findings.shown)
    return Loaded(file.shown, loaded.flow, Findings(shown, loaded.findings.more))
