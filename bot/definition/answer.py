"""What a person can have answered, as it is kept: ids and exact values, never words of a label."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import NamedTuple, TypeAlias


class Blank(Enum):
    """An answer without a value (scoring.md §2: both count as asked, neither has points)."""

    DONT_KNOW = "dont_know"
    SKIPPED = "skipped"


DONT_KNOW = Blank.DONT_KNOW
SKIPPED = Blank.SKIPPED

Answer: TypeAlias = str | tuple[str, ...] | Fraction | bool | Blank
"""choice, poles: the choice's id · multi: ids in the order of the file · number: exact · text, email, phone:
the words · consent: yes or no · or a blank."""

Answers: TypeAlias = Mapping[str, Answer]
"""Question id → answer."""


class Recalled(NamedTuple):
    """An answer that was given in an earlier conversation, and kept."""

    answer: Answer
    given_on: date
    """The day, where the person is."""


def encode(answer: Answer) -> object:
    """The answer as a JSON value that says by itself what it is.

    Text, a list, true or false, `{"number": "1/4"}` or `{"blank": "dont_know"}`.
    """
    if isinstance(answer, Fraction):
        return {"number": str(answer)}
    if isinstance(answer, Blank):
        return {"blank": answer.value}
    if isinstance(answer, tuple):
        return list(answer)
    return answer


def decode(value: object) -> Answer:
    """The reverse of `encode`; ValueError for anything else."""
    match value:
        case str() | bool():
            return value
        case list():
            return tuple(str(choice) for choice in value)
        case {"number": str(number)}:
            return Fraction(number)
        case {"blank": str(blank)}:
            return Blank(blank)
    raise ValueError(f"not an answer: {value!r}")
