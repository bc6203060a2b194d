"""Where a list falls into its parts: commas, semicolons, line breaks, the word *and* (flow-language §12)."""

import re
from functools import lru_cache
from typing import Final

from bot.engine.answers.words import Words

LINE_BREAKS: Final = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+")
ATTACHED: Final = "و"
"""The Arabic *and*: one letter, mostly written at the beginning of the next word."""
_SIGNS: Final = ",;،؛、"


def parts_of(typed: str, words: Words) -> list[str]:
    """The parts of *typed* (plain), without the empty ones."""
    return [typed[start:end].strip() for start, end in spans_of(typed, words)]


def spans_of(typed: str, words: Words) -> list[tuple[int, int]]:
    """Where each part begins and ends: from one's begin to another's end is a piece of *typed* again."""
    spans: list[tuple[int, int]] = []
    start = 0
    for between in _between(words.joining).finditer(typed):
        spans.append((start, between.start()))
        start = between.end()
    spans.append((start, len(typed)))
    return [(start, end) for start, end in spans if typed[start:end].strip()]


@lru_cache(maxsize=64)
def _between(joining: frozenset[str]) -> re.Pattern[str]:
    """Signs and *and*s. Of an attached one only the place: a word may just begin with that letter."""
    standing = "|".join(sorted(map(re.escape, joining), key=len, reverse=True))
    attached = rf"|(?<=\s)(?={ATTACHED}\w)" if ATTACHED in joining else ""
    return re.compile(rf"\s*[{_SIGNS}]\s*|(?<!\S)(?:{standing})(?!\S)\s*{attached}")
