"""Rounding, levels, tiers and gates: the examples of scoring §5, edges and ties."""

from fractions import Fraction

import pytest

from scoring import (
    MISSING,
    Area,
    Band,
    CapGate,
    Gate,
    Given,
    Item,
    Key,
    Verdict,
    WeakestLink,
    judge,
    measure,
    number_points,
)
from scoring.result import Capped
from scoring.rounding import half_up, half_up_root
from tests.scoring.keys import bands

LADDER = bands(one=0, two=20, three=40, four=60, five=80)
SCALE = number_points((Fraction(0), Fraction(100)))


def ladder_key(*gates: Gate, areas: str = "abc", decimals: int = 0) -> Key:
    """Areas of one question each, a number from 0 to 100 that is the score of the area."""
    return Key(
        items=tuple(Item(area, area, SCALE) for area in areas),
        areas=tuple(Area(area) for area in areas),
        levels=LADDER,
        tiers=bands(low=0, fair=40, good=70),
        gates=gates,
        decimals=decimals,
    )


def judged(key: Key, *holding: str, **given: Given) -> Verdict:
    return judge(key, measure(key, given), holding)


def weakest_link(above: int = 1, benefit: int = 12, areas: tuple[str, ...] = ("a", "b")) -> WeakestLink:
    return WeakestLink("link", areas, above, Fraction(benefit))


@pytest.mark.parametrize(
    ("exact", "decimals", "shown"),
    [
        ("717/12", 0, "60"),
        ("59.49", 0, "59"),
        ("59.5", 0, "60"),
        ("0.5", 0, "1"),
        ("-0.5", 0, "0"),
        ("-1.5", 0, "-1"),
        ("2.345", 2, "2.35"),
        ("2.25", 1, "2.3"),
        ("1/3", 2, "0.33"),
    ],
)
def test_half_up(exact: str, decimals: int, shown: str) -> None:
    assert half_up(Fraction(exact), decimals) == Fraction(shown)


@pytest.mark.parametrize(
    ("square", "decimals", "root"),
    [("0", 0, "0"), ("2", 0, "1"), ("2.25", 0, "2"), ("2.2499", 0, "1"), ("2", 2, "1.41"), ("1/4", 1, "0.5")],
)
def test_roots_are_rounded_half_up_too(square: str, decimals: int, root: str) -> None:
    assert half_up_root(Fraction(square), decimals) == Fraction(root)


def test_59_75_is_shown_as_60_and_has_the_level_of_60() -> None:
    measured = measure(ladder_key(), {"a": Fraction("59.75")})
    assert measured.overall.shown == 60
    verdict = judge(ladder_key(), measured, ())
    assert (verdict.level, verdict.level_id, verdict.from_score) == (4, "four", 4)


def test_59_49_is_not() -> None:
    verdict = judged(ladder_key(), a=Fraction("59.49"))
    assert (verdict.level, verdict.level_id) == (3, "three")


def test_with_decimals_59_75_is_below_60() -> None:
    assert judged(ladder_key(decimals=2), a=Fraction("59.75")).level == 3


def test_tiers_compare_shown_scores_too() -> None:
    measured = measure(ladder_key(), {"a": Fraction("39.5"), "b": Fraction("39.49"), "c": 70})
    assert [standing.tier for standing in measured.areas.values()] == ["fair", "low", "good"]


def test_a_score_below_the_first_band_belongs_to_it() -> None:
    levels = (Band("x", Fraction(0)), Band("y", Fraction("59.5")))
    key = Key(items=(Item("a", None, SCALE),), levels=levels)
    assert judge(key, measure(key, {"a": 59}), ()).level_id == "x"
    assert judge(key, measure(key, {"a": 60}), ()).level_id == "y"


def test_no_levels_no_level() -> None:
    key = Key(items=(Item("a", None, SCALE),))
    verdict = judge(key, measure(key, {"a": 80}), ())
    assert (verdict.level, verdict.level_id, verdict.from_score) == (None, None, None)


def test_no_tiers_no_tier() -> None:
    key = Key(items=(Item("a", "a", SCALE),), areas=(Area("a"),))
    assert measure(key, {"a": 80}).areas["a"].tier is None


def test_the_example_of_the_specification() -> None:
    """Overall 74; weakest area 25, with 12 points of benefit 37, level 2, cap 3."""
    verdict = judged(ladder_key(weakest_link()), a=25, b=97, c=100)
    assert verdict.from_score == 4
    assert verdict.level == 3
    assert verdict.capped_by == (Capped("link", 3, worst="a", best="b"),)


def test_the_benefit_lifts_over_an_edge() -> None:
    assert judged(ladder_key(weakest_link()), a=28, b=97, c=97).level == 4


def test_a_gate_that_does_not_bind_is_not_reported() -> None:
    verdict = judged(ladder_key(weakest_link(above=3)), a=25, b=97, c=100)
    assert (verdict.level, verdict.capped_by) == (4, ())


def test_ties_go_to_the_first_of_the_gates_list() -> None:
    bound = ladder_key(weakest_link(above=0, benefit=0, areas=("c", "b", "a")))
    (capped,) = judged(bound, a=10, b=10, c=100).capped_by
    assert (capped.worst, capped.best) == ("b", "c")


def test_a_gate_looks_at_scored_areas_only() -> None:
    key = ladder_key(weakest_link(), areas="abcd")
    assert judged(key, a=MISSING, b=0, c=100, d=100).capped_by == (Capped("link", 2, "b", "b"),)
    assert judged(key, a=MISSING, b=50, c=100, d=100).level == 5
    assert judged(key, c=100, d=90).level == 5


def test_an_if_gate_caps_while_its_condition_holds() -> None:
    key = ladder_key(CapGate("cap", "two"))
    assert judged(key, a=90).level == 5
    verdict = judged(key, "cap", a=90)
    assert (verdict.level, verdict.level_id, verdict.from_score) == (2, "two", 5)
    assert verdict.capped_by == (Capped("cap", 2),)
    assert judged(key, "cap", a=30).capped_by == ()


def test_all_binding_gates_are_reported_in_file_order() -> None:
    key = ladder_key(CapGate("first", "three"), weakest_link(above=0, benefit=0), CapGate("last", "four"))
    verdict = judged(key, "last", "first", a=20, b=100, c=100)
    assert verdict.from_score == 4
    assert [capped.gate for capped in verdict.capped_by] == ["first", "link"]
    assert verdict.level == 2


def test_without_an_overall_no_gate_binds() -> None:
    key = ladder_key(CapGate("cap", "one"))
    verdict = judged(key, "cap", a=MISSING, b=MISSING, c=20)
    assert (verdict.level, verdict.from_score, verdict.capped_by) == (None, None, ())
