"""The words of a team's report, a file for each language."""

from collections.abc import Mapping

from bot.present.phrases.team_report import ar, de, en, es, fr
from bot.present.phrases.team_report.shape import TeamReportWords

__all__ = ["LANGUAGES", "TeamReportWords"]

LANGUAGES: Mapping[str, TeamReportWords] = {
    "en": en.TEAM_REPORT,
    "de": de.TEAM_REPORT,
    "fr": fr.TEAM_REPORT,
    "es": es.TEAM_REPORT,
    "ar": ar.TEAM_REPORT,
}
