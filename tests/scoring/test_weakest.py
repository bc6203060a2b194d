"""Ranks, weakest areas with joint marks, systems and advice: scoring §6."""

from collections.abc import Collection
from fractions import Fraction

from scoring import MISSING, Area, CapGate, Gate, Given, Item, Key, Measured, Verdict, Weakest, judge, measure
from scoring.judge import extremes
from scoring.model import Method
from tests.scoring.keys import bands, percents
from tests.scoring.test_levels import SCALE

USUAL = Weakest()
ADVICE = frozenset({"low", "good"})


def key_of(
    *areas: Area,
    weakest: Weakest | None = USUAL,
    build_order: tuple[str, ...] = (),
    gates: tuple[Gate, ...] = (),
    method: Method = Method.PERCENT,
) -> Key:
    """Areas of one question each, a number from 0 to 100 that is the score of the area."""
    return Key(
        items=tuple(Item(area.id, area.id, SCALE) for area in areas),
        areas=areas,
        tiers=bands(low=0, fair=40, good=70),
        levels=bands(start=0, end=50) if gates else (),
        gates=gates,
        weakest=weakest,
        build_order=build_order,
        method=method,
    )


def judged(key: Key, holding: Collection[str] = (), **given: Given) -> Verdict:
    return judge(key, measure(key, given), holding)


def marks(verdict: Verdict) -> list[str]:
    """Weakest areas, joint ones with a plus."""
    return [weak.area + "+" * weak.joint for weak in verdict.weakest]


def ranks(measured: Measured) -> dict[str, int | None]:
    return {area: standing.rank for area, standing in measured.areas.items()}


def test_the_example_of_the_specification() -> None:
    key = key_of(Area("a"), Area("b", Fraction(2)), Area("c"), Area("d"))
    measured = measure(key, {"a": 30, "b": 30, "c": 34, "d": 80})
    assert ranks(measured) == {"b": 1, "a": 2, "c": 3, "d": 4}
    assert measured.ranking == ("b", "a", "c", "d")
    assert marks(judge(key, measured, ())) == ["b+", "a+", "c"]


def test_equal_scores_and_weights_are_ranked_by_the_lowest_single_answer() -> None:
    questions = ("a1", "a2", "b1", "b2")
    items = tuple(Item(name, name[0], percents()) for name in questions)
    key = Key(items=items, areas=(Area("a"), Area("b")))
    assert measure(key, {"a1": "50", "a2": "50", "b1": "25", "b2": "75"}).ranking == ("b", "a")
    assert measure(key, {"a1": "50", "a2": "50", "b1": "50", "b2": "50"}).ranking == ("a", "b")


def test_only_scored_areas_are_ranked() -> None:
    key = key_of(Area("a"), Area("b"), Area("c"))
    assert ranks(measure(key, {"a": MISSING, "c": 90})) == {"a": None, "b": None, "c": 1}


def test_areas_of_weight_0_are_ranked_too() -> None:
    key = key_of(Area("a"), Area("b", Fraction(0)))
    assert measure(key, {"a": 50, "b": 10}).ranking == ("b", "a")


def test_below_compares_exact_scores() -> None:
    key = key_of(Area("a"), Area("b"))
    assert marks(judged(key, a=Fraction("74.99"), b=75)) == ["a"]


def test_nothing_below_nothing_weak() -> None:
    assert judged(key_of(Area("a")), a=75).weakest == ()


def test_the_last_one_shown_may_be_joint_with_one_that_is_not() -> None:
    key = key_of(Area("a"), Area("b"), Area("c"), weakest=Weakest(show=2))
    assert marks(judged(key, a=10, b=30, c=36)) == ["a", "b+"]
    assert marks(judged(key, a=10, b=30, c=Fraction("36.01"))) == ["a", "b"]


def test_one_above_the_line_makes_nobody_joint() -> None:
    assert marks(judged(key_of(Area("a"), Area("b")), a=74, b=75)) == ["a"]


def test_show_0() -> None:
    assert judged(key_of(Area("a"), weakest=Weakest(show=0)), a=5).weakest == ()


def test_without_a_rule_nothing_is_weak() -> None:
    assert judged(key_of(Area("a"), weakest=None), a=5).weakest == ()


def test_sums_and_means_may_have_weak_areas_where_it_is_written() -> None:
    rule = Weakest(show=1, below=Fraction(20), joint=Fraction(1))
    assert marks(judged(key_of(Area("a"), Area("b"), weakest=rule, method=Method.MEAN), a=10, b=15)) == ["a"]


def test_systems_stand_in_build_order_not_in_order_of_scores() -> None:
    key = key_of(
        Area("a", has_system=True),
        Area("b", has_system=True),
        Area("c"),
        Area("d", has_system=True),
        build_order=("d", "b", "a"),
    )
    assert judged(key, a=10, b=20, c=30, d=90).systems == ("b", "a")


def test_gates_that_hold_add_their_systems_whether_they_bind_or_not() -> None:
    gate = CapGate("gate", "end", systems=("b", "c", "d"))
    key = key_of(
        Area("a", has_system=True),
        Area("b", has_system=True),
        Area("c"),
        Area("d", has_system=True),
        build_order=("d", "b", "a"),
        gates=(gate,),
    )
    given: dict[str, Given] = {"a": 90, "b": 95, "c": 99, "d": MISSING}
    measured = measure(key, given)
    held = judge(key, measured, ("gate",))
    assert (held.systems, held.capped_by) == (("b",), ())
    assert judge(key, measured, ()).systems == ()


def test_advice_first_for_systems_in_their_order_then_for_the_others_in_order_of_areas() -> None:
    key = key_of(
        Area("z", advice_tiers=ADVICE),
        Area("a", has_system=True, advice_tiers=ADVICE),
        Area("b", has_system=True, advice_tiers=ADVICE),
        Area("c", advice_tiers=ADVICE),
        Area("d", has_system=True),
        weakest=Weakest(show=9),
        build_order=("d", "b", "a"),
    )
    verdict = judged(key, z=30, a=10, b=20, c=5, d=1)
    assert verdict.systems == ("d", "b", "a")
    assert verdict.advice == (("b", "low"), ("a", "low"), ("z", "low"), ("c", "low"))


def test_advice_only_for_tiers_that_have_some() -> None:
    key = key_of(Area("a", advice_tiers=ADVICE), Area("b", advice_tiers=ADVICE))
    verdict = judged(key, a=50, b=72)
    assert [weak.area for weak in verdict.weakest] == ["a", "b"]
    assert verdict.advice == (("b", "good"),)


def test_the_worst_and_the_best_of_some_areas() -> None:
    key = key_of(Area("a"), Area("b"), Area("c"), Area("d"))
    measured = measure(key, {"a": 50, "b": 20, "c": 20, "d": MISSING})
    assert extremes(measured, ("d", "c", "b", "a")) == ("c", "a")
    assert extremes(measured, ("b", "c")) == ("b", "b")
    assert extremes(measured, ("d",)) is None
