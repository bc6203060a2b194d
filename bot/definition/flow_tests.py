"""The tests inside a flow file (flow-language §5.7)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction

from bot.definition.answer import Answer


class Fill(Enum):
    """How a test answers what it does not name (flow-language §5.7)."""

    BEST = "best"
    WORST = "worst"
    MIDDLE = "middle"
    SKIP = "skip"
    DONT_KNOW = "dont_know"


@dataclass(frozen=True, slots=True)
class ScoreRange:
    """An expected score: both ends included; None = no score expected."""

    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a test expects. A field that is None is not looked at; `""` stands for the written `none`."""

    asked: tuple[str, ...] | None = None
    not_asked: tuple[str, ...] | None = None
    scores: Mapping[str, ScoreRange | None] = field(default_factory=dict)
    """`overall` or area → range, or None for `none`."""
    level: str | None = None
    tiers: Mapping[str, str] = field(default_factory=dict)
    capped_by: tuple[str, ...] | None = None
    weakest: tuple[str, ...] | None = None
    systems: tuple[str, ...] | None = None
    recommended: tuple[str, ...] | None = None
    next: str | None = None
    complete: bool | None = None


@dataclass(frozen=True, slots=True)
class Test:
    """A test inside a flow file."""

    __test__ = False  # not one of pytest's

    name: str
    answers: Mapping[str, Answer]
    fill: Fill
    expect: Expectation
    kept: Mapping[str, Answer] = field(default_factory=dict)
    """Question → what was kept of an earlier conversation."""
    line: int = 0
    """Where it stands in the file, for reports."""
