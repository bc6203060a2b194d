"""Cells of a CSV: what a spreadsheet would run as a formula gets a `'` before it."""

import re
from datetime import datetime
from typing import Final

_FORMULA: Final = re.compile(r"[=+\-@\t\r]")
_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def cell(value: object) -> str:
    """As it stands in a CSV."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat()
    text = str(value)
    return text if _NUMBER.fullmatch(text) else typed_cell(text)


def typed_cell(value: str | None) -> str:
    """The same of words from outside: what looks like a number of ours is none there."""
    text = value or ""
    return f"'{text}" if _FORMULA.match(text) else text
