"""A flow as far as it could be read: model values beside the rows they were read from.

The checks look at a draft, so that one wrong line does not hide what else is wrong. Where a value was wrong,
the draft holds a harmless stand-in, and the finding is there already.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.definition.finding import Place
from bot.definition.model import Area, Gate, Level, Next, Question, Rule, Scoring, Step, Weakest
from bot.definition.read.choices import ChoiceRows
from bot.definition.read.desk import Desk
from bot.definition.read.tables import Row
from bot.definition.schedule import CheckIn, Duration
from bot.definition.texts import Text

M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Drafted(Generic[M]):
    """A part of the model, and what it was read from."""

    value: M
    row: Row
    place: Place
    """Where it is named."""


@dataclass(frozen=True, slots=True)
class DraftedStep:
    """A step; `inner` are those of a block."""

    step: Step
    row: Row
    order: int
    """Its place in the order of asking."""
    after_result: bool
    block: Row | None = None
    inner: "tuple[DraftedStep, ...]" = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its surroundings."""

    question: Question
    row: Row
    order: int
    after_result: bool
    block: Row | None


@dataclass(slots=True, kw_only=True)
class Draft:
    """Everything that could be read of one flow."""

    desk: Desk
    file: str
    row: Row
    name: str
    title: Text
    version: int
    help: Text | None
    credit: Text | None
    scales: Mapping[str, tuple[Place, ChoiceRows]]
    used_scales: frozenset[str]
    areas: Mapping[str, Drafted[Area]]
    scoring: Scoring
    levels: tuple[Level, ...]
    tiers: tuple[Level, ...]
    written_levels: tuple[Drafted[Level], ...]
    """Without the defaults."""
    written_tiers: tuple[Drafted[Level], ...]
    weakest: Weakest
    gates: tuple[Drafted[Gate | None], ...]
    recommend: tuple[Drafted[Rule], ...]
    next: tuple[Drafted[Next], ...]
    checkin: CheckIn | None
    remind: Duration | None
    expire: Duration
    private: bool
    steps: tuple[DraftedStep, ...]
    asked: tuple[Asked, ...]
    tests: tuple[Row, ...]

    @property
    def questions(self) -> dict[str, Question]:
        """By name, in the order of asking; of two with one name the first."""
        found: dict[str, Question] = {}
        for asked in self.asked:
            found.setdefault(asked.question.id, asked.question)
        return found

    def all_steps(self) -> Iterator[DraftedStep]:
        """Blocks and what is in them, in order."""
        for step in self.steps:
            yield step
            yield from step.inner
