"""The parts of a scoring key: what is scored, where it counts, and what the numbers are called.

Titles, texts and conditions stay with the flow; scoring knows ids and numbers alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

from scoring.points import Points


class Method(Enum):
    """What the value of an answer is, and how values add up (scoring §1, §3)."""

    PERCENT = "percent"
    SUM = "sum"
    MEAN = "mean"


@dataclass(frozen=True, slots=True)
class Item:
    """A scored question. `optional`: may be skipped at no cost to its area."""

    id: str
    area: str | None
    points: Points
    weight: Fraction = Fraction(1)
    optional: bool = False

    def __post_init__(self) -> None:
        if self.weight <= 0:
            raise ValueError(f"{self.id!r} has weight {self.weight}; a scored question weighs more than 0")


@dataclass(frozen=True, slots=True)
class Area:
    """What questions add up to. Weight 0: shown, but not part of the overall.

    `advice_tiers`: ids of the tiers it has advice for. `lookup`: whole raw sum → standard score.
    """

    id: str
    weight: Fraction = Fraction(1)
    has_system: bool = False
    advice_tiers: frozenset[str] = field(default=frozenset())
    lookup: Mapping[int, Fraction] | None = None

    def __post_init__(self) -> None:
        if self.weight < 0:
            raise ValueError(f"area {self.id!r} has weight {self.weight}; the least is 0")


@dataclass(frozen=True, slots=True)
class Band:
    """A level or a tier: it reaches from `start` to the start of the next one."""

    id: str
    start: Fraction


@dataclass(frozen=True, slots=True)
class CapGate:
    """While its condition holds the level is at most `cap` (a level id), and `systems` are listed.

    The condition itself is decided by the caller, who passes the ids of the gates that hold to `judge`.
    """

    id: str
    cap: str
    systems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WeakestLink:
    """The level is at most `above` higher than the one the weakest of `areas` plus `benefit` points has."""

    id: str
    areas: tuple[str, ...]
    above: int
    benefit: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        if self.above < 0 or self.benefit < 0:
            raise ValueError(f"gate {self.id!r}: above and benefit are 0 or more")


Gate: TypeAlias = CapGate | WeakestLink


@dataclass(frozen=True, slots=True)
class Weakest:
    """Which areas are called weak: exact score under `below`, at most `show`, joint within `joint` points."""

    show: int = 3
    below: Fraction = Fraction(75)
    joint: Fraction = Fraction(6)

    def __post_init__(self) -> None:
        if self.show < 0 or self.joint < 0:
            raise ValueError("show and joint are 0 or more")
