"""Renderables as lines for this terminal: its width, its colours, its encoding."""

from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from typing import Final

from rich.console import Console, RenderableType
from rich.text import Text

from bot.channels.console.paper import clean, written_for

WIDEST: Final = 88
"""Lines longer than this are hard to read."""
NARROWEST: Final = 24


@dataclass(frozen=True)
class Ink:
    """How things are drawn. `colours`: "standard" are the terminal's own sixteen, right on light and dark."""

    columns: int = 80
    encoding: str = "utf-8"
    colours: bool = True

    @property
    def width(self) -> int:
        """Cells of a line; the last column stays free, so that no terminal breaks a full line by itself."""
        return max(min(self.columns - 1, WIDEST), NARROWEST)

    def lines(self, *drawn: RenderableType) -> list[str]:
        """*drawn*, one under the other, as lines with colour codes."""
        with self._console.capture() as captured:
            for renderable in drawn:
                self._console.print(renderable)
        return [written_for(self.encoding, line.rstrip()) for line in captured.get().splitlines()]

    @cached_property
    def _console(self) -> Console:
        return Console(
            file=StringIO(),
            width=self.width,
            force_terminal=True,
            color_system="standard" if self.colours else None,
            no_color=not self.colours,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )


def said(text: str, style: str = "") -> Text:
    """Words of others: nothing in them is a mark or a command."""
    return Text(clean(text), style=style)
