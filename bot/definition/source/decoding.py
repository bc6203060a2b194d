"""Bytes to characters: size, encoding, characters that have no place in a flow (flow-language §8, §13)."""

import re

from bot.definition.finding import Finding, Place
from bot.definition.source.nodes import LINE_BREAK, Text

MOST_BYTES = 256 * 1024

# Control characters but tab and line breaks; the invisible marks that turn the direction of writing; other
# line breaks, which editors do not count; what is no character at all.
UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\uffff]"
)


def decode(data: bytes) -> Text | Finding:
    """The characters of the file, without a leading byte order mark."""
    if len(data) > MOST_BYTES:
        return Finding(
            "Y001",
            f"the file has {len(data):,} bytes; at most {MOST_BYTES:,} are read",
            hint="split it into several flows and join them with 'next'",
        )
    try:
        text = Text(data.decode("utf-8").removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        return Finding(
            "Y002",
            f"this is not UTF-8: byte {data[error.start]:02X}",
            _place_after(data[: error.start].decode("utf-8").removeprefix("\ufeff")),
            "save the file with the encoding UTF-8",
        )
    return _unwanted(text) or text


def _unwanted(text: Text) -> Finding | None:
    found = UNWANTED.search(text.whole)
    if found is None:
        return None
    place = _place_after(text.whole[: found.start()])
    return unwanted_character(found.group(), place, text.line(place.line))


def unwanted_character(character: str, place: Place, excerpt: str) -> Finding:
    """Y003, also for characters that an escape inside quotes would bring in."""
    return Finding(
        "Y003",
        f"the character U+{ord(character):04X} has no place in a flow",
        place,
        "delete it; control characters and marks of direction are added where they are needed",
        excerpt=excerpt,
    )


def _place_after(passed: str) -> Place:
    lines = LINE_BREAK.split(passed)
    return Place(len(lines), len(lines[-1]) + 1)
