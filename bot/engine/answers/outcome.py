"""What reading typed text comes to: an answer, or the reason why there is none."""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from bot.definition.answer import Answer


class Reason(Enum):
    """Why typed text is not an answer. Beside each: what comes with it in `NotUnderstood`."""

    EMPTY = "empty"
    NO_MATCH = "no match"
    TWO_CHOICES = "two choices"
    """`choices`: the ids it could mean, `dont_know` among them perhaps."""
    OUT_OF_RANGE = "out of range"
    """`low`, `high`, at least one of them: what would be taken."""
    NOT_A_NUMBER = "not a number"
    TWO_NUMBERS = "two numbers"
    TOO_MANY_DIGITS = "too many digits"
    """`limit`: digits that are fine."""
    TOO_LONG = "too long"
    """`limit`: characters that are fine."""
    NOT_AN_EMAIL = "not an email"
    NOT_A_PHONE = "not a phone"
    NOT_YES_OR_NO = "not yes or no"
    ALONE = "alone"
    """`choices`: the one id that excludes the others; may be `dont_know`."""
    PART_NOT_UNDERSTOOD = "part not understood"
    """`part`: the first part that matches nothing, as typed."""


@dataclass(frozen=True, slots=True)
class Understood:
    """An answer was read."""

    answer: Answer
    sure: bool = True
    """False: found behind fillers or a slip, or personal data; the person is shown what was understood."""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """No answer was read, and nothing changes. ValueError when the reason lacks what its message needs."""

    reason: Reason
    choices: tuple[str, ...] = ()
    low: Fraction | None = None
    high: Fraction | None = None
    limit: int | None = None
    part: str = ""

    def __post_init__(self) -> None:
        has_range = self.low is not None or self.high is not None
        for complete, reasons in (
            (len(self.choices) > 1, (Reason.TWO_CHOICES,)),
            (len(self.choices) == 1, (Reason.ALONE,)),
            (has_range, (Reason.OUT_OF_RANGE,)),
            (self.limit is not None, (Reason.TOO_MANY_DIGITS, Reason.TOO_LONG)),
            (bool(self.part), (Reason.PART_NOT_UNDERSTOOD,)),
        ):
            if self.reason in reasons and not complete:
                raise ValueError(f"{self.reason.value}: what it is about is missing")


@dataclass(frozen=True, slots=True)
class Hit:
    """The choice that is meant, `dont_know` among them; not *sure* as in `Understood`."""

    choice: str
    sure: bool = True


NO_MATCH = NotUnderstood(Reason.NO_MATCH)
EMPTY = NotUnderstood(Reason.EMPTY)
