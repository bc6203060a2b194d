"""Teams: figures of a round, how sure they are, what may be said about a change (scoring §9).

    report = team_report(key, questions, Round(sheets, invited, k))   everything in it may be shown
    words = trend_words(cards, rounds, frequent=…, broken=…)          against the previous round

Statistics are floats here; scores of people stay exact fractions. What may be shown at all is decided by
`scoring.disclosure`.
"""

from scoring.team.agreement import AgreementWord
from scoring.team.question import QuestionCard, TeamQuestion
from scoring.team.report import Round, Sheet, TeamReport, team_report
from scoring.team.score_card import ScoreCard
from scoring.team.trend import Pair, TrendWord, trend_words
from scoring.team.turnout import Turnout

__all__ = [
    "AgreementWord",
    "Pair",
    "QuestionCard",
    "Round",
    "ScoreCard",
    "Sheet",
    "TeamQuestion",
    "TeamReport",
    "TrendWord",
    "Turnout",
    "team_report",
    "trend_words",
]
