"""The words with which a team check-in is set up, a file for each language."""

from collections.abc import Mapping

from bot.present.phrases.starting import ar, de, en, es, fr
from bot.present.phrases.starting.shape import StartingWords

__all__ = ["LANGUAGES", "StartingWords"]

LANGUAGES: Mapping[str, StartingWords] = {
    "en": en.STARTING,
    "de": de.STARTING,
    "fr": fr.STARTING,
    "es": es.STARTING,
    "ar": ar.STARTING,
}
