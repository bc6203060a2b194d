"""The words to those who are asked to take part, a file for each language."""

from collections.abc import Mapping

from bot.present.phrases.invited import ar, de, en, es, fr
from bot.present.phrases.invited.shape import InvitedWords

__all__ = ["LANGUAGES", "InvitedWords"]

LANGUAGES: Mapping[str, InvitedWords] = {
    "en": en.INVITED,
    "de": de.INVITED,
    "fr": fr.INVITED,
    "es": es.INVITED,
    "ar": ar.INVITED,
}
