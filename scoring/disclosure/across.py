"""Across rounds and teams: could somebody compute what few people said, by adding and subtracting reports?

Between two rounds close to each other people hardly change their minds. An attacker who takes them not to
knows, of each report, the sum over its people, and of several reports all sums that follow: the row space of
their audiences. What matters is the fewest people any vector of it is about, whatever it adds or takes away:
"ana minus ben" tells of the two as much as "ana plus ben".

Only what the new report adds counts: a vector that has no part of it could be had before. Where colleagues
collude, k - 2 of them drop out of a vector about k people, and two are left whose answers are told together.

The search is exact (fractions), over atoms: all people who are in the same audiences. Atoms of k or more
must cancel out, which few combinations survive; the rest is tried, one atom after the other: it cancels, or
it is one of the few.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction
from typing import Final, NamedTuple, TypeAlias

Row: TypeAlias = tuple[Fraction, ...]

MOST_TRIALS: Final = 20_000
"""Beyond so many nobody has shown that the report is safe."""


def fewest(
    new: Sequence[AbstractSet[Hashable]], known: Sequence[AbstractSet[Hashable]], k: int
) -> int:  # fmt: skip
    """The fewest people whose answers together could be computed once `new` is shown; k where it is more.

    `new`: the audiences of what is to be shown, each of which the attacker is taken to know by itself;
    `known`: those of what was shown. 0: the search grew too long, so it is not to be shown.
    """
    found = k
    for place, audience in enumerate(new):
        found = min(found, _fewest(audience, [*known, *new[:place]], k))
    return found


def _fewest(new: AbstractSet[Hashable], known: Sequence[AbstractSet[Hashable]], k: int) -> int:
    rows = [frozenset(new), *sorted({frozenset(audience) for audience in known}, key=len)]
    atoms = Counter(tuple(person in row for row in rows) for person in frozenset().union(*rows))
    heads = sorted(atoms.items(), key=lambda atom: -atom[1])
    vectors = tuple(
        (Fraction(place == 0), *(Fraction(pattern[place]) for pattern, _ in heads))
        for place in range(len(rows))
    )
    large = sum(people >= k for _, people in heads)
    for column in range(1, large + 1):
        vectors = _cancelled(vectors, column)
    return _search(_Trial(vectors, large + 1, 0), [0, *(people for _, people in heads)], k)


class _Trial(NamedTuple):
    """Combinations that are left, with atoms decided before `column` and `people` in those that stay.

    The first entry of a vector is how much of the new report is in it.
    """

    vectors: tuple[Row, ...]
    column: int
    people: int


def _search(first: _Trial, heads: Sequence[int], k: int) -> int:
    """The fewest people of a combination with a part of the new report, at most k; 0: it grew too long."""
    found = k
    pending = [first]
    for _ in range(MOST_TRIALS):
        if not pending:
            return found
        trial = pending.pop()
        if trial.people >= found or not any(vector[0] for vector in trial.vectors):
            continue
        column = next(
            (
                column
                for column in range(trial.column, len(heads))
                if any(vector[column] for vector in trial.vectors)
            ),
            None,
        )
        if column is None:
            if not trial.people:  # the first one found, if any: the new report follows from those shown
                return k
            found = trial.people
            continue
        pending.append(_Trial(trial.vectors, column + 1, trial.people + heads[column]))
        pending.append(_Trial(_cancelled(trial.vectors, column), column + 1, trial.people))
    return 0


def _cancelled(vectors: tuple[Row, ...], column: int) -> tuple[Row, ...]:
    """All combinations of the vectors that are 0 in a column."""
    pivot = next((vector for vector in vectors if vector[column]), None)
    if pivot is None:
        return vectors
    unit = tuple(entry / pivot[column] for entry in pivot)
    return tuple(
        tuple(entry - vector[column] * part for entry, part in zip(vector, unit, strict=True))
        for vector in vectors
        if vector is not pivot
    )
