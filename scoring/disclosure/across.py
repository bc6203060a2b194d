"""Across rounds and teams: could somebody compute what few people said, by adding and subtracting reports?

Between two rounds close to each other people hardly change their minds. An attacker who takes them not to
knows, of each report, the sum over its people, and of several reports all sums that follow: the row space of
their audiences. What matters is the fewest people any vector of it is about, whatever it adds or takes away:
"ana minus ben" tells of the two as much as "ana plus ben".

Only what the new report adds counts: a vector that has no part of it could be had before. The report by
itself is looked at elsewhere (`collusion`), so a vector that is nothing but it does not count either.

The search is exact (fractions), over atoms: all people who are in the same audiences. Atoms of as many people
as are too many must cancel out, which few combinations survive; the rest is tried, one atom after the other:
it cancels, or it is one of the few.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction
from typing import Final, NamedTuple, TypeAlias

Vector: TypeAlias = dict[int, Fraction]
"""How often each atom is in it, and at `NEW` how often the new report; what is not in it is 0."""
ZERO: Final = Fraction(0)
NEW: Final = 0

MOST_TRIALS: Final = 20_000
"""Beyond so many nobody has shown that the report is safe."""


def enough_people(k: int) -> int:
    """About how many people a combination of reports that are shown from k answers on has to be.

    Of fewer, when k - 2 of them collude, it happens too often that those who are left all said the same, or
    that two combinations together tell of one of them.
    """
    return 3 * k


def fewest(
    new: Sequence[AbstractSet[Hashable]],
    known: Sequence[AbstractSet[Hashable]],
    many: int,
    *,
    named: AbstractSet[Hashable] = frozenset(),
) -> int:
    """The fewest people whose answers together follow from `new` and other reports; `many` where it is more.

    `new`: the audiences of what is to be shown, each of which the attacker is taken to know by itself;
    `known`: those of what was shown; `named`: people whose own answers he knows, so that they hide nobody.
    0: the search grew too long, so it is not to be shown.
    """
    found = many
    others = [audience - named for audience in known]
    for audience in new:
        unnamed = audience - named
        if unnamed and unnamed != audience:
            found = min(found, len(unnamed))
        found = min(found, _fewest(unnamed, others, many))
        others.append(unnamed)
    return found


def _fewest(new: AbstractSet[Hashable], known: Sequence[AbstractSet[Hashable]], many: int) -> int:
    rows = [frozenset(new), *_touching(new, known)]
    members: dict[Hashable, list[int]] = {}
    for place, row in enumerate(rows):
        for person in row:
            members.setdefault(person, []).append(place)
    atoms = Counter(map(tuple, members.values())).most_common()
    vectors: tuple[Vector, ...] = tuple(
        {NEW: Fraction(1)} if place == 0 else {} for place in range(len(rows))
    )
    for column, (places, _) in enumerate(atoms, NEW + 1):
        for place in places:
            vectors[place][column] = Fraction(1)
    heads = [0, *(people for _, people in atoms)]
    alone = vectors[0].keys()
    for column in [column for column, people in enumerate(heads) if people >= many]:
        vectors = _cancelled(vectors, column)
    return _search(vectors, heads, alone, many)


def _touching(
    new: AbstractSet[Hashable], known: Sequence[AbstractSet[Hashable]]
) -> list[frozenset[Hashable]]:  # fmt: skip
    """The audiences that have people in common with the new one, or with one that has, each once."""
    left = {frozenset(audience) for audience in known}
    found: list[frozenset[Hashable]] = []
    reached = [frozenset(new)]
    while reached:
        people = reached.pop()
        near = [audience for audience in left if audience & people]
        left.difference_update(near)
        found += near
        reached += near
    return found


class _Trial(NamedTuple):
    """Combinations that are left, with atoms decided before `column` and `people` in those that stay."""

    vectors: tuple[Vector, ...]
    column: int
    people: int


def _search(vectors: tuple[Vector, ...], heads: Sequence[int], alone: AbstractSet[int], many: int) -> int:
    """The fewest people of a combination of the new report with others, at most `many`; 0: it grew too long.

    `alone`: where the new report itself is not 0.
    """
    found = many
    pending = [_Trial(vectors, NEW + 1, 0)]
    for _ in range(MOST_TRIALS):
        if not pending:
            return found
        trial = pending.pop()
        if trial.people >= found or not any(NEW in vector for vector in trial.vectors):
            continue
        undecided = {column for vector in trial.vectors for column in vector if column >= trial.column}
        if undecided:
            column = min(undecided)
            pending.append(_Trial(trial.vectors, column + 1, trial.people + heads[column]))
            pending.append(_Trial(_cancelled(trial.vectors, column), column + 1, trial.people))
        elif not trial.people:  # the first one found, if any: the new report follows from those shown
            return many
        elif not all(_is_multiple(vector, alone) for vector in trial.vectors):
            found = trial.people
    return 0


def _is_multiple(vector: Vector, alone: AbstractSet[int]) -> bool:
    """Whether it tells nothing but the new report does, or nothing at all."""
    told = {column: entry for column, entry in vector.items() if column != NEW}
    return not told or ({NEW, *told} == alone and len(set(told.values())) == 1)


def _cancelled(vectors: tuple[Vector, ...], column: int) -> tuple[Vector, ...]:
    """All combinations of the vectors that are 0 in a column."""
    holding = [vector for vector in vectors if column in vector]
    if not holding:
        return vectors
    pivot = min(holding, key=len)
    return tuple(
        _without(vector, pivot, column) if column in vector else vector
        for vector in vectors
        if vector is not pivot
    )


def _without(vector: Vector, pivot: Vector, column: int) -> Vector:
    factor = vector[column] / pivot[column]
    sums = {place: vector.get(place, ZERO) - factor * pivot.get(place, ZERO) for place in vector | pivot}
    return {place: entry for place, entry in sums.items() if entry}
