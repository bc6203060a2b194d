"""What can be said about a condition without anybody's answers.

`constant` tries every combination of what its names can be; a superset of what can really happen, so whatever
it says is true of every conversation.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import count, pairwise, product
from math import gcd, prod
from typing import Any, Final, TypeAlias

from bot.definition.answer import DONT_KNOW, Answer
from bot.definition.condition.binding import LEVEL, Bound
from bot.definition.condition.known import Known, Standing
from bot.definition.condition.nodes import (
    Among,
    And,
    Call,
    Compare,
    Condition,
    Figure,
    Node,
    Number,
    Sum,
    Word,
    inside,
    parts,
)
from bot.definition.condition.scope import QuestionScope, Scope

MOST_COMBINATIONS: Final = 20_000
"""Beyond this many nothing is said (flow-language §9, W211)."""

_Name: TypeAlias = str
_Value: TypeAlias = Answer | Fraction | int | None
_MOST_TICKABLE: Final = 10


def asserted(condition: Condition) -> frozenset[str]:
    """Names that the condition, read as a conjunction, holds by themselves: `ok` in `ok and size > 3`."""
    root = condition.root
    parts = root.parts if isinstance(root, And) else (root,)
    return frozenset(
        name for part in parts for name in ([part.name] if isinstance(part, Word) else _asserted_inside(part))
    )


def _asserted_inside(part: Node) -> frozenset[str]:
    return asserted(Condition("", part)) if isinstance(part, And) else frozenset()


def mentioned(condition: Condition) -> frozenset[str]:
    """Every bare word in it: questions, but also choices and levels."""
    return frozenset(node.name for node in inside(condition.root) if isinstance(node, Word))


def tells_figures(condition: Condition) -> bool:
    """Does it ask about a score, a tier, a rank or the level?"""
    nodes = tuple(inside(condition.root))
    return any(isinstance(node, Figure) or (isinstance(node, Word) and node.name == LEVEL) for node in nodes)


def edges(condition: Condition) -> Mapping[str, tuple[Fraction, ...]]:
    """For every name that is compared with numbers, which: `headcount` → 5, `score.backup` → 75."""
    found: dict[str, set[Fraction]] = {}
    for node in inside(condition.root):
        if isinstance(node, Compare | Among):
            right = node.right if isinstance(node, Among) else (node.right,)
            sides = [*inside(node.left), *(part for one in right for part in inside(one))]
            numbers = {number for side in (node.left, *right) for number in _numbers(side)}
            for part in sides:
                if isinstance(part, Word | Figure):
                    found.setdefault(_named(part), set()).update(numbers)
    return {name: tuple(sorted(numbers)) for name, numbers in found.items()}


def _numbers(node: Node) -> Iterator[Fraction]:
    """The numbers that stand in it, sums of them worked out: of `-5` and `2 + 3` the -5 and the 5."""
    value = _worked_out(node)
    if value is not None:
        yield value
    else:
        for part in parts(node):
            yield from _numbers(part)


def _worked_out(node: Node) -> Fraction | None:
    """Its value, where it is made of numbers alone."""
    match node:
        case Number(value=value):
            return value
        case Sum(operator=operator):
            left, right = _worked_out(node.left), _worked_out(node.right)
            if left is not None and right is not None:
                return left + right if operator == "+" else left - right
    return None


def constant(bound: Bound, scope: Scope, *, answered: Collection[str] = frozenset()) -> bool | None:
    """True: it always holds. False: it never does. None: it depends, or there are too many ways to tell.

    *answered* are questions that surely have an answer wherever the condition is looked at.
    """
    condition = bound.condition
    if _adds_names(condition.root, scope):
        return None
    possible = _possible(condition, scope, answered)
    if possible is None or prod(map(len, possible.values())) > MOST_COMBINATIONS:
        return None
    outcomes = (bound.holds(known) is True for known in _combinations(possible))
    first = next(outcomes, None)
    return first if all(outcome is first for outcome in outcomes) else None


def _possible(
    condition: Condition, scope: Scope, answered: Collection[str]
) -> dict[_Name, Sequence[_Value]] | None:
    """Every name in the condition with what it can be; None when that cannot be listed."""
    numbers = edges(condition)
    possible: dict[_Name, Sequence[_Value]] = {}
    for node in inside(condition.root):
        if isinstance(node, Figure) or (isinstance(node, Word) and node.name == LEVEL):
            name = _named(node)
            possible[name] = [*_figures(name, scope, numbers.get(name, ())), None]
        elif isinstance(node, Word) and node.name in scope.questions:
            values = _answers(scope.questions[node.name], numbers.get(node.name, ()))
            if values is None:
                return None
            possible[node.name] = values if node.name in answered else [*values, None]
    return possible


def _figures(name: str, scope: Scope, numbers: Sequence[Fraction]) -> Sequence[Fraction | int]:
    what = name.partition(".")[0]
    if what == "tier":
        return list(range(1, len(scope.tiers) + 1))
    if what == LEVEL:
        return list(range(1, len(scope.levels) + 1))
    if what == "rank":
        return list(range(1, len(scope.areas) + 1))
    return _around(numbers)


def _answers(question: QuestionScope, numbers: Sequence[Fraction]) -> list[_Value] | None:
    blank: list[_Value] = [DONT_KNOW] if question.dont_know else []
    match question.kind:
        case "choice":
            return [*question.choices, *blank]
        case "consent":
            return [True, False]
        case "number":
            return [
                number
                for number in _around(numbers, question.low, question.high)
                if (question.low is None or number >= question.low)
                and (question.high is None or number <= question.high)
            ] + blank
        case "multi" if len(question.choices) <= _MOST_TICKABLE:
            return [*_ticks(tuple(question.choices)), *blank]
    return None


def _ticks(choices: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for ticked in product((False, True), repeat=len(choices)):
        if any(ticked):
            yield tuple(choice for choice, is_ticked in zip(choices, ticked, strict=True) if is_ticked)


def _around(numbers: Sequence[Fraction], *more: Fraction | None) -> list[Fraction]:
    """Below, at, between and above the *numbers*."""
    marks = sorted({*numbers, *(number for number in more if number is not None)})
    if not marks:
        return [Fraction(0)]
    between = [(low + high) / 2 for low, high in pairwise(marks)]
    return sorted({marks[0] - 1, *marks, *between, marks[-1] + 1})


def _combinations(possible: Mapping[_Name, Sequence[_Value]]) -> Iterator[Known]:
    """Made for speed: thousands are tried for one condition."""
    names = sorted(possible, key=_group)
    groups = [(_group(name), name.partition(".")[2] or name) for name in names]
    for values in _leaping([possible[name] for name in names]):
        known: tuple[dict[str, Any], ...] = ({}, {}, {}, {}, {})
        for (group, name), value in zip(groups, values, strict=True):
            if value is not None:
                known[group][name] = value
        answers, scores, tiers, ranks, level = known
        yield Known(answers, Standing(scores, tiers, ranks, level.get(LEVEL)))


def _leaping(choices: Sequence[Sequence[_Value]]) -> Iterator[list[_Value]]:
    """Every combination once, in leaps that change all values: what makes a condition true is met early."""
    total = prod(map(len, choices))
    leap = next(step for step in count(total * 5 // 8 or 1) if gcd(step, total) == 1)
    at = 0
    for _ in range(total):
        rest, values = at, []
        for one in choices:
            rest, place = divmod(rest, len(one))
            values.append(one[place])
        yield values
        at = (at + leap) % total


def _group(name: _Name) -> int:
    """0 answers, 1 scores, 2 tiers, 3 ranks, 4 the level."""
    what, dot, _ = name.partition(".")
    return ("score", "tier", "rank").index(what) + 1 if dot else 4 * (name == LEVEL)


def _adds_names(root: Node, scope: Scope) -> bool:
    """Are names added up, or compared with each other? Then trying the edges proves nothing."""
    for node in inside(root):
        if isinstance(node, Sum) and any(isinstance(part, Word | Figure | Call) for part in inside(node)):
            return True
        if isinstance(node, Compare | Among) and _is_open(node.left, scope):
            right = node.right if isinstance(node, Among) else (node.right,)
            if any(_is_open(side, scope) for side in right):
                return True
    return False


def _is_open(node: Node, scope: Scope) -> bool:
    """Does it depend on answers?"""
    return any(
        isinstance(part, Figure | Call) or (isinstance(part, Word) and part.name in scope.questions)
        for part in inside(node)
    )


def _named(node: Word | Figure) -> str:
    return node.name if isinstance(node, Word) else f"{node.what}.{node.area}"
