"""What nobody reached, as findings at the place where it is written: W220 to W224 (flow-language §9)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from bot.definition.finding import Finding, Place
from bot.definition.source import Mapping as Map
from bot.definition.source import Node, Scalar, Sequence, read_source
from bot.rehearsal.coverage import Part, Reached

_SAID: Final[Mapping[Part, tuple[str, str, str]]] = {
    Part.QUESTION: (
        "W220",
        "'{}' is never asked",
        "does its condition ever hold? then write a test that asks it",
    ),
    Part.RULE: (
        "W221",
        "'{}' is never recommended",
        "does its condition ever hold? then write a test that shows it",
    ),
    Part.NEXT: ("W222", "'{}' never follows", "does its condition ever hold, and no entry before it always?"),
    Part.LEVEL: (
        "W223",
        "level '{}' is never reached",
        "do its lowest score and the gates leave room for it?",
    ),
    Part.GATE: ("W224", "gate '{}' never caps the level", "can the score reach a level above its cap?"),
}


def unseen_findings(unseen: Iterable[Reached], data: bytes, file: str) -> list[Finding]:
    """A warning for each thing that no conversation reached; *data* is the file they are written in.

    What is not written there cannot be mended there: the levels that a flow has by itself.
    """
    tree, text, _ = read_source(data)
    places = dict(_places(tree)) if tree is not None else {}
    found = []
    for part, name in unseen:
        place = places.get((part, name))
        if part in _SAID and place is not None:
            code, message, hint = _SAID[part]
            finding = Finding(code, message.format(name), place, hint, file)
            found.append(replace(finding, excerpt=text.line(place.line)))
    return found


def _places(tree: Node) -> Iterator[tuple[Reached, Place]]:
    for step in _items(tree, "steps"):
        yield from _named(step, "ask", Part.QUESTION)
        for inner in _items(step, "steps"):
            yield from _named(inner, "ask", Part.QUESTION)
    for rule in _items(tree, "recommend"):
        yield from _named(rule, "id", Part.RULE)
    for entry in _items(tree, "next"):
        yield from _named(entry, "flow", Part.NEXT)
    for gate in _items(tree, "gates"):
        yield from _named(gate, "id", Part.GATE)
    levels = _value(tree, "levels")
    for level in levels.entries if isinstance(levels, Map) else ():
        yield (Part.LEVEL, level.key), level.place


def _named(node: Node, key: str, part: Part) -> Iterator[tuple[Reached, Place]]:
    value = _value(node, key)
    if isinstance(value, Scalar):
        yield (part, value.value), value.place


def _items(node: Node, key: str) -> tuple[Node, ...]:
    value = _value(node, key)
    return value.items if isinstance(value, Sequence) else ()


def _value(node: Node, key: str) -> Node | None:
    entries = node.entries if isinstance(node, Map) else ()
    return next((entry.value for entry in entries if entry.key == key), None)
