"""Placeholders in texts (flow-language §5.8): `{score.overall}`, `{{` and `}}` for braces.

Read in one pass and never expanded again; no formats, no attribute access, never `str.format`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

LONGEST_VALUE = 200
"""Characters of a value that are shown."""
NOTHING = "–"
"""Shown where a placeholder has no value."""

_PIECE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What stands between braces, and where the opening brace is (characters from the start)."""

    name: str
    offset: int


@dataclass(frozen=True, slots=True)
class StrayBrace:
    """A single brace that opens or closes nothing; it is shown as written."""

    brace: str
    offset: int


@lru_cache(maxsize=4096)
def pieces(text: str) -> tuple[str | Placeholder | StrayBrace, ...]:
    """The text in its parts, in order; joined words of neighbouring plain parts are not merged."""
    parts: list[str | Placeholder | StrayBrace] = []
    end = 0
    for match in _PIECE.finditer(text):
        if match.start() > end:
            parts.append(text[end : match.start()])
        found = match.group()
        if found in ("{{", "}}"):
            parts.append(found[0])
        elif match.group(1) is None:
            parts.append(StrayBrace(found, match.start()))
        else:
            parts.append(Placeholder(match.group(1).strip(), match.start()))
        end = match.end()
    if end < len(text):
        parts.append(text[end:])
    return tuple(parts)


def names(text: str) -> tuple[str, ...]:
    """Every placeholder, in order, repeated ones too."""
    return tuple(piece.name for piece in pieces(text) if isinstance(piece, Placeholder))


def filled(text: str, value: Callable[[str], str | None]) -> str:
    """The text with each placeholder's value, cut to 200 characters; "–" where there is none."""
    out = []
    for piece in pieces(text):
        if isinstance(piece, str):
            out.append(piece)
        elif isinstance(piece, StrayBrace):
            out.append(piece.brace)
        else:
            out.append((value(piece.name) or NOTHING)[:LONGEST_VALUE])
    return "".join(out)
