"""Where chance comes from: whoever starts a rehearsal hands in a `random.Random` with a seed."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")


class Chance(Protocol):
    """The two ways in which dice are thrown here."""

    def random(self) -> float:
        """From 0 to below 1."""
        ...

    def choice(self, seq: Sequence[T]) -> T:
        """One of some."""
        ...
