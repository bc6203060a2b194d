"""How wide words are: read from the font files that they are drawn with, so what is measured is what is seen.

Letters are added up one by one. Pairs that stand closer and Arabic letters that melt into one make words a
little narrower than measured.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from struct import iter_unpack, unpack_from
from typing import Final, TypeAlias

FAMILY: Final = "DejaVu Sans"
FONTS: Final = Path(__file__).parent / "fonts"
REGULAR: Final = FONTS / "DejaVuSans.ttf"
BOLD: Final = FONTS / "DejaVuSans-Bold.ttf"

Forms: TypeAlias = dict[str, dict[tuple[bool, bool], str]]
"""Letter → (joined to the one before it, to the one after it) → its form."""

_WINDOWS_UNICODE: Final = (3, 1)
_END: Final = 0xFFFF
_FORMS: Final = {
    "<isolated>": (False, False),
    "<initial>": (False, True),
    "<medial>": (True, True),
    "<final>": (True, False),
}
_PRESENTED: Final = (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD))


@dataclass(frozen=True, slots=True)
class Typeface:
    """The letters of one font."""

    advances: Mapping[str, float]
    """How far each moves the pen, in its own size."""

    def width(self, text: str, size: float) -> float:
        """How wide *text* is in one line. A letter that the font does not have counts as a square."""
        return size * sum(self.advances.get(letter, 1.0) for letter in _as_joined(text))

    def has(self, letter: str) -> bool:
        return letter in self.advances


@cache
def typeface(*, bold: bool) -> Typeface:
    """The font, read once."""
    font = (BOLD if bold else REGULAR).read_bytes()
    places = _tables(font)
    (units,) = unpack_from(">H", font, places["head"] + 18)
    (measured,) = unpack_from(">H", font, places["hhea"] + 34)
    widths = [unpack_from(">H", font, places["hmtx"] + 4 * glyph)[0] for glyph in range(measured)]
    glyphs = _glyphs(font, places["cmap"])
    return Typeface({letter: widths[min(glyph, measured - 1)] / units for letter, glyph in glyphs.items()})


def _tables(font: bytes) -> dict[str, int]:
    """Where each table of the file begins."""
    (count,) = unpack_from(">H", font, 4)
    rows = iter_unpack(">4s4xI4x", font[12 : 12 + 16 * count])
    return {name.decode("latin-1"): place for name, place in rows}


def _glyphs(font: bytes, cmap: int) -> dict[str, int]:
    """Which glyph shows which letter: the runs of the table's format 4.

    In fonts that were cut down the glyphs of a run follow each other, so no run has a list of its own.
    """
    table = cmap + _unicode_table(font, cmap)
    (doubled,) = unpack_from(">H", font, table + 6)
    runs = doubled // 2
    lasts, firsts, shifts = (
        unpack_from(f">{runs}H", font, table + 14 + doubled * row + (2 if row else 0)) for row in range(3)
    )
    return {
        chr(code): (code + shift) & _END
        for first, last, shift in zip(firsts, lasts, shifts, strict=True)
        for code in range(first, last + 1)
        if code != _END
    }


def _unicode_table(font: bytes, cmap: int) -> int:
    (count,) = unpack_from(">H", font, cmap + 2)
    rows = iter_unpack(">HHI", font[cmap + 4 : cmap + 4 + 8 * count])
    place: int = next(place for *kind, place in rows if tuple(kind) == _WINDOWS_UNICODE)
    return place


def _as_joined(text: str) -> str:
    """Arabic letters in the form that they take beside their neighbours; everything else as it is."""
    forms = _forms()
    if forms.keys().isdisjoint(text):
        return text
    letters = [letter for letter in text if unicodedata.category(letter) != "Mn"]
    joined = [
        _joins_on(before, forms) and _joins_back(after, forms)
        for before, after in zip(["", *letters], [*letters, ""], strict=True)
    ]
    return "".join(
        forms.get(letter, {}).get((joined[place], joined[place + 1]), letter)
        for place, letter in enumerate(letters)
    )


def _joins_on(letter: str, forms: Forms) -> bool:
    return letter == "\u0640" or (False, True) in forms.get(letter, {})


def _joins_back(letter: str, forms: Forms) -> bool:
    return letter == "\u0640" or (True, False) in forms.get(letter, {})


@cache
def _forms() -> Forms:
    """The forms of each Arabic letter, as Unicode lists them."""
    found: Forms = {}
    for presented in map(chr, _PRESENTED):
        form, *codes = unicodedata.decomposition(presented).split() or [""]
        if form in _FORMS and len(codes) == 1:
            found.setdefault(chr(int(codes[0], 16)), {})[_FORMS[form]] = presented
    return found
