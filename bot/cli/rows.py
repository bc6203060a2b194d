"""Respondents as JSON Lines: `{"id": …, "answers": {question: value, …}, "group": …}`, one on a line.

Lines come from anywhere, so whatever a line is, it becomes a `Row` or a `BadLine` that says why not. Numbers
are taken as they are written, never as binary floats.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from typing import BinaryIO, Final, NoReturn, TypeAlias

LONGEST_LINE: Final = 4 * 1024 * 1024
"""Bytes; far beyond what 300 answers of 2,000 characters take."""
LARGEST_EXPONENT: Final = 30
"""Numbers that are much larger or smaller fit no question, and are not written out in digits either."""
_LONGEST_NUMBER: Final = 40

Id: TypeAlias = str | int | float | None


class BadLine(Exception):  # noqa: N818  # read as a phrase
    """Why a line is nobody's answers."""


@dataclass(frozen=True, slots=True)
class Row:
    """One respondent."""

    id: Id
    answers: Mapping[str, object]
    group: str | None = None


class Unfit:
    """Stands for a number that no question can take."""


UNFIT: Final = Unfit()


def lines(source: BinaryIO) -> Iterator[bytes]:
    """Line after line, with its line break; one that is too long comes cut, and just too long to be read."""
    while line := source.readline(LONGEST_LINE + 2):
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := source.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
        yield line


def row(line: bytes) -> Row | None:
    """The respondent on a line, None on an empty one; BadLine."""
    if line.isspace():
        return None
    value = _value(line)
    if not isinstance(value, dict):
        raise BadLine('a line is an object: {"id": …, "answers": {…}}')
    answers = value.get("answers")
    if not isinstance(answers, dict):
        raise BadLine('"answers" is missing, or no object: {"question": value, …}')
    return Row(_id(value.get("id")), answers, _group(value.get("group")))


def _value(line: bytes) -> object:
    if len(line) > LONGEST_LINE:
        raise BadLine(f"longer than {LONGEST_LINE:,} bytes")
    try:
        return _DECODER.decode(line.decode("utf-8").removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        raise BadLine(f"not UTF-8 (byte {error.start + 1})") from None
    except json.JSONDecodeError as error:
        raise BadLine(f"not JSON: {error.msg} (character {error.pos + 1})") from None
    except RecursionError:
        raise BadLine("nested too deep") from None


def _id(value: object) -> Id:
    if isinstance(value, Fraction):
        return float(value)
    if value is None or (isinstance(value, str | int) and not isinstance(value, bool)):
        return value
    raise BadLine('"id" is a text or a number')


def _group(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise BadLine('"group" is a text')


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BadLine(f"{json.dumps(twice)} is there twice")
    return found


@lru_cache(maxsize=4096)
def _decimal(text: str) -> Fraction | Unfit:
    if len(text) > _LONGEST_NUMBER:
        return UNFIT
    try:
        number = Decimal(text)
    except InvalidOperation:  # an exponent of twenty digits
        return UNFIT
    return Fraction(number) if abs(number.adjusted()) <= LARGEST_EXPONENT else UNFIT


def _whole(text: str) -> int | Unfit:
    return int(text) if len(text) <= LARGEST_EXPONENT else UNFIT


def _no_number(name: str) -> NoReturn:
    raise BadLine(f"not JSON: {name} is not a number")


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_decimal, parse_int=_whole, parse_constant=_no_number
)
