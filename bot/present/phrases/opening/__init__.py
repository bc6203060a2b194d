"""The words for a round that did not open, a file for each language."""

from collections.abc import Mapping

from bot.present.phrases.opening import ar, de, en, es, fr
from bot.present.phrases.opening.shape import OpeningWords

__all__ = ["LANGUAGES", "OpeningWords"]

LANGUAGES: Mapping[str, OpeningWords] = {
    "en": en.OPENING,
    "de": de.OPENING,
    "fr": fr.OPENING,
    "es": es.OPENING,
    "ar": ar.OPENING,
}
