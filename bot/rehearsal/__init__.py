"""A flow tried out before anybody meets it: the tests in its file, and an exploration of what they leave out.

    rehearsal = rehearse(flow, chance, enough)
    rehearsal.failures      tests that went another way than they say
    rehearsal.unseen        what no conversation reached

Pure: chance is handed in, and so is whoever says that it is enough.
"""

from bot.rehearsal.chance import Chance
from bot.rehearsal.coverage import Coverage, Part, Reached
from bot.rehearsal.exploring import MOST_CONVERSATIONS, explore
from bot.rehearsal.places import unseen_findings
from bot.rehearsal.rehearsing import Failure, Rehearsal, rehearse

__all__ = [
    "MOST_CONVERSATIONS",
    "Chance",
    "Coverage",
    "Failure",
    "Part",
    "Reached",
    "Rehearsal",
    "explore",
    "rehearse",
    "unseen_findings",
]
