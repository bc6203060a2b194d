"""The words of a check-in's report page, a file for each language."""

from collections.abc import Mapping

from bot.present.phrases.report_page import ar, de, en, es, fr
from bot.present.phrases.report_page.shape import ReportPageWords, Told

__all__ = ["LANGUAGES", "ReportPageWords", "Told"]

LANGUAGES: Mapping[str, ReportPageWords] = {
    "en": en.REPORT_PAGE,
    "de": de.REPORT_PAGE,
    "fr": fr.REPORT_PAGE,
    "es": es.REPORT_PAGE,
    "ar": ar.REPORT_PAGE,
}
