"""Lengths as platforms count them, and cutting that leaves whole characters.

Telegram counts UTF-16 code units; Slack's limits are kept in the same unit, which is never the smaller one.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

T = TypeVar("T")
ELLIPSIS: Final = "…"
_JOINER: Final = "\u200d"


def utf16(text: str) -> int:
    """How many UTF-16 code units *text* has."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int) -> str:
    """*text*, or its beginning and "…", in at most *limit* units (from 1 on)."""
    if utf16(text) <= limit:
        return text
    return _beginning(text, limit - utf16(ELLIPSIS)).rstrip() + ELLIPSIS


def pieces(text: str, limit: int) -> Iterator[str]:
    """*text* in pieces of at most *limit* units (from 2 on), broken at line ends or blanks where they are."""
    while utf16(text) > limit:
        piece = _beginning(text, limit) or text[:1]
        for between in ("\n", " "):
            place = piece.rfind(between, len(piece) // 2)
            if place > 0:
                piece = piece[:place]
                break
        yield piece.rstrip()
        text = text[len(piece) :].lstrip()
    if text:
        yield text


def packed(items: Iterable[T], limit: int, size: Callable[[list[T]], int]) -> Iterator[list[T]]:
    """*items* in as few rows as fit one after the other: *size* of a row is at most *limit*.

    An item that is too large by itself gets a row of its own; whoever made it has to keep it small.
    """
    row: list[T] = []
    for item in items:
        if row and size([*row, item]) > limit:
            yield row
            row = []
        row.append(item)
    if row:
        yield row


def _beginning(text: str, limit: int) -> str:
    """As many whole characters of *text* as fit: no accent and no joined sign is torn off."""
    used = place = 0
    for place, character in enumerate(text):  # noqa: B007 - the place is what is looked for
        used += utf16(character)
        if used > limit:
            break
    else:
        return text
    while place > 0 and _continues(text, place):
        place -= 1
    return text[:place]


def _continues(text: str, place: int) -> bool:
    """Does the character at *place* belong to the one before it?"""
    character = text[place]
    joined = character == _JOINER or text[place - 1] == _JOINER
    return joined or unicodedata.combining(character) > 0 or unicodedata.category(character) in ("Mn", "Me")
