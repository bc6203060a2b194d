"""A real pseudo-terminal with a screen that can be read: what a person sees, and the keys they press."""

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import pyte

UP, DOWN, LEFT, RIGHT = "\x1b[A", "\x1b[B", "\x1b[D", "\x1b[C"
ENTER, SPACE, TAB, ESCAPE, CTRL_C, CTRL_D = "\r", " ", "\t", "\x1b", "\x03", "\x04"
PAGE_DOWN = "\x1b[6~"
PATIENCE: Final = 60.0
"""Seconds: a busy machine is no failure."""


def watched() -> dict[str, str]:
    """What a process needs so that its coverage is measured, where that is done."""
    return {name: value for name, value in os.environ.items() if name.startswith("COVERAGE")}


class PseudoTerminal:
    """A command on a terminal of so many columns and rows."""

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        columns: int = 80,
        rows: int = 30,
        environment: Mapping[str, str],
        folder: Path,
    ) -> None:
        self._ours, theirs = pty.openpty()
        self._screen = pyte.HistoryScreen(columns, rows, history=2000, ratio=0.5)
        self._stream = pyte.Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.raw = b""
        """Everything that was written, codes and all."""
        self._set_size(columns, rows)
        self._process = subprocess.Popen(
            [str(part) for part in command],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={"TERM": "xterm-256color", "LANG": "C.UTF-8", **watched(), **environment},
            cwd=folder,
            start_new_session=True,
        )
        os.close(theirs)

    def press(self, *keys: str) -> None:
        """Keys, one after the other."""
        for key in keys:
            os.write(self._ours, key.encode())

    def sees(self, words: str) -> str:
        """Waits until *words* stand somewhere on the screen; the screen."""
        deadline = time.monotonic() + PATIENCE
        while words not in self.text:
            if not self._read(deadline):
                raise AssertionError(f"{words!r} is not to be seen:\n{self.text}")
        return self.text

    def sees_no_more(self, words: str) -> None:
        """Waits until *words* are gone from the screen."""
        deadline = time.monotonic() + PATIENCE
        while words in self.text:
            if not self._read(deadline):
                raise AssertionError(f"{words!r} is still there:\n{self.text}")

    def ended(self) -> int:
        """Waits for the end; the exit code."""
        deadline = time.monotonic() + PATIENCE
        while self._read(deadline):
            pass
        return self._process.wait(PATIENCE)

    def resize(self, columns: int, rows: int) -> None:
        """The window gets another size."""
        self._screen.resize(rows, columns)
        self._set_size(columns, rows)
        os.killpg(self._process.pid, signal.SIGWINCH)

    def kill(self) -> None:
        """Without a warning."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(PATIENCE)

    def interrupt(self) -> None:
        """SIGINT from outside, not a key."""
        os.kill(self._process.pid, signal.SIGINT)

    def terminate(self) -> None:
        """SIGTERM, as when a machine goes down."""
        os.kill(self._process.pid, signal.SIGTERM)

    @property
    def echoes(self) -> bool:
        """The terminal shows what is typed, as terminals do between programs."""
        return bool(termios.tcgetattr(self._ours)[3] & termios.ECHO)

    @property
    def text(self) -> str:
        """The screen as lines without their trailing blanks."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def paper(self) -> str:
        """The screen and all that went off its upper edge."""
        above = ["".join(row[column].data for column in sorted(row)) for row in self._screen.history.top]
        return "\n".join(line.rstrip() for line in (*above, *self._screen.display))

    @property
    def said(self) -> str:
        """The paper with every run of blanks as one: sentences as they were before lines were broken."""
        return re.sub(r"\s+", " ", self.paper)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self.kill()
        os.close(self._ours)

    def _read(self, deadline: float) -> bool:
        """Takes what was written. False: nothing more will come, or not in time."""
        ready, _, _ = select.select([self._ours], [], [], max(deadline - time.monotonic(), 0))
        if not ready:
            return False
        try:
            data = os.read(self._ours, 65536)
        except OSError:  # how Linux says that the other end is closed
            return False
        self.raw += data
        self._stream.feed(self._decoder.decode(data))
        return bool(data)

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
