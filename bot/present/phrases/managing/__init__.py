"""The words for those who ask in team check-ins, a file for each language."""

from collections.abc import Mapping

from bot.present.phrases.managing import ar, de, en, es, fr
from bot.present.phrases.managing.shape import ManagingWords

__all__ = ["LANGUAGES", "ManagingWords"]

LANGUAGES: Mapping[str, ManagingWords] = {
    "en": en.MANAGING,
    "de": de.MANAGING,
    "fr": fr.MANAGING,
    "es": es.MANAGING,
    "ar": ar.MANAGING,
}
