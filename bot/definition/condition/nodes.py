"""The tree of a condition. Every node knows where it stands in the text."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Number:
    """`5`, `0.25`. `text` is what was written: it may be the id of a choice."""

    start: int
    end: int
    value: Fraction
    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """`"text"`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Word:
    """A question; on the right a choice, a level or a tier."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Figure:
    """`score.X`, `tier.X`, `rank.X`."""

    start: int
    end: int
    what: str
    area: str


@dataclass(frozen=True, slots=True)
class Call:
    """`answered(x)`, `count(x)`, `min(…)`, `max(…)`."""

    start: int
    end: int
    name: str
    values: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """`a + b`, `a - b`; a minus sign before a value is a sum with 0."""

    start: int
    end: int
    operator: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Compare:
    """`is`, `is not`, `<`, `<=`, `>`, `>=`."""

    start: int
    end: int
    operator: str
    operator_start: int
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Among:
    """`in [a, b]`, `not in [a, b]`."""

    start: int
    end: int
    operator_start: int
    left: "Node"
    right: tuple["Node", ...]
    negated: bool


@dataclass(frozen=True, slots=True)
class Has:
    """`x has a`, `x has [a, b]`: any of these."""

    start: int
    end: int
    operator_start: int
    left: "Node"
    right: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """`not …`."""

    start: int
    end: int
    inner: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """`… and … and …`."""

    start: int
    end: int
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """`… or … or …`."""

    start: int
    end: int
    parts: tuple["Node", ...]


Node: TypeAlias = (
    Number | Quoted | Word | Figure | Call | Sum | Compare | Among | Has | Not | And | Or
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that was read. What its names mean is another matter: see `bind`."""

    source: str
    root: Node


def inside(node: Node) -> Iterator[Node]:
    """The node and everything in it, in the order of the text."""
    yield node
    for part in parts(node):
        yield from inside(part)


def parts(node: Node) -> Iterator[Node]:
    """The nodes it is made of, in the order of the text."""
    for name in node.__slots__:  # which are its fields
        value = getattr(node, name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Node):
                yield part
