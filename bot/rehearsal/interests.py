"""Which answers conditions are about: exploring tries those more often than chance would."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from bot.definition.answer import Answer
from bot.definition.condition import Condition, edges, mentioned
from bot.definition.condition.binding import LEVEL, OVERALL
from bot.definition.condition.nodes import Among, Compare, Figure, Has, Node, Number, Quoted, Word, inside
from bot.definition.model import Block, CapGate, End, Flow, Kind, Question, Say
from bot.rehearsal.coverage import Part, Reached

Interests: TypeAlias = Mapping[str, Sequence[Answer]]
"""Question → answers that some condition tells apart from others."""


def interests_of(flow: Flow, conditions: Sequence[Condition]) -> Interests:
    """The answers these conditions name, numbers with their neighbours on both sides."""
    found: dict[str, list[Answer]] = {}
    for condition in conditions:
        for name, answer in _named(flow, condition):
            answers = found.setdefault(name, [])
            if answer not in answers:
                answers.append(answer)
    return found


def all_conditions(flow: Flow) -> list[Condition]:
    """Every condition of a flow."""
    guards = [*_guards(flow).values(), [rule.condition for rule in flow.recommend]]
    guards += [[entry.condition for entry in flow.next], [gate.condition for gate in _cap_gates(flow)]]
    for question in flow.questions():
        guards.append([variant.condition for variant in question.variants])
        guards.append([question.infer.condition] if question.infer else [])
    return [condition for guard in guards for condition in guard if condition is not None]


def way_to(flow: Flow, unseen: Reached) -> list[Condition]:
    """The conditions on the way to something, then those on the way to what they ask about, and so on."""
    guards = _guards(flow)
    pending = _conditions_of(flow, unseen)
    way: list[Condition] = []
    while pending:
        condition = pending.pop(0)
        if condition not in way:
            way.append(condition)
            for name in sorted(mentioned(condition)):
                pending += [guard for guard in guards.get(name, ()) if guard is not None]
    return way


def itself(flow: Flow, unseen: Reached) -> Interests:
    """The answer to give once the way has been gone, where it is a choice that was not seen."""
    part, name = unseen
    asked, _, choice = name.partition(".")
    question = flow.by_id.get(asked)
    if part is not Part.CHOICE or question is None:
        return {}
    return {asked: [(choice,) if question.kind is Kind.MULTI else choice]}


def areas_of(conditions: Sequence[Condition]) -> frozenset[str]:
    """The areas whose score, tier or rank these conditions ask about; `overall` also for the level."""
    nodes = [node for condition in conditions for node in inside(condition.root)]
    areas = {node.area for node in nodes if isinstance(node, Figure)}
    of_level = any(isinstance(node, Word) and node.name == LEVEL for node in nodes)
    return frozenset(areas | {OVERALL} if of_level else areas)


def _conditions_of(flow: Flow, unseen: Reached) -> list[Condition]:
    part, name = unseen
    guards: list[Condition | None] = []
    if part in (Part.QUESTION, Part.CHOICE):
        guards += _guards(flow).get(name.partition(".")[0], [])
    elif part is Part.RULE:
        guards += [rule.condition for rule in flow.recommend if rule.id == name]
    elif part is Part.NEXT:
        guards += [entry.condition for entry in flow.next if entry.flow == name]
    elif part is Part.GATE:
        guards += [gate.condition for gate in _cap_gates(flow) if gate.id == name]
    elif part is Part.STEP:
        guards += _guards(flow).get(f"step {name}", [])
    return [guard for guard in guards if guard is not None]


def _guards(flow: Flow) -> dict[str, list[Condition | None]]:
    """The conditions of each question, and of each other step by its number, with those of its block."""
    found: dict[str, list[Condition | None]] = {}
    number = 0
    for step in flow.steps:
        of_block = [step.condition] if isinstance(step, Block) else []
        for inner in step.steps if isinstance(step, Block) else (step,):
            own = inner.condition if isinstance(inner, Question | Say | End) else None
            name = inner.id if isinstance(inner, Question) else f"step {number}"
            found[name] = [*of_block, own]
            number += 1
    return found


def _cap_gates(flow: Flow) -> list[CapGate]:
    return [gate for gate in flow.gates if isinstance(gate, CapGate)]


def _named(flow: Flow, condition: Condition) -> Iterator[tuple[str, Answer]]:
    for name, numbers in edges(condition).items():
        question = flow.by_id.get(name)
        if question is not None and question.kind is Kind.NUMBER:
            for number in numbers:
                yield from ((name, near) for near in _both_sides(question, number))
    for node in inside(condition.root):
        question = flow.by_id.get(node.name) if isinstance(node, Word) else None
        if question is not None and question.kind is Kind.CONSENT:
            yield from ((question.id, answer) for answer in (True, False))
        yield from _compared(flow, node)


def _compared(flow: Flow, node: Node) -> Iterator[tuple[str, Answer]]:
    """What stands on the right of a comparison with a choice, multi or text question."""
    if not isinstance(node, Compare | Among | Has) or not isinstance(node.left, Word):
        return
    question = flow.by_id.get(node.left.name)
    if question is None:
        return
    for right in node.right if isinstance(node.right, tuple) else (node.right,):
        word = (
            right.name
            if isinstance(right, Word)
            else right.text
            if isinstance(right, Number | Quoted)
            else ""
        )
        if question.kind is Kind.TEXT and isinstance(right, Quoted):
            yield question.id, word
        elif question.choice(word) is not None:
            yield question.id, (word,) if question.kind is Kind.MULTI else word


def _both_sides(question: Question, number: Fraction) -> list[Fraction]:
    near = (number - 1, number, number + 1)
    return [
        one
        for one in near
        if (question.min is None or one >= question.min) and (question.max is None or one <= question.max)
    ]
