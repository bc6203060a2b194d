"""A condition that was read, and what can be told from its text alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from bot.definition.condition.nodes import Compare, Junction, Measure, Minus, Node, Number, Word, inner, walk

LEVEL = "level"


class Named(Enum):
    """What a name in a condition stands for."""

    QUESTION = "question"
    SCORE = "score"
    TIER = "tier"
    RANK = "rank"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Mention:
    """One name in a condition and its place: a question, an area (for scores also `overall`) or `level`."""

    kind: Named
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as written; made by `parse`, given its meaning by `bind`."""

    source: str
    root: Node

    @property
    def names(self) -> tuple[Mention, ...]:
        """Every question, area and `level` it looks at, in the order of the text, repeated ones too.

        A bare word right of a bare word, a tier or `level` is taken for a choice (flow-language §6.1).
        """
        return tuple(_names(self.root))


@dataclass(frozen=True, slots=True)
class Mentions:
    """What a condition looks at, each once, in the order of the text."""

    questions: tuple[str, ...]
    areas: tuple[str, ...]
    """Those with a `score`, `tier` or `rank`; without `overall`."""
    overall: bool
    level: bool


def mentions(condition: Condition) -> Mentions:
    """The names of *condition*, sorted by what they stand for."""
    names = condition.names
    questions = dict.fromkeys(name.name for name in names if name.kind is Named.QUESTION)
    measured = dict.fromkeys(name.name for name in names if name.kind not in (Named.QUESTION, Named.LEVEL))
    return Mentions(
        questions=tuple(questions),
        areas=tuple(area for area in measured if area != "overall"),
        overall="overall" in measured,
        level=any(name.kind is Named.LEVEL for name in names),
    )


def asserted(condition: Condition) -> frozenset[str]:
    """Names that must be true by themselves for *condition* to be true: it is read as a conjunction.

    Only consent questions can stand by themselves, so these are consents once the condition is bound (E180).
    """
    return frozenset(_asserted(condition.root))


def edges(condition: Condition) -> Mapping[str, frozenset[Fraction]]:
    """Question, `score.X` or `rank.X` → the numbers that stand in a comparison with it.

    Conversations that try a flow go to both sides of each.
    """
    found: dict[str, set[Fraction]] = {}
    for node in walk(condition.root):
        if isinstance(node, Compare):
            numbers = set(_numbers(node))
            for name in _quantities(node):
                found.setdefault(name, set()).update(numbers)
    return {name: frozenset(numbers) for name, numbers in found.items() if numbers}


def _names(node: Node) -> Iterator[Mention]:
    match node:
        case Word(name=name):
            kind = Named.LEVEL if name == LEVEL else Named.QUESTION
            yield Mention(kind, name, node.start, node.end)
        case Measure(of=of, area=area):
            yield Mention(Named(of), area, node.start, node.end)
        case Compare(left=left, options=options) if _takes_choices(left):
            yield from _names(left)
            for option in options:
                if not isinstance(option, Word):
                    yield from _names(option)
        case _:
            for part in inner(node):
                yield from _names(part)


def _takes_choices(left: Node) -> bool:
    return isinstance(left, Word) or (isinstance(left, Measure) and left.of == "tier")


def _asserted(node: Node) -> Iterator[str]:
    if isinstance(node, Word):
        yield node.name
    elif isinstance(node, Junction) and node.word == "and":
        for part in node.parts:
            yield from _asserted(part)


def _numbers(node: Node) -> Iterator[Fraction]:
    """Every number in *node*, with the sign right before it."""
    if isinstance(node, Number):
        yield node.value
    elif isinstance(node, Minus) and node.negates and isinstance(node.operand, Number):
        yield -node.operand.value
    else:
        for part in inner(node):
            yield from _numbers(part)


def _quantities(node: Node) -> Iterator[str]:
    for mention in _names(node):
        if mention.kind is Named.QUESTION:
            yield mention.name
        elif mention.kind in (Named.SCORE, Named.RANK):
            yield f"{mention.kind.value}.{mention.name}"
