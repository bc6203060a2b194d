"""Text as it is compared: width, case, punctuation and accents do not say what is meant.

Three spellings, each coarser than the one before: `plain`, `bare`, `unaccented`. Wordings of a flow and typed
text go through the same ones, so whatever is lost is lost on both sides.
"""

import re
from functools import lru_cache
from itertools import filterfalse
from typing import Final
from unicodedata import category, combining, decimal, normalize

LONGEST: Final = 2_000
"""Characters of typed text that are looked at (flow-language §12)."""

_APOSTROPHES: Final = str.maketrans(dict.fromkeys("’‘\u02bc\u00b4`", "'"))
_LIFTED_DIGIT: Final = re.compile("[⁰¹²³⁴-⁹₀-₉]")
_MINUS: Final = re.compile(r"(?<!\w)[-–](?=\.?\d)")
_LOOK_EMPTY: Final = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")
"""Letters and marks by category, but nothing is seen of them."""
_KEPT_SIGNS: Final = "%‰"
"""Punctuation by category, but it changes what a number means."""
_ARABIC: Final = {"\u0649": "\u064a", "\u0629": "\u0647", "\u0640": ""}
"""Alef maksura as yeh, teh marbuta as heh, no stretching: as people type when they hurry."""
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "\u0131": "i", **_ARABIC}
)
"""Letters written without their accent that Unicode does not take apart."""


def plain(text: str) -> str:
    """NFKC, case-folded, digits as 0–9, apostrophes straight, without invisible characters, single blanks."""
    if not text.isascii():
        text = _LIFTED_DIGIT.sub(lambda digit: "^" + digit[0], text.translate(_APOSTROPHES))
        text = normalize("NFKC", normalize("NFKC", text).casefold()).replace("\u2212", "-")
    return " ".join("".join(map(_seen, text.casefold())).split())


def bare(plain_text: str) -> str:
    """*plain_text* without punctuation. A minus before a number stays: it makes another number of it."""
    signed = _MINUS.sub("\u2212", plain_text)
    return " ".join("".join(map(_said, signed)).split())


def unaccented(bare_text: str) -> str:
    """*bare_text* without accents and vowel marks."""
    if bare_text.isascii():
        return bare_text
    taken_apart = normalize("NFD", bare_text)
    return normalize("NFC", "".join(filterfalse(_is_accent, taken_apart))).translate(_LETTERS)


@lru_cache(maxsize=4096)
def _seen(sign: str) -> str:
    if sign.isspace():
        return " "
    if sign.isdecimal():
        return str(decimal(sign))
    return "" if category(sign) in ("Cc", "Cf", "Cs") or sign in _LOOK_EMPTY or _picks_a_look(sign) else sign


def _picks_a_look(sign: str) -> bool:
    """Variation selectors: the same character, drawn another way."""
    return "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"


@lru_cache(maxsize=4096)
def _said(sign: str) -> str:
    if sign == "'":
        return ""
    return " " if category(sign).startswith("P") and sign not in _KEPT_SIGNS else sign


def _is_accent(sign: str) -> bool:
    """Marks of Latin, Greek, Cyrillic, Arabic, Hebrew. In kana, Indic scripts, Thai they make letters."""
    return combining(sign) >= 200 or 10 <= combining(sign) <= 35
