"""Words for a picture: without what it cannot show, and in lines as wide as there is room.

A picture is the same on every machine, so only the shipped fonts count. Signs and emoji that they lack are
left out; where letters are missing, a picture would be a riddle and is not drawn.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.reports.picture.typeface import typeface

ELLIPSIS: Final = "…"
_NON_JOINER: Final = "\u200c"
_GAPS: Final = frozenset({"Cc", "Zl", "Zp", "Zs"})
_INVISIBLE: Final = frozenset({"Cf", "Cs", "Co", "Cn"})


@dataclass(frozen=True, slots=True)
class Lettering:
    """Lines of one size."""

    lines: tuple[str, ...]
    size: int
    bold: bool = False

    @property
    def width(self) -> float:
        """Of the longest line."""
        return max((typeface(bold=self.bold).width(line, self.size) for line in self.lines), default=0.0)


def shown(text: str) -> str:
    """*text* in one line as a picture shows it: without controls, marks of direction and unknown signs."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join(filter(None, "".join(map(_shown, composed)).split(" ")))


def missing(text: str) -> bool:
    """Are there letters or digits in it that cannot be shown?"""
    return any(not _has(letter) for letter in shown(text))


def fitted(text: str, width: float, sizes: Sequence[int], lines: int = 1, *, bold: bool = False) -> Lettering:
    """*text* in the first of *sizes* (falling) in which it needs at most so many *lines*.

    If it does not even in the last, "…" stands for the rest.
    """
    wrapped: list[str] = []
    for size in sizes:
        wrapped = _wrapped(text, width, size, bold=bold)
        if len(wrapped) <= lines:
            return Lettering(tuple(wrapped), size, bold)
    *whole, _ = kept = wrapped[:lines]
    rest = " ".join(wrapped[len(whole) :])
    kept[-1] = _beginning(rest, width, sizes[-1], bold=bold)
    return Lettering(tuple(kept), sizes[-1], bold)


def _shown(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in _GAPS:
        return letter if _has(letter) else " "
    if letter == _NON_JOINER or (category not in _INVISIBLE and (_has(letter) or category[0] in "LN")):
        return letter
    return ""


def _has(letter: str) -> bool:
    return typeface(bold=False).has(letter) and typeface(bold=True).has(letter)


def _wrapped(text: str, width: float, size: int, *, bold: bool) -> list[str]:
    """Lines broken at blanks; a word that is too long for a line is broken where the line ends."""
    face = typeface(bold=bold)
    lines: list[str] = []
    for word in text.split(" "):
        if lines and face.width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines += _broken(word, width, size, bold=bold)
    return lines


def _broken(word: str, width: float, size: int, *, bold: bool) -> Iterator[str]:
    face = typeface(bold=bold)
    while face.width(word, size) > width:
        place = max(_room_for(word, width, size, bold=bold), 1)
        yield word[:place]
        word = word[place:]
    yield word


def _beginning(text: str, width: float, size: int, *, bold: bool) -> str:
    """As many whole letters as fit with "…" after them."""
    room = width - typeface(bold=bold).width(ELLIPSIS, size)
    return text[: _room_for(text, room, size, bold=bold)].rstrip() + ELLIPSIS


def _room_for(text: str, width: float, size: int, *, bold: bool) -> int:
    """How many letters fit. Accents have no width of their own, so none is torn off."""
    face = typeface(bold=bold)
    return next((end for end in range(1, len(text)) if face.width(text[:end], size) > width), len(text)) - 1
