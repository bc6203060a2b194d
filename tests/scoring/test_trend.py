"""Words for a trend: scoring §9.3, every row of its table and both conditions for silence."""

from fractions import Fraction

import pytest

from scoring.team.intervals import Sample
from scoring.team.trend import Pair, TrendWord, recent_median, trend_words


def sample(mean: float, sd: float = 20.0, n: int = 6) -> Sample:
    return Sample(n, mean, sd)


def word(before: Sample, now: Sample) -> TrendWord:
    return trend_words({"card": Pair(before, now)}, 3, frequent=False, broken=False)["card"]


def test_words_of_the_table() -> None:
    assert word(sample(40, 5), sample(60, 5)) is TrendWord.UP
    assert word(sample(60, 5), sample(40, 5)) is TrendWord.DOWN
    assert word(sample(40), sample(50)) is TrendWord.MAYBE_UP
    assert word(sample(50), sample(40)) is TrendWord.MAYBE_DOWN
    assert word(sample(40), sample(49.9)) is TrendWord.NO_CLEAR_CHANGE
    assert word(sample(40), sample(40)) is TrendWord.NO_CLEAR_CHANGE


def test_small_certain_changes_count() -> None:
    assert word(sample(40, 2, 200), sample(42, 2, 200)) is TrendWord.UP


def test_single_answers_are_never_certain() -> None:
    assert word(Sample.of([Fraction(0)]), Sample.of([Fraction(100)])) is TrendWord.MAYBE_UP


def test_holm_over_the_cards() -> None:
    """T = 2.598 at 10 degrees: p = .027 alone is certain, among two it is twice that and is not."""
    pair = Pair(sample(40), sample(70))
    assert trend_words({"a": pair}, 3, frequent=False, broken=False) == {"a": TrendWord.UP}
    calm = Pair(sample(40), sample(41))
    both = trend_words({"a": pair, "b": calm}, 3, frequent=False, broken=False)
    assert both == {"a": TrendWord.MAYBE_UP, "b": TrendWord.NO_CLEAR_CHANGE}


@pytest.mark.parametrize(
    ("rounds", "frequent", "broken", "silent"),
    [
        (2, False, False, True),
        (3, False, False, False),
        (3, True, False, True),
        (4, True, False, False),
        (9, False, True, True),
    ],
)
def test_silence_before_enough_rounds_and_across_a_break(
    rounds: int, *, frequent: bool, broken: bool, silent: bool
) -> None:
    cards = {"card": Pair(sample(40), sample(80))}
    assert (trend_words(cards, rounds, frequent=frequent, broken=broken) == {}) is silent


def test_the_median_of_the_last_four() -> None:
    assert recent_median([1.0, 10.0, 20.0, 40.0, 50.0]) == 30.0
    assert recent_median([7.0]) == 7.0
    assert recent_median([]) is None
