"""Proves: a condition is true, false or unknown as flow-language §6 says; each row was worked out by hand.

`+`, `-` and `?` stand for true, false and unknown.
"""

from fractions import Fraction

import pytest

from bot.definition.answer import DONT_KNOW, SKIPPED, Answer
from bot.definition.condition import Standing
from tests.definition.condition.scene import held

Answers = dict[str, Answer]
EXPECTED = {"+": True, "-": False, "?": None}

SOLO: Answers = {"size": "solo"}
S2_9: Answers = {"size": "s2_9"}
S10: Answers = {"size": "s10"}
UNSURE: Answers = {"size": "unsure"}
NO_IDEA: Answers = {"size": DONT_KNOW}
PASSED: Answers = {"size": SKIPPED}
NONE: Answers = {}

CHOICES: list[tuple[str, Answers, str]] = [
    ("size is solo", SOLO, "+"),
    ("size is solo", S10, "-"),
    ("size is solo", NONE, "?"),
    ("size is solo", PASSED, "?"),
    ("size is solo", NO_IDEA, "-"),
    ("size is not solo", SOLO, "-"),
    ("size is not solo", S10, "+"),
    ("size is not solo", NONE, "?"),
    ("size is not solo", PASSED, "?"),
    ("size is not solo", NO_IDEA, "+"),
    ("size is dont_know", NO_IDEA, "+"),
    ("size is dont_know", SOLO, "-"),
    ("size is dont_know", NONE, "?"),
    ("size is dont_know", PASSED, "?"),
    ("size is not dont_know", NO_IDEA, "-"),
    ("size is not dont_know", SOLO, "+"),
    ("size in [solo, s2_9]", SOLO, "+"),
    ("size in [solo, s2_9]", S2_9, "+"),
    ("size in [solo, s2_9]", S10, "-"),
    ("size in [solo, s2_9]", NO_IDEA, "-"),
    ("size in [solo, dont_know]", NO_IDEA, "+"),
    ("size in [solo, s2_9]", NONE, "?"),
    ("size not in [solo, s2_9]", SOLO, "-"),
    ("size not in [solo, s2_9]", S10, "+"),
    ("size not in [solo, s2_9]", NO_IDEA, "+"),
    ("size not in [solo, s2_9]", NONE, "?"),
    ("size in [solo]", SOLO, "+"),
    ("size < s10", SOLO, "+"),
    ("size < s10", S10, "-"),
    ("size <= s10", S10, "+"),
    ("size > solo", S2_9, "+"),
    ("size > solo", SOLO, "-"),
    ("size >= s2_9", S2_9, "+"),
    ("size >= s2_9", SOLO, "-"),
    ("size >= s2_9", NO_IDEA, "?"),
    ("size >= s2_9", PASSED, "?"),
    ("size >= s2_9", NONE, "?"),
    ("size >= s2_9", UNSURE, "?"),  # a choice without points has no size
    ("size is unsure", UNSURE, "+"),
    ("size > unsure", S10, "?"),
    ("size < dont_know", SOLO, "?"),
    ("size >= 2", S2_9, "+"),
    ("size >= 2", SOLO, "-"),
    ("size < 1.5", SOLO, "+"),
    ("size < 10000000000000", SOLO, "?"),
    ("mfa <= some", {"mfa": "no"}, "+"),
    ("mfa <= some", {"mfa": "all"}, "-"),
    ("mfa > 0.5", {"mfa": "some"}, "-"),
    ("mfa >= 0.5", {"mfa": "some"}, "+"),
    ("size is 2", S2_9, "+"),  # a number that names no choice means points
    ("size is 2", SOLO, "-"),
    ("size is not 2", SOLO, "+"),
    ("size in [2, 3]", S10, "+"),
    ("size in [2, s10]", S10, "+"),
    ("size in [2, 3]", UNSURE, "?"),
    ("size >= -1", SOLO, "+"),
    ("size >= 1 + 1", SOLO, "-"),
    ("size > budget + 1", {"size": "s10", "budget": Fraction(1)}, "+"),
    ("rate is 10", {"rate": "10"}, "+"),  # the number names the choice
    ("rate is 10", {"rate": "1"}, "-"),
    ("rate is not 10", {"rate": "1"}, "+"),
    ("rate in [9, 10]", {"rate": "9"}, "+"),
    ("rate in [9, 10]", {"rate": "8"}, "-"),
    ("rate not in [9, 10]", {"rate": "8"}, "+"),
    ("rate >= 9", {"rate": "10"}, "+"),  # by points, not by letters
    ("rate >= 9", {"rate": "8"}, "-"),
    ("rate < 2.5", {"rate": "2"}, "+"),
]

MULTI: list[tuple[str, Answers, str]] = [
    ("stages has sales", {"stages": ("sales", "reporting")}, "+"),
    ("stages has sales", {"stages": ("reporting",)}, "-"),
    ("stages has sales", NONE, "?"),
    ("stages has sales", {"stages": SKIPPED}, "?"),
    ("stages has sales", {"stages": DONT_KNOW}, "-"),
    ("not (stages has sales)", {"stages": DONT_KNOW}, "+"),
    ("not (stages has sales)", NONE, "?"),
    ("stages has [sales, onboarding]", {"stages": ("onboarding",)}, "+"),
    ("stages has [sales, onboarding]", {"stages": ("reporting",)}, "-"),
    ("count(stages) is 2", {"stages": ("sales", "reporting")}, "+"),
    ("count(stages) > 2", {"stages": ("sales", "reporting")}, "-"),
    ("count(stages) >= 1", {"stages": DONT_KNOW}, "?"),
    ("count(stages) >= 1", {"stages": SKIPPED}, "?"),
    ("count(stages) >= 1", NONE, "?"),
    ("count(stages) in [1, 3]", {"stages": ("sales",)}, "+"),
    ("count(stages) + 1 is 2", {"stages": ("sales",)}, "+"),
]


def _five(value: int | str = 5) -> Answers:
    return {"headcount": Fraction(value)}


NUMBERS: list[tuple[str, Answers, str]] = [
    ("headcount is 5", _five(), "+"),
    ("headcount is 5.0", _five(), "+"),
    ("headcount is 5", _five(6), "-"),
    ("headcount is not 5", _five(), "-"),
    ("headcount is not 5", _five(6), "+"),
    ("headcount < 5", _five(), "-"),
    ("headcount <= 5", _five(), "+"),
    ("headcount > 5", _five(), "-"),
    ("headcount >= 5", _five(), "+"),
    ("headcount >= 5", _five("49/10"), "-"),
    ("headcount < 0.3", _five("3/10"), "-"),  # exact, no binary float
    ("headcount is 0.3", _five("3/10"), "+"),
    ("headcount is 0.3", _five("1/3"), "-"),
    ("headcount >= 5", NONE, "?"),
    ("headcount >= 5", {"headcount": DONT_KNOW}, "?"),
    ("headcount is 5", {"headcount": DONT_KNOW}, "?"),
    ("headcount is not 5", {"headcount": DONT_KNOW}, "?"),
    ("headcount >= 5", {"headcount": SKIPPED}, "?"),
    ("headcount in [1, 5, 9]", _five(), "+"),
    ("headcount in [1, 5, 9]", _five(2), "-"),
    ("headcount in [1, 5, 9]", NONE, "?"),
    ("headcount not in [1, 5, 9]", _five(2), "+"),
    ("headcount not in [1, 5, 9]", NONE, "?"),
    ("headcount in [budget, 5]", _five(), "+"),  # Kleene: one of them is it
    ("headcount in [budget, 6]", _five(), "?"),
    ("headcount in [2 + 3]", _five(), "+"),
    ("budget > -3", {"budget": Fraction(-2)}, "+"),
    ("budget > -3", {"budget": Fraction(-4)}, "-"),
    ("budget is --3", {"budget": Fraction(3)}, "+"),
    ("-budget is 3", {"budget": Fraction(-3)}, "+"),
    ("--budget is 3", {"budget": Fraction(3)}, "+"),
    ("budget + 2 > 4", {"budget": Fraction(3)}, "+"),
    ("budget - 2 - 1 is 0", {"budget": Fraction(3)}, "+"),  # from left to right
    ("budget - (2 - 1) is 2", {"budget": Fraction(3)}, "+"),
    ("budget - -2 is 5", {"budget": Fraction(3)}, "+"),
    ("budget + headcount > 4", {"budget": Fraction(3)}, "?"),
    ("headcount + budget > 4", {"budget": Fraction(3)}, "?"),
    ("budget < headcount", {"budget": Fraction(3), "headcount": Fraction(4)}, "+"),
    ("budget < headcount", {"budget": Fraction(3)}, "?"),
    ("budget < headcount", {"headcount": Fraction(3)}, "?"),
    ("3 < budget", {"budget": Fraction(4)}, "+"),
    ("2 + 2 is 4", NONE, "+"),
    ("budget <= 1000000000000", {"budget": Fraction(10**12)}, "+"),
    ("budget > 5", {"budget": Fraction(10**12 + 1)}, "?"),
    ("budget < 5", {"budget": Fraction(-(10**12) - 1)}, "?"),
    ("budget > 5", {"budget": Fraction(10**13 + 1, 10)}, "?"),
    ("budget > 5", {"budget": Fraction(10**13 - 1, 10)}, "+"),
    ("budget < 10000000000000", {"budget": Fraction(5)}, "?"),
    ("budget + budget > 5", {"budget": Fraction(10**12)}, "?"),
    ("budget + budget - budget > 5", {"budget": Fraction(10**12)}, "?"),
]

TEXTS: list[tuple[str, Answers, str]] = [
    ('company is "Acme"', {"company": "Acme"}, "+"),
    ('company is "  acme "', {"company": "ACME"}, "+"),
    ('company is "acme"', {"company": " Acme\n"}, "+"),
    ('company is "STRASSE"', {"company": "Straße"}, "+"),
    ('company is "acme"', {"company": "acme inc"}, "-"),
    ('company is "a  b"', {"company": "a b"}, "-"),  # inner blanks count
    ('company is "acme"', NONE, "?"),
    ('company is "acme"', {"company": SKIPPED}, "?"),
    ('company is not "acme"', {"company": "Other"}, "+"),
    ('company is not "acme"', {"company": "ACME"}, "-"),
    ('company is not "acme"', NONE, "?"),
    ("company is \"a and (b) is 'c'\"", {"company": "A and (b) is 'c'"}, "+"),
]

CONSENTS_AND_ANSWERED: list[tuple[str, Answers, str]] = [
    ("style is max", {"style": "max"}, "+"),  # choices may be named as functions and the like
    ("style in [min, count]", {"style": "count"}, "+"),
    ("style is level", {"style": "level"}, "+"),
    ("style is not score", {"style": "level"}, "+"),
    ("report_ok", {"report_ok": True}, "+"),
    ("report_ok", {"report_ok": False}, "-"),
    ("report_ok", NONE, "?"),
    ("report_ok", {"report_ok": SKIPPED}, "?"),
    ("not report_ok", {"report_ok": False}, "+"),
    ("not report_ok", NONE, "?"),
    ("answered(email)", {"email": "a@example.com"}, "+"),
    ("answered(email)", {"email": SKIPPED}, "-"),
    ("answered(email)", NONE, "-"),
    ("not answered(email)", NONE, "+"),
    ("answered(size)", NO_IDEA, "+"),
    ("answered(stages)", {"stages": DONT_KNOW}, "+"),
    ("answered(headcount)", {"headcount": Fraction(0)}, "+"),
    ("answered(report_ok)", {"report_ok": False}, "+"),
    ("answered(size) and not answered(email)", SOLO, "+"),
]

JOINED: list[tuple[str, Answers, str]] = [
    ("size is solo and mfa is no", {"size": "solo", "mfa": "no"}, "+"),
    ("size is solo and mfa is no", {"size": "solo", "mfa": "all"}, "-"),
    ("size is solo and mfa is no", {"size": "solo"}, "?"),
    ("size is solo and mfa is no", {"size": "s10"}, "-"),  # false decides, whatever the unknown is
    ("size is solo and mfa is no", {"mfa": "all"}, "-"),
    ("size is solo or mfa is no", {"mfa": "no"}, "+"),  # true decides
    ("size is solo or mfa is no", {"mfa": "all"}, "?"),
    ("size is solo or mfa is no", {"size": "solo"}, "+"),
    ("size is solo or mfa is no", {"size": "s10", "mfa": "all"}, "-"),
    ("not size is solo", SOLO, "-"),  # "not" takes the whole comparison
    ("not not size is solo", SOLO, "+"),
    ("not not not size is solo", SOLO, "-"),
    ("not (size is solo or mfa is no)", {"size": "s10", "mfa": "all"}, "+"),
    ("mfa is no or mfa is all and size is solo", {"mfa": "no", "size": "s10"}, "+"),  # "and" binds closer
    ("(mfa is no or mfa is all) and size is solo", {"mfa": "no", "size": "s10"}, "-"),
    ("not mfa is no and size is s10", {"mfa": "all", "size": "s10"}, "+"),
    ("((size is solo))", SOLO, "+"),
    ("(size) is solo", SOLO, "+"),
    ("size\n  is\tsolo", SOLO, "+"),
    ("headcount is 1 and size is solo", {"size": "solo", "headcount": Fraction(1)}, "+"),
]


@pytest.mark.parametrize(
    ("text", "answers", "expected"),
    CHOICES + MULTI + NUMBERS + TEXTS + CONSENTS_AND_ANSWERED + JOINED,
)
def test_a_condition_on_answers(text: str, answers: Answers, expected: str) -> None:
    assert held(text, answers) is EXPECTED[expected]


SHOWN = Standing(
    scores={"overall": Fraction(53), "sales": Fraction(40), "data": Fraction(149, 2)},
    tiers={"sales": 1, "data": 3},
    ranks={"sales": 1, "data": 2},
    level=2,
)
"""`people` has no score."""

SCORES: list[tuple[str, str]] = [
    ("score.overall is 53", "+"),
    ("score.overall >= 54", "-"),
    ("score.sales < 75", "+"),
    ("score.data < 75", "+"),
    ("score.data is 74.5", "+"),
    ("score.data > 74.5", "-"),
    ("score.people < 75", "?"),
    ("score.sales + score.data > 114", "+"),
    ("score.sales + score.people > 0", "?"),
    ("score.data - score.sales >= 40", "-"),
    ("min(score.sales, score.data) is 40", "+"),
    ("max(score.sales, score.data) is 74.5", "+"),
    ("min(score.people, score.data) is 74.5", "+"),  # passes over the unknown
    ("max(score.people, score.sales) < 41", "+"),
    ("min(score.people, headcount) < 5", "?"),  # all are unknown
    ("min(score.sales, 12) is 12", "+"),
    ("min(score.sales, 10000000000000) is 40", "+"),  # too large is unknown too
    ("max(score.sales, score.data) - min(score.sales, score.data) >= 34.5", "+"),
    ("min(max(score.sales, 50), score.data) is 50", "+"),
    ("score.sales in [30, 40]", "+"),
    ("score.people in [30, 40]", "?"),
    ("rank.sales is 1", "+"),
    ("rank.data <= 1", "-"),
    ("rank.people <= 3", "?"),
    ("rank.data - rank.sales is 1", "+"),
    ("tier.sales is build", "+"),
    ("tier.sales is not build", "-"),
    ("tier.data is build", "-"),
    ("tier.people is build", "?"),
    ("tier.people is not build", "?"),
    ("tier.data >= connect", "+"),
    ("tier.sales >= connect", "-"),
    ("tier.sales <= 2", "+"),
    ("tier.data is 3", "+"),
    ("tier.data in [build, good]", "+"),
    ("tier.data not in [build, good]", "-"),
    ("tier.people in [build, good]", "?"),
    ("level is amber", "+"),
    ("level is not amber", "-"),
    ("level is 2", "+"),
    ("level <= amber", "+"),
    ("level < amber", "-"),
    ("level > red", "+"),
    ("level >= 3", "-"),
    ("level in [red, green]", "-"),
    ("level in [1, amber]", "+"),
    ("level not in [red, green]", "+"),
]


@pytest.mark.parametrize(("text", "expected"), SCORES)
def test_a_condition_on_scores(text: str, expected: str) -> None:
    assert held(text, {}, SHOWN) is EXPECTED[expected]


@pytest.mark.parametrize(
    "text",
    ["score.overall >= 0", "score.sales < 75", "tier.data is good", "rank.sales is 1", "level is amber"],
)
@pytest.mark.parametrize("standing", [None, Standing({}, {}, {}, None)])
def test_before_a_result_and_without_scores_all_is_unknown(text: str, standing: Standing | None) -> None:
    assert held(text, {}, standing) is None
    assert held(f"not ({text})", {}, standing) is None
