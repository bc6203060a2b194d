"""A flow made ready to run, once: its steps in one row, its conditions bound, its scoring key built."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final, TypeAlias

import scoring
from bot.definition.answer import Answer
from bot.definition.condition import Bound, Condition, Known, QuestionScope, Scope, bind, mentioned
from bot.definition.model import Block, CapGate, End, Flow, Kind, Next, Question, ResultStep, Rule, Say
from bot.definition.texts import Text
from bot.engine.answers.fitting import fitter
from bot.engine.key import scoring_key

Holds: TypeAlias = Callable[[Known], bool | None]
"""True, false, or None for unknown; something happens only when it is true (flow-language §6.2)."""

FLOWS_READY: Final = 64
"""Plans kept; a plan is some hundred small objects."""


@dataclass(frozen=True, slots=True)
class PlannedBlock:
    """The block that steps stand in."""

    id: str
    title: Text | None
    about: Text | None
    condition: Holds | None


@dataclass(frozen=True, slots=True)
class Ask:
    """A question in the row of steps."""

    number: int
    id: str
    question: Question
    required: bool
    """Not optional."""
    fit: Callable[[object], Answer | None]
    """The answer a stored value is, or None."""
    block: PlannedBlock | None
    condition: Holds | None
    infer: Holds | None
    inferred: Answer | None
    variants: tuple[tuple[Holds, Text], ...]

    def wording(self, known: Known) -> Text:
        """The text of the first variant that holds, else its own."""
        return next((text for holds, text in self.variants if holds(known)), self.question.text)


@dataclass(frozen=True, slots=True)
class Tell:
    """A `say` in the row of steps."""

    number: int
    text: Text
    block: PlannedBlock | None
    condition: Holds | None


@dataclass(frozen=True, slots=True)
class Show:
    """The `result` in the row of steps."""

    number: int
    text: Text


@dataclass(frozen=True, slots=True)
class Close:
    """An `end` in the row of steps."""

    number: int
    text: Text
    condition: Holds | None


PlannedStep: TypeAlias = Ask | Tell | Show | Close


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A flow ready to run. `number` of a step is its place in `steps`."""

    flow: Flow
    steps: tuple[PlannedStep, ...]
    stretches: tuple[tuple[PlannedBlock | None, tuple[PlannedStep, ...]], ...]
    """The same steps, those of one block together."""
    asks: dict[str, Ask]
    key: scoring.Key
    scored: frozenset[str]
    tier_numbers: dict[str, int]
    """Tier id → 1…n from the bottom."""
    gates: tuple[tuple[str, Holds], ...]
    """Gates with a condition."""
    gates_look_later: bool
    """Some gate asks about a question after the `result` step."""
    optional: frozenset[str]
    """Questions that may be skipped at no cost."""
    rules: tuple[tuple[Rule, Holds | None], ...]
    next: tuple[tuple[Next, Holds | None], ...]
    result_number: int | None
    """The place of the `result` step."""


@lru_cache(maxsize=FLOWS_READY)
def plan_of(flow: Flow) -> Plan:
    """The plan of *flow*, made at the first call. ValueError for a flow that never passed its checks."""
    binder = _Binder(flow)
    steps = tuple(_steps(flow, binder))
    result_number = next((step.number for step in steps if isinstance(step, Show)), None)
    return Plan(
        flow=flow,
        steps=steps,
        stretches=tuple((block, tuple(inner)) for block, inner in groupby(steps, _block_of)),
        asks={step.question.id: step for step in steps if isinstance(step, Ask)},
        key=scoring_key(flow),
        scored=frozenset(question.id for question in flow.questions() if question.scored),
        tier_numbers={tier.id: number for number, tier in enumerate(flow.tiers, 1)},
        gates=tuple((gate.id, binder(gate.condition)) for gate in flow.gates if isinstance(gate, CapGate)),
        gates_look_later=_gates_look_later(flow, steps, result_number),
        optional=frozenset(question.id for question in flow.questions() if question.optional),
        rules=tuple((rule, binder.maybe(rule.condition)) for rule in flow.recommend),
        next=tuple((entry, binder.maybe(entry.condition)) for entry in flow.next),
        result_number=result_number,
    )


def _block_of(step: PlannedStep) -> PlannedBlock | None:
    return step.block if isinstance(step, Ask | Tell) else None


def _gates_look_later(flow: Flow, steps: tuple[PlannedStep, ...], result_number: int | None) -> bool:
    if result_number is None:
        return False
    later = {step.question.id for step in steps[result_number:] if isinstance(step, Ask)}
    return any(
        not later.isdisjoint(mentioned(gate.condition)) for gate in flow.gates if isinstance(gate, CapGate)
    )


class _Binder:
    """Binds conditions to the whole flow: that they only look back was checked when the flow was loaded."""

    def __init__(self, flow: Flow) -> None:
        self._scope = Scope(
            questions={question.id: _question_scope(question) for question in flow.questions()},
            later=frozenset(),
            areas=tuple(flow.areas),
            tiers=tuple(tier.id for tier in flow.tiers),
            levels=tuple(level.id for level in flow.levels),
            scores_known=True,
            level_known=True,
        )

    def __call__(self, condition: Condition) -> Holds:
        bound = bind(condition, self._scope)
        if isinstance(bound, Bound):
            return bound.holds
        raise ValueError(f"the condition {condition.source!r} was not checked: {bound[0].message}")

    def maybe(self, condition: Condition | None) -> Holds | None:
        return None if condition is None else self(condition)


def _question_scope(question: Question) -> QuestionScope:
    kind = question.kind.value
    return QuestionScope(
        kind="text" if question.kind in (Kind.EMAIL, Kind.PHONE) else kind,
        choices={choice.id: choice.score for choice in question.choices},
        dont_know=question.dont_know is not None,
    )


def _steps(flow: Flow, binder: _Binder) -> Iterator[PlannedStep]:
    for number, (step, block) in enumerate(_in_one_row(flow, binder)):
        match step:
            case Question():
                yield _ask(number, step, block, binder)
            case Say():
                yield Tell(number, step.text, block, binder.maybe(step.condition))
            case ResultStep():
                yield Show(number, step.text)
            case _:
                yield Close(number, step.text, binder.maybe(step.condition))


def _in_one_row(
    flow: Flow, binder: _Binder
) -> Iterator[tuple[Question | Say | ResultStep | End, PlannedBlock | None]]:
    for step in flow.steps:
        if isinstance(step, Block):
            block = PlannedBlock(step.id, step.title, step.about, binder.maybe(step.condition))
            for inner in step.steps:
                yield inner, block
        else:
            yield step, None


def _ask(number: int, question: Question, block: PlannedBlock | None, binder: _Binder) -> Ask:
    return Ask(
        number=number,
        id=question.id,
        question=question,
        required=not question.optional,
        fit=fitter(question),
        block=block,
        condition=binder.maybe(question.condition),
        infer=binder(question.infer.condition) if question.infer else None,
        inferred=question.infer.answer if question.infer else None,
        variants=tuple((binder(variant.condition), variant.text) for variant in question.variants),
    )
