"""Rung 5: a small slip (flow-language §12). Whole wordings are compared, never parts of them weighed."""

import re
from collections.abc import Mapping
from typing import Final

from bot.engine.answers.distance import FAR, distance
from bot.engine.answers.words import Words

FURTHER: Final = 2
"""How many edits the second-best choice must be further away."""
SHORT: Final = 5
"""Letters up to which the first one has to be right."""
_DIGITS: Final = re.compile(r"\d+")


def by_slip(near: Mapping[str, tuple[str, ...]], typed: str, words: Words) -> str | None:
    """The one choice that *typed* (unaccented) nearly names; None also when another one is too near."""
    forgiven = {
        choice: min(_edits(typed, wording, words) for wording in wordings)
        for choice, wordings in near.items()
    }
    best = min(forgiven, key=forgiven.__getitem__, default=None)
    if best is None or forgiven[best] == FAR:
        return None
    others = (wording for choice, wordings in near.items() if choice != best for wording in wordings)
    too_near = forgiven[best] + FURTHER - 1
    return None if any(distance(typed, other, too_near) < FAR for other in others) else best


def _edits(typed: str, wording: str, words: Words) -> int:
    """How many edits make *typed* of *wording*, when it can be a slip at all; else FAR."""
    shorter = min(len(typed), len(wording))
    edits = distance(typed, wording, min(_allowed(shorter), 34 * shorter // 100))
    return edits if edits < FAR and _nothing_else_meant(typed, wording, words) else FAR


def _nothing_else_meant(typed: str, wording: str, words: Words) -> bool:
    """Its beginning, its numbers, each of its words and its *not*s say that *wording* was meant."""
    if min(len(typed), len(wording)) <= SHORT and typed[0] != wording[0]:
        return False
    if _DIGITS.findall(typed) != _DIGITS.findall(wording) or not _word_for_word(typed, wording):
        return False
    return _turned(typed, words) == _turned(wording, words)


def _word_for_word(typed: str, wording: str) -> bool:
    """Is no single word too far off? `agree` and `isagree` differ too much for a word of five letters."""
    ours, theirs = typed.split(), wording.split()
    if len(ours) != len(theirs):
        return True
    return all(
        distance(*pair, _allowed(min(map(len, pair)))) < FAR for pair in zip(ours, theirs, strict=True)
    )


def _allowed(letters: int) -> int:
    return 1 if letters <= SHORT else 2 if letters <= 11 else 3


def _turned(said: str, words: Words) -> bool:
    """Is it turned into its opposite: an odd number of *not*s, words that begin with *un-* among them?"""
    return sum(word in words.negations or _begins_with_not(word, words) for word in said.split()) % 2 == 1


def _begins_with_not(word: str, words: Words) -> bool:
    return any(word.startswith(prefix) and len(word) > len(prefix) + 1 for prefix in words.prefixes)
