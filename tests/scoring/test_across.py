"""Reports of several rounds and teams: the fewest people they tell of together, added up and taken away.

The attacker of these tests is dull: for every small set of people he solves, by an elimination written here
for itself, whether some combination with a part of the new report is about nobody else.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.disclosure import across
from scoring.disclosure.across import enough_people, fewest

TEAM = frozenset("abcdefgh")


def solvable(columns: Sequence[Sequence[int]], wished: Sequence[int]) -> bool:
    """Whether some combination of the columns is what is wished."""
    rows = [[*(Fraction(one[place]) for one in columns), Fraction(wish)] for place, wish in enumerate(wished)]
    done = 0
    for column in range(len(columns)):
        pivot = next((row for row in rows[done:] if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        rows.insert(done, pivot)
        for row in rows[done + 1 :]:
            factor = row[column] / pivot[column]
            row[:] = [entry - factor * part for entry, part in zip(row, pivot, strict=True)]
        done += 1
    return not any(row[-1] for row in rows[done:])


def rank(columns: Sequence[Sequence[int]]) -> int:
    """How many of the columns are no combination of those before."""
    return sum(not solvable(columns[:place], column) for place, column in enumerate(columns))


def dull(new: frozenset[str], known: Sequence[frozenset[str]], many: int) -> int:
    """The fewest people whom a combination of the new report with others is about."""
    people = sorted(new.union(*known))

    def within(audiences: Sequence[frozenset[str]], left: Sequence[str]) -> list[list[int]]:
        return [[int(person in one) for person in left] for one in audiences]

    def told(few: frozenset[str]) -> bool:
        """Some combination is about these alone, and it is not the new report by itself."""
        others = [person for person in people if person not in few]
        old, both = within(known, others), within([new], others)[0]
        if not solvable(old, both):
            return False
        return not new <= few or rank(old) < rank(within(known, people))

    if solvable(within(known, people), within([new], people)[0]):
        return many
    return next(
        (size for size in range(1, many) if any(told(frozenset(few)) for few in combinations(people, size))),
        many,
    )


def test_a_report_alone_is_looked_at_elsewhere() -> None:
    assert fewest([TEAM], [], 5) == 5
    assert fewest([frozenset("abc")], [], 5) == 5
    assert fewest([frozenset("abc")], [frozenset("xyz")], 5) == 5


def test_the_same_people_again_tell_nothing_new() -> None:
    assert fewest([TEAM], [TEAM], 5) == 5
    assert fewest([TEAM], [TEAM, TEAM - {"a"}], 5) == 5


def test_somebody_who_is_in_two_teams_does_not_bring_them_together() -> None:
    """Eight and five, with one in both: what is in one and not in the other are eleven."""
    assert fewest([TEAM], [frozenset("avwxyz")], 10) == 10
    assert fewest([TEAM], [frozenset("abcxyz")], 10) == 8


def test_somebody_joins_or_leaves() -> None:
    assert fewest([TEAM | {"x"}], [TEAM], 5) == 1
    assert fewest([TEAM - {"a"}], [TEAM], 5) == 1
    assert fewest([TEAM - {"a"} | {"x"}], [TEAM], 5) == 2
    assert fewest([TEAM | set("vwxyz")], [TEAM], 5) == 5
    assert fewest([TEAM | set("wxyz")], [TEAM], 5) == 4


def test_whom_few_people_are_about_before_the_new_report_is_not_its_fault() -> None:
    """Two reports that were further apart than either is from the new one."""
    assert fewest([frozenset("opqrstu")], [TEAM, TEAM - {"a"}], 5) == 5


def test_teams_that_share_many_people_hide_each_other() -> None:
    assert fewest([frozenset("abcdefghij")], [frozenset("fghijklmno")], 5) == 5


def test_three_together_tell_what_no_two_do() -> None:
    """Teams of fives: a+b, b+c and a+b+c with one more in c."""
    a, b, c = set("12345"), set("67890"), set("vwxyz")
    assert fewest([frozenset(a | b | c | {"!"})], [frozenset(a | b)], 5) == 5
    assert fewest([frozenset(a | b | c | {"!"})], [frozenset(c)], 5) == 5
    assert fewest([frozenset(a | b | c | {"!"})], [frozenset(a | b), frozenset(c)], 5) == 1


def test_who_answered_by_name_hides_nobody() -> None:
    assert fewest([TEAM], [], 6, named=TEAM) == 6
    assert fewest([TEAM], [], 6, named=TEAM - {"a"}) == 1
    assert fewest([TEAM], [], 6, named={"x", "y"}) == 6
    assert fewest([TEAM | set("uvwxyz")], [TEAM], 6, named=set("yz")) == 4


def test_three_times_as_many_as_anything_is_shown_from() -> None:
    assert enough_people(5) == 15


def test_held_rounds_count_one_by_one() -> None:
    """Two rounds shown together, between which somebody joined: the next report would take them apart."""
    assert fewest([TEAM], [TEAM - {"a"}, TEAM], 5) == 5
    assert fewest([TEAM - {"a"}, TEAM], [], 5) == 1


def test_what_takes_too_long_to_prove_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(across, "MOST_TRIALS", 1)
    assert fewest([TEAM | {"x"}], [TEAM - {"a"}], 5) == 0


def test_a_whole_company_is_audited_in_time() -> None:
    """Everybody's report beside those of 120 teams of forty, of whom one moved."""
    teams = [frozenset(f"{team}.{place}" for place in range(40)) for team in range(120)]
    everybody = frozenset().union(*teams)
    assert fewest([everybody], teams[:-1], 5) == 5
    assert fewest([everybody | {"new"}], teams, 5) == 1


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**40), k=st.integers(3, 6))
def test_it_finds_what_a_dull_attacker_finds(seed: int, k: int) -> None:
    chance = Random(seed)
    people = "abcdefgh"[: chance.randint(3, 7)]
    audiences = [
        frozenset(person for person in people if chance.random() < 0.7) | {"a"}
        for _ in range(chance.randint(1, 4))
    ]
    *known, new = audiences
    assert fewest([new], known, k) == dull(new, known, k)
