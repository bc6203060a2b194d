"""Areas and the overall: the examples of scoring §2, §3 and §4, and every reason for having no score."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from scoring import (
    MISSING,
    Area,
    Given,
    Item,
    Key,
    Measured,
    MisfitError,
    Reason,
    choice_points,
    judge,
    measure,
    multi_points,
    number_points,
    screened_out,
)
from scoring.model import Method
from scoring.result import Standing
from tests.scoring.keys import percents


def one_area(questions: int, **given: Given) -> Standing:
    """An area of so many questions q1, q2 … of weight 1."""
    items = tuple(Item(f"q{place}", "a", percents()) for place in range(1, questions + 1))
    return measure(Key(items=items, areas=(Area("a"),)), given).areas["a"]


def scores(
    weights: Mapping[str, int], given: Mapping[str, Given], min_weight: int = 70, min_areas: int = 1
) -> Measured:
    """Areas named by id with one question each; a question has the name of its area."""
    key = Key(
        items=tuple(Item(area, area, number_points((Fraction(0), Fraction(100)))) for area in weights),
        areas=tuple(Area(area, Fraction(weight)) for area, weight in weights.items()),
        min_weight=Fraction(min_weight),
        min_areas=min_areas,
    )
    return measure(key, given)


def points_area(method: Method, area: Area, given: Mapping[str, Given], *, overall: bool = True) -> Measured:
    """Three questions q1…q3 with choices a…c worth 0, 1, 2 points in one area."""
    points = choice_points({"a": Fraction(0), "b": Fraction(1), "c": Fraction(2)})
    items = tuple(Item(f"q{place}", area.id, points) for place in range(1, 4))
    key = Key(items=items, areas=(area,), method=method, decimals=1, overall=overall)
    return measure(key, given)


def test_two_of_three_answers_are_enough() -> None:
    standing = one_area(3, q1="50", q2="25", q3=MISSING)
    assert standing.exact == Fraction(75, 2)
    assert standing.shown == 38
    assert (standing.answered, standing.asked) == (2, 3)


def test_one_of_three_is_not() -> None:
    standing = one_area(3, q1="50", q2=MISSING, q3=MISSING)
    assert (standing.exact, standing.shown, standing.rank) == (None, None, None)
    assert standing.reason is Reason.NOT_ENOUGH_ANSWERS
    assert (standing.answered, standing.asked) == (1, 3)


def test_one_of_two_is_not() -> None:
    assert one_area(2, q1="100", q2=MISSING).reason is Reason.NOT_ENOUGH_ANSWERS


def test_exactly_the_share_that_is_needed_is_enough() -> None:
    assert one_area(5, q1="0", q2="50", q3="100", q4=MISSING, q5=MISSING).exact == 50


def test_shares_are_by_weight() -> None:
    items = (Item("heavy", "a", percents(), Fraction(3, 2)), Item("light", "a", percents()))
    key = Key(items=items, areas=(Area("a"),))
    assert measure(key, {"heavy": "25", "light": MISSING}).areas["a"].exact == 25
    assert measure(key, {"heavy": MISSING, "light": "25"}).areas["a"].exact is None
    assert measure(key, {"heavy": "0", "light": "100"}).areas["a"].exact == 40


def test_questions_off_the_path_count_nowhere() -> None:
    assert one_area(3, q1="75").exact == 75


def test_an_area_without_questions_on_the_path_is_not_applicable() -> None:
    standing = one_area(2)
    assert standing.reason is Reason.NOT_APPLICABLE
    assert standing.asked == 0


def test_an_area_in_which_nothing_applies_is_not_applicable() -> None:
    points = choice_points({"not_needed": None, "not_yet": Fraction(0)}, (Fraction(0), Fraction(4)))
    key = Key(items=(Item("q", "a", points),), areas=(Area("a"),))
    assert measure(key, {"q": "not_needed"}).areas["a"].reason is Reason.NOT_APPLICABLE
    assert measure(key, {"q": "not_yet"}).areas["a"].exact == 0


def test_a_skipped_optional_question_is_in_neither_set() -> None:
    items = (Item("must", "a", percents()), Item("may", "a", percents(), optional=True))
    standing = measure(Key(items=items, areas=(Area("a"),)), {"must": "25", "may": MISSING}).areas["a"]
    assert standing.exact == 25
    assert (standing.answered, standing.asked) == (1, 1)


def test_an_area_of_skipped_optional_questions_is_not_applicable() -> None:
    items = (Item("may", "a", percents(), optional=True),)
    assert (
        measure(Key(items=items, areas=(Area("a"),)), {"may": MISSING}).areas["a"].reason
        is Reason.NOT_APPLICABLE
    )


def test_numbers_keep_their_exact_value() -> None:
    key = Key(items=(Item("n", "a", number_points((Fraction(0), Fraction(3)))),), areas=(Area("a"),))
    standing = measure(key, {"n": Fraction(1, 7)}).areas["a"]
    assert standing.exact == Fraction(100, 21)


def test_an_overall_leaves_out_what_is_not_applicable() -> None:
    measured = scores({"a": 2, "b": 1, "c": 1}, {"a": 40, "b": 70})
    assert measured.overall.exact == 50


def test_an_overall_bears_a_quarter_without_score() -> None:
    given: dict[str, Given] = {"a": 40, "b": 70, "c": MISSING}
    assert scores({"a": 2, "b": 1, "c": 1}, given).overall.exact == 50
    without = scores({"a": 2, "b": 1, "c": 1}, given, min_weight=80).overall
    assert (without.exact, without.shown, without.margin) == (None, None, None)
    assert without.reason is Reason.TOO_FEW_AREAS
    assert (without.answered, without.asked) == (2, 3)


def test_an_overall_needs_min_areas() -> None:
    assert scores({"a": 1, "b": 1}, {"a": 40}, min_areas=2).overall.reason is Reason.TOO_FEW_AREAS
    assert scores({"a": 1, "b": 1}, {"a": 40, "b": 60}, min_areas=2).overall.exact == 50


def test_areas_of_weight_0_are_shown_but_not_part_of_the_overall() -> None:
    measured = scores({"a": 1, "b": 0}, {"a": 40, "b": 90}, min_areas=2)
    assert measured.overall.reason is Reason.TOO_FEW_AREAS
    assert measured.areas["b"].shown == 90
    assert scores({"a": 1, "b": 0}, {"a": 40, "b": 90}).overall.exact == 40
    assert scores({"b": 0}, {"b": 90}).overall.reason is Reason.TOO_FEW_AREAS


def test_without_anything_applicable_there_is_no_overall() -> None:
    assert scores({"a": 1}, {}).overall.reason is Reason.TOO_FEW_AREAS


def test_questions_without_an_area_count_nowhere_where_there_are_areas() -> None:
    items = (Item("in", "a", percents()), Item("out", None, percents()))
    measured = measure(Key(items=items, areas=(Area("a"),)), {"in": "25", "out": "100"})
    assert measured.overall.exact == 25
    assert measured.overall.asked == 1


def test_without_areas_all_questions_are_one() -> None:
    key = Key(items=(Item("q1", None, percents()), Item("q2", None, percents(), Fraction(3))))
    measured = measure(key, {"q1": "0", "q2": "100"})
    assert measured.overall.exact == 75
    assert (dict(measured.areas), measured.ranking) == ({}, ())
    assert measure(key, {"q1": "0", "q2": MISSING}).overall.reason is Reason.NOT_ENOUGH_ANSWERS
    assert measure(key, {}).overall.reason is Reason.NOT_ENOUGH_ANSWERS


def test_overall_no() -> None:
    key = Key(items=(Item("q", "a", percents()),), areas=(Area("a"),), overall=False)
    measured = measure(key, {"q": "75"})
    assert measured.overall.reason is Reason.NOT_COMPUTED
    assert measured.areas["a"].shown == 75


def test_screened_out() -> None:
    measured = screened_out()
    assert measured.overall.reason is Reason.SCREENED_OUT
    assert (dict(measured.areas), measured.ranking) == ({}, ())
    key = Key(items=(Item("q", "a", percents()),), areas=(Area("a"),))
    verdict = judge(key, measured, ())
    assert (verdict.level, verdict.weakest, verdict.systems, verdict.advice) == (None, (), (), ())


def test_a_mean_stays_in_its_own_metric() -> None:
    measured = points_area(Method.MEAN, Area("a"), {"q1": "b", "q2": "c", "q3": "c"})
    assert measured.areas["a"].exact == Fraction(5, 3)
    assert measured.areas["a"].shown == Fraction(17, 10)
    assert measured.overall.exact == Fraction(5, 3)


def test_a_sum_is_prorated_by_the_mean_of_the_given_answers() -> None:
    measured = points_area(Method.SUM, Area("a"), {"q1": "b", "q2": "c", "q3": MISSING})
    assert measured.areas["a"].exact == Fraction(9, 2)
    assert measured.overall.exact == Fraction(9, 2)


def test_a_sum_weighs_its_questions() -> None:
    points = choice_points({"a": Fraction(0), "b": Fraction(1)})
    items = (Item("q1", None, points, Fraction(3, 2)), Item("q2", None, points, Fraction(1, 3)))
    key = Key(items=items, method=Method.SUM, decimals=2)
    assert measure(key, {"q1": "b", "q2": "b"}).overall.exact == Fraction(11, 6)


def test_a_sum_overall_needs_every_applicable_area() -> None:
    points = choice_points({"a": Fraction(0), "b": Fraction(1)})
    key = Key(
        items=tuple(Item(name, name, points) for name in ("x", "y", "z")),
        areas=(Area("x"), Area("y"), Area("z", Fraction(0))),
        method=Method.SUM,
    )
    assert measure(key, {"x": "b", "y": "b", "z": MISSING}).overall.exact == 2
    assert measure(key, {"x": "b", "z": "b"}).overall.exact == 1
    assert measure(key, {"x": "b", "y": MISSING}).overall.reason is Reason.TOO_FEW_AREAS


def test_a_lookup_takes_the_place_of_the_sum() -> None:
    table = Area("a", lookup={4: Fraction(48), 5: Fraction(111, 2)})
    given: dict[str, Given] = {"q1": "b", "q2": "c", "q3": MISSING}
    standing = points_area(Method.SUM, table, given, overall=False).areas["a"]
    assert (standing.exact, standing.shown) == (Fraction(111, 2), Fraction(111, 2))


def test_a_sum_outside_its_table_has_no_score() -> None:
    table = Area("a", lookup={4: Fraction(48)})
    given: dict[str, Given] = {"q1": "a", "q2": "a", "q3": "b"}
    measured = points_area(Method.SUM, table, given, overall=False)
    assert measured.areas["a"].reason is Reason.OUTSIDE_THE_TABLE
    assert (measured.areas["a"].answered, measured.ranking) == (3, ())


def test_an_answer_that_its_question_cannot_have_is_a_misfit() -> None:
    with pytest.raises(MisfitError):
        one_area(1, q1="51")


def test_more_different_answers_than_are_remembered() -> None:
    key = Key(items=(Item("n", None, number_points((Fraction(0), Fraction(2000)))),))
    for number in range(2001):
        assert measure(key, {"n": number}).overall.exact == Fraction(number, 20)


def test_ticks_in_any_order_are_the_same_answer() -> None:
    key = Key(items=(Item("m", None, multi_points({"a": Fraction(1), "b": Fraction(2)})),))
    assert measure(key, {"m": ("a", "b")}) == measure(key, {"m": ("b", "a")})


def test_standings_have_a_score_or_a_reason() -> None:
    with pytest.raises(ValueError, match="either a score"):
        Standing("a", None, None, None, None, None, 0, 0)
    with pytest.raises(ValueError, match="either a score"):
        Standing("a", Fraction(1), None, None, None, None, 1, 1)


def test_scores_of_areas_without_one_are_asked_in_vain() -> None:
    measured = scores({"a": 1, "b": 1}, {"a": 40})
    assert measured.exact("a") == 40
    assert measured.shown("a") == 40
    with pytest.raises(KeyError, match="b"):
        measured.exact("b")
    with pytest.raises(KeyError, match="b"):
        measured.shown("b")
