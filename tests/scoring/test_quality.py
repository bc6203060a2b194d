"""Quality marks and the lint of keys: scoring §10, both sides of every limit."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from scoring.quality import Mark, lint, marks, repeated

HOUR = 3600


def marked(
    places: Sequence[int | None] = (), seconds: Sequence[float] = (), dont_know: int = 0, asked: int = 9
) -> set[Mark]:
    return set(marks(places=places, seconds=seconds, dont_know=dont_know, asked=asked))


def test_the_same_place_in_all_of_at_least_eight_questions() -> None:
    assert marked([3] * 8) == {Mark.SAME_PLACE}
    assert marked([3] * 7) == set()
    assert marked([3] * 8 + [2]) == set()
    assert marked([3] * 8 + [None]) == set()


def test_a_median_under_two_seconds() -> None:
    assert marked(seconds=[1.9, 0.5, 30]) == {Mark.TOO_FAST}
    assert marked(seconds=[2, 0.5, 30]) == set()


def test_dont_know_in_more_than_a_third() -> None:
    assert marked(dont_know=4, asked=11) == {Mark.MOSTLY_UNKNOWN}
    assert marked(dont_know=4, asked=12) == set()
    assert marked(dont_know=0, asked=0) == set()


def test_several_marks() -> None:
    assert marked([1] * 9, [1], 5, 14) == {Mark.SAME_PLACE, Mark.TOO_FAST, Mark.MOSTLY_UNKNOWN}


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ([], set()),
        ([0], set()),
        ([0, 24], {0}),
        ([24, 0], {1}),
        ([0, 25], set()),
        ([0, 20, 40], {0, 1}),
        ([0, 20, 60], {0}),
        ([5, 5], {0}),
    ],
)
def test_of_two_within_a_day_the_later_counts(hours: list[int], expected: set[int]) -> None:
    assert repeated([hour * HOUR for hour in hours]) == expected


def results(*rows: tuple[int, ...], times: int = 1) -> list[dict[str, Fraction]]:
    """Results with questions q0, q1 …, every row so many times."""
    return [{f"q{place}": Fraction(value) for place, value in enumerate(row)} for row in rows * times]


QUESTIONS = {"a": ["q0", "q1", "q2"]}


def test_a_question_that_runs_against_the_rest() -> None:
    """q0 and q1 go together, q2 exactly against them: its item-rest correlation is -1."""
    question, area = lint(QUESTIONS, results((1, 1, 5), (3, 3, 3), (5, 5, 1), times=10))
    assert (question.area, question.item) == ("a", "q2")
    assert question.value == pytest.approx(-1.0)
    assert (area.area, area.item) == ("a", None)
    assert area.value == pytest.approx(-3.0)


def test_a_total_that_never_varies_has_no_alpha() -> None:
    """Two opposed questions: both vary, their total never does."""
    found = lint({"a": ["q0", "q1"]}, results((1, 5), (5, 1), (3, 3), times=10))
    assert [suspect.item for suspect in found] == ["q0", "q1", None]
    assert found[-1].value is None


def test_questions_that_agree_are_left_alone() -> None:
    assert lint(QUESTIONS, results((1, 2, 1), (3, 3, 4), (5, 4, 5), times=10)) == ()


def test_questions_that_never_vary_are_left_alone() -> None:
    assert lint(QUESTIONS, results((3, 3, 3), times=30)) == ()


def test_too_few_complete_results_say_nothing() -> None:
    rows = results((1, 1, 5), (3, 3, 3), (5, 5, 1), times=10)
    del rows[0]["q1"]
    assert lint(QUESTIONS, rows) == ()
    assert lint({"a": ["q0"]}, results((1,), (5,), times=20)) == ()
