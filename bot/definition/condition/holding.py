"""Holds a bound condition against what is known, by Kleene's three values (flow-language §6.2).

Every part of a condition becomes a small function once, when it is bound; thousands of rows a second go
through them.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne
from typing import Final, TypeAlias

from bot.definition.answer import DONT_KNOW, SKIPPED, Answer
from bot.definition.condition.known import Known

Truth: TypeAlias = Callable[[Known], bool | None]
Size: TypeAlias = Callable[[Known], Fraction | int | None]

LARGEST: Final = 10**12
"""Values beyond it are unknown (flow-language §6.4)."""
COMPARISONS: Final[Mapping[str, Callable[[Fraction | int, Fraction | int], bool]]] = {
    "is": eq,
    "is not": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}


def both(parts: Sequence[Truth]) -> Truth:
    """True when all are; false as soon as one is."""

    def holds(known: Known) -> bool | None:
        truth: bool | None = True
        for part in parts:
            found = part(known)
            if found is False:
                return False
            if found is None:
                truth = None
        return truth

    return holds


def either(parts: Sequence[Truth]) -> Truth:
    """True as soon as one is; false when all are."""

    def holds(known: Known) -> bool | None:
        truth: bool | None = False
        for part in parts:
            found = part(known)
            if found is True:
                return True
            if found is None:
                truth = None
        return truth

    return holds


def opposite(part: Truth) -> Truth:
    """Unknown stays unknown."""

    def holds(known: Known) -> bool | None:
        found = part(known)
        return None if found is None else not found

    return holds


def consented(question: str) -> Truth:
    """A consent by itself."""

    def holds(known: Known) -> bool | None:
        answer = known.answers.get(question)
        return answer if isinstance(answer, bool) else None

    return holds


def is_answered(question: str) -> Truth:
    """Always yes or no; "don't know" is an answer, a skip is none."""

    def holds(known: Known) -> bool | None:
        return known.answers.get(question, SKIPPED) is not SKIPPED

    return holds


def picked(question: str, wanted: frozenset[Answer]) -> Truth:
    """The answer is one of *wanted*."""

    def holds(known: Known) -> bool | None:
        answer = known.answers.get(question, SKIPPED)
        return None if answer is SKIPPED else answer in wanted

    return holds


def ticked(question: str, wanted: frozenset[str]) -> Truth:
    """Any of *wanted* is among the ticks; "don't know" has none."""

    def holds(known: Known) -> bool | None:
        answer = known.answers.get(question, SKIPPED)
        if isinstance(answer, tuple):
            return not wanted.isdisjoint(answer)
        return None if answer is SKIPPED else False

    return holds


def reads(question: str, text: str) -> Truth:
    """The words are *text*, case and outer blanks aside."""
    plain = text.strip().casefold()

    def holds(known: Known) -> bool | None:
        answer = known.answers.get(question)
        return answer.strip().casefold() == plain if isinstance(answer, str) else None

    return holds


def compared(operator: str, left: Size, right: Size) -> Truth:
    """A comparison of sizes; unknown when one of them is."""
    compare = COMPARISONS[operator]

    def holds(known: Known) -> bool | None:
        one, other = left(known), right(known)
        return None if one is None or other is None else compare(one, other)

    return holds


def constant_size(size: Fraction | int) -> Size:
    """Always the same; unknown when it is too large."""
    kept = _known_size(size)
    return lambda _: kept


def _known_size(size: Fraction | int) -> Fraction | int | None:
    """The size; unknown when it is too large. Whole numbers as `int`, which compare ten times as fast."""
    top, bottom = size.numerator, size.denominator
    if bottom == 1:
        return top if -LARGEST <= top <= LARGEST else None
    return size if -LARGEST * bottom <= top <= LARGEST * bottom else None


def number_given(question: str) -> Size:
    """The number that was answered."""

    def size(known: Known) -> Fraction | int | None:
        answer = known.answers.get(question)
        return _known_size(answer) if type(answer) is Fraction else None

    return size


def points_given(question: str, points: Mapping[str, Fraction | None]) -> Size:
    """The points of the choice, as written in the file."""
    sizes = {choice: _known_size(found) for choice, found in points.items() if found is not None}

    def size(known: Known) -> Fraction | int | None:
        answer = known.answers.get(question)
        return sizes.get(answer) if isinstance(answer, str) else None

    return size


def ticks_counted(question: str) -> Size:
    """How many choices are ticked."""

    def size(known: Known) -> int | None:
        answer = known.answers.get(question)
        return len(answer) if isinstance(answer, tuple) else None

    return size


def score_of(area: str) -> Size:
    """The score as shown."""

    def size(known: Known) -> Fraction | int | None:
        return None if known.standing is None else known.standing.scores.get(area)

    return size


def tier_of(area: str) -> Size:
    """The number of the tier."""

    def size(known: Known) -> int | None:
        return None if known.standing is None else known.standing.tiers.get(area)

    return size


def rank_of(area: str) -> Size:
    """1 for the weakest scored area."""

    def size(known: Known) -> int | None:
        return None if known.standing is None else known.standing.ranks.get(area)

    return size


def level_reached(known: Known) -> int | None:
    """The number of the level."""
    return None if known.standing is None else known.standing.level


def added(left: Size, right: Size, sign: int) -> Size:
    """The sum for sign 1, the difference for sign -1."""

    def size(known: Known) -> Fraction | int | None:
        one, other = left(known), right(known)
        if one is None or other is None:
            return None
        return _known_size(one + sign * other)

    return size


def outermost(sizes: Sequence[Size], choose: Callable[[list[Fraction | int]], Fraction | int]) -> Size:
    """The smallest or largest of those that are known."""

    def size(known: Known) -> Fraction | int | None:
        there = [found for part in sizes if (found := part(known)) is not None]
        return choose(there) if there else None

    return size


def dont_know_or(choice: str) -> Answer:
    """What a word on the right of a choice question stands for."""
    return DONT_KNOW if choice == DONT_KNOW.value else choice
