"""Figures against k - 2 colleagues who tell each other their answers: what is hidden, what counts without it.

That nothing can be worked out from what is left is shown in `tests/attacks`.
"""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from scoring import MISSING, Area, Given, Item, Key, choice_points, measure, screened_out
from scoring.disclosure.collusion import ALONE, Caution
from scoring.disclosure.threshold import Hidden, merge_rare
from scoring.model import Method
from scoring.points import Answer, Points
from scoring.team import Round, ScoreCard, Sheet, TeamQuestion, TeamReport, team_report
from scoring.team.question import QuestionCard, question_card
from tests.scoring.keys import QUARTERS, bands, percents

F = Fraction
MOOD = TeamQuestion("mood", QUARTERS, percents(), area="a")
THREE = Caution(3)
OTHERS = Hidden.PROTECTS_OTHERS


def card(
    *answers: Answer, question: TeamQuestion = MOOD, k: int = 5, caution: Caution = THREE
) -> QuestionCard:
    return question_card(question, answers, k, caution)


def test_answers_that_could_be_all_the_others_are_not_shown() -> None:
    """Of eight, five said 75: three who know each other's answers would know all of these."""
    assert card(*["75"] * 5, "0", "25", "100") == QuestionCard(8, alike=True)
    assert card(*["75"] * 4, "0", "0", "25", "100").shares
    assert card(*["75"] * 5, "0", "25", "100", caution=ALONE).shares


def test_numbers_and_ticks_are_answers_too() -> None:
    hours = TeamQuestion("hours")
    assert card(8, 8, 8, 8, 1, 2, 3, question=hours) == QuestionCard(7, alike=True)
    assert card(8, 8, 8, 1, 1, 2, 3, question=hours).quartiles
    tools = TeamQuestion("tools", ("chat", "mail", "phone"))
    ticks = [("chat", "mail"), ("chat",), ("chat", "phone"), ("mail",), ("mail", "phone"), ("phone",)]
    chatty = [("chat", *(name for name in ticked if name != "chat")) for ticked in ticks[:5]] + ticks[5:]
    assert not card(*ticks, question=tools, caution=Caution(1)).alike
    assert card(*chatty, question=tools, caution=Caution(1)).alike
    assert not card(*chatty, question=tools, caution=ALONE).alike


def test_who_colludes_is_somebody() -> None:
    with pytest.raises(ValueError, match="knows an answer: their own"):
        Caution(0)
    with pytest.raises(ValueError, match="knows an answer: their own"):
        Caution(1, surplus=-1)


def key(*areas: str | None, method: Method = Method.PERCENT, points: Points | None = None) -> Key:
    """A question for each area named, `q0`, `q1` and so on."""
    return Key(
        items=tuple(Item(f"q{place}", area, points or percents()) for place, area in enumerate(areas)),
        areas=tuple(Area(area) for area in sorted({area for area in areas if area})),
        method=method,
        levels=bands(low=0, high=50),
        tiers=bands(low=0, high=50),
    )


def report(
    asked: Key, *answers: str, k: int = 3, distinct: int | None = None, follows: dict[str, str] | None = None
) -> TeamReport:
    """One text of letters a question: 0, 1, 2, 3, 4 for 0 to 100 percent, `-` for none, `.` for not asked."""
    after = follows or {}
    questions = [
        TeamQuestion(
            item.id, QUARTERS, item.points, item.area, follows=frozenset(filter(None, [after.get(item.id)]))
        )
        for item in asked.items
    ]
    sheets = [_sheet(asked, letters) for letters in zip(*answers, strict=True)]
    closed = Round(sheets, len(sheets), k, colluders=k - 2, distinct=distinct)
    return team_report(asked, questions, closed)


def _sheet(asked: Key, letters: Sequence[str]) -> Sheet:
    given: dict[str, Given] = {
        f"q{place}": MISSING if letter == "-" else QUARTERS[int(letter)]
        for place, letter in enumerate(letters)
        if letter != "."
    }
    return Sheet(measure(asked, given), given)


def test_a_hidden_question_counts_in_no_score() -> None:
    """Of three questions of area a one is hidden: its score is that of the two, and is said to be."""
    found = report(key("a", "a", "a", "b"), "44443", "01240", "13420", "02431")
    assert found.questions["q0"] == QuestionCard(5, alike=True)
    area = found.areas["a"]
    assert (area.partial, area.interval, area.mean) == (True, None, F(25 * (1 + 4 + 6 + 6 + 0), 10))
    assert not found.areas["b"].partial
    assert found.areas["b"].interval is not None
    assert found.overall is not None
    assert (found.overall.partial, found.bounds) == (True, None)
    assert found.overall.mean == (F(85, 2) + F(50)) / 2


def test_an_area_of_which_too_little_is_left_is_closed() -> None:
    """One of two is under sixty percent; half of the areas are under seventy."""
    found = report(key("a", "a", "b"), "44443", "01240", "13204")
    assert found.areas["a"].hidden is OTHERS
    assert found.areas["b"].mean == F(50)
    assert found.overall is not None
    assert found.overall.hidden is OTHERS
    assert found.talk == ("b",)


def test_a_closed_area_is_left_out_of_an_overall_of_the_rest() -> None:
    found = report(key("a", "b", "c", "d"), "44443", "01240", "13204", "02431")
    assert found.areas["a"] == ScoreCard(5, alike=True)
    assert found.overall is not None
    assert (found.overall.partial, found.overall.mean) == (True, F(45))


def test_areas_of_too_few_answers_say_so() -> None:
    found = report(key("a", "b", "b"), "4---3", "4---4", "44443")
    assert found.areas["a"].hidden is Hidden.TOO_FEW
    assert found.areas["b"].hidden is OTHERS


def test_without_areas_the_overall_is_closed_with_most_of_its_questions() -> None:
    found = report(key(None, None), "44443", "01240")
    assert found.overall is not None
    assert found.overall.hidden is OTHERS
    only = report(key(None), "44443")
    assert only.overall == ScoreCard(5, alike=True)
    three = report(key(None, None, None), "44443", "01240", "02431")
    assert three.overall is not None
    assert (three.overall.partial, three.overall.mean, three.bounds) == (True, F(85, 2), None)


def test_a_sum_has_no_parts() -> None:
    points = choice_points({choice: F(place) for place, choice in enumerate(QUARTERS)})
    asked = key("a", "a", "a", "b", method=Method.SUM, points=points)
    found = report(asked, "44443", "01240", "13204", "02431")
    assert found.areas["a"].hidden is OTHERS
    assert found.areas["b"].mean == F(2)
    assert found.overall is not None
    assert found.overall.hidden is OTHERS
    whole = report(asked, "44332", "01240", "13204", "02431")
    assert whole.overall is not None
    assert whole.overall.mean is not None


def test_a_flow_without_an_overall_has_none() -> None:
    asked = Key(items=key("a", "a").items, areas=(Area("a"),), overall=False)
    assert report(asked, "44443", "01240").overall is None


def test_scores_that_are_everybodys_own_are_not_shown() -> None:
    """All but one have 50 in area a, in several ways: figures that do not differ say it of each."""
    found = report(key("a", "a", "b"), "04132", "40314", "01240")
    assert not found.questions["q0"].silent
    assert found.areas["a"] == ScoreCard(5, alike=True)
    assert found.areas["b"].mean is not None


def test_what_was_asked_because_of_a_hidden_answer_is_hidden_too() -> None:
    """Four of five were asked why: how many they are tells what nearly all said before."""
    asked = key("a", "b", "c", "d")
    found = report(asked, "44443", "0123.", "01243", "02431", follows={"q1": "q0", "q2": "q3"})
    assert found.questions["q1"].hidden is OTHERS
    assert found.areas["b"].hidden is OTHERS
    assert not found.questions["q2"].silent
    few = report(asked, "44443", "0....", "01243", "02431", follows={"q1": "q0"})
    assert few.questions["q1"].hidden is OTHERS


def test_who_was_screened_out_has_no_score_without_hidden_questions_either() -> None:
    asked = key("a", "a", "a", "b")
    questions = [TeamQuestion(item.id, QUARTERS, item.points, item.area) for item in asked.items]
    letters = list(zip("44443", "01240", "13204", "02431", strict=True))
    gone = Sheet(screened_out(), {"q0": "100", "q1": "0", "q2": "0", "q3": "0"})
    sheets = [*(_sheet(asked, one) for one in letters), gone]
    found = team_report(asked, questions, Round(sheets, 6, 3, colluders=1))
    assert found.areas["a"].n == 5


def test_of_held_rounds_people_count_not_sheets() -> None:
    """Six sheets of four people: two may be second ones, so nothing is shown from five people on."""
    answers = "013240"
    assert report(key("a"), answers, k=5, distinct=4).hidden is Hidden.TOO_FEW
    assert report(key("a"), answers, k=4, distinct=4).turnout.answered == 4
    assert report(key("a"), "01234-", k=5, distinct=5).questions["q0"].hidden is Hidden.TOO_FEW
    assert not report(key("a"), "01234-", k=5).questions["q0"].silent


def test_one_busy_person_is_not_a_crowd() -> None:
    """Nine sheets of five people, k 3: the five that are alike may be those of one of them."""
    busy = report(key("a"), "444440123", k=3, distinct=5)
    assert busy.questions["q0"] == QuestionCard(9, alike=True)
    assert not report(key("a"), "444440123", k=3).questions["q0"].silent


def test_choices_of_one_busy_person_are_merged() -> None:
    counts = {"a": 4, "b": 5}

    def adding(choices: Sequence[str]) -> int:
        return sum(counts[choice] for choice in choices)

    assert merge_rare(counts, 9, adding).merged == ()
    assert merge_rare(counts, 9, adding, surplus=2).merged == ("a", "b")
    assert merge_rare(counts, 13, adding, surplus=2).merged == ()


def test_where_answers_are_protected_there_are_no_groups() -> None:
    with pytest.raises(ValueError, match="there are no groups"):
        Round([], 1, 3, by_group=True, colluders=1)
