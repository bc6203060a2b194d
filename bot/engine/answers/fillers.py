"""Words around an answer that say nothing."""

from collections.abc import Iterator
from typing import Final

from bot.engine.answers.words import Words

_LONGEST_PHRASE: Final = 4
_MOST_PHRASES: Final = 8


def without_fillers(said: str, words: Words) -> Iterator[str]:
    """What is left of *said* (unaccented) after one filler phrase, after two …; those in front go first."""
    rest = said.split()
    for _ in range(_MOST_PHRASES):
        shorter = _without_one(rest, words.fillers)
        if not shorter or shorter == rest:
            return
        rest = shorter
        yield " ".join(rest)


def is_filler(said: str, words: Words) -> bool:
    """Are there nothing but fillers in *said* (unaccented), or nothing at all?"""
    rest = said.split()
    for _ in range(_MOST_PHRASES):
        rest = _without_one(rest, words.fillers)
    return not rest


def _without_one(said: list[str], fillers: frozenset[str]) -> list[str]:
    lengths = range(min(_LONGEST_PHRASE, len(said)), 0, -1)
    in_front = (said[length:] for length in lengths if " ".join(said[:length]) in fillers)
    behind = (said[:-length] for length in lengths if " ".join(said[-length:]) in fillers)
    return next(in_front, None) or next(behind, said)
