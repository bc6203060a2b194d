"""Makes docs/chat.svg: a real run of the flagship in a real terminal, photographed when the result stands.

Run: python -m tests.picture
"""

import os
import pty
import re
import select
import subprocess
import sys
import tempfile
from io import StringIO
from itertools import groupby
from pathlib import Path
from time import monotonic

import pyte
from rich.console import Console
from rich.style import Style
from rich.text import Text

DOCS = Path(__file__).parents[1] / "docs"
COLUMNS, LINES = 92, 46
QUIET = 0.6
"""Seconds without output after which the screen stands still."""
ANSWERS = ["2", "1", "sales, delivery, onboarding, reporting", *"cbddcbcdcabbcbacbacbdbcb"]
"""One day in a business of two to nine people: good stages, weak connections."""


def main() -> None:
    """Talks the whole check through and keeps the screen of the result."""
    screen = pyte.HistoryScreen(COLUMNS, LINES, history=500, ratio=1)
    with tempfile.TemporaryDirectory() as folder:
        terminal = Terminal(screen, Path(folder))
        for answer in ANSWERS:
            terminal.types(f"{answer}\r")
        terminal.closes()
    (DOCS / "chat.svg").write_text(_svg(screen), encoding="utf-8")


class Terminal:
    """A pseudo-terminal with the chat in it."""

    def __init__(self, screen: pyte.Screen, folder: Path) -> None:
        self._stream = pyte.ByteStream(screen)
        self._ours, theirs = pty.openpty()
        self._process = subprocess.Popen(
            [Path(sys.executable).with_name("checkup"), "chat", "business-systems"],
            stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True, start_new_session=True,
            env=os.environ | {
                "COLUMNS": str(COLUMNS), "LINES": str(LINES), "TERM": "xterm-256color",
                "DATABASE_URL": f"sqlite:///{folder}/chat.db",
            },
        )  # fmt: skip
        os.close(theirs)
        self._settles()

    def types(self, keys: str) -> None:
        """Presses keys and waits until the screen stands still."""
        os.write(self._ours, keys.encode())
        self._settles()

    def closes(self) -> None:
        """Leaves as people do."""
        self._process.terminate()
        self._process.wait(timeout=10)
        os.close(self._ours)

    def _settles(self) -> None:
        begun = monotonic()
        wait = 3.0
        while monotonic() - begun < 30 and select.select([self._ours], [], [], wait)[0]:
            self._stream.feed(os.read(self._ours, 65536))
            wait = QUIET


def _svg(screen: pyte.HistoryScreen) -> str:
    lines = [*screen.history.top, *(screen.buffer[row] for row in range(LINES))]
    told = [_line(line) for line in lines]
    titles = [place for place, line in enumerate(told) if line.plain == "Business Systems Health Check"]
    console = Console(record=True, width=COLUMNS, file=StringIO(), force_terminal=True)
    for line in told[titles[-1] : titles[-1] + LINES]:
        console.print(line, no_wrap=True, crop=True)
    svg = console.export_svg(title="checkup chat business-systems")
    return re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)  # a picture fetches nothing


def _line(cells: dict[int, pyte.screens.Char]) -> Text:
    text = Text()
    for style, run in groupby((cells[column] for column in range(COLUMNS)), _style):
        text.append("".join(cell.data for cell in run), style)
    text.rstrip()
    return text


def _style(cell: pyte.screens.Char) -> Style:
    return Style(color=_COLOURS.get(cell.fg), bold=cell.bold, italic=cell.italics)


_COLOURS = {
    "red": "red",
    "green": "green",
    "brown": "yellow",
    "cyan": "cyan",
    "blue": "blue",
    "magenta": "magenta",
}

if __name__ == "__main__":
    main()
