"""What one flow says about another: W171, E172, E173."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.definition.draft import Draft
from bot.definition.finding import Finding, Place
from bot.definition.model import Flow, Kind, Question
from bot.definition.near import did_you_mean
from bot.definition.read.desk import At
from bot.definition.read.rules import CARRY, NEXT_FLOW


@dataclass(frozen=True, slots=True)
class Carried:
    """A question whose answer is taken along."""

    question: Question
    place: Place


@dataclass(frozen=True, slots=True)
class Follower:
    """An entry of `next`."""

    flow: At[str]
    carried: tuple[Carried, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """All that a flow says about others."""

    name: str
    followers: tuple[Follower, ...]


def outlook(draft: Draft) -> Outlook:
    """Of a draft; questions that are unknown in it are said already (E170)."""
    questions = draft.questions
    followers = []
    for entry in draft.next:
        name = entry.row.get(NEXT_FLOW)
        if name is not None:
            words = entry.row.given(CARRY, ())
            carried = tuple(Carried(questions[at.value], at.place) for at in words if at.value in questions)
            followers.append(Follower(At(name, entry.row.at(NEXT_FLOW)), carried))
    return Outlook(draft.name, tuple(followers))


def across(said: Outlook, others: Mapping[str, Flow | None]) -> Iterator[Finding]:
    """*others*: all flows there are, by name; None for one that has errors itself: nothing is said of it."""
    for follower in said.followers:
        name = follower.flow.value
        if name not in others and name != said.name:
            hint = did_you_mean(name, others) or f"put {name}.yaml into the same folder"
            yield Finding("E173", f"there is no flow '{name}'", follower.flow.place, hint)
        elif (target := others.get(name)) is not None:
            for carried in follower.carried:
                yield from _carried(carried, target)


def _carried(carried: Carried, target: Flow) -> Iterator[Finding]:
    here, there = carried.question, target.by_id.get(carried.question.id)
    if there is None:
        yield Finding("W171", f"'{target.name}' does not ask '{here.id}'", carried.place, "do not carry it")
    elif here.kind is Kind.CONSENT or there.kind is Kind.CONSENT:
        message = f"'{here.id}' is a consent, which holds for one purpose in one flow"
        yield Finding("E172", message, carried.place, "do not carry it: it is asked again there")
    elif _takes(there) != _takes(here):
        message = f"'{here.id}' has other answers in '{target.name}'"
        yield Finding("E172", message, carried.place, "give both the same choices, or do not carry it")


def _takes(question: Question) -> tuple[object, frozenset[str]]:
    return question.kind, frozenset(choice.id for choice in question.choices)
