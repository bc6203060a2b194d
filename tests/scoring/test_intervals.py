"""Student's t, intervals, differences and Holm: scoring §9.2.

Quantiles of t are those of published tables (two-sided 5 percent points), its tails are integrated here in
another way; Wilson's and Newcombe's intervals are those of Newcombe 1998, the rest is worked out by hand.
"""

from fractions import Fraction
from math import exp, inf, lgamma, pi, sqrt

import pytest

from scoring.team.intervals import (
    Interval,
    Sample,
    countable_change,
    holm,
    mean_difference,
    mean_difference_p,
    mean_interval,
    share_difference,
    share_interval,
)
from scoring.team.student import quantile, two_sided_p


def sample(*values: int) -> Sample:
    return Sample.of([Fraction(value) for value in values])


def ends(interval: Interval | None) -> tuple[float, float]:
    assert interval is not None
    return interval.low, interval.high


@pytest.mark.parametrize(
    ("df", "t"),
    [
        (1, 12.706204736),
        (2, 4.302652730),
        (3, 3.182446305),
        (4, 2.776445105),
        (5, 2.570581836),
        (10, 2.228138852),
        (30, 2.042272456),
        (100, 1.983971519),
        (1000, 1.962339081),
    ],
)
def test_quantiles_of_t(df: int, t: float) -> None:
    assert quantile(df) == pytest.approx(t, abs=1e-8)


def test_quantiles_of_one_and_two_degrees_have_closed_forms() -> None:
    """Df 1: tan(π(p - ½)), so 1 at p = ¾; df 2: with a = 2p - 1, a √(2 / (1 - a²))."""
    assert quantile(1, 0.75) == pytest.approx(1.0, abs=1e-12)
    assert quantile(2, 0.995) == pytest.approx(0.99 * sqrt(2 / (1 - 0.99**2)), rel=1e-10)


@pytest.mark.parametrize(
    ("t", "df", "p"),
    [
        (0.0, 5, 1.0),
        (1.0, 1, 0.5),
        (-1.0, 1, 0.5),
        (1e200, 3, 0.0),
        (inf, 3, 0.0),
    ],
)
def test_two_sided_p_at_its_ends(t: float, df: float, p: float) -> None:
    assert two_sided_p(t, df) == pytest.approx(p, abs=1e-12)


@pytest.mark.parametrize(("t", "df"), [(2.0, 10), (0.1, 4), (3.0, 7.5), (2.0, 0.7), (1.5, 400), (-4.0, 2)])
def test_two_sided_p_is_the_area_outside(t: float, df: float) -> None:
    """Simpson's rule over the density between -t and t."""
    scale = gamma_ratio(df) / sqrt(df * pi)
    steps = 2000
    width = 2 * t / steps
    heights = [scale * (1 + (-t + place * width) ** 2 / df) ** (-(df + 1) / 2) for place in range(steps + 1)]
    area = width / 3 * (heights[0] + heights[-1] + 4 * sum(heights[1:-1:2]) + 2 * sum(heights[2:-1:2]))
    assert two_sided_p(t, df) == pytest.approx(1 - abs(area), abs=1e-9)


def gamma_ratio(df: float) -> float:
    return exp(lgamma((df + 1) / 2) - lgamma(df / 2))


def test_p_and_quantile_are_inverse() -> None:
    for df in (1, 2.5, 7, 40, 3000):
        for p in (0.6, 0.9, 0.975, 0.9995):
            assert two_sided_p(quantile(df, p), df) == pytest.approx(2 * (1 - p), rel=1e-9)


def test_the_interval_of_a_mean() -> None:
    """Values 1…5: mean 3, s = √2.5, t(4) = 2.776445; half width 2.776445 · √2.5 / √5 = 1.963243."""
    assert ends(mean_interval(sample(1, 2, 3, 4, 5))) == pytest.approx((1.036757, 4.963243), abs=1e-6)


def test_the_spread_of_two_and_of_one() -> None:
    assert sample(1, 3) == Sample(2, 2.0, sqrt(2))
    assert sample(4) == Sample(1, 4.0, 0.0)


def test_one_answer_has_no_interval() -> None:
    assert mean_interval(sample(7)) is None


def test_wilson() -> None:
    """Newcombe 1998, table I: 81 of 263 and 15 of 148, 0 of 20, 1 of 29."""
    assert ends(share_interval(81, 263)) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert ends(share_interval(15, 148)) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert ends(share_interval(0, 20)) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert ends(share_interval(1, 29)) == pytest.approx((0.0061, 0.1718), abs=5e-5)
    assert share_interval(20, 20).high == pytest.approx(1.0)


def test_newcombe() -> None:
    """Newcombe 1998 (hybrid score, method 10): 56/70 - 48/80 = 0.2 from 0.0524 to 0.3339; 9/10 - 3/10."""
    assert ends(share_difference((48, 80), (56, 70))) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert ends(share_difference((3, 10), (9, 10))) == pytest.approx((0.1705, 0.8090), abs=5e-5)


def test_welch() -> None:
    """Means 3 and 6, s² 2.5 and 10, n 5 each: error √2.5, df 6.25/(0.0625 + 1) = 5.8824, t = 1.8974."""
    first, second = sample(1, 2, 3, 4, 5), sample(2, 4, 6, 8, 10)
    assert mean_difference_p(first, second) == pytest.approx(0.10753, abs=1e-4)
    low, high = ends(mean_difference(first, second))
    assert (low + high) / 2 == pytest.approx(3.0)
    assert (high - low) / 2 == pytest.approx(quantile(100 / 17) * sqrt(2.5))


def test_welch_without_any_spread() -> None:
    assert mean_difference_p(sample(5, 5), sample(5, 5, 5)) == 1.0
    assert mean_difference_p(sample(5, 5), sample(6, 6)) == 0.0
    assert ends(mean_difference(sample(5, 5), sample(6, 6))) == (1.0, 1.0)


def test_welch_needs_two_answers_each() -> None:
    assert mean_difference_p(sample(5), sample(6, 7)) is None
    assert mean_difference(sample(5, 6), sample(6)) is None


def test_holm() -> None:
    """Smallest times 4, next times 3 …, never falling, never above 1."""
    adjusted = holm({"a": 0.03, "b": 0.005, "c": 0.04, "d": 0.9})
    assert adjusted == pytest.approx({"b": 0.02, "a": 0.09, "c": 0.09, "d": 0.9})
    assert holm({"a": 0.6, "b": 0.7}) == {"a": 1.0, "b": 1.0}
    assert holm({}) == {}


def test_a_team_of_six_needs_about_28_points() -> None:
    assert countable_change(6, 6, 22) == pytest.approx(28.3, abs=0.05)
    assert countable_change(1, 6, 22) == inf
    assert countable_change(2, 6, 22) == pytest.approx(quantile(6) * 22 * sqrt(2 / 3))


def test_impossible_samples_and_intervals() -> None:
    with pytest.raises(ValueError, match="at least one answer"):
        Sample(0, 1.0, 1.0)
    with pytest.raises(ValueError, match="spread of 0 or more"):
        Sample(2, 1.0, -1.0)
    with pytest.raises(ValueError, match="runs upwards"):
        Interval(2.0, 1.0)
