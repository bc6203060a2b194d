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
_FARTHEST: Final = 3 + FURTHER


def by_slip(near: Mapping[str, tuple[str, ...]], typed: str, words: Words) -> str | None:
    """The one choice that *typed* (unaccented) nearly names; None also when another one is too near."""
    apart = {
        choice: {wording: distance(typed, wording, _FARTHEST) for wording in wordings}
        for choice, wordings in near.items()
    }
    forgiven = {
        choice: min((n for wording, n in edits.items() if _is_slip(typed, wording, n, words)), default=FAR)
        for choice, edits in apart.items()
    }
    best = min(forgiven, key=forgiven.__getitem__, default=None)
    if best is None or forgiven[best] == FAR:
        return None
    second = min((min(edits.values()) for choice, edits in apart.items() if choice != best), default=FAR)
    return best if second >= forgiven[best] + FURTHER else None


def _is_slip(typed: str, wording: str, edits: int, words: Words) -> bool:
    """Can *typed* be *wording*, mistyped? Its numbers and its *not*s say that nothing else was meant."""
    shorter = min(len(typed), len(wording))
    if edits > _allowed(shorter) or 100 * edits > 34 * shorter:
        return False
    if shorter <= SHORT and typed[0] != wording[0]:
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
