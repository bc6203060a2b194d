"""Repeatable mutations of what comes from outside: a number always means the same one.

JSON is changed as what it is (a value becomes one of another kind, goes, comes twice, moves, nests), text as
letters (cut, repeated, with hostile ones in it), and sometimes JSON as text.
"""

import json
import random
from collections.abc import Sequence
from typing import Any, Final

STRANGE: Final[tuple[Any, ...]] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, -(2**63) - 1, 10**400, 0.5, 1e308, float("inf"), float("nan"),
    "", " ", "\x00", "\ud800", "\u202e", "\u2028", "a" * 5_000, "0", "\u0661\u0662", "-0", "1e9999", "/start",
    "<!channel>", "T0", "U0", "A", "..", "a.b.c", "=", "%00", "\r\n", [], {}, [[]], [None],
    {"": ""}, {"id": {"id": []}},
    ["a"] * 1_000, {"type": "message"}, "view", "9" * 5_000,
)  # fmt: skip
LETTERS: Final = (
    "\x00", "\x1b", "\u202e", "\u2028", "\ufeff", "\ud800", "%", "%2f", "%00", "\\", "/", "..", "&", "=", "?",
    ".", "-", "_", "+", "\r\n", "\t", "é", "😀", "\u0661", "\uff19", "'", '"', "{", "}", "[", "]", "$",
    "A" * 300, "9" * 5_000, ",", ";", "@", ":", "#", "e\u0301" * 20,
)  # fmt: skip


def of_json(value: Any, chance: random.Random) -> Any:
    """One to four changes."""
    found = json.loads(json.dumps(value))
    for _ in range(chance.randrange(1, 5)):
        found = _changed(found, chance)
    return found


def of_text(text: str, chance: random.Random) -> str:
    """One to four changes."""
    for _ in range(chance.randrange(1, 5)):
        at, to = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
        text = chance.choice(
            (
                text[:at] + chance.choice(LETTERS) + text[at:],
                text[:at] + text[to:],
                text[:to],
                text[at:],
                text[:at] + text[at:to] * chance.choice((2, 3, 50)) + text[to:],
                text[:at] + chr(chance.randrange(0x3000)) + text[at + 1 :],
                text.swapcase(),
                text[::-1],
            )
        )[:20_000]
    return text


def of_bytes(data: bytes, chance: random.Random) -> bytes:
    """As text, and some bytes that are none."""
    changed = of_text(data.decode("latin-1"), chance).encode("latin-1", "replace")
    if chance.random() < 0.3 and changed:
        at = chance.randrange(len(changed))
        changed = changed[:at] + bytes([chance.randrange(256)]) + changed[at + 1 :]
    return changed


def pick(examples: Sequence[Any], chance: random.Random) -> Any:
    return examples[chance.randrange(len(examples))]


def _changed(value: Any, chance: random.Random) -> Any:
    """Goes down some way, and changes what is there."""
    if isinstance(value, dict) and value and chance.random() < 0.85:
        return _of_object(value, chance)
    if isinstance(value, list) and value and chance.random() < 0.85:
        return _of_list(value, chance)
    if isinstance(value, str) and chance.random() < 0.3:
        return of_text(value, chance)
    if chance.random() < 0.2:
        return chance.choice(([value], {"id": value}, {"value": value}))
    return chance.choice(STRANGE)


def _of_object(value: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    names = sorted(value)
    name, other = chance.choice(names), chance.choice(names)
    match chance.randrange(8):
        case 0:
            return {key: one for key, one in value.items() if key != name}
        case 1:
            return value | {name: value[other]}
        case 2:
            return value | {name + "_": value[name]}
    return value | {name: _changed(value[name], chance)}


def _of_list(value: list[Any], chance: random.Random) -> list[Any]:
    at = chance.randrange(len(value))
    match chance.randrange(6):
        case 0:
            return value[:at] + value[at + 1 :]
        case 1:
            return value * 3
    return [*value[:at], _changed(value[at], chance), *value[at + 1 :]]
