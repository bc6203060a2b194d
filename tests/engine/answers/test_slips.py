"""Proves: the distance is the optimal-string-alignment one, and a slip is forgiven only within all limits of
rung 5.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.answers.distance import FAR, distance
from bot.engine.answers.slips import by_slip
from bot.engine.answers.words import words_of

ENGLISH = words_of("en")


def textbook(one: str, other: str) -> int:
    """The definition, written down without any shortcut."""
    table = [[i + j if i * j == 0 else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            same = one[i - 1] == other[j - 1]
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (not same))
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


WORD = st.text("abc", max_size=9)


@given(WORD, WORD, st.integers(0, 9))
def test_the_distance_is_the_textbook_one_up_to_the_limit(one: str, other: str, most: int) -> None:
    expected = textbook(one, other)
    assert distance(one, other, most) == (expected if expected <= most else FAR)


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        ("agree", "agree", 0),
        ("agere", "agree", 1),
        ("ca", "abc", 3),
        ("", "abc", 3),
        ("kitten", "sitting", 3),
    ],
)
def test_known_distances(one: str, other: str, edits: int) -> None:
    assert distance(one, other, 5) == edits


ROWS = [
    # one edit up to 5 letters, and 34 % of the length
    ("often", "oten", True),
    ("often", "otn", False),
    ("yes", "yse", True),
    ("no", "nn", False),
    # the first letter up to 5 letters
    ("often", "iften", False),
    ("rarely", "tarely", True),
    # two edits up to 11 letters
    ("sometimes", "sometms", True),
    ("sometimes", "somtms", False),
    ("monthly", "mothyl", True),
    # three above
    ("occasionally", "occaxiomalli", True),
    ("exceptional", "excextiomaj", False),
    ("absolutely all", "absoltly al", False),
    ("absolutely everything", "absoltly everythin", True),
    ("absolutely everything", "absoltly everthin", False),
    # numbers stay as they are
    ("2 people", "3 people", False),
    ("20 people", "20 peple", True),
    ("20 people", "2 people", False),
    # no single word further off than a word may be
    ("do not agree", "do not isagree", False),
    ("do not agree", "do not agre", True),
    ("do the work", "dothe work", True),
    # the same number of negations, odd or even
    ("we have a plan", "we have no plan", False),
    ("do not agree", "do nt agree", False),
    ("do not agree", "donot agree", False),
    ("we do not test", "we do now test", False),
    ("we do not test", "we do not tset", True),
    ("likely", "unlikely", False),
    ("certain", "uncertain", False),
    ("increase", "decrease", False),
    ("able to do it", "unable to do it", False),
    ("uncertain", "uncertian", True),
    ("interested", "intrested", True),
    ("we never do not test", "we do test", False),
]


@pytest.mark.parametrize(("wording", "typed", "forgiven"), ROWS)
def test_limits(wording: str, typed: str, *, forgiven: bool) -> None:
    near = {"it": (wording,), "far": ("something else altogether",)}
    assert by_slip(near, typed, ENGLISH) == ("it" if forgiven else None)


def test_the_second_best_choice_is_two_edits_further_away() -> None:
    assert by_slip({"a": ("very good",), "b": ("very bad",)}, "very god", ENGLISH) is None
    assert by_slip({"a": ("very good",), "b": ("very poor",)}, "very goood", ENGLISH) == "a"


def test_other_wordings_of_the_same_choice_do_not_count_as_second_best() -> None:
    assert by_slip({"a": ("monthly", "montly"), "b": ("never",)}, "mothly", ENGLISH) == "a"


def test_the_second_best_may_be_one_that_would_not_be_forgiven() -> None:
    near = {"a": ("we test",), "b": ("we tesst not",), "c": ("we tests",)}
    assert by_slip(near, "we tets", ENGLISH) is None


def test_nothing_near() -> None:
    assert by_slip({}, "agree", ENGLISH) is None
    assert by_slip({"a": ("agree",)}, "", ENGLISH) is None
