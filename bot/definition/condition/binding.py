"""Binds a condition to the names of its place: what each word means, and what makes no sense (E201–E206)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeGuard

from bot.definition.answer import DONT_KNOW, Answer
from bot.definition.condition import holding
from bot.definition.condition.fault import Fault, did_you_mean
from bot.definition.condition.holding import Size, Truth
from bot.definition.condition.nodes import (
    Among,
    And,
    Call,
    Compare,
    Condition,
    Figure,
    Has,
    Node,
    Not,
    Number,
    Or,
    Quoted,
    Sum,
    Word,
)
from bot.definition.condition.parsing import FUNCTIONS
from bot.definition.condition.scope import QuestionScope, Scope

LEVEL: Final = "level"
OVERALL: Final = "overall"
FEWEST_VALUES: Final = 2
MOST_VALUES: Final = 12
"""Values that min and max take (flow-language §6.4)."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A condition that means something: true, false, or None for unknown."""

    condition: Condition
    holds: Truth


def bind(condition: Condition, scope: Scope) -> Bound | list[Fault]:
    """The condition ready to be held against answers, or everything that makes no sense in it."""
    binder = _Binder(scope)
    truth = binder.truth(condition.root)
    return binder.faults or Bound(condition, truth)


def _never(_: object) -> None:
    """Stands where a fault was found; never held against anything."""


class _Binder:
    """Goes through the tree once and collects faults instead of stopping at the first."""

    def __init__(self, scope: Scope) -> None:
        self.faults: list[Fault] = []
        self._scope = scope
        self._reported: set[str] = set()

    def truth(self, node: Node) -> Truth:
        """A part that is yes or no by itself."""
        match node:
            case And():
                return holding.both([self.truth(part) for part in node.parts])
            case Or():
                return holding.either([self.truth(part) for part in node.parts])
            case Not():
                return holding.opposite(self.truth(node.inner))
        return self._told(node)

    def _told(self, node: Node) -> Truth:
        match node:
            case Compare():
                return self._compare(node)
            case Among():
                return self._among(node)
            case Has():
                return self._has(node)
            case Call(name="answered"):
                return self._answered(node)
            case Word():
                return self._consent(node)
        return self._wrong(
            "E206", f"'{_shown(node)}' is not yes or no by itself", "compare it with something", node
        )

    def _compare(self, node: Compare) -> Truth:
        left = node.left
        question = self._asked(left)
        if _is_lost(left, question):
            return self._unknown(left)
        if isinstance(left, Word) and question is not None:
            match question.kind:
                case "choice":
                    return self._compare_choice(node, left, question)
                case "text":
                    return self._compare_text(node, left)
                case "multi":
                    return self._misfit(node, "takes several answers", "use has, or compare count() of it")
                case "consent":
                    return self._misfit(
                        node, "is yes or no", f"use it by itself: {left.name}, or not {left.name}"
                    )
        if _is_ordinal(left):
            return holding.compared(node.operator, self._ordinal(left), self._ordinal_named(left, node.right))
        return holding.compared(node.operator, self._size(left), self._size(node.right))

    def _compare_choice(self, node: Compare, left: Word, question: QuestionScope) -> Truth:
        if node.operator in ("is", "is not"):
            same = self._picked(left, question, (node.right,))
            return same if node.operator == "is" else holding.opposite(same)
        points = holding.points_given(left.name, question.choices)
        return holding.compared(node.operator, points, self._points(left, question, node.right))

    def _picked(self, left: Word, question: QuestionScope, right: Sequence[Node]) -> Truth:
        """The answer is one of those named; a number that is no id means points."""
        wanted: set[Answer] = set()
        truths: list[Truth] = []
        for node in right:
            if isinstance(node, Number) and node.text not in question.choices:
                points = holding.points_given(left.name, question.choices)
                truths.append(holding.compared("is", points, holding.constant_size(node.value)))
            else:
                wanted.add(holding.dont_know_or(self._choice(left, question, node)))
        if wanted or not truths:
            truths.append(holding.picked(left.name, frozenset(wanted)))
        return truths[0] if len(truths) == 1 else holding.either(truths)

    def _choice(self, left: Word, question: QuestionScope, node: Node) -> str:
        """The id of a choice on the right; a fault when there is none."""
        if isinstance(node, Word | Number):
            name = node.name if isinstance(node, Word) else node.text
            if name in question.choices or (name == DONT_KNOW.value and question.dont_know):
                return name
            offered = [*question.choices, *([DONT_KNOW.value] if question.dont_know else [])]
            hint = did_you_mean(name, offered, f"its answers are {_listed(offered)}")
            self._fault("E202", f"'{name}' is not an answer of '{left.name}'", hint, node.start, node.end)
        else:
            hint = f"its answers are {_listed(question.choices)}"
            if isinstance(node, Quoted) and node.text in question.choices:
                hint = f"write it without quotes: {node.text}"
            self._fault(
                "E202", f"'{_shown(node)}' is not an answer of '{left.name}'", hint, node.start, node.end
            )
        return ""

    def _points(self, left: Word, question: QuestionScope, node: Node) -> Size:
        """What a choice is ordered against: a number, or the points of another choice."""
        is_number = isinstance(node, Number) and node.text not in question.choices
        if is_number or not isinstance(node, Number | Word | Quoted):
            return self._size(node)
        points = question.choices.get(self._choice(left, question, node))
        return _never if points is None else holding.constant_size(points)

    def _compare_text(self, node: Compare, left: Word) -> Truth:
        if not isinstance(node.right, Quoted) or node.operator not in ("is", "is not"):
            return self._misfit(node, "is text", f'use {left.name} is "…" or answered({left.name})')
        same = holding.reads(left.name, node.right.text)
        return same if node.operator == "is" else holding.opposite(same)

    def _among(self, node: Among) -> Truth:
        left = node.left
        question = self._asked(left)
        if _is_lost(left, question):
            return self._unknown(left)
        if isinstance(left, Word) and question is not None and question.kind == "choice":
            inside = self._picked(left, question, node.right)
        elif question is not None and question.kind == "multi":
            return self._misfit(node, "takes several answers", "use has [a, b]")
        elif question is not None and question.kind in ("text", "consent"):
            return self._misfit(node, "is no choice and no number", "use 'is'")
        elif _is_ordinal(left):
            named = [self._ordinal_named(left, part) for part in node.right]
            inside = holding.either([holding.compared("is", self._ordinal(left), one) for one in named])
        else:
            size = self._size(left)
            inside = holding.either([holding.compared("is", size, self._size(part)) for part in node.right])
        return holding.opposite(inside) if node.negated else inside

    def _has(self, node: Has) -> Truth:
        question = self._asked(node.left)
        if not isinstance(node.left, Word) or question is None or question.kind != "multi":
            if _is_lost(node.left, question):
                return self._unknown(node.left)
            return self._misfit(node, "does not take several answers", "use is, or in [a, b]")
        wanted = frozenset(self._choice(node.left, question, part) for part in node.right)
        return holding.ticked(node.left.name, wanted)

    def _answered(self, node: Call) -> Truth:
        value = node.values[0]
        if len(node.values) != 1 or not isinstance(value, Word):
            return self._wrong("E203", "answered() takes one question", "write answered(question)", node)
        if self._asked(value) is None:
            return self._unknown(value)
        return holding.is_answered(value.name)

    def _consent(self, node: Word) -> Truth:
        question = self._asked(node)
        if question is None and node.name != LEVEL:
            return self._unknown(node)
        if question is not None and question.kind == "consent":
            return holding.consented(node.name)
        hint = f"compare it: {node.name} {_example(question)}"
        return self._wrong("E206", f"'{node.name}' is not yes or no by itself", hint, node)

    def _size(self, node: Node) -> Size:
        """A part that is a number."""
        match node:
            case Number():
                return holding.constant_size(node.value)
            case Sum():
                sign = 1 if node.operator == "+" else -1
                return holding.added(self._size(node.left), self._size(node.right), sign)
            case Figure(what="score" | "rank"):
                return self._figure(node)
            case Call(name="count"):
                return self._count(node)
            case Call(name="min" | "max"):
                return self._outermost(node)
            case Word() if node.name != LEVEL:
                return self._number(node)
        hint = "numbers are 5 or 0.25, number questions, count(…), scores and ranks"
        self._fault("E203", f"'{_shown(node)}' is not a number", hint, node.start, node.end)
        return _never

    def _figure(self, node: Figure) -> Size:
        if not self._scored(node):
            return _never
        return {"score": holding.score_of, "rank": holding.rank_of, "tier": holding.tier_of}[node.what](
            node.area
        )

    def _scored(self, node: Figure) -> bool:
        """Is the figure known here, and is its area there?"""
        text = f"{node.what}.{node.area}"
        if node.area not in self._scope.areas and not (node.what == "score" and node.area == OVERALL):
            hint = did_you_mean(node.area, self._scope.areas, _areas_there(self._scope.areas))
            self._once(node.area, "E201", f"'{node.area}' is not an area", hint, node)
            return False
        if node.area == OVERALL and not self._scope.overall:
            hint = "the flow has no overall score (scoring: overall: no)"
            self._once(text, "E205", f"'{text}' is not known here", hint, node)
            return False
        if not self._scope.scores_known:
            hint = "scores are known after a result step, in recommend, next and gates"
            self._once(text, "E205", f"'{text}' is not known here", hint, node)
            return False
        return True

    def _count(self, node: Call) -> Size:
        value = node.values[0]
        question = self._asked(value)
        if isinstance(value, Word) and question is None:
            self._unknown(value)
            return _never
        if len(node.values) != 1 or question is None or question.kind != "multi":
            hint = "write count(question), with a question where several answers can be ticked"
            self._fault("E203", "count() takes one question of type multi", hint, node.start, node.end)
            return _never
        return holding.ticks_counted(_name(value))

    def _outermost(self, node: Call) -> Size:
        if not FEWEST_VALUES <= len(node.values) <= MOST_VALUES:
            message = f"{node.name}() takes {FEWEST_VALUES} to {MOST_VALUES} values"
            self._fault("E203", message, "separate them with commas", node.start, node.end)
            return _never
        return holding.outermost(
            [self._size(value) for value in node.values], min if node.name == "min" else max
        )

    def _number(self, node: Word) -> Size:
        question = self._asked(node)
        if question is None:
            self._unknown(node)
        elif question.kind != "number":
            hint = "only numbers are added, compared with numbers or taken by min and max"
            self._fault("E203", f"'{node.name}' is not a number", hint, node.start, node.end)
        return holding.number_given(node.name)

    def _ordinal(self, node: Node) -> Size:
        """`level` or `tier.X`, as a number from the bottom."""
        if isinstance(node, Figure):
            return self._figure(node)
        if not self._scope.level_known:
            hint = "the level is known after a result step, in recommend and next"
            self._once(LEVEL, "E205", "'level' is not known here", hint, node)
        return holding.level_reached

    def _ordinal_named(self, left: Node, node: Node) -> Size:
        """The level or tier on the right: its id or its number."""
        what, names = ("tier", self._scope.tiers) if isinstance(left, Figure) else (LEVEL, self._scope.levels)
        if isinstance(node, Word) and node.name in names:
            return holding.constant_size(names.index(node.name) + 1)
        if isinstance(node, Number) and 1 <= node.value <= len(names) and node.value.denominator == 1:
            return holding.constant_size(node.value)
        there = f"there are {_listed(names)}, or 1 to {len(names)}" if names else f"the flow has no {what}s"
        hint = did_you_mean(_name(node), names, there)
        self._fault("E202", f"'{_shown(node)}' is not a {what}", hint, node.start, node.end)
        return _never

    def _asked(self, node: Node) -> QuestionScope | None:
        return self._scope.questions.get(node.name) if isinstance(node, Word) else None

    def _unknown(self, node: Word) -> Truth:
        hint: str | None
        if node.name in self._scope.later:
            hint = "a condition looks back only: ask it before, or move the condition"
            self._once(node.name, "E204", f"'{node.name}' is asked later", hint, node)
        else:
            hint = self._meant(node.name)
            self._once(node.name, "E201", f"'{node.name}' is not a question", hint, node)
        return _never

    def _meant(self, name: str) -> str | None:
        """What to write for a word that names no question."""
        if name in FUNCTIONS:
            return f"write {name}(…)"
        if name in ("score", "tier", "rank"):
            return f"write {name}. and the id of an area"
        if name == OVERALL or name in self._scope.areas:
            return f"write score.{name}"
        if name == DONT_KNOW.value:
            return "only choices are compared with dont_know; answered(…) is true for it too"
        return did_you_mean(name, self._scope.questions, "name a question that is asked before")

    def _misfit(self, node: Compare | Among | Has, what: str, hint: str) -> Truth:
        operator = node.operator if isinstance(node, Compare) else "in" if isinstance(node, Among) else "has"
        message = f"'{operator}' does not fit: '{_shown(node.left)}' {what}"
        self._fault("E203", message, hint, node.operator_start, node.operator_start + len(operator))
        return _never

    def _wrong(self, code: str, message: str, hint: str, node: Node) -> Truth:
        self._fault(code, message, hint, node.start, node.end)
        return _never

    def _once(self, name: str, code: str, message: str, hint: str | None, node: Node) -> None:
        if name not in self._reported:
            self._reported.add(name)
            self._fault(code, message, hint, node.start, node.end)

    def _fault(self, code: str, message: str, hint: str | None, start: int, end: int) -> None:
        self.faults.append(Fault(code, message, hint, start, end))


def _is_ordinal(node: Node) -> bool:
    return (isinstance(node, Figure) and node.what == "tier") or (
        isinstance(node, Word) and node.name == LEVEL
    )


def _is_lost(node: Node, question: QuestionScope | None) -> TypeGuard[Word]:
    """A word that names no question: what it is compared with cannot be judged."""
    return isinstance(node, Word) and question is None and node.name != LEVEL


def _name(node: Node) -> str:
    return node.name if isinstance(node, Word) else ""


def _shown(node: Node) -> str:
    match node:
        case Word():
            return node.name
        case Number() | Quoted():
            return node.text
        case Figure():
            return f"{node.what}.{node.area}"
        case Call():
            return f"{node.name}(…)"
        case Sum():
            return f"{_shown(node.left)} {node.operator} {_shown(node.right)}"
    return "this comparison"


def _example(question: QuestionScope | None) -> str:
    if question is None:
        return ">= 2"
    first = next(iter(question.choices), "…")
    return {"choice": f"is {first}", "multi": f"has {first}", "number": "> 5"}.get(question.kind, 'is "…"')


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def _areas_there(areas: Sequence[str]) -> str:
    return f"the areas are {_listed(areas)}" if areas else "the flow has no areas"
