"""What one flow says about another: W171, E172, E173; and what both keep under one name: E185, W186, W187."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.definition.draft import Draft
from bot.definition.finding import Finding, Place
from bot.definition.model import Flow, Kind, Question
from bot.definition.near import did_you_mean
from bot.definition.read.desk import At
from bot.definition.read.rules import CARRY, NEXT_FLOW
from bot.definition.read.steps import KEEP

KEPT_OTHERWISE: Final = "E185"
"""No answer to the one question could be one to the other."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A question whose answer is taken along, or kept."""

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
    keeping: tuple[Carried, ...] = ()
    """Questions with a `keep`, each with the place of that."""
    private: bool = False


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
    keeping = (asked for asked in draft.asked if asked.question.keep is not None)
    return Outlook(
        draft.name,
        tuple(followers),
        tuple(Carried(asked.question, asked.row.at(KEEP)) for asked in keeping),
        draft.private,
    )


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
    if said.keeping:
        there = [flow for name, flow in others.items() if flow is not None and name != said.name]
        for kept in said.keeping:
            yield from _kept(kept, there, private=said.private)


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


def _kept(kept: Carried, others: Iterable[Flow], *, private: bool) -> Iterator[Finding]:
    """Said in either file, once: what is wrong with the first flow that does not agree, the worst first."""
    here = kept.question
    name = here.keep or ""
    pairs = [(other, other.keeping[name]) for other in others if name in other.keeping]
    for other, there in pairs:
        if not _can_fit(here, there):
            message = f"'{here.keep}' is kept by '{other.name}' too, with other answers ('{there.id}')"
            hint = "keep it under another name, or give both the same kind of answers"
            yield Finding(KEPT_OTHERWISE, message, kept.place, hint)
            return
    for other, there in pairs:
        here_only, there_only = _choices(here) - _choices(there), _choices(there) - _choices(here)
        if here_only or there_only:
            message = f"some answers kept as '{here.keep}' do not fit in both '{here.id}' and '{other.name}'"
            listed = ", ".join(sorted(here_only | there_only))
            yield Finding("W186", message, kept.place, f"who gave one of these is asked again: {listed}")
            return
        if other.private is not private:
            message = f"'{here.keep}' is kept by '{other.name}' too, and one of the two flows is private"
            hint = "what is told in private is asked again in the open; make both private, or neither"
            yield Finding("W187", message, kept.place, hint)
            return


def _can_fit(here: Question, there: Question) -> bool:
    """Is there an answer that both take?"""
    if here.kind is not there.kind or (here.poles is None) is not (there.poles is None):
        return False
    if here.kind in (Kind.CHOICE, Kind.MULTI):
        return not _choices(here).isdisjoint(_choices(there))
    if here.kind is Kind.NUMBER:
        lows = [edge for edge in (here.min, there.min) if edge is not None]
        highs = [edge for edge in (here.max, there.max) if edge is not None]
        return not lows or not highs or max(lows) <= min(highs)
    return True


def _choices(question: Question) -> frozenset[str]:
    return frozenset(choice.id for choice in question.choices)


def _takes(question: Question) -> tuple[object, frozenset[str]]:
    return question.kind, _choices(question)
