"""Showing how a score was computed: every line of three small examples by hand."""

from fractions import Fraction

from scoring import MISSING, Area, Item, Key, Reason, choice_points, measure, screened_out
from scoring.explain import AnswerLine, AreaLine, Explanation, Part, explain
from scoring.model import Method
from scoring.points import Given
from tests.scoring.keys import percents

F = Fraction


def explained(key: Key, given: dict[str, Given]) -> Explanation:
    return explain(key, measure(key, given), given)


def test_percent_down_to_the_answer() -> None:
    points = percents(reverse=True)
    not_needed = choice_points({"no": None, "yes": F(0)}, (F(0), F(4)))
    key = Key(
        items=(
            Item("q1", "a", points, F(3)),
            Item("q2", "a", points),
            Item("q3", "a", points, optional=True),
            Item("q4", "b", not_needed),
            Item("q5", "c", points),
            Item("q6", "c", points),
        ),
        areas=(Area("a", F(2)), Area("b"), Area("c")),
    )
    result = explained(key, {"q1": "25", "q2": MISSING, "q3": MISSING, "q4": "no", "q5": "0"})
    low, high = F(0), F(100)
    assert result.areas[0] == AreaLine(
        area="a",
        answers=(
            AnswerLine("q1", "25", Part.COUNTS, F(3), low, high, F(75), F(75), F(75)),
            AnswerLine("q2", MISSING, Part.MISSING, F(1), low, high),
            AnswerLine("q3", MISSING, Part.SKIPPED, F(1), low, high),
        ),
        weight=F(2),
        weight_answered=F(3),
        weight_missing=F(1),
        raw=F(75),
        exact=F(75),
        shown=F(75),
        reason=None,
        contribution=F(50),
    )
    assert result.areas[1] == AreaLine(
        area="b",
        answers=(AnswerLine("q4", "no", Part.DOES_NOT_APPLY, F(1), F(0), F(4)),),
        weight=F(1),
        weight_answered=F(0),
        weight_missing=F(0),
        raw=None,
        exact=None,
        shown=None,
        reason=Reason.NOT_APPLICABLE,
        contribution=None,
    )
    assert [line.item for line in result.areas[2].answers] == ["q5"]
    assert result.areas[2].contribution == F(100, 3)
    assert (result.exact, result.shown, result.reason) == (F(250, 3), F(83), None)


def test_a_looked_up_sum_shows_its_raw_sum() -> None:
    points = choice_points({"a": F(0), "b": F(1), "c": F(2)})
    key = Key(
        items=tuple(Item(name, "x", points) for name in ("q1", "q2", "q3")),
        areas=(Area("x", lookup={3: F(55)}),),
        method=Method.SUM,
        overall=False,
    )
    (area,) = explained(key, {"q1": "a", "q2": "c", "q3": MISSING}).areas
    assert [line.contribution for line in area.answers] == [F(0), F(3), None]
    assert (area.raw, area.exact, area.contribution) == (F(3), F(55), None)
    (outside,) = explained(key, {"q1": "a", "q2": "a", "q3": "b"}).areas
    assert (outside.raw, outside.exact, outside.reason) == (F(1), None, Reason.OUTSIDE_THE_TABLE)


def test_without_areas_there_is_one_nameless_line() -> None:
    key = Key(items=(Item("q1", None, percents()), Item("q2", None, percents())))
    (whole,) = explained(key, {"q1": "100", "q2": "50"}).areas
    assert whole.area is None
    assert [line.contribution for line in whole.answers] == [F(50), F(25)]
    assert (whole.exact, whole.contribution) == (F(75), F(75))


def test_screened_out_explains_nothing() -> None:
    key = Key(items=(Item("q1", "a", percents()),), areas=(Area("a"),))
    result = explain(key, screened_out(), {"q1": "100"})
    assert (result.areas, result.reason) == ((), Reason.SCREENED_OUT)
