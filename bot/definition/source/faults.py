"""Where the reader puts what is wrong, and when it stops."""

from typing import NoReturn

from bot.definition.finding import MOST_FINDINGS, Finding

ENOUGH = 2 * MOST_FINDINGS
"""Findings after which reading on helps nobody."""


class StopReadingError(Exception):
    """Reading on makes no sense."""


class Faults:
    """Collected in the order of the file."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.broken = False
        """Whether the tree would be no good."""

    def note(self, finding: Finding) -> None:
        """The tree stays good."""
        self.findings.append(finding)
        if len(self.findings) >= ENOUGH:
            self.broken = True
            raise StopReadingError

    def refuse(self, finding: Finding) -> None:
        """Reading goes on, to find more, although there will be no tree."""
        self.broken = True
        self.note(finding)

    def stop(self, finding: Finding) -> NoReturn:
        """Nothing behind this can be trusted."""
        self.broken = True
        self.findings.append(finding)
        raise StopReadingError
