"""Conditions against what is known where they stand: E201 to E206, W211 (flow-language §6)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from bot.definition.condition import Bound, Fault, Known, QuestionScope, Scope, bind, constant
from bot.definition.draft import Draft, DraftedStep
from bot.definition.model import Kind, Question
from bot.definition.read import rules
from bot.definition.read.desk import Clause
from bot.definition.read.steps import IF, INFER, INFER_IF, VARIANT_IF, VARIANTS

Truth = Callable[[Known], bool | None]

_KINDS = {
    Kind.CHOICE: "choice",
    Kind.MULTI: "multi",
    Kind.NUMBER: "number",
    Kind.CONSENT: "consent",
    Kind.TEXT: "text",
    Kind.EMAIL: "text",
    Kind.PHONE: "text",
}


@dataclass(frozen=True, slots=True)
class Site:
    """A condition, and what is known where it stands."""

    clause: Clause
    scope: Scope


MOST_TRIALS = 100_000
"""Combinations that are tried for all conditions of a file together: an answer comes within 2 s (§13)."""


def names(draft: Draft) -> None:
    """E201 to E206, and W211 where there is nothing to say against the names."""
    trials = 0

    def counted(holds: Truth) -> Truth:
        def held(known: Known) -> bool | None:
            nonlocal trials
            trials += 1
            return holds(known)

        return held

    for site in sites(draft):
        bound = bind(site.clause.condition, site.scope)
        if not isinstance(bound, Bound):
            _say(site, bound, draft)
        elif trials < MOST_TRIALS:
            _constant(site, replace(bound, holds=counted(bound.holds)), draft)


def _say(site: Site, faults: list[Fault], draft: Draft) -> None:
    scalar = site.clause.scalar
    for fault in faults:
        if scalar.value[fault.start : fault.end] not in draft.desk.lost:
            place = draft.desk.source.place_inside(scalar, fault.start)
            draft.desk.say(fault.code, fault.message, place, fault.hint)


def _constant(site: Site, bound: Bound, draft: Draft) -> None:
    always = constant(bound, site.scope)
    if always is not None:
        word = "always" if always else "never"
        hint = "remove the condition" if always else "nothing it guards can happen"
        draft.desk.say("W211", f"this condition is {word} true", site.clause.scalar.place, hint)


def sites(draft: Draft) -> Iterator[Site]:
    """Every condition of the flow."""
    finished = _finished(draft)
    for step in draft.all_steps():
        if clauses := tuple(_of_step(step)):
            scope = _scope_at(step, draft, finished)
            for clause in clauses:
                yield Site(clause, scope)
    for gate in draft.gates:
        if held_by := gate.row.get(rules.GATE_IF):
            yield Site(held_by, replace(finished, level_known=False))
    for rule in draft.recommend:
        if told_by := rule.row.get(rules.RULE_IF):
            yield Site(told_by, finished)
    for entry in draft.next:
        if taken_by := entry.row.get(rules.NEXT_IF):
            yield Site(taken_by, finished)


def _of_step(step: DraftedStep) -> Iterator[Clause]:
    if clause := step.row.get(IF):
        yield clause
    for variant in step.row.given(VARIANTS, ()):
        if clause := variant.value.get(VARIANT_IF):
            yield clause
    infer = step.row.get(INFER)
    if infer is not None and (clause := infer.get(INFER_IF)):
        yield clause


def _finished(draft: Draft) -> Scope:
    """Once all is answered."""
    return Scope(
        questions={name: _question(question) for name, question in draft.questions.items()},
        later=frozenset(),
        areas=tuple(draft.areas),
        tiers=tuple(tier.id for tier in draft.tiers),
        levels=tuple(level.id for level in draft.levels),
        scores_known=True,
        overall=draft.scoring.overall,
        level_known=True,
    )


def _scope_at(step: DraftedStep, draft: Draft, finished: Scope) -> Scope:
    before = {asked.question.id for asked in draft.asked if asked.order < step.order}
    return replace(
        finished,
        questions={name: known for name, known in finished.questions.items() if name in before},
        later=frozenset(name for name in finished.questions if name not in before),
        scores_known=step.after_result,
        level_known=step.after_result,
    )


def _question(question: Question) -> QuestionScope:
    choices: Mapping[str, Fraction | None] = {choice.id: choice.score for choice in question.choices}
    return QuestionScope(
        kind=_KINDS[question.kind],
        choices=choices,
        dont_know=question.dont_know is not None,
        low=question.min,
        high=question.max if question.kind is Kind.NUMBER else None,
    )
