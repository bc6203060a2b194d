"""Small rounds: held and pooled with the next ones, or withheld for good (scoring §9.4, 3)."""

from collections.abc import Hashable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum
from typing import Final

from scoring.disclosure.threshold import enough

MOST_ROUNDS: Final = 4


class Fate(Enum):
    """What becomes of a block of rounds."""

    SHOWN = "shown"
    HELD = "held"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Block:
    """Rounds `first` to `last` (places, both included) that are shown, held or withheld together."""

    first: int
    last: int
    fate: Fate


def blocks(rounds: Sequence[AbstractSet[Hashable]], k: int, *, frequent: bool) -> tuple[Block, ...]:
    """The closed rounds, oldest first, each as the set of people who answered, cut into blocks.

    `frequent` is `every: day weekday week`: a block grows until k different people are in it, over at most
    four rounds, and is then closed. Blocks never overlap, because two windows that do give away the round
    between them. In other cadences each round stands alone. Adding a round never changes an earlier block
    that was shown or withheld.
    """
    longest = MOST_ROUNDS if frequent else 1
    found: list[Block] = []
    people: set[Hashable] = set()
    first = 0
    for place, answered in enumerate(rounds):
        people |= answered
        if enough(len(people), k):
            found.append(Block(first, place, Fate.SHOWN))
        elif place - first + 1 == longest:
            found.append(Block(first, place, Fate.WITHHELD))
        else:
            continue
        first, people = place + 1, set()
    if first < len(rounds):
        found.append(Block(first, len(rounds) - 1, Fate.HELD))
    return tuple(found)
