"""How numbers are written: by locale, and plainly (flow-language §12, §14).

Separators as in the Unicode locale data (CLDR), a language like its largest region. The plain notation,
digits with a point before decimals, is read everywhere, after the locale's own.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final


@dataclass(frozen=True, slots=True)
class Notation:
    """The signs between digits."""

    groups: str
    """Any of these between groups of three."""
    decimals: str
    """Any of these before decimals."""
    in_twos: bool = False
    """Groups above the first three digits may have two, as in India: `1,23,456`."""


_POINT: Final = Notation(groups=",'", decimals=".")
_COMMA: Final = Notation(groups=".'", decimals=",")
_BLANK: Final = Notation(groups=" '", decimals=",")
_BLANK_OR_POINT: Final = Notation(groups=" .'", decimals=",")
_SWISS: Final = Notation(groups=" '", decimals=".,")
_INDIAN: Final = Notation(groups=",'", decimals=".", in_twos=True)
_EASTERN: Final = Notation(groups="\u066c,'", decimals="\u066b.")

_BY_LANGUAGE: Final = {
    language: notation
    for notation, languages in (
        (_COMMA, "az bs ca da de el es eu fo gl hr id is it jv mk ms-bn nl pt ro sl sr tr vi"),
        (_BLANK, "be bg cs eo et fi fr hu hy ka kk ky lt lv nb nn no pl pt-ao pt-pt ru sk sq sv tg tk uk uz"),
        (_BLANK_OR_POINT, "de-at it-sm"),
        (_SWISS, "de-ch de-li it-ch fr-ch"),
        (_INDIAN, "bn en-in gu hi kn ml mr ne or pa ta te"),
        (_EASTERN, "ar ckb fa ps sd ur"),
        (_POINT, "es-do es-gt es-hn es-mx es-ni es-pa es-pe es-pr es-sv es-us"),
    )
    for language in languages.split()
}


def notation_of(language: str) -> Notation:
    """How numbers are written in *language*; where nothing is known, as in English."""
    tag = language.replace("_", "-").casefold()
    return _BY_LANGUAGE.get(tag) or _BY_LANGUAGE.get(tag.partition("-")[0], _POINT)


def joined_groups(text: str, notation: Notation) -> str:
    """*text* with the blanks taken out that stand between groups of digits, where groups have blanks."""
    if " " not in notation.groups:
        return text
    return _IN_BLANKS.sub(lambda number: number[0].replace(" ", ""), text)


def value_of(written: str, notation: Notation) -> Fraction | None:
    """The number *written* (digits 0–9) in the locale's notation, else plainly; None when it is neither."""
    for pattern in (_pattern(notation), _PLAIN):
        found = pattern.fullmatch(written)
        if found:
            whole = re.sub(r"\D", "", found["whole"] or "0")
            value = Fraction(f"{whole}.{found['decimals'] or 0}")
            return -value if written[0] in "-–" else value
    return None


_IN_BLANKS: Final = re.compile(r"(?<![\d.,'])\d{1,3}(?: \d{3})+(?!\d)")
_PLAIN: Final = re.compile(r"[-–+]?(?P<whole>\d+)?(?:\.(?P<decimals>\d+))?")


@lru_cache(maxsize=32)
def _pattern(notation: Notation) -> re.Pattern[str]:
    """Groups are separated by the same sign throughout, and hold three digits."""
    one_sign = f"[{notation.groups}]"
    first, upper = (r"\d{1,2}", r"\d{2}") if notation.in_twos else (r"\d{1,3}", r"\d{3}")
    grouped = rf"{first}(?:(?P<sign>{one_sign})(?:{upper}(?P=sign))*\d{{3}})"
    return re.compile(rf"[-–+]?(?P<whole>{grouped}|\d+)?(?:[{notation.decimals}](?P<decimals>\d+))?")
