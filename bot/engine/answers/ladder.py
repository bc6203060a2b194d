"""The ladder of flow-language §12: from the exact label down to a small slip, and the first hit wins.

On every rung a wording of two choices is no hit but a question back.
"""

import re
from functools import lru_cache
from typing import Final, TypeAlias

from bot.engine.answers.fillers import without_fillers
from bot.engine.answers.folding import bare, unaccented
from bot.engine.answers.outcome import NO_MATCH, Hit, NotUnderstood, Reason
from bot.engine.answers.places import by_place
from bot.engine.answers.slips import by_slip
from bot.engine.answers.wordings import Wordings

Tried: TypeAlias = Hit | NotUnderstood | None
"""None: this rung has nothing to say, the next one may."""

_BETWEEN_SIDES: Final = r"\s*[,;/|،؛、]\s*|(?<=\d)\s*[-–]\s*(?=\d)|(?<=\d)\s+(?=\d)"
_MOST_SIDES: Final = 8


def climb(wordings: Wordings, typed: str) -> Hit | NotUnderstood:
    """The choice that *typed* (plain) means, or why none."""
    said = unaccented(bare(typed))
    return (
        _clear(wordings, typed)
        or _behind_fillers(wordings, said)
        or _undecided(wordings, typed)
        or _slipped(wordings, said)
        or NO_MATCH
    )


def named(wordings: Wordings, typed: str) -> Tried:
    """Rungs 1 and 2: a label or an id, a synonym, a label of another language."""
    for rung in (wordings.named, wordings.synonyms, wordings.elsewhere):
        found = rung.hit(typed)
        if found:
            return Hit(found[0]) if len(found) == 1 else NotUnderstood(Reason.TWO_CHOICES, choices=found)
    return None


def _clear(wordings: Wordings, typed: str) -> Tried:
    """Rungs 1 to 3."""
    tried = named(wordings, typed)
    if tried is not None or wordings.places is None:
        return tried
    return by_place(wordings.places, typed, wordings.words)


def _behind_fillers(wordings: Wordings, said: str) -> Tried:
    """Rung 4: the same after dropping words that say nothing."""
    for rest in without_fillers(said, wordings.words):
        tried = _clear(wordings, rest)
        if tried is not None:
            return Hit(tried.choice, sure=False) if isinstance(tried, Hit) else tried
    return None


def _undecided(wordings: Wordings, typed: str) -> NotUnderstood | None:
    """`3 or 4`, `yes and no`: two choices are named, and only the person can say which."""
    sides = _sides(wordings.words.joining | wordings.words.choosing).split(typed)[:_MOST_SIDES]
    tried = [_clear(wordings, side) or _behind_fillers(wordings, unaccented(bare(side))) for side in sides]
    choices = tuple(dict.fromkeys(hit.choice for hit in tried if isinstance(hit, Hit)))
    return NotUnderstood(Reason.TWO_CHOICES, choices=choices) if len(choices) > 1 else None


def _slipped(wordings: Wordings, said: str) -> Hit | None:
    """Rung 5, also behind filler words."""
    for rest in (said, *without_fillers(said, wordings.words)):
        choice = by_slip(wordings.near, rest, wordings.words)
        if choice is not None:
            return Hit(choice, sure=False)
    return None


@lru_cache(maxsize=64)
def _sides(words: frozenset[str]) -> re.Pattern[str]:
    standing = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(rf"{_BETWEEN_SIDES}|(?<!\S)(?:{standing})(?!\S)")
