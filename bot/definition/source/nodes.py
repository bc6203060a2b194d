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
        """Where character *offset* of the scalar's value stands in the file."""
        if not scalar.style and "\n" not in self.whole[scalar.start : scalar.start + offset + 1]:
            return Place(scalar.place.line, scalar.place.column + offset)
        return self._place_at(scalar, _follow(self.whole, scalar, offset))

    def _place_at(self, scalar: Scalar, index: int) -> Place:
        passed = LINE_BREAK.split(self.whole[scalar.start : index])
        if len(passed) == 1:
            return Place(scalar.place.line, scalar.place.column + index - scalar.start)
        return Place(scalar.place.line + len(passed) - 1, len(passed[-1]) + 1)


_ESCAPE = re.compile(r"\\(?:x..|u....|U........|\r\n|.)", re.DOTALL)
_BLANKS = re.compile(r"\s*")
_BLOCK_HEAD = re.compile(r"[|>][^\r\n]*")


def _follow(whole: str, scalar: Scalar, offset: int) -> int:
    """The index in the file of character *offset* of a scalar's value: both are walked side by side, a run
    of blanks in the value against a run of blanks and line breaks in the file.
    """
    head = _BLOCK_HEAD.match(whole, scalar.start)
    index = head.end() if head and scalar.style else scalar.start + len(scalar.style)
    at = 0
    while at <= offset and index < len(whole):
        character = scalar.value[at] if at < len(scalar.value) else ""
        if character != whole[index] or character.isspace():
            index = _BLANKS.match(whole, index).end()  # type: ignore[union-attr]  # it always matches
        if character.isspace():
            at += len(_BLANKS.match(scalar.value, at).group())  # type: ignore[union-attr]  # it always matches
            continue
        if at == offset:
            break
        escape = _ESCAPE.match(whole, index) if scalar.style == '"' else None
        index = escape.end() if escape else index + (2 if scalar.style == "'" and character == "'" else 1)
        at += 1
    return min(index, len(whole))
