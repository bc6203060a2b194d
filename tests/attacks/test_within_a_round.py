"""One report, and k - 2 colleagues who tell the attacker what they answered.

*Off*: figures as they are for somebody who has all answers anyway (`checkup team`). *On*: those of a round.
Then every report of small checks, in every world: nobody's answer is ever pinned.
"""

from fractions import Fraction

import pytest

from scoring import Given, Item, Key, measure
from scoring.points import number_points
from scoring.team import Round, Sheet, TeamQuestion, TeamReport, team_report
from tests.attacks.worlds import Attacker, Check

FIVE = ("0", "25", "50", "75", "100")
THREE = ("0", "50", "100")
TWO = ("0", "100")


def both(check: Check, people: int, k: int) -> tuple[Attacker, Attacker]:
    """Without protection, and with it."""
    return Attacker(check, people, k, protected=False), Attacker(check, people, k)


def test_nearly_everybody_said_the_same() -> None:
    """Of eight, seven said the best. The one who did not reads "very high", and knows what they all said."""
    world = ["100"] * 7 + ["0"]
    off, on = both(Check("a", FIVE), 8, 3)
    assert off.knows(world, ["0"]) == {"100"}
    assert on.knows(world, ["0"]) == set(FIVE)


def test_colleagues_take_their_shares_away() -> None:
    """Three of eight collude: what the shares say besides theirs is that all five others said 75."""
    world = ["75"] * 5 + ["0", "25", "50"]
    off, on = both(Check("a", FIVE), 8, 5)
    assert off.knows(world, ["0", "25", "50"]) == {"75"}
    assert on.knows(world, ["0", "25", "50"]) == set(FIVE)


def test_the_mean_of_the_others_is_at_the_end_of_the_scale() -> None:
    """Choices of few are merged, so shares say little; the mean of seven says that four have the most."""
    world = ["100"] * 4 + ["0", "0", "25"]
    off, on = both(Check("a", FIVE), 7, 5)
    assert off.knows(world, ["0", "0", "25"]) == {"100"}
    assert len(on.knows(world, ["0", "0", "25"])) > 1


def test_a_score_tells_of_the_question_that_is_hidden() -> None:
    """The area has two questions; one is shown, so the score tells the other, on which all but one agree."""
    world = ["100,0", "100,50", "100,100", "100,50", "0,0"]
    off, on = both(Check("aa", THREE), 5, 3)
    assert off.knows(world, ["0,0"]) == {"100"}
    assert on.knows(world, ["0,0"]) == set(THREE)


def test_the_overall_tells_of_the_area_that_is_hidden() -> None:
    world = ["100,0", "100,50", "100,100", "100,50", "0,0"]
    off, on = both(Check("ab", THREE), 5, 3)
    assert off.knows(world, ["0,0"]) == {"100"}
    assert on.knows(world, ["0,0"]) == set(THREE)


def test_how_many_were_asked_why_tells_what_they_said_before() -> None:
    check = Check("ab", TWO, follows=(1, 0))
    world = ["100,0", "100,100", "100,100", "100,0", "0,"]
    off, on = both(check, 5, 3)
    assert off.knows(world, ["0,"]) == {"100"}
    assert on.knows(world, ["0,"]) == set(TWO)


def numbers(*said: int, colluders: int | None) -> TeamReport:
    """The report of a number from 0 to 10."""
    points = number_points((Fraction(0), Fraction(10)))
    key = Key(items=(Item("q", None, points),))
    sheets = []
    for one in said:
        given: dict[str, Given] = {"q": one}
        sheets.append(Sheet(measure(key, given), given))
    return team_report(
        key, [TeamQuestion("q", points=points)], Round(sheets, len(said), 4, colluders=colluders)
    )


def test_mean_and_spread_of_numbers() -> None:
    """Two of five collude. Sum and sum of squares of the other three are those of three sevens alone."""
    said = (7, 7, 7, 3, 1)
    off = numbers(*said, colluders=None).questions["q"]
    assert off.scored is not None
    assert off.scored.interval is not None
    total = off.scored.mean * 5 / 10 - 3 - 1
    assert total == 21
    quartiles = off.quartiles
    assert quartiles is not None
    assert [quartiles.median, quartiles.upper] == [7, 7]
    on = numbers(*said, colluders=2)
    assert (on.questions["q"].scored, on.questions["q"].quartiles, on.overall and on.overall.mean) == (
        None,
    ) * 3


def test_totals_minus_groups() -> None:
    """Groups of seven and five: with k 7 the five follow from the total. A round has no groups at all."""
    key = Key(items=(Item("q", None, number_points((Fraction(0), Fraction(10)))),))
    sheets = [Sheet(measure(key, {"q": 1}), {"q": 1}, "a")] * 12
    with pytest.raises(ValueError, match="there are no groups"):
        Round(sheets, 12, 7, by_group=True, colluders=5)


CHECKS = [
    (Check("a", FIVE), 6, 3),
    (Check("a", FIVE), 7, 4),
    (Check("a", FIVE), 8, 5),
    (Check("a", (*THREE, "-")), 7, 3),
    (Check("aa", THREE), 5, 3),
    (Check("aa", THREE), 5, 4),
    (Check("aa", THREE, (2, 1)), 5, 3),
    (Check("ab", THREE), 5, 3),
    (Check("ab", (*TWO, "-")), 5, 3),
    (Check("aab", TWO), 6, 3),
    (Check("aab", TWO), 6, 4),
    (Check("abb", TWO, (2, 1, 1)), 5, 3),
    (Check("aabb", TWO), 4, 3),
    (Check("ab", TWO, follows=(1, 0)), 8, 3),
    (Check("aab", TWO, follows=(1, 0)), 6, 3),
    (Check("aba", TWO, follows=(1, 0)), 6, 4),
]


@pytest.mark.parametrize(("check", "people", "k"), CHECKS, ids=lambda one: getattr(one, "areas", one))
def test_no_report_of_any_world_pins_an_answer(check: Check, people: int, k: int) -> None:
    """Every report that so many people can bring about, and every set of colluders among them."""
    assert next(Attacker(check, people, k).pinned(), None) is None


def test_without_protection_many_do() -> None:
    """The attacker finds something where there is something to find."""
    for check, people, k in CHECKS[:3]:
        assert next(Attacker(check, people, k, protected=False).pinned(), None) is not None
