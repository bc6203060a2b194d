"""What is known of a language. Words are written as `folding.unaccented` leaves them: `don't` as `dont`."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The small words of one language, or of several put together."""

    fillers: frozenset[str] = frozenset()
    """Phrases before or behind an answer that change nothing: `i would say`, `about`, `please`."""
    joining: frozenset[str] = frozenset()
    """*and*: between the parts of a multi answer."""
    choosing: frozenset[str] = frozenset()
    """*or*, *to*: undecided between its two sides."""
    of: frozenset[str] = frozenset()
    """As in `4 of 5`."""
    negations: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    """Beginnings that can turn a word into its opposite: `un`."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """Number word → 0…12."""
    no_units: frozenset[str] = frozenset()
    """Behind a number, making another number of it: `thousand`, `less`."""

    def __or__(self, other: "Words") -> "Words":
        return Words(
            fillers=self.fillers | other.fillers,
            joining=self.joining | other.joining,
            choosing=self.choosing | other.choosing,
            of=self.of | other.of,
            negations=self.negations | other.negations,
            prefixes=tuple(dict.fromkeys(self.prefixes + other.prefixes)),
            numbers={**other.numbers, **self.numbers},
            no_units=self.no_units | other.no_units,
        )


def phrases(text: str) -> frozenset[str]:
    """`one phrase / another / …`."""
    return frozenset(text.split(" / "))


def single(text: str) -> frozenset[str]:
    """Words with blanks between."""
    return frozenset(text.split())


def numbers(text: str) -> dict[str, int]:
    """`zero / one / two / …`; several forms of a number have commas between."""
    return {word: number for number, forms in enumerate(text.split(" / ")) for word in forms.split(", ")}
