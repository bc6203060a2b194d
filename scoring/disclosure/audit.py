"""The audit before a release: could somebody compute, by adding and subtracting, what few people said?

Theory (scoring §9.4, 8). The atoms are the finest groups with their head counts. Every release, earlier ones
included, is a 0/1 row over the atoms it joins: its sum becomes known. What can be computed from known sums
is exactly what lies in the row space. A release is refused when that space holds the 0/1 row of a non-empty
union of atoms with fewer than k people.

The space is kept as a reduced basis over fractions: each basis row has a column of its own (its pivot) where
it is 1 and all others are 0. A 0/1 vector of the space is therefore the sum of the basis rows whose pivots it
contains, so it is enough to try the sets of pivots with fewer than k people, and to give a set up as soon as
some finished column is neither 0 nor 1.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, NamedTuple, TypeAlias

Row: TypeAlias = tuple[Fraction, ...]

MOST_TRIALS: Final = 20_000
"""Beyond so many trials nobody has shown that the release is safe, so it is refused."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was shown of one round, for one figure: `released` unions of atoms, in order.

    `heads`: atom → people in it who count for the figure.
    """

    heads: Mapping[str, int]
    k: int
    released: tuple[frozenset[str], ...] = ()

    def ask(self, atoms: Collection[str]) -> "Ledger | None":
        """The ledger with the union of `atoms` released, or None where that must not be shown (or is empty).

        Releases are decided in the order asked for. Raises KeyError for an unknown atom.
        """
        asked = frozenset(atom for atom in atoms if self.heads[atom])
        if asked in self.released:
            return self
        releases = (*self.released, asked)
        if not asked or discloses(self.heads, releases, self.k):
            return None
        return replace(self, released=releases)


def discloses(heads: Mapping[str, int], releases: Sequence[Collection[str]], k: int) -> bool:
    """Whether the sums of these unions give away the sum of a non-empty union of fewer than k people.

    Atoms nobody is in are left out: there is nothing to hide. True also where the search grows too long.
    """
    atoms = [atom for atom, count in heads.items() if count]
    basis = reduced_basis([tuple(Fraction(atom in release) for atom in atoms) for release in releases])
    people = [heads[atom] for atom in atoms]
    finished = _finished(basis, len(atoms))
    pending = [_Trial(0, (Fraction(0),) * len(atoms), 0)]
    for _ in range(MOST_TRIALS):
        if not pending:
            return False
        trial = pending.pop()
        if trial.rows == len(basis):
            if any(trial.vector) and _people(trial.vector, people) < k:
                return True
            continue
        pending += _longer(trial, basis, people, finished[trial.rows], k)
    return True


def reduced_basis(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The reduced row echelon form of some rows, without empty ones; exact."""
    basis: list[Row] = []
    for row in rows:
        rest = row
        for known in basis:
            rest = _plus(rest, known, -rest[_pivot(known)])
        if any(rest):
            pivot = _pivot(rest)
            unit = tuple(entry / rest[pivot] for entry in rest)
            basis = [_plus(known, unit, -known[pivot]) for known in basis]
            basis.append(unit)
    return tuple(basis)


class _Trial(NamedTuple):
    """The sum of some of the first `rows` basis rows; `chosen` counts the people of their pivots."""

    rows: int
    vector: Row
    chosen: int


def _longer(
    trial: _Trial, basis: Sequence[Row], people: Sequence[int], finished: Sequence[int], k: int
) -> list[_Trial]:
    """The trial without and with the next basis row, where it may still become a union of few."""
    row = basis[trial.rows]
    without = trial._replace(rows=trial.rows + 1)
    chosen = trial.chosen + people[_pivot(row)]
    both = [without, _Trial(trial.rows + 1, _plus(trial.vector, row, Fraction(1)), chosen)]
    return [
        longer
        for longer in both
        if longer.chosen < k and all(longer.vector[column] in {0, 1} for column in finished)
    ]


def _finished(basis: Sequence[Row], columns: int) -> list[list[int]]:
    """For each basis row the columns that no later one changes."""
    finished: list[list[int]] = [[] for _ in basis]
    for column in range(columns):
        touching = [place for place, row in enumerate(basis) if row[column]]
        if touching:
            finished[touching[-1]].append(column)
    return finished


def _people(vector: Row, people: Sequence[int]) -> Fraction:
    return sum((entry * count for entry, count in zip(vector, people, strict=True)), Fraction(0))


def _pivot(row: Row) -> int:
    return next(column for column, entry in enumerate(row) if entry)


def _plus(row: Row, other: Row, times: Fraction) -> Row:
    return tuple(a + times * b for a, b in zip(row, other, strict=True)) if times else row
