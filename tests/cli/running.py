"""Commands as a shell runs them: real processes, their streams and exit codes."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FLOWS = ROOT / "flows"


@dataclass(frozen=True)
class Ended:
    """A process that is over."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> list[str]:
        """The lines on stderr."""
        return self.err.splitlines()


def checkup(*arguments: str | Path, given: str | bytes = "", cwd: Path = ROOT, **environment: str) -> Ended:
    """`checkup *arguments`, with *given* on standard input and variables added to the environment."""
    done = subprocess.run(
        command(*arguments),
        input=given.encode() if isinstance(given, str) else given,
        capture_output=True,
        cwd=cwd,
        env=surroundings(**environment),
        timeout=60,
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "bot", *map(str, arguments)]


def surroundings(**environment: str) -> dict[str, str]:
    """The environment without anything that would steer Checkup, but for what is named."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("CHECKUP_") and name != "DATABASE_URL"
    }
    return {**inherited, "PYTHONPATH": str(ROOT), **environment}
