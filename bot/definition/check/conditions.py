"""Conditions against what is known where they stand: E201 to E206, W211 (flow-language §6)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from bot.definition.condition import Bound, QuestionScope, Scope, bind, constant
from bot.definition.draft import Draft, DraftedStep
from bot.definition.model import Kind, Question
from bot.definition.read import rules
from bot.definition.read.desk import Clause
from bot.definition.read.steps import IF, INFER, INFER_IF, VARIANT_IF, VARIANTS

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


def names(draft: Draft) -> None:
    """E201 to E206, and W211 where there is nothing to say against the names."""
    for site in sites(draft):
        bound = bind(site.clause.condition, site.scope)
        if isinstance(bound, Bound):
            _constant(site, bound, draft)
            continue
        for fault in bound:
            place = draft.desk.source.place_inside(site.clause.scalar, fault.start)
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
        if clause := gate.row.get(rules.GATE_IF):
            yield Site(clause, replace(finished, level_known=False))
    for drafted, key in (
        *((rule, rules.RULE_IF) for rule in draft.recommend),
        *((entry, rules.NEXT_IF) for entry in draft.next),
    ):
        if clause := drafted.row.get(key):
            yield Site(clause, finished)


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
    )
