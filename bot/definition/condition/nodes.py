"""A condition as written: its parts, each with its place in the text (flow-language §6.1).

What a word means – a question, a choice, a level – is not known here; `bind` finds out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Node:
    """From character `start` up to but not including `end`; outer brackets are not part of it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Number(Node):
    """`5` or `0.25`; `written` tells choices named `05` and `5` apart."""

    value: Fraction
    written: str


@dataclass(frozen=True, slots=True)
class Text(Node):
    """`"Acme"`, without its quotes."""

    text: str


@dataclass(frozen=True, slots=True)
class Word(Node):
    """A question, a choice, a level, a tier or the word `level` itself."""

    name: str


@dataclass(frozen=True, slots=True)
class Measure(Node):
    """`score.X`, `tier.X` or `rank.X`."""

    of: str
    """`score`, `tier` or `rank`."""
    area: str
    """For scores also `overall`."""


@dataclass(frozen=True, slots=True)
class Call(Node):
    """`min(a, b)`."""

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Minus(Node):
    """Any number of minus signs before a value; an even number of them leaves it as it is."""

    operand: Node
    negates: bool


@dataclass(frozen=True, slots=True)
class Sum(Node):
    """`a + b - c`."""

    added: tuple[Node, ...]
    subtracted: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Operator:
    """`is`, `is not`, `in`, `not in`, `has`, `<`, `<=`, `>` or `>=`, and where it stands."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """A comparison; `options` has several entries only after `in`, `not in` and `has`."""

    left: Node
    operator: Operator
    options: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not(Node):
    """Any number of `not` before a condition; an even number of them leaves it as it is."""

    operand: Node
    negates: bool


@dataclass(frozen=True, slots=True)
class Junction(Node):
    """Two or more conditions joined by one word: `and` or `or`."""

    word: str
    parts: tuple[Node, ...]


def inner(node: Node) -> tuple[Node, ...]:
    """The nodes *node* is made of, in the order of the text as far as they are told apart."""
    match node:
        case Call(arguments=parts) | Junction(parts=parts):
            return parts
        case Minus(operand=operand) | Not(operand=operand):
            return (operand,)
        case Sum(added=added, subtracted=subtracted):
            return tuple(sorted((*added, *subtracted), key=lambda part: part.start))
        case Compare(left=left, options=options):
            return (left, *options)
    return ()


def walk(node: Node) -> Iterator[Node]:
    """*node* and everything in it, in the order of the text."""
    yield node
    for part in inner(node):
        yield from walk(part)
