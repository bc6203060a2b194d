"""What a round's report is made from, besides the answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from bot.definition.model import Flow
from bot.present.teams.shape import RoundDocument

Order: TypeAlias = Callable[[int], Sequence[int]]
"""The numbers from 0 below n in an order of chance: `lambda n: random.sample(range(n), n)`."""

FREQUENT: Final = frozenset({"day", "weekday", "week", "1 week"})


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """One round, or several that were held and are shown together."""

    numbers: tuple[int, ...]
    """Of the rounds, rising."""
    opened: date
    """Of the first."""
    closed: date
    """Of the last."""
    anonymous: bool
    min_answers: int
    invited: int
    """Different people."""
    answered: int | None = None
    """Different people who handed in, or fewer where nobody can know. Of one round this may be left out
    where there are sheets: each is another person's.
    """
    frequent: bool = False
    """See `is_frequent`."""

    def __post_init__(self) -> None:
        if not self.numbers or self.invited < 1:
            raise ValueError("a report is about a round, and somebody who was invited")


@dataclass(frozen=True, slots=True)
class Shown:
    """A document of the same check-in that was shown before."""

    document: RoundDocument
    flow: Flow | None
    """As it was then; None where it cannot be read any more."""


def is_frequent(every: str) -> bool:
    """Is this how often (`bot.store.checkins.CheckIn.every`) one of those that are held and pooled?"""
    return every in FREQUENT
