"""What is to be seen in a picture: words and shapes with their places, and the size and dots of a PNG."""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from bot.reports.picture.canvas import BAR
from bot.reports.picture.typeface import typeface

SVG = "{http://www.w3.org/2000/svg}"
ABOVE, BELOW = 0.76, 0.24
"""How far letters reach above and below their line, in sizes."""


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: "Box", slack: float = 0.01) -> bool:
        return (
            self.left >= other.left - slack
            and self.top >= other.top - slack
            and self.right <= other.right + slack
            and self.bottom <= other.bottom + slack
        )


@dataclass(frozen=True)
class Shape:
    box: Box
    colour: str


@dataclass(frozen=True)
class Words:
    text: str
    size: float
    bold: bool
    box: Box
    colour: str
    anchor: str


@dataclass(frozen=True)
class Seen:
    """A picture taken apart. Shapes lie one above the other in their order, words above all of them."""

    sheet: Box
    shapes: tuple[Shape, ...]
    words: tuple[Words, ...]
    marks: tuple[Box, ...]

    @property
    def bars(self) -> tuple[Shape, ...]:
        """Filled parts and what they are filled from."""
        return tuple(shape for shape in self.shapes if shape.box.bottom - shape.box.top <= BAR + 0.01)

    def said(self) -> list[str]:
        return [words.text for words in self.words]

    def under(self, box: Box) -> str:
        """The colour of the ground beneath."""
        return [shape.colour for shape in self.shapes if box.within(shape.box)][-1]


def seen(svg: str) -> Seen:
    """Takes a picture apart; anything that is no well-formed XML is an error."""
    root = ET.fromstring(svg)  # noqa: S314 - our own
    sheet = Box(0, 0, float(root.attrib["width"]), float(root.attrib["height"]))
    return Seen(
        sheet,
        tuple(_shape(element) for element in root.iter(f"{SVG}rect")),
        tuple(_words(element) for element in root.iter(f"{SVG}text")),
        tuple(_mark(element) for element in root.iter(f"{SVG}path")),
    )


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def png_size(png: bytes) -> tuple[int, int]:
    """Width and height."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def rows_of(png: bytes) -> Iterator[list[bytes]]:
    """The dots of a PNG with four bytes a dot, row by row."""
    width, height = png_size(png)
    packed, place = b"", 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            packed += png[place + 8 : place + 8 + length]
        place += length + 12
    plain, stride = zlib.decompress(packed), width * 4
    before = bytes(stride)
    for row in range(height):
        start = row * (stride + 1)
        before = _unfiltered(plain[start], plain[start + 1 : start + 1 + stride], before)
        yield [before[dot : dot + 4] for dot in range(0, stride, 4)]


def _unfiltered(kind: int, row: bytes, before: bytes) -> bytes:
    made = bytearray()
    for place, byte in enumerate(row):
        left = made[place - 4] if place >= 4 else 0
        above = before[place]
        corner = before[place - 4] if place >= 4 else 0
        guess = (0, left, above, (left + above) // 2, _nearest(left, above, corner))[kind]
        made.append((byte + guess) & 255)
    return bytes(made)


def _nearest(left: int, above: int, corner: int) -> int:
    return min((left, above, corner), key=lambda part: abs(left + above - corner - part))


def _shape(element: ET.Element) -> Shape:
    given = element.attrib
    left, top = float(given.get("x", 0)), float(given.get("y", 0))
    box = Box(left, top, left + float(given["width"]), top + float(given["height"]))
    return Shape(box, given["fill"])


def _words(element: ET.Element) -> Words:
    given, text = element.attrib, element.text or ""
    size, bold = float(given["font-size"]), given["font-weight"] == "bold"
    width = typeface(bold=bold).width(re.sub("[\u2067\u2069]", "", text), size)
    x, y = float(given["x"]), float(given["y"])
    left = x - width if given["text-anchor"] == "end" else x
    box = Box(left, y - ABOVE * size, left + width, y + BELOW * size)
    return Words(text, size, bold, box, given["fill"], given["text-anchor"])


def _mark(element: ET.Element) -> Box:
    numbers = [float(number) for number in re.findall(r"[\d.]+", element.attrib["d"])]
    return Box(min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2]))


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
