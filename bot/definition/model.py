"""A flow as loaded: immutable, versioned, every value already of its type (flow-language §4–5).

Nothing here knows YAML, places in a file or findings: a `Flow` exists only when its file had no errors.
Ordered things are tuples; named things are mappings whose order is that of the file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import Final, TypeAlias

from bot.definition.answer import Answer
from bot.definition.condition import Condition
from bot.definition.flow_tests import Test
from bot.definition.schedule import HALF_A_YEAR, ONE_DAY, TWO_WEEKS, CheckIn, Duration
from bot.definition.texts import Text


class Kind(Enum):
    """What a question takes for an answer."""

    CHOICE = "choice"
    MULTI = "multi"
    NUMBER = "number"
    TEXT = "text"
    EMAIL = "email"
    PHONE = "phone"
    CONSENT = "consent"


OWN_WORDS: Final = frozenset({Kind.TEXT, Kind.EMAIL, Kind.PHONE})
"""What a person types in words of their own: sealed at rest, as every answer is in a private flow, and kept
only for those who agreed.
"""


class Purpose(Enum):
    """What a consent is asked for (flow-language §5.1)."""

    REPORT = "report"
    CONTACT = "contact"


class Method(Enum):
    """How points become scores (scoring.md §1)."""

    PERCENT = "percent"
    SUM = "sum"
    MEAN = "mean"


@dataclass(frozen=True, slots=True)
class Range:
    """What counts as 0 and as 100."""

    low: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise ValueError("a range needs low < high")


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer. `score` is None when it has no points: unscored, or *does not apply*."""

    id: str
    text: Text
    score: Fraction | None
    hint: Text | None = None
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Other words people type, per language; under "" those that hold in every language."""
    alone: bool = False
    applies: bool = True
    """False for `score: none`: whoever picks it is not asked, as far as scoring goes."""


@dataclass(frozen=True, slots=True)
class Poles:
    """Two sentences with five buttons 1–5 between them; 5 is best."""

    low: Text
    high: Text


@dataclass(frozen=True, slots=True)
class Variant:
    """Another wording of a question while its condition holds."""

    condition: Condition
    text: Text


@dataclass(frozen=True, slots=True)
class Inference:
    """When the condition is true the answer is recorded without asking."""

    condition: Condition
    answer: Answer


@dataclass(frozen=True, slots=True)
class Question:
    """One question, with everything its block and its flow lend it already filled in."""

    id: str
    kind: Kind
    text: Text
    variants: tuple[Variant, ...] = ()
    help: Text | None = None
    """Its own, else the flow's."""
    choices: tuple[Choice, ...] = ()
    scale: str | None = None
    poles: Poles | None = None
    """Then `choices` are `scales.POLE_CHOICES`."""
    condition: Condition | None = None
    """Its own `if`; the block's stands in the block."""
    infer: Inference | None = None
    optional: bool = False
    dont_know: Text | None = None
    """The wording of the unscored "don't know" choice, or None where it is not offered."""
    area: str | None = None
    weight: Fraction = Fraction(1)
    scored: bool = False
    reverse: bool = False
    range: Range | None = None
    """What counts as 0 and as 100: as written, else lowest..highest reachable points. None: not scored."""
    points: tuple[tuple[Fraction, Fraction], ...] = ()
    """Number: (from this value on, points), ascending."""
    min: Fraction | None = None
    max: Fraction | None = None
    """Number: accepted values; text: `max` characters."""
    profile: str | None = None
    keep: str | None = None
    """Under this name its answer stays with the person, for whatever flow asks the same."""
    fresh: Duration = HALF_A_YEAR
    """For so long a kept answer is taken here."""
    purpose: Purpose | None = None
    link: str | None = None

    def choice(self, choice_id: str) -> Choice | None:
        return next((c for c in self.choices if c.id == choice_id), None)


@dataclass(frozen=True, slots=True)
class Say:
    """Words between questions."""

    text: Text
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Questions under one heading; its condition is joined by *and* to those inside."""

    id: str
    steps: tuple[Question | Say, ...]
    title: Text | None = None
    """Its own, else the title of its area; None for neither."""
    about: Text | None = None
    """The area's one line, when the title is the area's."""
    condition: Condition | None = None
    area: str | None = None


@dataclass(frozen=True, slots=True)
class ResultStep:
    """The result is shown here, under this opening line."""

    text: Text


@dataclass(frozen=True, slots=True)
class End:
    """The conversation stops here; before the result it means *screened out*."""

    text: Text
    condition: Condition | None = None


Step: TypeAlias = Question | Say | Block | ResultStep | End


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do about an area in one tier."""

    why: Text
    this_week: Text | None = None
    next_30_days: Text | None = None
    done_when: Text | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """What questions add up to."""

    id: str
    title: Text
    about: Text | None = None
    weight: Fraction = Fraction(1)
    owner: Text | None = None
    system: Text | None = None
    advice: Mapping[str, Advice] = field(default_factory=dict)
    talk: Text | None = None
    lookup: Mapping[int, Fraction] | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """A named range of the overall score; as a tier, of an area's. It begins at `start` (YAML: `from`)."""

    id: str
    start: Fraction
    title: Text
    text: Text | None = None


@dataclass(frozen=True, slots=True)
class CapGate:
    """While the condition is true the level is at most `cap`, and `systems` are listed."""

    id: str
    condition: Condition
    cap: str
    text: Text
    systems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkGate:
    """The level is at most `above` higher than that of the weakest of `areas` plus `benefit` points."""

    id: str
    areas: tuple[str, ...]
    above: int
    text: Text
    benefit: Fraction = Fraction(0)


Gate: TypeAlias = CapGate | LinkGate


@dataclass(frozen=True, slots=True)
class Weakest:
    """Which areas are called weak: at most `show`, below `below`; within `joint` points two are joint."""

    show: int
    below: Fraction
    joint: Fraction


@dataclass(frozen=True, slots=True)
class Scoring:
    """flow-language §5.4."""

    method: Method = Method.PERCENT
    decimals: int = 0
    min_answered: Fraction = Fraction(60)
    overall: bool = True
    min_areas: int = 1
    min_weight: Fraction = Fraction(70)
    sem: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A recommendation across areas (YAML: an entry of `recommend`)."""

    id: str
    text: Text
    condition: Condition | None = None
    """None: always (W160)."""
    areas: tuple[str, ...] = ()
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """The flow to go on with, and which answers it gets."""

    flow: str
    condition: Condition | None = None
    text: Text | None = None
    carry: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Flow:
    """A questionnaire as loaded. Name, version and hash say which it is (flow-language §11.1)."""

    name: str
    title: Text
    steps: tuple[Step, ...]
    version: int = 1
    hash: str = ""
    """SHA-256 of the file, hexadecimal."""
    languages: tuple[str, ...] = ("en",)
    help: Text | None = None
    credit: Text | None = None
    areas: Mapping[str, Area] = field(default_factory=dict)
    scoring: Scoring = Scoring()
    levels: tuple[Level, ...] = ()
    tiers: tuple[Level, ...] = ()
    gates: tuple[Gate, ...] = ()
    weakest: Weakest = Weakest(3, Fraction(75), Fraction(6))
    build_order: tuple[str, ...] = ()
    recommend: tuple[Rule, ...] = ()
    next: tuple[Next, ...] = ()
    checkin: CheckIn | None = None
    remind: Duration | None = ONE_DAY
    """None: no reminder."""
    expire: Duration = TWO_WEEKS
    private: bool = False
    """What it asks and finds is for the person's eyes: it stays out of previews, and is encrypted at rest."""
    in_round: bool = False
    """It is taken in a team's round: nobody sees a result of their own. See `bot.engine.in_round`."""
    tests: tuple[Test, ...] = ()
    by_id: Mapping[str, Question] = field(init=False)
    """Every question by its id, in the order of the file."""
    keeping: Mapping[str, Question] = field(init=False)
    """Those with a `keep`, by the name in it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {question.id: question for question in self.questions()})
        keeping = {question.keep: question for question in self.by_id.values() if question.keep}
        object.__setattr__(self, "keeping", keeping)

    def questions(self) -> Iterator[Question]:
        for step in self.steps:
            for inner in step.steps if isinstance(step, Block) else (step,):
                if isinstance(inner, Question):
                    yield inner
