"""Too few answers, answers that are all alike, choices that hardly anybody took (scoring §9.4, 2 to 6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Final

LEAST_K: Final = 3
RARE: Final = 2
FEW: Final = 10
OTHER: Final = "other"


class Fifth(Enum):
    """The word that stands for a question with answers all alike, by the mean in fifths."""

    VERY_LOW = "very low"
    LOW = "low"
    MIDDLING = "middling"
    HIGH = "high"
    VERY_HIGH = "very high"


@dataclass(frozen=True, slots=True)
class Shown:
    """Counts of a question as they may be shown: `merged` choices have become one, `other` of n answers."""

    counts: Mapping[str, int]
    merged: tuple[str, ...] = ()
    other: int = 0


def enough(n: int, k: int) -> bool:
    """Whether n answers to a question or an area (not invitations) reach k."""
    if k < LEAST_K:
        raise ValueError(f"nothing is shown from fewer than {LEAST_K} answers, so k cannot be {k}")
    return n >= k


def unanimous(counts: Mapping[str, int]) -> bool:
    """Whether all or all but one of the answers are the same choice."""
    return sum(counts.values()) - max(counts.values(), default=0) <= 1


def fifth(mean: Fraction) -> Fifth:
    """The word for a mean of 0…100."""
    return list(Fifth)[min(int(mean / 20), 4)]


def merge_rare(counts: Mapping[str, int]) -> Shown:
    """The counts with choices of 1 or 2 people merged, when fewer than ten answered.

    While the merged group itself has 1 or 2 people, the next smallest choice joins it (ties: the first).
    """
    if sum(counts.values()) >= FEW:
        return Shown(counts)
    merged = [choice for choice, count in counts.items() if 0 < count <= RARE]
    taken = sorted((choice for choice in counts if counts[choice] > RARE), key=lambda choice: counts[choice])
    while merged and taken and sum(counts[choice] for choice in merged) <= RARE:
        merged.append(taken.pop(0))
    kept = {choice: count for choice, count in counts.items() if choice not in merged}
    in_order = tuple(choice for choice in counts if choice in merged)
    return Shown(kept, in_order, sum(counts[choice] for choice in merged))


def texts_to_show(texts: Sequence[str], k: int, order: Sequence[int]) -> tuple[str, ...]:
    """Free texts from k of them on, else none; `order` is a permutation drawn at random by the caller."""
    if sorted(order) != list(range(len(texts))):
        raise ValueError("the order names each text once")
    return tuple(texts[place] for place in order) if enough(len(texts), k) else ()
