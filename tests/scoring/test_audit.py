"""Nobody's answer can be computed from what is shown: scoring §9.4 rules 7 and 8, and property 12 of §12.

The attacker of these tests adds and subtracts everything that was ever shown, in all ways there are: for
every small set of people elimination, written here for itself, tells whether their sum is determined.
"""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.disclosure import audit
from scoring.disclosure.audit import Ledger, discloses, reduced_basis
from scoring.disclosure.splits import Split, split
from scoring.disclosure.threshold import Hidden
from scoring.team.groups import GroupFigure, group_figures


def rank(rows: Sequence[Sequence[int]]) -> int:
    """By plain elimination."""
    work = [[Fraction(entry) for entry in row] for row in rows]
    found = 0
    for column in range(len(work[0]) if work else 0):
        pivot = next((row for row in range(found, len(work)) if work[row][column]), None)
        if pivot is None:
            continue
        work[found], work[pivot] = work[pivot], work[found]
        for row in range(found + 1, len(work)):
            factor = work[row][column] / work[found][column]
            work[row] = [a - factor * b for a, b in zip(work[row], work[found], strict=True)]
        found += 1
    return found


def attack(heads: Mapping[str, int], shown: Sequence[Collection[str]], k: int) -> set[frozenset[str]]:
    """All unions of fewer than k people whose sum follows from the sums shown."""
    atoms = [atom for atom in heads if heads[atom]]
    rows = [[int(atom in release) for atom in atoms] for release in shown]
    known = set()
    for size in range(1, len(atoms) + 1):
        for union in combinations(atoms, size):
            few = sum(heads[atom] for atom in union) < k
            if few and rank([*rows, [int(atom in union) for atom in atoms]]) == rank(rows):
                known.add(frozenset(union))
    return known


def shown_groups(heads: Mapping[str, int], k: int, *, roll_up: bool) -> list[tuple[str, ...]]:
    scores = {group: [Fraction(1)] * count for group, count in heads.items()}
    return [figure.groups for figure in group_figures(scores, k, roll_up=roll_up) if not figure.hidden]


def test_the_example_of_the_specification() -> None:
    """Groups of 7 and 4, k = 5: the total is shown, the group of 7 refused."""
    total = Ledger({"seven": 7, "four": 4}, k=5).ask(("seven", "four"))
    assert total is not None
    assert total.ask(("seven",)) is None


def test_two_big_groups_are_shown() -> None:
    ledger = Ledger({"a": 7, "b": 5}, k=5).ask("ab")
    assert ledger is not None
    ledger = ledger.ask("a")
    assert ledger is not None
    ledger = ledger.ask("b")
    assert ledger is not None
    assert ledger.released == (frozenset("ab"), frozenset("a"), frozenset("b"))


def test_what_was_shown_may_be_shown_again() -> None:
    ledger = Ledger({"a": 7}, k=5).ask("a")
    assert ledger is not None
    assert ledger.ask("a") is ledger


def test_nothing_is_released_about_nobody_or_few() -> None:
    ledger = Ledger({"a": 7, "b": 0, "c": 4}, k=5)
    assert ledger.ask("b") is None
    assert ledger.ask("") is None
    assert ledger.ask("c") is None


def test_groups_without_people_hide_nothing() -> None:
    ledger = Ledger({"a": 7, "b": 0}, k=5).ask("ab")
    assert ledger is not None
    assert ledger.ask("a") is ledger


def test_unknown_atoms_are_a_bug() -> None:
    with pytest.raises(KeyError):
        Ledger({"a": 7}, k=5).ask("z")


def test_a_chain_of_releases_gives_few_away() -> None:
    """ab, bc and ac give b alone: (ab + bc - ac)/2, so the third is refused."""
    heads = {"a": 4, "b": 3, "c": 4}
    assert not discloses(heads, ["ab", "bc"], 5)
    assert discloses(heads, ["ab", "bc", "ac"], 5)


def test_small_groups_give_each_other_away_together() -> None:
    """Neither of 1 and 2 is the only one hidden, but both together are three people."""
    assert shown_groups({"a": 8, "b": 2, "c": 1}, 5, roll_up=False) == []
    assert shown_groups({"a": 8, "b": 3, "c": 2}, 5, roll_up=False) == [("a",)]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.integers(0, 5), min_size=1, max_size=6),
    st.integers(3, 6),
    st.lists(st.sets(st.integers(0, 5)), max_size=8),
)
def test_12_a_ledger_never_gives_few_away_and_never_refuses_in_vain(
    counts: list[int], k: int, wishes: list[set[int]]
) -> None:
    heads = {f"g{place}": count for place, count in enumerate(counts)}
    ledger = Ledger(heads, k)
    for wish in wishes:
        asked = {f"g{place}" for place in wish if place < len(counts)}
        after = ledger.ask(asked)
        if after is None:
            nobody = not any(heads[atom] for atom in asked)
            assert nobody or attack(heads, [*ledger.released, asked], k)
        else:
            ledger = after
            assert not attack(heads, ledger.released, k)


@settings(max_examples=150, deadline=None)
@given(counts=st.lists(st.integers(0, 9), min_size=1, max_size=6), k=st.integers(3, 6), roll_up=st.booleans())
def test_12_splits_never_give_few_away(counts: list[int], k: int, *, roll_up: bool) -> None:
    heads = {f"g{place}": count for place, count in enumerate(counts)}
    if sum(counts) < k:
        return
    shown = shown_groups(heads, k, roll_up=roll_up)
    assert not attack(heads, [list(heads), *shown], k)


def test_one_hidden_group_takes_the_next_smallest_with_it() -> None:
    assert split({"a": 9, "b": 4, "c": 6}, 5) == Split(("a",), (), ("b", "c"))


def test_a_two_way_split_hides_both_sides() -> None:
    assert split({"a": 9, "b": 4}, 5) == Split((), (), ("a", "b"))


def test_two_hidden_groups_cover_each_other() -> None:
    assert split({"a": 9, "b": 4, "c": 3}, 5) == Split(("a",), (), ("b", "c"))


def test_nothing_small_nothing_hidden() -> None:
    assert split({"a": 9, "b": 5, "c": 0}, 5) == Split(("a", "b"), (), ())


def test_small_groups_may_be_rolled_up() -> None:
    assert split({"a": 9, "b": 4, "c": 3}, 5, roll_up=True) == Split(("a",), ("b", "c"), ())
    assert split({"a": 9, "b": 2, "c": 1}, 5, roll_up=True) == Split(("a",), (), ("b", "c"))


def test_a_single_small_group_hides_itself_alone() -> None:
    assert split({"a": 3}, 5) == Split((), (), ("a",))


def test_group_figures_say_why_they_are_hidden() -> None:
    scores = {
        "a": [Fraction(10)] * 9,
        "b": [Fraction(20)] * 4,
        "c": [Fraction(30)] * 6,
    }
    assert group_figures(scores, 5, roll_up=False) == (
        GroupFigure(("a",), 9, mean=Fraction(10)),
        GroupFigure(("b",), 4, hidden=Hidden.TOO_FEW),
        GroupFigure(("c",), 6, hidden=Hidden.PROTECTS_OTHERS),
    )
    assert group_figures(scores, 5, roll_up=True) == (
        GroupFigure(("a",), 9, mean=Fraction(10)),
        GroupFigure(("b", "c"), 10, mean=Fraction(26)),
    )


def test_groups_are_only_split_where_their_total_is_shown() -> None:
    with pytest.raises(ValueError, match="where their total is shown"):
        group_figures({"a": [Fraction(1)] * 4}, 5, roll_up=False)


def test_reduced_basis() -> None:
    rows = [tuple(map(Fraction, row)) for row in ([0, 2, 4], [1, 1, 1], [1, 3, 5])]
    assert [[int(entry) for entry in row] for row in reduced_basis(rows)] == [[0, 1, 2], [1, 0, -1]]


def test_what_takes_too_long_to_prove_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    heads = {f"g{place}": 6 for place in range(4)}
    releases = [[group] for group in heads]
    assert not discloses(heads, releases, 5)
    monkeypatch.setattr(audit, "MOST_TRIALS", 1)
    assert discloses(heads, releases, 5)


def test_many_groups_are_audited_in_time() -> None:
    """Forty groups of eight, every one shown, and a hundred mixed unions: nothing of five people follows."""
    chance = Random(3)
    heads = {f"g{place}": 8 for place in range(40)}
    releases = [chance.sample(list(heads), chance.randint(1, 40)) for _ in range(100)]
    assert not discloses(heads, releases, 5)
