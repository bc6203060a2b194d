"""The words of an installation's pages, a file for each language."""

from collections.abc import Mapping

from bot.present.phrases.install import ar, de, en, es, fr
from bot.present.phrases.install.shape import InstallWords, Told

__all__ = ["LANGUAGES", "InstallWords", "Told"]

LANGUAGES: Mapping[str, InstallWords] = {
    "en": en.INSTALL,
    "de": de.INSTALL,
    "fr": fr.INSTALL,
    "es": es.INSTALL,
    "ar": ar.INSTALL,
}
