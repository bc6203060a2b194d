"""What is wrong with a condition, and where in its text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `start` and `end` count characters from the start of the condition."""

    code: str
    """`E200`–`E206` (flow-language §9)."""
    message: str
    hint: str | None
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a fault cannot reach from {self.start} to {self.end}")


LONGEST_QUOTE = 40


def quoted(text: str) -> str:
    """*text* as a message quotes it: in quotes, on one line, not endless."""
    line = " ".join(text.split())
    return f"'{line}'" if len(line) <= LONGEST_QUOTE else f"'{line[: LONGEST_QUOTE - 1]}…'"
