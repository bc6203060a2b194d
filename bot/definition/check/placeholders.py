"""Placeholders whose value is known where they stand: E150 (flow-language §5.8, §6.3)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.definition.draft import Draft
from bot.definition.model import ResultStep
from bot.definition.near import did_you_mean
from bot.definition.placeholders import Placeholder, pieces
from bot.definition.read import areas, rules, scoring
from bot.definition.read.desk import At, Wording
from bot.definition.read.flow import CREDIT, HELP, TITLE
from bot.definition.read.steps import DONT_KNOW
from bot.definition.read.tables import Named, Row
from bot.definition.source.nodes import Scalar

EXTREMES = ("worst", "best", "worst.score", "best.score")


@dataclass(frozen=True, slots=True)
class Known:
    """What has a value in one place of the flow."""

    questions: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    """Every placeholder there is somewhere in the flow."""
    scores: bool = False
    level: bool = False
    extremes: bool = False


NOTHING = Known()


def unknown(draft: Draft) -> None:
    """E150."""
    names = frozenset(_all_names(draft))
    for value, known in _places(draft):
        for wording in _wordings(value):
            for scalar in wording.scalars.values():
                if "{" in scalar.value or "}" in scalar.value:
                    _look(scalar, replace(known, names=names), draft)


def _places(draft: Draft) -> Iterator[tuple[object, Known]]:
    """Every part of the flow that has texts, with what is known there."""
    everything = frozenset(draft.questions)
    finished = Known(everything, scores=True, level=True)
    for key in (TITLE, HELP, CREDIT, DONT_KNOW):
        yield draft.row.get(key), NOTHING
    for _, rows in draft.scales.values():
        yield rows, NOTHING
    for area in draft.areas.values():
        for name, value in area.row.values.items():
            yield value, finished if name == areas.ADVICE.name else NOTHING
    for level in (*draft.written_levels, *draft.written_tiers):
        yield level.row.get(scoring.TITLE), NOTHING
        yield level.row.get(scoring.TEXT), finished
    for gate in draft.gates:
        yield gate.row, Known(everything, scores=True, extremes=gate.row.has(rules.GATE_AREAS))
    for rule in draft.recommend:
        yield rule.row, Known(everything, scores=True, level=True, extremes=rule.row.has(rules.RULE_AREAS))
    for entry in draft.next:
        yield entry.row, finished
    yield from _steps(draft)


def _steps(draft: Draft) -> Iterator[tuple[object, Known]]:
    for step in draft.all_steps():
        before = frozenset(asked.question.id for asked in draft.asked if asked.order < step.order)
        scored = step.after_result or isinstance(step.step, ResultStep)
        own = {name: value for name, value in step.row.values.items() if name != "steps"}
        yield tuple(own.values()), Known(before, scores=scored, level=scored)


def _wordings(value: object) -> Iterator[Wording]:
    """Every text in a value that was read."""
    if isinstance(value, Wording):
        yield value
    elif isinstance(value, At | Named):
        yield from _wordings(value.value)
    elif isinstance(value, Row):
        yield from _wordings(tuple(value.values.values()))
    elif isinstance(value, tuple):
        for inner in value:
            yield from _wordings(inner)


def _look(scalar: Scalar, known: Known, draft: Draft) -> None:
    for piece in pieces(scalar.value):
        if isinstance(piece, str):
            continue
        if isinstance(piece, Placeholder):
            said = _against(piece.name, known, draft)
        else:
            said = f"a single '{piece.brace}'", f"write '{piece.brace * 2}' for a brace"
        if said is not None:
            draft.desk.say("E150", said[0], draft.desk.source.place_inside(scalar, piece.offset), said[1])


def _against(name: str, known: Known, draft: Draft) -> tuple[str, str] | None:
    """What is wrong with a placeholder, and what to do."""
    if not draft.desk.lost.isdisjoint({name, name.partition(".")[2]}):
        return None
    if name not in known.names:
        hint = did_you_mean(name, _all_names(draft)) or "write '{{' and '}}' for braces"
        return f"unknown placeholder '{{{name}}}'", hint
    if not _is_known(name, known, draft):
        return f"'{{{name}}}' is not known here", _why(name, draft)
    return None


def _all_names(draft: Draft) -> list[str]:
    per_area = [f"{kind}.{area}" for area in draft.areas for kind in ("score", "tier", "area")]
    levels = ("level", "level.number", "level.count")
    return [*draft.questions, "score.overall", *per_area, *levels, "operator", *EXTREMES]


def _is_known(name: str, known: Known, draft: Draft) -> bool:
    kind = name.partition(".")[0]
    if name in known.questions or name == "operator" or kind == "area":
        return True
    if name in EXTREMES:
        return known.extremes
    if name == "score.overall" and not draft.scoring.overall:
        return False
    if kind in ("score", "tier") and "." in name:
        return known.scores
    if kind == "level":
        return known.level and bool(draft.levels)
    return False


def _why(name: str, draft: Draft) -> str:
    if name in draft.questions:
        return "only answers of earlier questions are known"
    if name == "score.overall" and not draft.scoring.overall:
        return "the flow has no overall score"
    if name in EXTREMES:
        return "it needs 'areas' in the same gate or rule"
    if name.startswith("level") and not draft.levels:
        return "the flow has no levels"
    return "scores are known from the result on, in advice, recommend and next; in gates without the level"
