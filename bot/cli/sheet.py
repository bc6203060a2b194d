"""A flow as a sheet to print and fill in with a pen, and to read it through before it goes out."""

from collections.abc import Iterator
from itertools import count
from textwrap import fill
from typing import Final

from bot.definition.condition import Condition
from bot.definition.model import (
    Block,
    CapGate,
    End,
    Flow,
    Kind,
    Level,
    Question,
    ResultStep,
    Say,
    Step,
)

WIDTH: Final = 78
LINE: Final = "_" * 40


def printed(flow: Flow) -> str:
    """The whole flow in its first language."""
    numbers = count(1)
    parts = [f"{flow.title.source}\n{'=' * len(flow.title.source)}"]
    parts.append(f"{flow.name}, version {flow.version}, {', '.join(flow.languages)}")
    for step in flow.steps:
        parts += _step(step, numbers)
    if flow.areas:
        parts.append(_section("Areas", [_area(flow, area) for area in flow.areas]))
    for title, bands in (("Levels", flow.levels if flow.scoring.overall else ()), ("Tiers", flow.tiers)):
        if bands:
            parts.append(_section(title, [_band(band) for band in bands]))
    parts += _rules(flow)
    if flow.credit:
        parts.append(_wrapped(flow.credit.source))
    return "\n\n".join(parts)


def _step(step: Step, numbers: Iterator[int]) -> Iterator[str]:
    match step:
        case Block():
            yield _heading(step)
            for inner in step.steps:
                yield from _step(inner, numbers)
        case Question():
            yield _question(step, next(numbers))
        case Say():
            yield _wrapped(step.text.source) + _only_if(step.condition)
        case ResultStep():
            yield "--- the result is shown here ---\n" + _wrapped(step.text.source)
        case End():
            yield _wrapped(step.text.source) + _only_if(step.condition) + "\n--- end ---"


def _heading(block: Block) -> str:
    title = block.title.source if block.title else block.id
    about = f": {block.about.source}" if block.about else ""
    return f"## {title}{about}" + _only_if(block.condition)


def _question(question: Question, number: int) -> str:
    lines = [_wrapped(f"{number}. {question.text.source}") + _only_if(question.condition)]
    if question.poles is not None:
        lines.append(_wrapped(f"1 = {question.poles.low.source}", "   ", "       "))
        lines.append(_wrapped(f"5 = {question.poles.high.source}", "   ", "       "))
    lines += [f"   {line}" for line in _answers(question)]
    return "\n".join(lines)


def _answers(question: Question) -> Iterator[str]:
    box = "[ ]" if question.kind is Kind.MULTI else "( )"
    for choice in question.choices:
        hint = f" ({choice.hint.source})" if choice.hint else ""
        yield f"{box} {choice.text.source}{hint}"
    if question.kind is Kind.CONSENT:
        yield "( ) Yes"
        yield "( ) No"
    elif not question.choices:
        yield LINE + _limits(question)
    if question.dont_know is not None:
        yield f"( ) {question.dont_know.source}"
    if question.optional:
        yield "(may be left out)"
    if question.keep is not None:
        yield f"(asked once: kept as {question.keep}, taken for {question.fresh})"


def _limits(question: Question) -> str:
    if question.kind is not Kind.NUMBER or (question.min is None and question.max is None):
        return ""
    low, high = (str(edge) if edge is not None else "…" for edge in (question.min, question.max))
    return f" ({low} to {high})"


def _only_if(condition: Condition | None) -> str:
    return (
        "" if condition is None else "\n" + _wrapped(f"(only if {' '.join(condition.source.split())})", "   ")
    )


def _area(flow: Flow, name: str) -> str:
    area = flow.areas[name]
    system = f"; system: {area.system.source}" if area.system else ""
    return f"{area.title.source} (weight {area.weight}{system})"


def _band(level: Level) -> str:
    return f"from {level.start}: {level.title.source}"


def _rules(flow: Flow) -> Iterator[str]:
    if flow.gates:
        yield _section(
            "What holds the level back", [_gate(flow, number) for number in range(len(flow.gates))]
        )
    if flow.recommend:
        lines = [f"{rule.id}: {rule.text.source}{_when(rule.condition)}" for rule in flow.recommend]
        yield _section("Recommendations", lines)
    if flow.next:
        yield _section("What follows", [f"{entry.flow}{_when(entry.condition)}" for entry in flow.next])


def _gate(flow: Flow, place: int) -> str:
    gate = flow.gates[place]
    if isinstance(gate, CapGate):
        return f"{gate.id}: at most {gate.cap}{_when(gate.condition)}"
    return f"{gate.id}: at most {gate.above} above the weakest of {', '.join(gate.areas)}"


def _when(condition: Condition | None) -> str:
    return "" if condition is None else f" (if {' '.join(condition.source.split())})"


def _section(title: str, lines: list[str]) -> str:
    return "\n".join([f"## {title}", *(_wrapped(f"- {line}", rest="  ") for line in lines)])


def _wrapped(text: str, first: str = "", rest: str = "   ") -> str:
    """Line by line: what the author broke stays broken."""
    return "\n".join(
        fill(line, WIDTH, initial_indent=rest if number else first, subsequent_indent=rest)
        for number, line in enumerate(text.splitlines())
    )
