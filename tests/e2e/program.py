"""`checkup chat` with piped answers: as a process of its own, or, much faster, in this one."""

import io
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from bot.cli import run
from tests.channels.pseudo import watched
from tests.present.chat import FLOWS

SURROUNDINGS: Final = {"LANG": "C.UTF-8", "LOGNAME": "ana", "CHECKUP_FLOWS": str(FLOWS)}
"""Nothing of this machine but what is named."""


@dataclass(frozen=True)
class Done:
    """What became of a command."""

    returncode: int
    said: str
    complained: str


def chat_process(folder: Path, *arguments: str, lines: Iterable[str]) -> Done:
    """The real program; its database is `checkup.db` in *folder*."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat", *arguments],
        input=_as_data(lines),
        capture_output=True,
        check=False,
        timeout=60,
        cwd=folder,
        env=watched() | SURROUNDINGS,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


class Here:
    """The same within this process."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, captured: "pytest.CaptureFixture[str]"
    ) -> None:
        self.folder = folder
        self._monkeypatch = monkeypatch
        self._captured = captured
        for name in [name for name in os.environ if name.startswith(("CHECKUP_", "DATABASE_"))]:
            monkeypatch.delenv(name)
        for name, value in SURROUNDINGS.items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(folder)

    def sets(self, settings: Mapping[str, str]) -> None:
        """Settings from now on."""
        for name, value in settings.items():
            self._monkeypatch.setenv(name, value)

    def chat(self, *arguments: str, lines: Iterable[str] = (), data: bytes | None = None) -> Done:
        """`checkup chat` with these lines, or this raw input."""
        given = io.TextIOWrapper(io.BytesIO(_as_data(lines) if data is None else data), encoding="utf-8")
        self._monkeypatch.setattr(sys, "stdin", given)
        code = run(["chat", *arguments])
        out, err = self._captured.readouterr()
        return Done(code, out, err)


def _as_data(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
