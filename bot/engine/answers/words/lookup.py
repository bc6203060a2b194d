"""The words for the languages at hand."""

from functools import lru_cache
from typing import Final

from bot.engine.answers.words.ar import ARABIC
from bot.engine.answers.words.de import GERMAN
from bot.engine.answers.words.en import ENGLISH
from bot.engine.answers.words.es import SPANISH
from bot.engine.answers.words.fr import FRENCH
from bot.engine.answers.words.more import NEGATIONS
from bot.engine.answers.words.shape import Words, single

_EVERYWHERE: Final = Words(
    fillers=single("eur usd gbp chf"),
    joining=frozenset({"&"}),
    no_units=single("k m b g t e x mn mio mil mln mrd bn tsd"),
)
_SPOKEN: Final = {"ar": ARABIC, "de": GERMAN, "en": ENGLISH, "es": SPANISH, "fr": FRENCH, **NEGATIONS}


@lru_cache(maxsize=256)
def words_of(*languages: str) -> Words:
    """The words of all *languages* together (`de-CH` has those of `de`), and what holds everywhere."""
    together = _EVERYWHERE
    for language in dict.fromkeys(map(_base, languages)):
        together |= _SPOKEN.get(language, Words())
    return together


def knows_negations(language: str) -> bool:
    """Can a *not* be told in this language? Where it cannot, forgiving a slip would be too dangerous."""
    return _base(language) in _SPOKEN


def _base(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].casefold()
