"""Maps with known keys, maps of named things, lists: the tables of flow-language §4–5 as code.

A table says for each key what it takes and what it is for. It reads a map into a row, and it describes itself
for editors; so the two cannot drift apart.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar, cast

from bot.definition.finding import Place
from bot.definition.near import meant_or_all, nearest
from bot.definition.read.desk import At, Desk
from bot.definition.read.forms import Form, Name, Schema, is_map
from bot.definition.read.wordings import cut_at_comma, looks_like_text
from bot.definition.source.nodes import Entry, Node, Scalar, Sequence
from bot.definition.source.nodes import Mapping as MapNode

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True, eq=False)
class Key(Generic[T_co]):
    """One line of a table."""

    name: str
    form: Form[T_co]
    about: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A map that was read: its values, and where they and their keys stand."""

    place: Place
    values: Mapping[str, object]
    entries: Mapping[str, Entry]

    def get(self, key: Key[T]) -> T | None:
        """The value; None where nothing (or nothing right) was written."""
        return cast("T | None", self.values.get(key.name))

    def given(self, key: Key[T], otherwise: T) -> T:
        """The value, or what holds where nothing is written."""
        value = self.get(key)
        return otherwise if value is None else value

    def has(self, key: Key[T]) -> bool:
        """Whether it is written, right or wrong."""
        return key.name in self.entries

    def at(self, key: Key[T]) -> Place:
        """Where the value stands."""
        return self.entries[key.name].value.place

    def key_at(self, key: Key[T]) -> Place:
        """Where the key stands."""
        return self.entries[key.name].place


@dataclass(frozen=True, slots=True, init=False)
class Table:
    """The keys a map may have. As a form it reads such a map into a row."""

    keys: Mapping[str, Key[object]]

    def __init__(self, *keys: Key[object]) -> None:
        object.__setattr__(self, "keys", {key.name: key for key in keys})

    def read(self, node: Node, name: str, desk: Desk) -> Row | None:
        found = is_map(node, name, desk)
        return self.row(found, desk) if found else None

    def row(self, node: MapNode, desk: Desk, place: Place | None = None) -> Row:
        """*place* is where a missing key is reported; by default where the map starts."""
        where = place or node.place
        values: dict[str, object] = {}
        entries: dict[str, Entry] = {}
        meant: set[str | None] = set()
        for entry in node.entries:
            key = self.keys.get(entry.key)
            if cut_at_comma(entry, desk):
                continue
            if key is None:
                desk.say(
                    "E102", f"unknown key '{entry.key}'", entry.place, meant_or_all(entry.key, self.keys)
                )
                meant.add(nearest(entry.key, self.keys))
                continue
            entries[key.name] = entry
            value = key.form.read(entry.value, key.name, desk)
            if value is not None:
                values[key.name] = value
        for key in self.keys.values():
            if key.required and key.name not in entries and key.name not in meant:
                desk.say("E101", f"'{key.name}' is missing", where, f"add  {key.name}: …")
        return Row(where, values, entries)

    def schema(self) -> Schema:
        properties = {key.name: {"description": key.about, **key.form.schema()} for key in self.keys.values()}
        schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        if required := [key.name for key in self.keys.values() if key.required]:
            schema["required"] = required
        return schema


@dataclass(frozen=True, slots=True)
class TextOr:
    """The short form, a Text for *key* alone, or the whole table."""

    table: Table
    key: Key[object]

    def read(self, node: Node, name: str, desk: Desk) -> Row | None:
        known = isinstance(node, MapNode) and any(entry.key in self.table.keys for entry in node.entries)
        if isinstance(node, MapNode) and (known or not looks_like_text(node, desk)):
            return self.table.row(node, desk)
        value = self.key.form.read(node, name, desk)
        entry = Entry(self.key.name, node.place, node)
        return None if value is None else Row(node.place, {self.key.name: value}, {self.key.name: entry})

    def schema(self) -> Schema:
        return {"anyOf": [self.key.form.schema(), self.table.schema()]}


@dataclass(frozen=True, slots=True)
class ListOf(Generic[T]):
    """A list; entries that are wrong are left out, and said."""

    form: Form[T]
    most: int
    least: int = 0

    def read(self, node: Node, name: str, desk: Desk) -> tuple[At[T], ...] | None:
        if not isinstance(node, Sequence):
            desk.say(
                "E110", f"'{name}' is a list", node.place, "write  [a, b]  or lines that start with '- '"
            )
            return None
        if not self.least <= len(node.items) <= self.most:
            bounds = f"at most {self.most}" if self.least == 0 else f"{self.least} to {self.most}"
            desk.say("E110", f"'{name}' holds {len(node.items)}; {bounds} are possible", node.place)
        return tuple(self._items(node, name, desk))

    def _items(self, node: Sequence, name: str, desk: Desk) -> Iterator[At[T]]:
        for item in node.items:
            value = self.form.read(item, name, desk)
            if value is not None:
                yield At(value, item.place)

    def schema(self) -> Schema:
        return {"type": "array", "items": self.form.schema(), "minItems": self.least, "maxItems": self.most}


@dataclass(frozen=True, slots=True)
class Named(Generic[T]):
    """A thing and its name in a map."""

    name: str
    place: Place
    """Of the name."""
    value: T


@dataclass(frozen=True, slots=True)
class MapOf(Generic[T]):
    """Named things in the order of the file."""

    names: Name
    form: Form[T]
    most: int
    least: int = 0

    def read(self, node: Node, name: str, desk: Desk) -> tuple[Named[T], ...] | None:
        found = is_map(node, name, desk)
        if found is None:
            return None
        if not self.least <= len(found.entries) <= self.most:
            bounds = f"at most {self.most}" if self.least == 0 else f"{self.least} to {self.most}"
            desk.say("E110", f"'{name}' holds {len(found.entries)}; {bounds} are possible", found.place)
        return tuple(self._things(found, desk))

    def _things(self, node: MapNode, desk: Desk) -> Iterator[Named[T]]:
        for entry in node.entries:
            if cut_at_comma(entry, desk) or not self.names.allows(entry.key, entry, desk):
                desk.lose(entry.value)
                continue
            if isinstance(entry.value, Scalar) and not entry.value.value.strip():
                desk.say("E110", f"'{entry.key}' is empty", entry.place, "give it a value or remove it")
                desk.lost.add(entry.key)
                continue
            value = self.form.read(entry.value, entry.key, desk)
            if value is None:
                desk.lost.add(entry.key)
            else:
                yield Named(entry.key, entry.place, value)

    def schema(self) -> Schema:
        return {
            "type": "object",
            "propertyNames": self.names.key_schema(),
            "additionalProperties": self.form.schema(),
            "minProperties": self.least,
            "maxProperties": self.most,
        }


def numbers_once(named: Iterable[Named[T]], desk: Desk) -> None:
    """Y020 for keys that are the same number, written in two ways."""
    first: dict[Fraction, str] = {}
    for entry in named:
        number = Fraction(entry.name)
        if number in first:
            message = f"'{entry.name}' is the same number as '{first[number]}'"
            desk.say("Y020", message, entry.place, "keep one of them")
        first.setdefault(number, entry.name)
