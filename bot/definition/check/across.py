"""What one flow says about another: W171, E172, E173."""

from collections.abc import Iterator, Mapping

from bot.definition.draft import Draft, Drafted
from bot.definition.finding import Finding
from bot.definition.model import Flow, Kind, Next, Question
from bot.definition.near import did_you_mean
from bot.definition.read.rules import CARRY, NEXT_FLOW


def across(draft: Draft, others: Mapping[str, Flow | None]) -> list[Finding]:
    """*others*: all flows there are, by name; None for one that has errors itself: nothing is said of it."""
    found: list[Finding] = []
    for entry in draft.next:
        name = entry.row.get(NEXT_FLOW)
        if name is None or name == draft.name:
            continue
        if name not in others:
            hint = did_you_mean(name, others) or f"put {name}.yaml into the same folder"
            found.append(Finding("E173", f"there is no flow '{name}'", entry.row.at(NEXT_FLOW), hint))
        elif (target := others[name]) is not None:
            found += _carried(draft, entry, target)
    return found


def _carried(draft: Draft, entry: Drafted[Next], target: Flow) -> Iterator[Finding]:
    questions = draft.questions
    for at in entry.row.given(CARRY, ()):
        here, there = questions.get(at.value), target.by_id.get(at.value)
        if here is None:
            continue
        if there is None:
            message = f"'{target.name}' does not ask '{at.value}'"
            yield Finding("W171", message, at.place, "do not carry it")
        elif _takes(there) != _takes(here):
            message = f"'{at.value}' has other answers in '{target.name}'"
            yield Finding("E172", message, at.place, "give both the same choices, or do not carry it")


def _takes(question: Question) -> tuple[Kind, frozenset[str]]:
    return question.kind, frozenset(choice.id for choice in question.choices)
