"""What a person can have answered, as it is kept: ids and exact values, never words of a label."""

from collections.abc import Mapping
from enum import Enum
from fractions import Fraction
from typing import TypeAlias


class Blank(Enum):
    """An answer without a value (scoring.md §2: both count as asked, neither has points)."""

    DONT_KNOW = "dont_know"
    SKIPPED = "skipped"


DONT_KNOW = Blank.DONT_KNOW
SKIPPED = Blank.SKIPPED

Answer: TypeAlias = str | tuple[str, ...] | Fraction | bool | Blank
"""choice, poles: the choice's id · multi: ids in the order of the file · number: exact · text, email, phone: the
words · consent: yes or no · or a blank."""

Answers: TypeAlias = Mapping[str, Answer]
"""Question id → answer."""
