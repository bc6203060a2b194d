"""What a check has to say about a file: where, what is wrong, what to do (flow-language §9, §10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

MOST_FINDINGS = 50
"""Shown per file (flow-language §13)."""


class Severity(Enum):
    """Errors block loading, warnings are shown."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in a file; both count from 1, columns in characters."""

    line: int
    column: int


START = Place(1, 1)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong in one file."""

    code: str
    """A letter and three digits: `Y…` and `E…` are errors, `W…` warnings."""
    message: str
    place: Place = START
    hint: str | None = None
    file: str = ""
    excerpt: str = ""
    """The line of the file it is about, as it stands there; empty when there is none to show."""

    @property
    def severity(self) -> Severity:
        return Severity.WARNING if self.code.startswith("W") else Severity.ERROR


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one file, in the order of the file."""

    shown: tuple[Finding, ...] = ()
    more: int = 0
    """How many stay unsaid beyond the limit."""

    @property
    def blocking(self) -> bool:
        """Whether an error is among them: then there is no flow."""
        return any(finding.severity is Severity.ERROR for finding in self.shown)


def gather(findings: Iterable[Finding], most: int = MOST_FINDINGS) -> Findings:
    """At most *most* of *findings*, each once, by place. Errors go before warnings where not all fit."""
    once = list(dict.fromkeys(findings))
    kept = sorted(once, key=lambda finding: (finding.severity is Severity.WARNING, finding.place))[:most]
    kept.sort(key=lambda finding: (finding.place, finding.code))
    return Findings(tuple(kept), len(once) - len(kept))
