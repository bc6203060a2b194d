"""The right word for a wrong one."""

from collections.abc import Iterable
from difflib import get_close_matches

LONGEST = 64
MOST_LISTED = 12


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The word among *known* that *word* was probably meant to be."""
    candidates = list(known)
    folded = {candidate.casefold(): candidate for candidate in reversed(candidates)}
    found = get_close_matches(word[:LONGEST].casefold(), folded, n=1)
    return folded[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A hint, or None where nothing is near."""
    found = nearest(word, known)
    return f"did you mean '{found}'?" if found else None


def meant_or_all(word: str, known: Iterable[str]) -> str:
    """A hint: the near word, else all there are."""
    words = list(known)
    listed = words if len(words) <= MOST_LISTED else [*words[:MOST_LISTED], "…"]
    return did_you_mean(word, words) or "use one of: " + ", ".join(listed)
