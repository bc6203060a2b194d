"""Margins, borderline scores, changes of one person, comparison with others: scoring §7."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from scoring import MISSING, Area, Given, Item, Key, judge, measure
from scoring.change import Change, Direction, change
from scoring.comparison import Comparison, Grain, compare, mid_rank
from scoring.model import Method
from tests.scoring.keys import bands
from tests.scoring.test_levels import SCALE

F = Fraction


def key_of(
    weights: Sequence[int],
    sem: str | None = "12",
    decimals: int = 0,
    method: Method = Method.PERCENT,
    *,
    edges: bool = True,
) -> Key:
    """Areas a, b, c … of these weights, one question each; without weights: one question, no areas."""
    names = "abcdefghij"[: len(weights)]
    areas = tuple(Area(name, F(weight)) for name, weight in zip(names, weights, strict=True))
    return Key(
        items=tuple(Item(name, name, SCALE) for name in names) or (Item("a", None, SCALE),),
        areas=areas,
        sem=None if sem is None else F(sem),
        decimals=decimals,
        method=method,
        levels=bands(low=0, fair=40, good=70) if edges else (),
    )


def margin(key: Key, **given: Given) -> Fraction | None:
    return judge(key, measure(key, given), ()).margin


def borderline(key: Key, **given: Given) -> bool:
    return judge(key, measure(key, given), ()).borderline


def test_eight_equal_areas() -> None:
    """12/√8 = 4.24, times 1.96 = 8.3."""
    assert margin(key_of([1] * 8), **dict.fromkeys("abcdefgh", 50)) == 8


def test_two_areas_weights_3_and_1() -> None:
    """√(9² + 3²) = 9.487, times 1.96 = 18.594."""
    assert margin(key_of([3, 1]), a=50, b=50) == 19
    assert margin(key_of([3, 1], decimals=2), a=50, b=50) == F("18.59")


def test_only_scored_areas_count_for_the_margin() -> None:
    """One of weight 3 is left: 1.96 · 12 = 23.52."""
    assert margin(key_of([3, 1, 0]), a=50, b=MISSING, c=70) == 24


def test_the_margin_of_a_sum_grows_with_the_areas() -> None:
    """√3 · 2 · 1.96 = 6.79."""
    assert margin(key_of([1, 1, 1, 0], sem="2", method=Method.SUM), a=5, b=5, c=5, d=5) == 7


def test_without_areas_the_sem_is_the_overalls() -> None:
    assert margin(key_of([], sem="5"), a=50) == 10


def test_a_margin_is_rounded_half_up() -> None:
    """1.96 · 6.25 = 12.25 exactly."""
    assert margin(key_of([], sem="6.25", decimals=1), a=50) == F("12.3")


def test_without_sem_there_is_no_margin() -> None:
    assert margin(key_of([1], sem=None), a=50) is None
    assert not borderline(key_of([1], sem=None), a=70)


def test_without_an_overall_there_is_no_margin() -> None:
    assert margin(key_of([1]), a=MISSING) is None
    assert not borderline(key_of([1]), a=MISSING)


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        ("28", True),
        ("27.99", False),
        ("52", True),
        ("52.01", False),
        ("58", True),
        ("57.99", False),
        ("82", True),
    ],
)
def test_borderline_within_one_standard_error_of_an_edge(score: str, *, expected: bool) -> None:
    assert borderline(key_of([1]), a=F(score)) is expected


def test_the_first_edge_is_none() -> None:
    assert not borderline(key_of([1], sem="5"), a=2)


def test_borderline_is_decided_exactly() -> None:
    """Two equal areas: sem_overall² = 72, and 8.49² = 72.08 is beyond it, 8.48² = 71.9 is not."""
    key = key_of([1, 1])
    assert borderline(key, a=F("48.48"), b=F("48.48"))
    assert not borderline(key, a=F("48.49"), b=F("48.49"))


def test_no_levels_nothing_borderline() -> None:
    assert not borderline(key_of([1], edges=False), a=40)


def test_a_change_is_real_above_1_96_root_2_sem() -> None:
    """In one area and overall: 1.96 · √2 · 12 = 33.26."""
    key = key_of([1])
    start = measure(key, {"a": 20})
    up = change(key, start, measure(key, {"a": F("53.27")}))
    flat = change(key, start, measure(key, {"a": F("53.26")}))
    down = change(key, measure(key, {"a": 60}), start)
    assert up is not None
    assert up.overall == up.areas["a"] == Change(F("33.27"), Direction.UP)
    assert flat is not None
    assert flat.areas["a"] == Change(F("33.26"), Direction.NO_CLEAR_CHANGE)
    assert down is not None
    assert down.overall == Change(F(-40), Direction.DOWN)


def test_the_overall_of_many_areas_changes_more_easily() -> None:
    """1.96 · √2 · 12/√4 = 16.63 overall, 33.26 in an area."""
    key = key_of([1] * 4)
    before = measure(key, dict.fromkeys("abcd", 40))
    after = measure(key, dict.fromkeys("abcd", 57))
    changes = change(key, before, after)
    assert changes is not None
    assert changes.overall == Change(F(17), Direction.UP)
    assert {entry.direction for entry in changes.areas.values()} == {Direction.NO_CLEAR_CHANGE}


def test_only_what_both_runs_scored_can_have_changed() -> None:
    key = key_of([1, 1])
    both, one = measure(key, {"a": 0, "b": 0}), measure(key, {"a": 100, "b": MISSING})
    for before, after in ((both, one), (one, both)):
        changes = change(key, before, after)
        assert changes is not None
        assert changes.overall is None
        assert list(changes.areas) == ["a"]


def test_without_sem_nothing_is_said_about_change() -> None:
    key = key_of([1], sem=None)
    assert change(key, measure(key, {"a": 0}), measure(key, {"a": 100})) is None


def ladder(n: int) -> list[Fraction]:
    """N different scores 0, 1, 2 …"""
    return [F(place) for place in range(n)]


def test_no_comparison_below_30() -> None:
    assert compare(F(5), ladder(29)) is None


@pytest.mark.parametrize(
    ("n", "score", "grain", "place"),
    [
        (30, -1, Grain.THIRDS, 1),
        (30, 9, Grain.THIRDS, 1),
        (30, 10, Grain.THIRDS, 2),
        (30, 99, Grain.THIRDS, 3),
        (99, 98, Grain.THIRDS, 3),
        (100, 24, Grain.QUARTERS, 1),
        (100, 25, Grain.QUARTERS, 2),
        (399, 999, Grain.QUARTERS, 4),
        (400, 200, Grain.PERCENTILES, 50),
        (400, 999, Grain.PERCENTILES, 100),
        (400, -1, Grain.PERCENTILES, 0),
    ],
)
def test_the_grain_follows_the_number_of_others(n: int, score: int, grain: Grain, place: int) -> None:
    assert compare(F(score), ladder(n)) == Comparison(grain, place, n)


def test_mid_rank() -> None:
    assert mid_rank(F(5), [F(1), F(5), F(5), F(9)]) == 50
    assert mid_rank(F(5), [F(5)] * 7) == 50
