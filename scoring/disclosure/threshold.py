"""Too few answers, answers that are all alike, choices that hardly anybody took (scoring §9.4, 2 to 6)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Final

LEAST_K: Final = 3
RARE: Final = 2
FEW: Final = 10


class Hidden(Enum):
    """Why something is not shown."""

    TOO_FEW = "not enough answers to show this"
    PROTECTS_OTHERS = "hidden, so that a smaller group cannot be computed"


class Fifth(Enum):
    """The word that stands for a question with answers all alike, by the mean in fifths."""

    VERY_LOW = "very low"
    LOW = "low"
    MIDDLING = "middling"
    HIGH = "high"
    VERY_HIGH = "very high"


@dataclass(frozen=True, slots=True)
class Shown:
    """Counts of a question as they may be shown; `other` people took one of the `merged` choices."""

    counts: Mapping[str, int]
    merged: tuple[str, ...] = ()
    other: int = 0


def enough(n: int, k: int) -> bool:
    """Whether n answers to a question or an area (not invitations) reach k."""
    if k < LEAST_K:
        raise ValueError(f"nothing is shown from fewer than {LEAST_K} answers, so k cannot be {k}")
    return n >= k


def fifth(mean: Fraction) -> Fifth:
    """The word for a mean of 0…100."""
    return list(Fifth)[min(int(mean / 20), 4)]


def merge_rare(
    counts: Mapping[str, int], n: int, people: Callable[[Sequence[str]], int], *, surplus: int = 0
) -> Shown:
    """The counts with choices of 1 or 2 people merged, when n, those who answered, is below ten.

    `people(choices)` is how many took any of these choices. While that is 1 or 2 for the merged group, the
    next smallest choice joins it (ties: the first). `surplus`: so many of the answers may be second ones of
    the same people.
    """
    if n - surplus >= FEW:
        return Shown(counts)
    rare = RARE + surplus
    merged = [choice for choice, count in counts.items() if 0 < count <= rare]
    others = sorted((choice for choice in counts if counts[choice] > rare), key=lambda choice: counts[choice])
    while others and 0 < people(merged) <= rare:
        merged.append(others.pop(0))
    kept = {choice: count for choice, count in counts.items() if choice not in merged}
    return Shown(kept, tuple(choice for choice in counts if choice in merged), people(merged))


def texts_to_show(texts: Sequence[str], k: int, order: Sequence[int]) -> tuple[str, ...]:
    """Free texts from k of them on, else none; `order` is a permutation drawn at random by the caller."""
    if sorted(order) != list(range(len(texts))):
        raise ValueError("the order names each text once")
    return tuple(texts[place] for place in order) if enough(len(texts), k) else ()
