"""How far long work is: a line on a terminal's stderr that erases itself; elsewhere nothing."""

import sys
from time import monotonic
from typing import Final, Self, TextIO

PATIENCE: Final = 0.5
"""Seconds before anything is said: short work needs no words."""
REFRESH: Final = 0.1


class Progress:
    """`with Progress("rows", of=100) as progress: progress.reached(17)`."""

    def __init__(self, things: str, of: int | None = None, stream: TextIO | None = None) -> None:
        self._things = things
        self._of = of
        self._stream = stream or sys.stderr
        self._next = monotonic() + PATIENCE
        self._seen = False
        self._mute = not self._stream.isatty()

    def reached(self, count: int) -> None:
        """So many are done."""
        if self._mute or monotonic() < self._next:
            return
        self._next = monotonic() + REFRESH
        of = f" of {self._of:,}" if self._of is not None else ""
        self._write(f"\r{count:,}{of} {self._things} …\x1b[K")
        self._seen = True

    def hide(self) -> None:
        """Before something else is written to the terminal."""
        if self._seen:
            self._write("\r\x1b[K")
            self._seen = False

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.hide()
