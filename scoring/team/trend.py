"""What may be said about the change from one round to the next (scoring §9.3).

Rounds of anonymous answers are unpaired. The words are those of the team's answers, never "significant".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from statistics import median
from typing import Final

from scoring.team.intervals import Sample, holm, mean_difference_p

CERTAIN: Final = 0.05
NOTABLE: Final = 10.0
MEDIAN_OF: Final = 4


class TrendWord(Enum):
    """A word beside a card."""

    UP = "up"
    DOWN = "down"
    MAYBE_UP = "maybe up"
    MAYBE_DOWN = "maybe down"
    NO_CLEAR_CHANGE = "no clear change"


@dataclass(frozen=True, slots=True)
class Pair:
    """A card in the previous round shown and in this one."""

    before: Sample
    now: Sample


def trend_words(
    cards: Mapping[str, Pair], rounds: int, *, frequent: bool, broken: bool
) -> dict[str, TrendWord]:
    """The word for each card; none before the third round, and none across a break.

    `rounds` shown so far, this one counted; `frequent`: `every: day weekday week`, where words begin with
    the fourth; `broken`: the scoring changed since the previous round.
    """
    if broken or rounds < (4 if frequent else 3):
        return {}
    p_values = {card: mean_difference_p(pair.before, pair.now) for card, pair in cards.items()}
    adjusted = holm({card: p for card, p in p_values.items() if p is not None})
    return {card: _word(pair, adjusted.get(card, 1.0)) for card, pair in cards.items()}


def recent_median(means: Sequence[float]) -> float | None:
    """The median of the last four rounds, which stands beside the value of frequent ones."""
    return median(means[-MEDIAN_OF:]) if means else None


def _word(pair: Pair, p: float) -> TrendWord:
    difference = pair.now.mean - pair.before.mean
    if p < CERTAIN:
        return TrendWord.UP if difference > 0 else TrendWord.DOWN
    if abs(difference) >= NOTABLE:
        return TrendWord.MAYBE_UP if difference > 0 else TrendWord.MAYBE_DOWN
    return TrendWord.NO_CLEAR_CHANGE
