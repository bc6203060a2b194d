"""The product's own words, one module a language."""

from collections.abc import Mapping

from bot.present.phrases.ar import ARABIC
from bot.present.phrases.de import GERMAN
from bot.present.phrases.en import ENGLISH
from bot.present.phrases.es import SPANISH
from bot.present.phrases.fr import FRENCH
from bot.present.phrases.plural import Plural
from bot.present.phrases.shape import Phrases

__all__ = ["LANGUAGES", "Phrases", "Plural", "phrases_for"]

LANGUAGES: Mapping[str, Phrases] = {
    phrases.language: phrases for phrases in (ENGLISH, GERMAN, FRENCH, SPANISH, ARABIC)
}


def phrases_for(language: str) -> Phrases:
    """The product's words for a language code such as `de` or `de-CH`; English where it does not speak it."""
    return LANGUAGES.get(language.partition("-")[0], ENGLISH)
