"""The report of a team's round: from everybody's answers to figures that may be shown (scoring.md §9).

    sheets = [sheet(flow, answers, group), …]
    report = report_of(flow, sheets, invited, k)
    document(flow, report)     as data
    page(flow, report)         as text

What may be shown is decided in `scoring.team`; nothing here looks at single answers again.
"""

from bot.reports.team.document import document
from bot.reports.team.follows import follows
from bot.reports.team.page import page
from bot.reports.team.sheets import questions_of, report_of, sheet, smallest_k

__all__ = ["document", "follows", "page", "questions_of", "report_of", "sheet", "smallest_k"]
