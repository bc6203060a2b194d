"""From the bytes of flow files to checked flows: nothing is read from disk here."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256

from bot.definition.build import build
from bot.definition.check import check
from bot.definition.check.across import Outlook, across, outlook
from bot.definition.check.names import SUFFIX
from bot.definition.draft import Draft
from bot.definition.finding import Finding, Findings, gather
from bot.definition.flow_tests import Test
from bot.definition.model import Flow
from bot.definition.read.desk import Desk, EnoughError
from bot.definition.read.expectations import read_tests
from bot.definition.read.flow import draft
from bot.definition.source import Text, read_source


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one file."""

    file: str
    flow: Flow | None
    """None where there are errors."""
    findings: Findings


@dataclass(frozen=True, slots=True)
class _Read:
    """One file by itself; of its draft only what is said about other flows is kept, a folder can be large."""

    file: str
    text: Text
    findings: tuple[Finding, ...]
    flow: Flow | None = None
    outlook: Outlook | None = None


def load(data: bytes, file: str, others: Mapping[str, Flow | None] | None = None) -> Loaded:
    """The flow in *data*.

    *file* is the name of the file, as it is shown; its last part has to fit the flow's name. *others* are all
    flows there are, by name (None: one that is there but has errors); without them, what a `next` says about
    another flow is not looked at.
    """
    read = _read(data, file)
    return _finished(read, others)


def load_all(files: Mapping[str, bytes]) -> dict[str, Loaded]:
    """All flows of a folder, file name → bytes, checked with each other; in the same order."""
    read = {file: _read(data, file) for file, data in files.items()}
    known: dict[str, Flow | None] = {
        file.replace("\\", "/").rpartition("/")[2].removesuffix(SUFFIX): found.flow
        for file, found in read.items()
    }
    return {file: _finished(found, known) for file, found in read.items()}


def _read(data: bytes, file: str) -> _Read:
    tree, text, findings = read_source(data)
    if tree is None and findings:
        return _Read(file, text, tuple(findings))
    desk = Desk(text)
    drafted: Draft | None = None
    tests: tuple[Test, ...] = ()
    with suppress(EnoughError):
        drafted = draft(tree, file, desk)
        if drafted is not None:
            tests = read_tests(drafted)
            check(drafted)
    everything = (*findings, *desk.findings)
    flow = None
    if drafted is not None and not gather(everything).blocking:
        flow = build(drafted, tests, sha256(data).hexdigest())
    return _Read(file, text, everything, flow, None if drafted is None else outlook(drafted))


def _finished(read: _Read, others: Mapping[str, Flow | None] | None) -> Loaded:
    findings: list[Finding] = list(read.findings)
    if read.outlook is not None and others is not None:
        findings += across(read.outlook, others)
    gathered = gather(
        replace(found, file=read.file, excerpt=found.excerpt or read.text.line(found.place.line))
        for found in findings
    )
    return Loaded(read.file, None if gathered.blocking else read.flow, gathered)
