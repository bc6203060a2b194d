"""What names mean at the place where a condition stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class QuestionScope:
    """A question that a condition may ask about."""

    kind: str
    """`choice`, `multi`, `number`, `text` or `consent`."""
    choices: Mapping[str, Fraction | None] = field(default_factory=dict)
    """Choice id → its points as written in the file; None: no points."""
    dont_know: bool = False
    """"Don't know" is offered."""
    low: Fraction | None = None
    high: Fraction | None = None
    """Numbers it accepts, where they are limited."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that are known, and those that come too late."""

    questions: Mapping[str, QuestionScope]
    later: frozenset[str] = frozenset()
    """Questions asked after this place."""
    areas: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    """Ids from the bottom."""
    levels: tuple[str, ...] = ()
    """Ids from the bottom."""
    scores_known: bool = False
    overall: bool = True
    """The flow has an overall score."""
    level_known: bool = False
