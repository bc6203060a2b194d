"""One value on one line of JSON, whatever is in it."""

import json
import re
from collections.abc import Callable
from typing import Any, Final

# What some readers take for the end of a line, and half surrogate pairs, which no encoding can write.
_UNSAFE: Final = re.compile("[\x85\u2028\u2029\ud800-\udfff]")


def json_line(value: object, default: Callable[[Any], str] | None = None) -> str:
    """With its line break. Letters of all languages stay as they are; *default* says what JSON cannot."""
    text = json.dumps(value, ensure_ascii=False, check_circular=False, default=default)
    return (text if text.isascii() else _UNSAFE.sub(_escaped, text)) + "\n"


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
