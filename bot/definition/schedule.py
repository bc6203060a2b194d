"""How long things take, and how a team's rounds run (flow-language §5.6)."""

from dataclasses import dataclass
from enum import Enum


class Unit(Enum):
    """Of a duration."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Duration:
    """`20 minutes`, `1 day`, `3 months`; months are calendar months, so this is no number of seconds."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        """As in a flow file."""
        return f"{self.count} {self.unit.value}{'' if self.count == 1 else 's'}"


ONE_DAY = Duration(1, Unit.DAY)
TWO_WEEKS = Duration(14, Unit.DAY)
HALF_A_YEAR = Duration(180, Unit.DAY)


@dataclass(frozen=True, slots=True)
class Every:
    """How often rounds open: each day, each weekday, every n weeks, each month."""

    unit: str
    """`day`, `weekday`, `week` or `month`."""
    weeks: int = 1


@dataclass(frozen=True, slots=True)
class CheckIn:
    """How a team round runs (flow-language §5.6)."""

    every: Every
    day: str = "monday"
    at: str = "10:00"
    timezone: str = "member"
    open: Duration = Duration(2, Unit.DAY)
    remind: Duration | None = None
    anonymous: bool = True
    min_answers: int = 5
