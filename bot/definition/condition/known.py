"""What a condition may look at: the answers on the path so far, and the scores where they are known."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from bot.definition.answer import Answers


class Standing(NamedTuple):
    """The scores of a result as shown; what is absent is unknown."""

    scores: Mapping[str, Fraction | int]
    """`overall` and areas."""
    tiers: Mapping[str, int]
    """Area → number of its tier, 1…n."""
    ranks: Mapping[str, int]
    """Area → place, 1 = weakest."""
    level: int | None
    """1…n."""


class Known(NamedTuple):
    """Everything a condition is held against."""

    answers: Answers
    standing: Standing | None = None
