"""Cells of a CSV: what a spreadsheet would run as a formula gets a `'` before it."""

import re
from datetime import datetime
from typing import Final

FORMULA: Final = frozenset("=+-@\t\r")
"""How a formula begins: text that begins otherwise is a cell as it is."""
_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def cell(value: object) -> str:
    """As it stands in a CSV."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat()
    text = value if isinstance(value, str) else str(value)
    # Exports have millions of cells: only those that begin like a formula are looked at.
    return f"'{text}" if text[:1] in FORMULA and not _NUMBER.fullmatch(text) else text


def typed_cell(value: str | None) -> str:
    """The same of words from outside: what looks like a number of ours is none there."""
    text = value or ""
    return f"'{text}" if text[:1] in FORMULA else text
