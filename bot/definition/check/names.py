"""Names and counts: E106, E110, E112, E118."""

from collections.abc import Iterable

from bot.definition.draft import Draft
from bot.definition.finding import Place
from bot.definition.model import Block, Question, ResultStep
from bot.definition.read import rules
from bot.definition.read.flow import FLOW
from bot.definition.read.steps import ASK, BLOCK, KEEP, MOST_STEPS
from bot.definition.read.tables import Key, Row

SUFFIX = ".yaml"


def file_name(draft: Draft) -> None:
    """E106: the file is called what the flow is called."""
    last = draft.file.replace("\\", "/").rpartition("/")[2]
    if draft.name and last != draft.name + SUFFIX:
        message = f"the flow is called '{draft.name}', but its file '{last}'"
        draft.desk.say(
            "E106",
            message,
            draft.row.at(FLOW),
            f"rename one of the two; the file would be {draft.name}{SUFFIX}",
        )


def used_twice(draft: Draft) -> None:
    """E112: questions and blocks share their names; gates, rules and what is kept have their own."""
    steps = []
    for found in draft.all_steps():
        if isinstance(found.step, Question):
            steps.append(_named(found.row, ASK))
        elif isinstance(found.step, Block):
            steps.append(_named(found.row, BLOCK))
    _each_once(draft, steps)
    _each_once(draft, [_named(gate.row, rules.GATE_ID) for gate in draft.gates])
    _each_once(draft, [_named(rule.row, rules.RULE_ID) for rule in draft.recommend])
    _each_once(draft, [_named(asked.row, KEEP) for asked in draft.asked if asked.row.has(KEEP)])


def _named(row: Row, key: Key[str]) -> tuple[str, Place]:
    name = row.get(key)
    return (name, row.at(key)) if name else ("", row.place)


def _each_once(draft: Draft, found: Iterable[tuple[str, Place]]) -> None:
    first: dict[str, Place] = {}
    for name, place in found:
        if not name:
            continue
        if name in first:
            message = f"'{name}' is used twice, first in line {first[name].line}"
            draft.desk.say("E112", message, place, "choose another name")
        first.setdefault(name, place)


def second_result(draft: Draft) -> None:
    """E118: at most one result."""
    results = [step.row.place for step in draft.steps if isinstance(step.step, ResultStep)]
    for place in results[1:]:
        draft.desk.say(
            "E118", f"a second result; the first is in line {results[0].line}", place, "keep one of them"
        )


def too_many_steps(draft: Draft) -> None:
    """E110: those in blocks are counted too."""
    count = sum(1 for _ in draft.all_steps())
    if count > MOST_STEPS:
        last = draft.steps[-1].row.place
        draft.desk.say(
            "E110", f"the flow has {count} steps; at most {MOST_STEPS} are possible", last, "split it"
        )
