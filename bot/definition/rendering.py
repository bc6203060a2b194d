"""Findings as people and tools read them: text with a caret, JSON, workflow commands (flow-language §10).

What is shown comes out of files nobody has vetted, so nothing that steers a terminal or turns the direction
of writing leaves this module.
"""

import json
import unicodedata
from bisect import bisect_right
from itertools import accumulate

from bot.definition.finding import Finding, Findings

WIDEST = 110
"""Cells of a source line that are shown; longer lines are cut around the caret."""
BEFORE_CARET = 70
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"  # zero-width (non-)joiner: they shape Persian words and emoji, and steer nothing


def as_text(finding: Finding) -> str:
    """The lines of flow-language §10, without a line break at the end."""
    place = finding.place
    where = f"{visible(finding.file)}:{place.line}:{place.column}"
    lines = [f"{where}: {finding.severity.value} {finding.code}: {visible(finding.message)}"]
    if finding.excerpt:
        shown, cells = _around(finding.excerpt, place.column - 1)
        lines.append(f"{place.line:>6} | {shown}".rstrip())
        lines.append(f"       | {' ' * cells}^")
    if finding.hint:
        lines.append(f"       = {visible(finding.hint)}")
    return "\n".join(lines)


def as_json(finding: Finding) -> str:
    """One object on one line, all of it ASCII."""
    return json.dumps(
        {
            "file": finding.file,
            "line": finding.place.line,
            "column": finding.place.column,
            "severity": finding.severity.value,
            "code": finding.code,
            "message": finding.message,
            "hint": finding.hint,
        }
    )


def as_github(finding: Finding) -> str:
    """A workflow command: the finding appears beside the line it is about."""
    said = visible(finding.message) + (f". {visible(finding.hint)}" if finding.hint else "")
    return (
        f"::{finding.severity.value} file={_property(finding.file)},line={finding.place.line},"
        f"col={finding.place.column},title={finding.code}::{_data(said)}"
    )


def all_as_text(file: str, findings: Findings) -> str:
    """Every finding of one file, an empty line between two, and a word on those left out."""
    parts = [as_text(finding) for finding in findings.shown]
    if findings.more:
        parts.append(f"{visible(file)}: {findings.more} more, not shown; mend these first and check again")
    return "\n\n".join(parts)


def visible(text: str) -> str:
    """*text* with everything unseen written out: a tab as an arrow, the rest as `<U+202E>`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_seen, text))


def _seen(character: str) -> str:
    if character == "\t":
        return "→"
    if unicodedata.category(character) in _HIDDEN and character not in _JOINERS:
        return f"<U+{ord(character):04X}>"
    return character


def _cells(text: str) -> int:
    """How wide *text* stands on a terminal."""
    return sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.combining(character) or character in _JOINERS:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _around(line: str, column: int) -> tuple[str, int]:
    """The part of *line* that is shown, and the cells before the character at *column* (from 0) in it."""
    before, after = visible(line[:column]), visible(line[column:])
    if _cells(before) + _cells(after) > WIDEST:
        if _cells(before) > BEFORE_CARET:
            before = "…" + _last_cells(before, BEFORE_CARET)
        after = _first_cells(after, WIDEST - _cells(before))
    return before + after, _cells(before)


def _first_cells(text: str, room: int) -> str:
    return text if _cells(text) <= room else _fitting(text, room) + "…"


def _last_cells(text: str, room: int) -> str:
    return _fitting(text[::-1], room)[::-1]


def _fitting(text: str, room: int) -> str:
    """The beginning of *text* that is at most *room* cells wide."""
    return text[: bisect_right(list(accumulate(map(_width, text))), room)]


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
