"""A key that contradicts itself cannot be built, and says what is wrong."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from scoring import Area, Band, CapGate, Item, Key, Weakest, WeakestLink
from scoring.model import Method
from tests.scoring.keys import bands, percents

F = Fraction
QUESTION = Item("q", "a", percents())


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: Key(items=(), decimals=3), "decimals are 0 to 2"),
        (lambda: Key(items=(), min_answered=F(101)), "min_answered is a percent"),
        (lambda: Key(items=(), min_weight=F(-1)), "min_weight is a percent"),
        (lambda: Key(items=(), sem=F(-1)), "sem is 0 or more"),
        (lambda: Key(items=(QUESTION, QUESTION), areas=(Area("a"),)), "'q' is there twice"),
        (lambda: Key(items=(), areas=(Area("a"), Area("a"))), "'a' is there twice"),
        (
            lambda: Key(items=(), levels=bands(x=0), gates=(CapGate("g", "x"), CapGate("g", "x"))),
            "'g' is there twice",
        ),
        (lambda: Key(items=(), levels=(Band("x", F(0)), Band("x", F(1)))), "'x' is there twice"),
        (lambda: Key(items=(QUESTION,)), "'q' counts in no area 'a'"),
        (lambda: Key(items=(), areas=(Area("a", has_system=True),)), "but a have a system"),
        (lambda: Key(items=(), areas=(Area("a"),), build_order=("a",)), "build_order names a"),
        (lambda: Key(items=(), tiers=bands(x=0, y=0)), "start at 0, 0"),
        (lambda: Key(items=(), levels=bands(x=5, y=0)), "start at 5, 0"),
        (lambda: Key(items=(), gates=(WeakestLink("g", ("a",), 1),)), "'g' names an area"),
        (lambda: Key(items=(), levels=bands(x=0), gates=(CapGate("g", "x", ("a",)),)), "'g' names an area"),
        (lambda: Key(items=(), gates=(CapGate("g", "x"),)), "not there: 'x'"),
        (
            lambda: Key(
                items=(), areas=(Area("a"),), gates=(WeakestLink("g", ("a",), 1),), method=Method.MEAN
            ),
            "needs method percent",
        ),
        (lambda: Key(items=(), levels=bands(x=0), overall=False), "need an overall"),
        (
            lambda: Key(items=(), areas=(Area("a"),), gates=(WeakestLink("g", ("a",), 1),), overall=False),
            "need an overall",
        ),
        (lambda: Key(items=(), areas=(Area("a", lookup={}),), overall=False), "lookup needs method sum"),
        (lambda: Key(items=(), areas=(Area("a", lookup={}),), method=Method.SUM), "without an overall"),
        (lambda: Key(items=(), areas=(Area("a", F(2)),), method=Method.SUM), "weighs 0 or 1"),
        (lambda: Item("q", None, percents(), F(0)), "weighs more than 0"),
        (lambda: Area("a", F(-1)), "the least is 0"),
        (lambda: WeakestLink("g", (), -1), "0 or more"),
        (lambda: WeakestLink("g", (), 0, F(-1)), "0 or more"),
        (lambda: Weakest(show=-1), "0 or more"),
        (lambda: Weakest(joint=F(-1)), "0 or more"),
    ],
)
def test_contradictions(build: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        build()


def test_a_key_is_equal_to_itself_alone() -> None:
    key = Key(items=())
    assert key == key  # noqa: PLR0124 - that is what is said
    assert key != Key(items=())
