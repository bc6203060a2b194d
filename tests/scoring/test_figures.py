"""Figures of a team: scoring §9.1 by hand, and property 11 of §12."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.team.agreement import Agreement, AgreementWord, Codes, agreement, agreement_of_area
from scoring.team.figures import Quartiles, Spread, counts, quartiles, spread
from scoring.team.recommendation import recommendation
from scoring.team.talking import Topic, order_for_talking
from scoring.team.turnout import Turnout

F = Fraction


def percents(*values: int) -> list[Fraction]:
    return [F(value) for value in values]


def test_mean_top_and_bottom() -> None:
    assert spread(percents(0, 25, 50, 75, 100)) == Spread(5, F(50), F(2, 5), F(2, 5))
    assert spread(percents(26, 74)) == Spread(2, F(50), F(0), F(0))
    assert spread([]) is None


@given(st.fractions(0, 100), st.integers(1, 12))
def test_11_the_mean_of_identical_respondents_is_theirs(score: Fraction, n: int) -> None:
    figures = spread([score] * n)
    assert figures is not None
    assert figures.mean == score


def test_counts_of_several_choices_are_of_respondents() -> None:
    answers = [frozenset("ab"), frozenset("a"), frozenset("ac")]
    assert counts(answers, ("c", "b", "a", "d")) == {"c": 1, "b": 1, "a": 3, "d": 0}


def test_quartiles_by_linear_interpolation() -> None:
    """Type 7 of 1 2 3 4: 1.75, 2.5, 3.25."""
    assert quartiles(percents(4, 1, 3, 2)) == Quartiles(4, F(7, 4), F(5, 2), F(13, 4))
    assert quartiles(percents(10, 20, 30, 40, 50)) == Quartiles(5, F(20), F(30), F(40))
    assert quartiles(percents(7)) == Quartiles(1, F(7), F(7), F(7))
    assert quartiles([]) is None


def test_agreement_example_opinions_differ() -> None:
    """2 2 3 3 4: mean 2.8, s² 0.7, r_wg 1 - 0.7/2 = .65, AD .64."""
    found = agreement(Codes((2, 2, 3, 3, 4), 5))
    assert found == Agreement(r_wg=F(65, 100), ad=F(64, 100), limit=F(5, 6))
    assert found.word(top=F(1, 5), bottom=F(2, 5)) is AgreementWord.DIFFER


def test_agreement_example_two_camps() -> None:
    found = agreement(Codes((1, 1, 5, 5, 5), 5))
    assert found is not None
    assert found.r_wg == 0
    assert found.word(top=F(3, 5), bottom=F(2, 5)) is AgreementWord.TWO_CAMPS


def test_two_camps_come_before_agreement_and_need_a_quarter_on_both_sides() -> None:
    close = Agreement(F(1), F(0), F(5, 6))
    assert close.word(F(1, 4), F(1, 4)) is AgreementWord.TWO_CAMPS
    assert close.word(F(1, 4), F(24, 100)) is AgreementWord.AGREE
    assert close.word(F(24, 100), F(1, 4)) is AgreementWord.AGREE


def test_agreement_needs_both_figures() -> None:
    assert Agreement(F(7, 10), F(5, 6), F(5, 6)).word(F(0), F(0)) is AgreementWord.AGREE
    assert Agreement(F(69, 100), F(1, 2), F(5, 6)).word(F(0), F(0)) is AgreementWord.DIFFER
    assert Agreement(F(7, 10), F(84, 100), F(5, 6)).word(F(0), F(0)) is AgreementWord.DIFFER


def test_agreement_only_from_five_answers() -> None:
    assert agreement(Codes((3, 3, 3, 3), 5)) is None
    assert agreement_of_area([Codes((3, 3, 3, 3), 5)]) is None
    assert agreement_of_area([]) is None


def test_agreement_on_several_questions() -> None:
    """s² 0.7 and 0: r = 1 - 0.35/2 = .825; J = 2: 1.65/1.825. AD: the mean of .64 and 0."""
    found = agreement_of_area([Codes((2, 2, 3, 3, 4), 5), Codes((4, 4, 4, 4, 4), 5), Codes((1,), 5)])
    assert found == Agreement(r_wg=F(165, 100) / F(1825, 1000), ad=F(32, 100), limit=F(5, 6))


def test_agreement_across_scales_is_in_sixths_of_each() -> None:
    """Options 5 and 2: AD .64 is .768 of 5/6; 1 1 2 2 2: s² .3 of .25, AD .48 is 1.44 of 2/6."""
    found = agreement_of_area([Codes((2, 2, 3, 3, 4), 5), Codes((1, 1, 2, 2, 2), 2)])
    assert found is not None
    assert (found.ad, found.limit) == (F(768 + 1440, 2000), F(1))
    r = 1 - (F(7, 20) + F(6, 5)) / 2
    assert found.r_wg == 2 * r / (2 * r + 1 - r)


def test_places_lie_within_the_options() -> None:
    for values, options in (((0,), 5), ((6,), 5), ((1,), 1)):
        with pytest.raises(ValueError, match="places run from 1"):
            Codes(values, options)


def test_recommendation_example() -> None:
    """5 of 9–10 and 2 of 0–6 in 10: +30; adjusted +23.1 ± 42."""
    found = recommendation([9, 9, 10, 10, 10, 7, 8, 8, 6, 0])
    assert found is not None
    assert (found.n, found.score) == (10, F(30))
    middle = (found.interval.low + found.interval.high) / 2
    assert middle == pytest.approx(23.08, abs=0.005)
    assert found.interval.high - middle == pytest.approx(42, abs=0.5)


def test_recommendation_is_cut_at_100() -> None:
    best = recommendation([10] * 10)
    worst = recommendation([0] * 10)
    assert best is not None
    assert worst is not None
    assert (best.score, best.interval.high) == (F(100), 100.0)
    assert (worst.score, worst.interval.low) == (F(-100), -100.0)


def test_no_recommendation_score_below_ten_answers() -> None:
    assert recommendation([10] * 9) is None


def test_turnout_example() -> None:
    assert Turnout(6, 8).bounds(F(60)) == (F(45), F(70))


@pytest.mark.parametrize(
    ("answered", "invited", "low"),
    [(5, 10, False), (4, 10, True), (6, 9, True), (7, 10, False), (7, 9, False), (0, 1, True)],
)
def test_low_turnout_is_warned_of(answered: int, invited: int, *, low: bool) -> None:
    assert Turnout(answered, invited).low is low


def test_more_answers_than_invitations_cannot_be() -> None:
    for answered, invited in ((3, 2), (-1, 2), (0, 0)):
        with pytest.raises(ValueError, match="cannot have answered"):
            Turnout(answered, invited)


def test_order_for_talking() -> None:
    topics = [
        Topic("fine", F(80), two_camps=False),
        Topic("split", F(90), two_camps=True),
        Topic("low", F(30), two_camps=False, before=F(30)),
        Topic("fell", F(30), two_camps=False, before=F(50)),
        Topic("rose", F(30), two_camps=False, before=F(10)),
        Topic("new", F(30), two_camps=False),
        Topic("rose a little", F(30), two_camps=False, before=F(59, 2)),
    ]
    assert order_for_talking(topics) == ("split", "fell", "low", "new", "rose a little", "rose", "fine")
