"""The desk a flow is read at: where findings are put down, and what every part needs to know."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bot.definition.condition import Condition
from bot.definition.finding import MOST_FINDINGS, Finding, Place
from bot.definition.source.nodes import Mapping as MapNode
from bot.definition.source.nodes import Node, Scalar
from bot.definition.source.nodes import Text as SourceText
from bot.definition.texts import Text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class At(Generic[T]):
    """A value and where it stands."""

    value: T
    place: Place


@dataclass(frozen=True, slots=True)
class Wording:
    """A Text, and where each of its languages stands."""

    text: Text
    place: Place
    scalars: Mapping[str, Scalar]


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition, and the value of the file it was read from."""

    condition: Condition
    scalar: Scalar


ENOUGH_ERRORS = 4 * MOST_FINDINGS


class EnoughError(Exception):
    """So much is wrong that reading on helps nobody (and looking for near names takes its time)."""


@dataclass(slots=True)
class Desk:
    """Filled while reading; `findings` come in any order."""

    source: SourceText
    languages: tuple[str, ...] = ("en",)
    findings: list[Finding] = field(default_factory=list)
    errors: int = 0
    wordings: list[Wording] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    """Words of what could not be read: whatever they name is missing for a reason that is said already."""

    def say(self, code: str, message: str, place: Place, hint: str | None = None) -> None:
        self.findings.append(Finding(code, message, place, hint))
        if not code.startswith("W"):
            self.errors += 1
            if self.errors >= ENOUGH_ERRORS:
                raise EnoughError

    def lose(self, node: Node) -> None:
        """Note that *node* could not be read."""
        if isinstance(node, Scalar):
            self.lost.add(node.value)
        elif isinstance(node, MapNode):
            for entry in node.entries:
                self.lost.add(entry.key)
                self.lose(entry.value)
        else:
            for item in node.items:
                self.lose(item)

    def unread(self) -> Text:
        """Stands in for a text that was wrong, so that reading can go on."""
        return Text({self.languages[0]: "…"})
