"""A flow as boxes and arrows: every step, and what decides whether it is taken."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from bot.definition.condition import Condition
from bot.definition.model import Block, End, Flow, Kind, Question, ResultStep, Say, Step

LONGEST_LABEL: Final = 90


@dataclass(frozen=True, slots=True)
class Box:
    """`shape`: start, question, say, choice (a decision), result, end or flow (another one)."""

    id: str
    shape: str
    label: str
    block: str | None = None


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one box to another, with what is written on it."""

    start: str
    end: str
    label: str = ""


@dataclass(slots=True)
class Chart:
    """`blocks` are those that have boxes, with their titles."""

    boxes: list[Box] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)
    blocks: dict[str, str] = field(default_factory=dict)


def chart(flow: Flow) -> Chart:
    """The chart of a flow, in its first language."""
    return _Drawing(flow).drawn()


@dataclass(frozen=True, slots=True)
class _Loose:
    """The end of an arrow that leads to whatever comes next."""

    start: str
    label: str = ""


class _Drawing:
    """Goes down the steps and ties loose ends to each next box."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._chart = Chart()
        self._loose: list[_Loose] = []
        self._count = 0

    def drawn(self) -> Chart:
        self._box("start", "start", self._flow.title.source)
        for step in self._flow.steps:
            if isinstance(step, Block):
                self._block(step)
            else:
                self._step(step, None)
        if not any(isinstance(step, ResultStep) for step in self._flow.steps):
            self._box(self._new("result"), "result", "Result")
        self._next()
        return self._chart

    def _block(self, block: Block) -> None:
        self._chart.blocks[block.id] = block.title.source if block.title else block.id
        passed = self._decision(block.condition, None)
        for step in block.steps:
            self._step(step, block.id)
        self._loose += passed

    def _step(self, step: Step, block: str | None) -> None:
        passed = self._decision(getattr(step, "condition", None), block)
        for shape, label in _told(step):
            box = f"q_{step.id}" if isinstance(step, Question) else self._new(shape)
            self._box(box, shape, label, block)
        if isinstance(step, End):
            self._loose = []
        self._loose += passed

    def _decision(self, condition: Condition | None, block: str | None) -> list[_Loose]:
        """Draws what decides; the loose end for those who pass by."""
        if condition is None:
            return []
        box = self._new("if")
        self._box(box, "choice", " ".join(condition.source.split()), block)
        self._loose = [_Loose(box, "yes")]
        return [_Loose(box, "no")]

    def _next(self) -> None:
        here = self._loose
        for entry in self._flow.next:
            self._loose = here
            passed = self._decision(entry.condition, None)
            self._box(self._new("flow"), "flow", entry.flow)
            here = passed
        self._loose = here

    def _box(self, box: str, shape: str, label: str, block: str | None = None) -> None:
        self._chart.boxes.append(Box(box, shape, _short(label), block))
        self._chart.arrows += [Arrow(loose.start, box, loose.label) for loose in self._loose]
        self._loose = [_Loose(box)]

    def _new(self, kind: str) -> str:
        self._count += 1
        return f"{kind}_{self._count}"


def _told(step: Step) -> Iterator[tuple[str, str]]:
    match step:
        case Question():
            kind = "" if step.kind is Kind.CHOICE else f" ({step.kind.value})"
            yield "question", f"{step.id}{kind}: {step.text.source}"
        case Say():
            yield "say", step.text.source
        case ResultStep():
            yield "result", step.text.source
        case End():
            yield "end", step.text.source


def _short(label: str) -> str:
    line = " ".join(label.split())
    return line if len(line) <= LONGEST_LABEL else line[: LONGEST_LABEL - 1].rstrip() + "…"
