"""A YAML file as text with places: scalars, lists and maps, nothing turned into numbers or yes/no yet."""

import re
from dataclasses import dataclass, field
from typing import TypeAlias

from bot.definition.finding import Place

LINE_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Scalar:
    """One text, as it reads once quotes, escapes and folding are gone."""

    value: str
    place: Place
    start: int = 0
    """Characters of the file before it (before its opening quote)."""
    style: str = ""
    """The character it starts with: `'`, `"`, `|`, `>`; empty when it is plain."""
    cut: Place | None = None
    """Where a comment without a blank after its `#` cut the text off (W021)."""

    @property
    def empty(self) -> bool:
        """Nothing was written."""
        return not self.value and not self.style


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: "tuple[Node, ...]"
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value."""

    key: str
    place: Place
    value: "Node"
    bare: bool = False
    """Inside `{ }` and without a colon: the rest of a text that was cut at a comma."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """A map, in the order of the file; no key is in it twice."""

    entries: tuple[Entry, ...]
    place: Place


Node: TypeAlias = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Text:
    """The characters of a file and its lines."""

    whole: str
    lines: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", tuple(LINE_BREAK.split(self.whole)))

    def line(self, number: int) -> str:
        """Line *number*, from 1; empty beyond the end."""
        return self.lines[number - 1] if number <= len(self.lines) else ""

    def place_inside(self, scalar: Scalar, offset: int) -> Place:
        """Where character *offset* of the scalar's value stands; the end of it is behind its last one."""
        if offset >= len(scalar.value) > 0:
            last = self.place_inside(scalar, len(scalar.value.rstrip()) - 1)
            return Place(last.line, last.column + 1)
        if not scalar.style and "\n" not in self.whole[scalar.start : scalar.start + offset + 1]:
            return Place(scalar.place.line, scalar.place.column + offset)
        return self._place_at(scalar, _follow(self.whole, scalar, offset))

    def _place_at(self, scalar: Scalar, index: int) -> Place:
        passed = LINE_BREAK.split(self.whole[scalar.start : index])
        if len(passed) == 1:
            return Place(scalar.place.line, scalar.place.column + index - scalar.start)
        return Place(scalar.place.line + len(passed) - 1, len(passed[-1]) + 1)


_ESCAPE = re.compile(r"\\(?:x..|u....|U........|\r\n[ \t]*|[\r\n][ \t]*|.)")
_BLOCK_HEAD = re.compile(r"[|>][^\r\n]*")


def _follow(whole: str, scalar: Scalar, offset: int) -> int:
    """The index in the file of character *offset* of a scalar's value: both are walked side by side."""
    head = _BLOCK_HEAD.match(whole, scalar.start) if scalar.style in ("|", ">") else None
    index = head.end() if head else scalar.start + len(scalar.style)
    at = 0
    while True:
        if not scalar.value[at : at + 1].isspace():
            index = _after_blanks(whole, index)
        if at >= offset or index >= len(whole):
            return min(index, len(whole))
        passed, index = _step(whole, index, scalar, at)
        at += passed


def _step(whole: str, index: int, scalar: Scalar, at: int) -> tuple[int, int]:
    """How many characters of the value one piece of the file makes, and where it ends."""
    if scalar.style == '"' and (escape := _ESCAPE.match(whole, index)):
        return int(escape.group()[1] not in "\r\n"), escape.end()
    end = _after_blanks(whole, index)
    if end == index:
        return 1, index + (2 if scalar.style == whole[index] == "'" else 1)
    if LINE_BREAK.search(whole, index, end):  # folded: some blanks became others
        return max(_after_blanks(scalar.value, at) - at, 0), end
    return end - index, end


def _after_blanks(text: str, index: int) -> int:
    while text[index : index + 1].isspace():
        index += 1
    return index
