"""From an answer to points: every example of scoring §1, ranges by default, and what cannot be."""

from fractions import Fraction

import pytest

from scoring import (
    Answer,
    MisfitError,
    Points,
    TablePoints,
    choice_points,
    multi_points,
    number_points,
    table_points,
)
from scoring.points import MultiPoints


def percent(points: Points, answer: Answer) -> Fraction | None:
    earned = points.earned(answer)
    return None if earned is None else points.percent(earned)


def numbers(*scores: int | None) -> dict[str, Fraction | None]:
    """Choices a, b, c … with these scores."""
    return {
        choice: None if score is None else Fraction(score)
        for choice, score in zip("abcdefgh", scores, strict=False)
    }


def span(low: int, high: int) -> tuple[Fraction, Fraction]:
    return Fraction(low), Fraction(high)


def limits(points: Points) -> tuple[Fraction, Fraction]:
    return points.low, points.high


def test_choices_scored_1_to_5_answer_4() -> None:
    assert percent(choice_points(numbers(1, 2, 3, 4, 5)), "d") == 75


def test_the_same_reversed() -> None:
    points = choice_points(numbers(1, 2, 3, 4, 5), reverse=True)
    assert points.earned("d") == 2
    assert percent(points, "d") == 25


def test_multi_is_cut_to_its_range() -> None:
    points = multi_points(numbers(1, 2, 1), span(0, 2))
    assert points.earned(("a", "b", "c")) == 2
    assert percent(points, ("a", "b", "c")) == 100
    assert percent(points, ("a",)) == 50


def test_number_with_a_range_reversed() -> None:
    assert percent(number_points(span(0, 100), reverse=True), 30) == 70


def test_numbers_beyond_their_range_are_cut() -> None:
    points = number_points(span(0, 100))
    assert percent(points, -5) == 0
    assert percent(points, Fraction(1001, 10)) == 100


def test_number_with_a_table() -> None:
    points = table_points({Fraction(0): Fraction(0), Fraction(5): Fraction(1), Fraction(20): Fraction(2)})
    assert points.earned(19) == 1
    assert percent(points, 19) == 50
    assert percent(points, 20) == 100
    assert percent(points, 0) == 0


def test_number_below_its_table_does_not_apply() -> None:
    points = table_points({Fraction(5): Fraction(1), Fraction(0): Fraction(0)})
    assert points.earned(Fraction(-1, 100)) is None


def test_a_choice_worth_0_of_0_to_4() -> None:
    assert percent(choice_points(numbers(None, 0), span(0, 4)), "b") == 0


def test_a_choice_without_a_score_does_not_apply() -> None:
    assert choice_points(numbers(None, 0), span(0, 4)).earned("a") is None


def test_a_ticked_choice_without_a_score_does_not_apply() -> None:
    points = multi_points(numbers(1, None))
    assert points.earned(("a", "b")) is None
    assert points.earned(("a",)) == 1


def test_a_choice_ticked_twice_counts_once() -> None:
    assert multi_points(numbers(1, 2)).earned(("a", "a")) == 1


def test_default_ranges() -> None:
    assert limits(choice_points(numbers(3, None, -1))) == span(-1, 3)
    assert limits(multi_points(numbers(2, -1, None, 3))) == span(0, 5)
    assert limits(table_points({Fraction(0): Fraction(7), Fraction(5): Fraction(2)})) == span(2, 7)


def test_negative_sums_are_cut_at_the_bottom() -> None:
    assert multi_points(numbers(2, -1)).earned(("b",)) == 0


@pytest.mark.parametrize("answer", ["z", ("a",), 1])
def test_what_is_no_choice_is_a_misfit(answer: Answer) -> None:
    with pytest.raises(MisfitError, match="none of the choices a, b"):
        choice_points(numbers(1, 2)).earned(answer)


@pytest.mark.parametrize("answer", ["a", ("a", "z"), 1])
def test_what_is_no_list_of_choices_is_a_misfit(answer: Answer) -> None:
    with pytest.raises(MisfitError, match="not choices out of a, b"):
        multi_points(numbers(1, 2)).earned(answer)


@pytest.mark.parametrize("answer", ["5", ("a",)])
def test_what_is_no_number_is_a_misfit(answer: Answer) -> None:
    with pytest.raises(MisfitError, match="not a number"):
        number_points(span(0, 9)).earned(answer)


def test_impossible_points_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="low below high"):
        number_points(span(3, 3))
    with pytest.raises(ValueError, match="cannot be reversed"):
        MultiPoints(scores=numbers(1, 2), low=Fraction(0), high=Fraction(3), reverse=True)
    rows = ((Fraction(5), Fraction(0)), (Fraction(5), Fraction(1)))
    with pytest.raises(ValueError, match="ascending keys"):
        TablePoints(table=rows, low=Fraction(0), high=Fraction(1))
    with pytest.raises(ValueError, match="ascending keys"):
        TablePoints(table=(), low=Fraction(0), high=Fraction(1))
