"""Commands as a shell runs them: real processes, their streams and exit codes."""

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli import run

ROOT = Path(__file__).parents[2]
FLOWS = ROOT / "flows"
NOTHING_SET: Mapping[str, str] = {}
FORKS = pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
"""For tests that start helpers in this process: what runs the tests may have threads, a command has none."""


@dataclass(frozen=True)
class Ended:
    """A process that is over."""

    code: int
    raw: bytes
    err: str

    @property
    def out(self) -> str:
        """What stands on stdout."""
        return self.raw.decode()

    @property
    def told(self) -> list[str]:
        """The lines on stderr."""
        return self.err.splitlines()


def checkup(
    *arguments: str | Path, given: str | bytes = "", cwd: Path = ROOT, env: Mapping[str, str] = NOTHING_SET
) -> Ended:
    """`checkup *arguments`, with *given* on standard input and the variables of *env* set."""
    done = subprocess.run(
        command(*arguments),
        input=given.encode() if isinstance(given, str) else given,
        capture_output=True,
        cwd=cwd,
        env=surroundings(env),
        timeout=60,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr.decode())


def called(*arguments: str | Path) -> Ended:
    """The same in this process, where only what is said matters: ten times as fast."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run([str(argument) for argument in arguments])
    return Ended(code, out.getvalue().encode(), err.getvalue())


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "bot", *map(str, arguments)]


def surroundings(env: Mapping[str, str] = NOTHING_SET) -> dict[str, str]:
    """The environment without anything that would steer Checkup, but for what is named."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("CHECKUP_") and name != "DATABASE_URL"
    }
    return {**inherited, "PYTHONPATH": str(ROOT), **env}
