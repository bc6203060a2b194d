"""The page of a team's round: figures by hand, and everything left out that must stay hidden (scoring §9)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from scoring import (
    MISSING,
    Answer,
    Area,
    Given,
    Item,
    Key,
    choice_points,
    measure,
    multi_points,
    number_points,
    screened_out,
)
from scoring.disclosure.threshold import Fifth, Hidden
from scoring.model import Method
from scoring.team import AgreementWord, Round, ScoreCard, Sheet, TeamQuestion, TeamReport, team_report
from scoring.team.groups import GroupFigure
from scoring.team.question import QuestionCard, codes, question_card
from tests.scoring.keys import QUARTERS, bands, percents

F = Fraction
MOOD = TeamQuestion("mood", QUARTERS, percents(), area="a")
PLACE = TeamQuestion("place", ("office", "home", "road"))


def card(question: TeamQuestion, *answers: Answer, k: int = 5) -> QuestionCard:
    return question_card(question, answers, k)


def shares(found: QuestionCard) -> dict[str, str]:
    return {choice: str(share) for choice, share in found.shares.items() if share}


def test_a_question_with_enough_answers() -> None:
    """Five at 25, three at 50 and four at 75 of 12: mean 47.9."""
    found = card(MOOD, *["25"] * 5, *["50"] * 3, *["75"] * 4)
    assert (found.n, found.hidden, found.alike) == (12, None, False)
    assert shares(found) == {"25": "5/12", "50": "1/4", "75": "1/3"}
    assert found.scored is not None
    assert found.scored.mean == F(575, 12)
    assert (found.scored.top, found.scored.bottom) == (F(1, 3), F(5, 12))
    assert found.scored.agreement_word is AgreementWord.TWO_CAMPS
    assert found.scored.interval is not None
    assert found.scored.interval.low < F(575, 12) < found.scored.interval.high


def test_too_few_answers_show_nothing_but_their_number() -> None:
    assert card(MOOD, "0", "50", "75", "100") == QuestionCard(4, hidden=Hidden.TOO_FEW)


def test_answers_all_alike_are_a_word() -> None:
    assert card(MOOD, *["75"] * 5) == QuestionCard(5, alike=True, word=Fifth.HIGH)
    assert card(MOOD, *["0"] * 5, "100") == QuestionCard(6, alike=True, word=Fifth.VERY_LOW)
    assert card(PLACE, *["home"] * 5) == QuestionCard(5, alike=True)


def test_rare_choices_are_merged_below_ten_answers() -> None:
    found = card(MOOD, "0", "25", "100", *["50"] * 3, *["75"] * 3)
    assert shares(found) == {"50": "1/3", "75": "1/3"}
    assert (found.merged, found.other) == (("0", "25", "100"), F(1, 3))


def test_a_merged_group_of_two_takes_another_choice_with_it() -> None:
    found = card(MOOD, "0", "25", *["50"] * 3, *["75"] * 3)
    assert shares(found) == {"75": "3/8"}
    assert (found.merged, found.other) == (("0", "25", "50"), F(5, 8))


def test_an_unscored_question_has_shares_only() -> None:
    found = card(PLACE, *["office"] * 3, *["home"] * 3)
    assert shares(found) == {"office": "1/2", "home": "1/2"}
    assert found.scored is None


def test_what_does_not_apply_is_not_among_n() -> None:
    points = choice_points({"no": None, "bad": F(0), "good": F(1)})
    question = TeamQuestion("q", ("no", "bad", "good"), points)
    found = card(question, *["no"] * 4, *["bad"] * 2, *["good"] * 2)
    assert found == QuestionCard(4, hidden=Hidden.TOO_FEW)


def test_numbers_have_quartiles() -> None:
    found = card(TeamQuestion("n", points=number_points((F(0), F(40)))), 10, 20, F(30), 40, 50)
    assert found.quartiles is not None
    assert (found.quartiles.lower, found.quartiles.median, found.quartiles.upper) == (F(20), F(30), F(40))
    assert found.scored is not None
    assert (found.scored.mean, found.scored.agreement) == (F(70), None)
    assert card(TeamQuestion("n"), 1, 2, 3, 4, 5).scored is None


def test_several_choices_are_shares_of_respondents() -> None:
    points = multi_points({"a": F(1), "b": F(1), "c": F(0)})
    question = TeamQuestion("m", ("a", "b", "c"), points)
    found = card(question, ("a", "b"), ("b", "a"), ("a", "b"), ("a",), ("a",), ("c",))
    assert shares(found) == {"a": "5/6"}
    assert (found.merged, found.other) == (("b", "c"), F(2, 3))
    assert found.scored is not None
    assert (found.scored.top, found.scored.bottom) == (None, None)
    assert card(question, ("a", "b"), ("b", "a"), ("a", "b"), ("a", "b"), ("c",)).alike


def test_top_is_left_out_where_it_would_part_merged_choices() -> None:
    """One at 0 and two at 100 are merged: the top share would say how many of them are which."""
    found = card(MOOD, "0", "100", "100", *["50"] * 4)
    assert found.merged == ("0", "100")
    assert found.scored is not None
    assert (found.scored.top, found.scored.bottom) == (None, None)
    assert found.scored.mean == F(400, 7)


def test_top_stays_where_merged_choices_lie_on_one_side() -> None:
    found = card(MOOD, "75", "75", "100", "100", *["50"] * 4)
    assert found.merged == ("75", "100")
    assert found.scored is not None
    assert (found.scored.top, found.scored.bottom) == (F(1, 2), F(0))


def test_the_recommendation_score() -> None:
    choices = tuple(str(number) for number in range(11))
    question = TeamQuestion("r", choices, recommend=True)
    answers = ["9", "9", "10", "10", "10", "7", "8", "8", "6", "0"]
    found = card(question, *answers)
    assert found.recommendation is not None
    assert found.recommendation.score == 30
    assert card(question, *answers[:9]).recommendation is None


def test_codes_are_places_of_equally_spaced_choices() -> None:
    coded = codes(MOOD, ("100", "0", "25"))
    assert coded is not None
    assert (coded.values, coded.options) == ((5, 1, 2), 5)
    backwards = TeamQuestion("q", ("a", "b", "c"), choice_points({"a": F(6), "b": F(4), "c": F(2)}))
    turned = codes(backwards, ("a", "b"))
    assert turned is not None
    assert turned.values == (3, 2)


def test_no_codes_without_equal_spacing() -> None:
    for scores in ({"a": F(1), "b": F(2), "c": F(4)}, {"a": F(1), "b": F(1)}, {"a": F(1), "b": None}):
        points = choice_points(scores, (F(0), F(9)))
        assert codes(TeamQuestion("q", tuple(scores), points), ("a",)) is None
    assert codes(PLACE, ("home",)) is None


KEY = Key(
    items=(Item("mood", "a", percents()), Item("focus", "a", percents()), Item("tools", "b", percents())),
    areas=(Area("a", F(3)), Area("b")),
    levels=bands(weak=0, strong=50),
    tiers=bands(low=0, fair=40, good=70),
)
QUESTIONS = (
    MOOD,
    TeamQuestion("focus", QUARTERS, percents(), area="a"),
    TeamQuestion("tools", QUARTERS, percents(), area="b"),
)


def sheet(mood: Given, focus: Given, tools: Given, group: str | None = None) -> Sheet:
    given = {"mood": mood, "focus": focus, "tools": tools}
    return Sheet(measure(KEY, given), given, group)


def report(
    sheets: Sequence[Sheet], before: Mapping[str, Fraction] | None = None, **groups: bool
) -> TeamReport:
    return team_report(KEY, QUESTIONS, Round(sheets, 8, 5, **groups), before)


SIX = [
    sheet("50", "75", "0"),
    sheet("50", "75", "25"),
    sheet("75", "50", "100"),
    sheet("75", "50", "100"),
    sheet("25", "50", MISSING),
    sheet("100", MISSING, "75"),
]


def test_a_round_of_few_shows_nothing() -> None:
    found = report(SIX[:4])
    assert found.hidden is Hidden.TOO_FEW
    assert (found.overall, dict(found.areas), dict(found.questions), found.talk) == (None, {}, {}, ())
    assert (found.turnout.answered, found.turnout.invited) == (4, 8)


def test_areas_are_means_of_respondents() -> None:
    """Area a: 62.5 four times and 37.5; the sixth answered one of two and has no score."""
    found = report(SIX)
    area = found.areas["a"]
    assert (area.n, area.mean, area.shown) == (5, F(115, 2), F(58))
    assert area.band == "fair"
    assert (area.top, area.bottom) == (F(0), F(0))
    other = found.areas["b"]
    assert (other.n, other.mean, other.band) == (5, F(60), "fair")
    assert (other.top, other.bottom) == (F(3, 5), F(2, 5))
    assert other.agreement_word is AgreementWord.TWO_CAMPS


def test_the_overall_is_the_mean_of_those_who_have_one() -> None:
    """Overall with weights 3 and 1: 46.875, 53.125, 71.875, 71.875, 37.5 (a alone is 75 %), none."""
    found = report(SIX)
    assert found.overall is not None
    assert found.overall.n == 5
    assert found.overall.mean == F("46.875") / 5 + F("53.125") / 5 + 2 * F("71.875") / 5 + F("37.5") / 5
    assert (found.overall.shown, found.overall.band) == (F(56), "strong")
    assert found.bounds == (found.overall.mean * 5 / 8, found.overall.mean * 5 / 8 + F(300, 8))


def test_an_area_of_one_question_says_no_more_than_the_question() -> None:
    """All but one said 100 to the one question of area b: a word there, and a word for the area as well.

    The figures of area a, which has two questions, stay; the order for talking still knows the mean of b.
    """
    found = report([sheet("50", "75", "100")] * 5 + [sheet("50", "75", "0")])
    assert found.questions["tools"] == QuestionCard(6, alike=True, word=Fifth.VERY_HIGH)
    assert found.areas["b"] == ScoreCard(6, alike=True, word=Fifth.VERY_HIGH)
    assert found.areas["a"].mean == F(125, 2)
    assert found.talk == ("a", "b")


def test_an_overall_of_one_question_says_no_more_than_the_question() -> None:
    key = Key(items=(Item("mood", None, percents()),), levels=bands(weak=0, strong=50))
    sheets = [Sheet(measure(key, {"mood": "75"}), {"mood": "75"}) for _ in range(5)]
    found = team_report(key, [MOOD], Round(sheets, 5, 5))
    assert found.overall == ScoreCard(5, alike=True, word=Fifth.HIGH)
    assert found.bounds is None


def test_two_camps_are_talked_about_first_then_the_lowest() -> None:
    assert report(SIX).talk == ("b", "a")
    calm = [sheet("50", "75", "50"), *[sheet("75", "50", "75")] * 4, sheet("50", "25", "75")]
    assert report(calm).talk == ("a", "b")
    assert report(calm, {"a": F(99)}).talk == ("a", "b")


def test_agreement_of_an_area_is_that_of_its_questions_from_k_on() -> None:
    """Area a has 6 and 5 answers: s² of 3 3 4 4 2 5 is 1.1, of 4 4 3 3 3 it is .3."""
    agreed = report(SIX).areas["a"].agreement
    assert agreed is not None
    r = 1 - (F("1.1") + F("0.3")) / 2 / 2
    assert agreed.r_wg == 2 * r / (2 * r + 1 - r)


def test_areas_below_k_are_hidden_though_the_round_is_shown() -> None:
    found = report([*SIX[:4], sheet("50", "25", MISSING), sheet("50", "25", MISSING)])
    assert found.areas["b"].hidden is Hidden.TOO_FEW
    assert (found.areas["b"].n, found.areas["b"].mean) == (4, None)
    assert found.questions["tools"] == QuestionCard(4, hidden=Hidden.TOO_FEW)
    assert found.talk == ("a",)


def test_dont_know_is_not_counted() -> None:
    assert report(SIX).questions["tools"].n == 5
    assert report(SIX).questions["focus"].n == 5


def test_groups_only_where_the_round_was_opened_with_them() -> None:
    mixed = [Sheet(one.measured, one.given, "x") for one in SIX] + [
        Sheet(one.measured, one.given, None) for one in SIX
    ]
    whole = Round(mixed, 12, 5)
    assert team_report(KEY, QUESTIONS, whole).areas["a"].groups == ()
    found = team_report(KEY, QUESTIONS, Round(mixed, 12, 5, by_group=True))
    assert found.areas["a"].groups == (
        GroupFigure(("",), 5, mean=F(115, 2)),
        GroupFigure(("x",), 5, mean=F(115, 2)),
    )
    assert found.overall is not None
    assert len(found.overall.groups) == 2


def test_a_group_that_would_give_four_away_is_hidden() -> None:
    sheets = [sheet("50", "75", "0", "big")] * 7 + [sheet("75", "75", "75", "small")] * 4
    found = team_report(KEY, QUESTIONS, Round(sheets, 11, 5, by_group=True))
    assert found.areas["a"].groups == (
        GroupFigure(("big",), 7, hidden=Hidden.PROTECTS_OTHERS),
        GroupFigure(("small",), 4, hidden=Hidden.TOO_FEW),
    )


def test_hidden_areas_have_no_groups() -> None:
    sheets = [sheet("50", "75", MISSING, "x")] * 6
    found = team_report(KEY, QUESTIONS, Round(sheets, 6, 5, by_group=True))
    assert found.areas["b"].groups == ()


def test_screened_out_people_took_part_but_have_no_scores() -> None:
    gone = Sheet(screened_out(), {})
    found = report([*SIX, gone])
    assert found.areas["a"].n == 5
    assert found.turnout.answered == 7


def test_sums_have_no_top_bottom_agreement_or_bounds() -> None:
    points = choice_points({"a": F(0), "b": F(1), "c": F(2)})
    key = Key(items=(Item("q", "x", points),), areas=(Area("x"),), method=Method.SUM)
    given: list[dict[str, Given]] = [{"q": choice} for choice in "aabbcc"]
    sheets = [Sheet(measure(key, answers), answers) for answers in given]
    questions = [TeamQuestion("q", ("a", "b", "c"), points, area="x")]
    found = team_report(key, questions, Round(sheets, 6, 5))
    area = found.areas["x"]
    assert (area.mean, area.band, area.top, area.agreement) == (F(1), None, None, None)
    assert found.bounds is None
    assert found.overall is not None
    assert found.overall.mean == 1


def test_a_flow_without_an_overall_has_none_here_either() -> None:
    key = Key(items=(Item("q", "x", percents()),), areas=(Area("x"),), overall=False)
    sheets = [Sheet(measure(key, {"q": choice}), {"q": choice}) for choice in QUARTERS]
    found = team_report(key, [], Round(sheets, 5, 5))
    assert (found.overall, found.bounds) == (None, None)
    assert found.areas["x"].mean == 50


def test_an_overall_of_too_few_has_no_bounds() -> None:
    sheets = [*SIX[:4], *[sheet(MISSING, "50", "50")] * 2]
    found = report(sheets)
    assert found.overall is not None
    assert found.overall.hidden is Hidden.TOO_FEW
    assert found.bounds is None
