"""What a value can look like: each form reads one and describes itself for editors (flow-language §3)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, Protocol, TypeAlias, TypeVar
from urllib.parse import urlsplit

from bot.definition.condition import Condition, parse
from bot.definition.finding import Place
from bot.definition.model import Range
from bot.definition.near import meant_or_all
from bot.definition.read.desk import Clause, Desk
from bot.definition.schedule import Duration, Unit
from bot.definition.source.nodes import Mapping as MapNode
from bot.definition.source.nodes import Node, Scalar, Sequence

Schema: TypeAlias = dict[str, object]
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

SCALAR: Schema = {"type": ["string", "number", "boolean", "null"]}
"""Editors turn `no`, `5` and `~` into other types before they look; a flow keeps them as text."""

MOST = 10**6
_NUMBER = re.compile(r"-?[0-9]{1,7}(?:\.[0-9]{1,6})?")
_RANGE = re.compile(rf"({_NUMBER.pattern})\.\.({_NUMBER.pattern})")
_DURATION = re.compile(r"([1-9][0-9]{0,2}) (minute|hour|day|week|month)s?")
_LINK = re.compile(r"https://[^\s/?#@]+(?:[/?#]\S*)?")
_LONGEST_LINK = 500


def _has_host(link: str) -> bool:
    """Names it a host, and a port that there can be?"""
    try:
        parts = urlsplit(link)
        return bool((parts.hostname or "").strip(".")) and parts.port != 0
    except ValueError:
        return False


class Form(Protocol[T_co]):
    """One kind of value."""

    def read(self, node: Node, name: str, desk: Desk) -> T_co | None:
        """The value, or None where it was wrong and *desk* knows; *name* is the key it belongs to."""
        ...

    def schema(self) -> Schema:
        """JSON Schema that allows every valid value."""
        ...


def scalar(node: Node, name: str, what: str, desk: Desk) -> Scalar | None:
    """A single value that is written; *what* it should be ends the sentence "'name' is …"."""
    if isinstance(node, Scalar):
        if node.value.strip():
            return node
        desk.say("E110", f"'{name}' is empty", node.place, "give it a value or remove it")
    else:
        shape = "a list" if isinstance(node, Sequence) else "a map"
        desk.say("E110", f"'{name}' is {what}, not {shape}", node.place)
    return None


def number(written: str) -> Fraction | None:
    """A plain decimal, exact; None where it is none or too large."""
    value = Fraction(written) if _NUMBER.fullmatch(written) else None
    return value if value is not None and abs(value) <= MOST else None


@dataclass(frozen=True, slots=True)
class Word:
    """A name of something; whether it exists is checked later."""

    what: str = "a name"

    def read(self, node: Node, name: str, desk: Desk) -> str | None:
        found = scalar(node, name, self.what, desk)
        return found.value if found else None

    def schema(self) -> Schema:
        return SCALAR


@dataclass(frozen=True, slots=True)
class Name:
    """A name that is given here: its spelling, and the words it may not be."""

    pattern: str
    says: str
    reserved: frozenset[str] = frozenset()

    def read(self, node: Node, name: str, desk: Desk) -> str | None:
        found = scalar(node, name, "a name", desk)
        return found.value if found and self.allows(found.value, found, desk) else None

    def allows(self, word: str, at: "Scalar | HasPlace", desk: Desk) -> bool:
        if not re.fullmatch(self.pattern, word):
            desk.say("E105", f"'{word}' cannot be a name here", at.place, self.says)
        elif word in self.reserved:
            desk.say("E105", f"'{word}' is a reserved word", at.place, "choose another name")
        else:
            return True
        desk.lost.add(word)
        return False

    def schema(self) -> Schema:
        return SCALAR

    def key_schema(self) -> Schema:
        """For names that are keys; those are always text."""
        return {"pattern": f"^(?:{self.pattern})$"}


class HasPlace(Protocol):
    """Anything that stands somewhere."""

    @property
    def place(self) -> Place: ...


@dataclass(frozen=True, slots=True)
class YesNo:
    """`yes no true false`."""

    def read(self, node: Node, name: str, desk: Desk) -> bool | None:
        found = scalar(node, name, "yes or no", desk)
        if found is None:
            return None
        value = truth(found.value)
        if value is None:
            desk.say("E110", f"'{name}' is yes or no, not '{found.value}'", found.place)
        return value

    def schema(self) -> Schema:
        return {"enum": [True, False, "yes", "no", "true", "false"]}


def truth(written: str) -> bool | None:
    """Of `yes no true false`; None for anything else."""
    return {"yes": True, "true": True, "no": False, "false": False}.get(written)


@dataclass(frozen=True, slots=True)
class Number:
    """A number from *low* to *high*."""

    low: int = -MOST
    high: int = MOST
    whole: bool = False

    @property
    def says(self) -> str:
        kind = "a whole number" if self.whole else "a number"
        return kind if (self.low, self.high) == (-MOST, MOST) else f"{kind} from {self.low} to {self.high:,}"

    def read(self, node: Node, name: str, desk: Desk) -> Fraction | None:
        found = scalar(node, name, self.says, desk)
        if found is None:
            return None
        value = number(found.value)
        if value is None or not self.low <= value <= self.high or (self.whole and value.denominator != 1):
            desk.say("E110", f"'{name}' is {self.says}, not '{found.value}'", found.place)
            return None
        return value

    def schema(self) -> Schema:
        kind = "integer" if self.whole else "number"
        number: Schema = {"type": kind, "minimum": self.low, "maximum": self.high}
        return {"anyOf": [number, {"type": "string", "pattern": f"^{_NUMBER.pattern}$"}]}


@dataclass(frozen=True, slots=True)
class OneOf(Generic[T]):
    """One word of a list."""

    words: Mapping[str, T]

    def read(self, node: Node, name: str, desk: Desk) -> T | None:
        found = scalar(node, name, "one of " + ", ".join(self.words), desk)
        if found is None:
            return None
        if found.value not in self.words:
            hint = meant_or_all(found.value, self.words)
            desk.say("E104", f"'{found.value}' is not a {name}", found.place, hint)
            return None
        return self.words[found.value]

    def schema(self) -> Schema:
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class RangeOf:
    """`low..high`."""

    def read(self, node: Node, name: str, desk: Desk) -> Range | None:
        found = scalar(node, name, "two numbers like 0..10", desk)
        if found is None:
            return None
        match = _RANGE.fullmatch(found.value)
        low, high = (number(match[1]), number(match[2])) if match else (None, None)
        if low is None or high is None:
            desk.say("E110", f"'{name}' is two numbers like 0..10, not '{found.value}'", found.place)
            return None
        if low >= high:
            desk.say(
                "E117",
                f"'{name}' starts at {low} and ends at {high}",
                found.place,
                "the lower number comes first",
            )
            return None
        return Range(low, high)

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{_RANGE.pattern}$"}


@dataclass(frozen=True, slots=True)
class Lasting:
    """A duration."""

    def read(self, node: Node, name: str, desk: Desk) -> Duration | None:
        found = scalar(node, name, "a duration like 2 days", desk)
        match = _DURATION.fullmatch(found.value) if found else None
        if match:
            return Duration(int(match[1]), Unit(match[2]))
        if found:
            hint = "1 to 999 minutes, hours, days, weeks or months"
            desk.say("E110", f"'{name}' is a duration like 2 days, not '{found.value}'", found.place, hint)
        return None

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{_DURATION.pattern}$"}


@dataclass(frozen=True, slots=True)
class Link:
    """An address that is shown with its host (flow-language §13)."""

    def read(self, node: Node, name: str, desk: Desk) -> str | None:
        found = scalar(node, name, "a link", desk)
        if found is None:
            return None
        if len(found.value) > _LONGEST_LINK or not _LINK.fullmatch(found.value) or not _has_host(found.value):
            hint = f"a link starts with https://, names no user and has at most {_LONGEST_LINK} characters"
            desk.say("E110", f"'{name}' is not such a link", found.place, hint)
            return None
        return found.value

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^https://", "maxLength": _LONGEST_LINK}


@dataclass(frozen=True, slots=True)
class When:
    """A condition; its names are looked at once everything is read."""

    def read(self, node: Node, name: str, desk: Desk) -> Clause | None:
        found = scalar(node, name, "a condition", desk)
        if found is None:
            return None
        parsed = parse(found.value)
        if isinstance(parsed, Condition):
            return Clause(parsed, found)
        for fault in parsed:
            desk.say(fault.code, fault.message, desk.source.place_inside(found, fault.start), fault.hint)
        return None

    def schema(self) -> Schema:
        return SCALAR


@dataclass(frozen=True, slots=True)
class Raw:
    """A value whose meaning depends on what else the flow says."""

    def read(self, node: Node, name: str, desk: Desk) -> Node | None:
        if isinstance(node, Scalar) and node.empty:
            desk.say("E110", f"'{name}' is empty", node.place, "give it a value or remove it")
            return None
        return node

    def schema(self) -> Schema:
        return {}


def is_map(node: Node, name: str, desk: Desk) -> MapNode | None:
    """*node*, where it is a map."""
    if isinstance(node, MapNode):
        return node
    shape = "a list" if isinstance(node, Sequence) else "a text"
    if isinstance(node, Scalar) and node.empty:
        shape = "empty"
    desk.say("E110", f"'{name}' is a map of keys, not {shape}", node.place)
    return None
