"""What can be chosen or typed right now, and how that looks in so many lines. Pure: no keys, no screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.channels.console.keys.ink import Ink
from bot.channels.console.paper import one_line

POINTER: Final = "▸"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to choose."""

    label: str
    number: int | None = None
    """What may be typed for it."""
    shows_number: bool = True
    hint: str = ""
    ticked: bool | None = None
    """None: it takes no tick."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A key and what it does, for the last line."""

    key: str
    does: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A question, a menu, a list."""

    head: tuple[RenderableType, ...] = ()
    items: tuple[Item, ...] = ()
    multi: bool = False
    start: int | None = None
    """The item that is marked at first; None keeps everybody free of a first suggestion."""
    hints: tuple[Hint, ...] = ()
    invitation: str = ""
    """Stands where one can type, until one does."""
    choose_first: str = ""
    """What is said when Enter is pressed on nothing."""
    can_go_back: bool = False
    can_skip: bool = False
    has_help: bool = False

    def place_of(self, typed: str) -> int | None:
        """The place of the item whose number was typed."""
        text = typed.strip()
        if not (text.isascii() and text.isdecimal() and len(text) <= 4):
            return None
        return next((place for place, item in enumerate(self.items) if item.number == int(text)), None)


def body(sheet: Sheet, ink: Ink, marked: int | None, height: int, offset: int) -> tuple[list[str], int]:
    """The lines that fit in *height*, and the offset they begin at: the marked item is always among them.

    *offset* is where the lines began before; they move no further than needed.
    """
    lines = ink.lines(*sheet.head)
    spans = []
    for place, item in enumerate(sheet.items):
        drawn = ink.lines(_item(sheet, item, marked=place == marked))
        spans.append((len(lines), len(lines) + len(drawn)))
        lines += drawn
    if len(lines) <= height:
        return lines, 0
    first, last = _with_neighbours(spans[marked], len(lines)) if marked is not None else (offset, offset)
    if first < offset:
        offset = first
    elif last > offset + height:
        offset = max(last - height, 0)
    offset = max(min(offset, len(lines) - height), 0)
    return _with_arrows(lines, offset, height, ink), offset


def footer(sheet: Sheet, width: int) -> list[str]:
    """The keys, in as few lines as they need."""
    lines: list[str] = []
    for hint in sheet.hints:
        said = f"{hint.key} {hint.does}"
        if lines and cell_len(lines[-1]) + 3 + cell_len(said) <= width:
            lines[-1] += f" · {said}"
        else:
            lines.append(said)
    return lines


def _item(sheet: Sheet, item: Item, *, marked: bool) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column(width=_number_width(sheet.items), justify="right")
    if sheet.multi:
        grid.add_column(width=3)
    grid.add_column(ratio=1, overflow="fold")
    style = "bold cyan" if marked else ""
    label = Text(one_line(item.label), style)
    if item.hint:
        label.append(f"  {one_line(item.hint)}", "dim")
    cells = [Text(POINTER if marked else "", "bold cyan"), Text(_number(item), "dim")]
    if sheet.multi:
        cells.append(Text(_tick(item), "green" if item.ticked else "dim"))
    grid.add_row(*cells, label)
    return grid


def _number(item: Item) -> str:
    return str(item.number) if item.number is not None and item.shows_number else ""


def _tick(item: Item) -> str:
    if item.ticked is None:
        return ""
    return "[x]" if item.ticked else "[ ]"


def _number_width(items: Sequence[Item]) -> int:
    return max(len(_number(item)) for item in items)


def _with_neighbours(span: tuple[int, int], lines: int) -> tuple[int, int]:
    """An item and a line on either side, where an arrow may stand."""
    return max(span[0] - 1, 0), min(span[1] + 1, lines)


def _with_arrows(lines: list[str], offset: int, height: int, ink: Ink) -> list[str]:
    """The lines in view; arrows stand where there are more."""
    shown = lines[offset : offset + height]
    if height > 2:
        if offset:
            shown[0] = ink.lines(Text("↑", "dim"))[0]
        if offset + height < len(lines):
            shown[-1] = ink.lines(Text("↓", "dim"))[0]
    return shown
