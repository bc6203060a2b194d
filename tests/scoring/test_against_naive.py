"""The fast scorer says the same as a slow one that was written from the specification alone (`naive.py`)."""

from fractions import Fraction
from math import floor, sqrt

from hypothesis import given, settings

from scoring import Key, judge, measure
from tests.scoring.keys import Case, cases
from tests.scoring.naive import naive, naive_tier, shown


@settings(max_examples=1000, deadline=None)
@given(cases())
def test_both_scorers_agree(case: Case) -> None:
    key, answers, holding = case
    expected = naive(key, answers, holding)
    measured = measure(key, answers)
    verdict = judge(key, measured, holding)

    assert list(measured.areas) == [area.id for area in key.areas]
    for name, standing in measured.areas.items():
        plain = expected.areas[name]
        assert standing.exact == plain.score
        assert standing.shown == (None if plain.score is None else shown(key, plain.score))
        assert (standing.reason.value if standing.reason else None) == plain.reason
        assert standing.tier == naive_tier(key, expected, name)
        assert standing.rank == (expected.ranking.index(name) + 1 if name in expected.ranking else None)
        assert (standing.answered, standing.asked) == (plain.answered, plain.asked)
    assert list(measured.ranking) == expected.ranking

    overall = measured.overall
    assert overall.exact == expected.score
    assert overall.shown == (None if expected.score is None else shown(key, expected.score))
    assert (overall.reason.value if overall.reason else None) == expected.reason
    assert overall.variance == expected.variance

    assert (verdict.level, verdict.from_score) == (expected.level, expected.from_score)
    assert verdict.level_id == (None if expected.level is None else key.levels[expected.level - 1].id)
    assert [(held.gate, held.cap, held.worst) for held in verdict.capped_by] == expected.capped_by
    assert [(weak.area, weak.joint) for weak in verdict.weakest] == expected.weakest
    assert list(verdict.systems) == expected.systems
    assert list(verdict.advice) == expected.advice
    assert verdict.borderline is expected.borderline
    assert verdict.margin == (None if expected.variance is None else nearby_margin(key, expected.variance))


def nearby_margin(key: Key, variance: Fraction) -> Fraction:
    """1.96 standard errors, rounded half up; in floats, which is exact enough for numbers drawn here."""
    scale = 10**key.decimals
    return Fraction(floor(1.96 * sqrt(variance) * scale + 0.5 + 1e-12), scale)
