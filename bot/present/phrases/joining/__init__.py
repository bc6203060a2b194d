"""The words where people join a check-in by a link, a file for each language."""

from collections.abc import Mapping

from bot.present.phrases.joining import ar, de, en, es, fr
from bot.present.phrases.joining.shape import JoiningWords

__all__ = ["LANGUAGES", "JoiningWords"]

LANGUAGES: Mapping[str, JoiningWords] = {
    "en": en.JOINING,
    "de": de.JOINING,
    "fr": fr.JOINING,
    "es": es.JOINING,
    "ar": ar.JOINING,
}
