"""What somebody may not, or what is not there: said in words, and nothing is changed."""

from enum import Enum

from bot.messages import Words
from bot.present.teams.standing import words_for
from bot.turn.arrived import Told, Turn
from bot.turn.visit import Visit


class No(Enum):
    """Why not, as the words for it are named."""

    NOT_YOURS = "not_yours"
    MAY_NOT_START = "may_not_start"
    ONLY_ADMINS = "only_admins"
    NO_REPORTS = "no_reports"
    NOT_THERE = "not_there"
    ACTION_NOT_YOURS = "action_not_yours"
    ELSEWHERE = "elsewhere"


def refused(visit: Visit, why: No) -> Turn:
    """A message of its own: what was pressed may be somebody's report."""
    reader, words = words_for(visit.language)
    said: str = getattr(words.may, why.value)
    return Turn(told=(Told(Words((said,), (), reader.language)),))
