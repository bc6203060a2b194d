"""The person's own words: as typed, without what cannot be seen and would hide or turn what stands around."""

from functools import lru_cache
from typing import Final
from unicodedata import category, normalize

from bot.definition.model import Question
from bot.engine.answers.folding import LONGEST, plain
from bot.engine.answers.outcome import EMPTY, NotUnderstood, Reason, Understood
from bot.engine.answers.splitting import LINE_BREAKS

MOST_CHARACTERS: Final = 1_000
"""Where a question names no `max` (flow-language §5.1)."""
_JOINERS: Final = "\u200c\u200d"
"""Invisible, but letters of some scripts and some emoji need them."""


def read_text(
    typed: str, limit: int = MOST_CHARACTERS, *, one_line: bool = False
) -> Understood | NotUnderstood:
    """*typed* (at most `LONGEST`) without control and direction characters, if 1 to *limit* are left."""
    text = cleaned(typed, one_line=one_line)
    if not text:
        return EMPTY
    return Understood(text) if len(text) <= limit else too_long(limit)


def text_limit(question: Question) -> int:
    """How many characters a text question takes."""
    return MOST_CHARACTERS if question.max is None else int(question.max)


def too_long(limit: int) -> NotUnderstood:
    """More than can be taken."""
    return NotUnderstood(Reason.TOO_LONG, limit=min(limit, LONGEST))


def cleaned(typed: str, *, one_line: bool) -> str:
    """*typed* with the characters that belong to it; "" when none of them can be seen."""
    lines = LINE_BREAKS.sub(" " if one_line else "\n", typed)
    text = normalize("NFC", "".join(map(_kept, lines))).strip()
    return text if plain(text) else ""


@lru_cache(maxsize=4096)
def _kept(sign: str) -> str:
    if sign == "\t":
        return " "
    if sign == "\n" or sign in _JOINERS:
        return sign
    return "" if category(sign) in ("Cc", "Cf", "Cs") else sign
