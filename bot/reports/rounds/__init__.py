"""What is shown of a team's rounds: one document at each close, kept in the ledger as it was shown.

    handed = round_answers.handed_in(connection, round_ids, named=not anonymous)
    document = made(flow, handed, RoundFacts(…), before, order)     figures, where enough took part
    document = withheld(flow, RoundFacts(…, answered=n), "held")    how many took part, and why no more

What may be shown of single figures is decided in `scoring`, whether figures may be shown at all at the close.
"""

from bot.present.teams.shape import RoundDocument, Why
from bot.reports.rounds.facts import Order, RoundFacts, Shown, is_frequent
from bot.reports.rounds.making import count_answered, made, withheld

__all__ = [
    "Order",
    "RoundDocument",
    "RoundFacts",
    "Shown",
    "Why",
    "count_answered",
    "is_frequent",
    "made",
    "withheld",
]
