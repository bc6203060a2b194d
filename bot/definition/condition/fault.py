"""What is wrong with a condition, and where in its text."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `start` and `end` count characters from the beginning of the condition's text."""

    code: str
    message: str
    hint: str | None
    start: int
    end: int


def did_you_mean(word: str, known: Iterable[str], otherwise: str | None = None) -> str | None:
    """A hint with the nearest known name; *otherwise* when none is near."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else otherwise
