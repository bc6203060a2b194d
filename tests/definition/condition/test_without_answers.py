"""Proves: what is said of a condition without any answers is true of every answer (`constant`).

And: the names, consents and numbers in it are found (`mentioned`, `asserted`, `edges`); that it
asks about a score is (`tells_figures`).
"""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.definition.condition import (
    Known,
    QuestionScope,
    asserted,
    constant,
    edges,
    mentioned,
    tells_figures,
)
from tests.definition.condition.random_conditions import (
    ABOUT_ONE_NUMBER,
    KNOWN,
    WITH_A_BUDGET,
    Reading,
    conditions,
)
from tests.definition.condition.scene import SCOPE, bound, parsed

NEVER = [
    "budget < -3 and budget > -1",
    "budget < -3 and budget > 2 - 3",
    "size is solo and size is s10",
    "size in [solo, s2_9] and size >= s10",
    "size < solo",
    "size > 3",
    "size < unsure",
    "rate > 10",
    "report_ok and not report_ok",
    "headcount < 1",
    "headcount > 50000",
    "headcount > 5 and headcount < 5",
    "headcount >= 5 and headcount < 3",
    "budget > 2 and budget < 2",
    "budget < 10000000000000",
    "budget is 7 and budget is 8",
    "not answered(size) and size is solo",
    "stages has sales and count(stages) < 1",
    "count(stages) > 3",
    "level is red and level > amber",
    "level < red",
    "tier.data is build and tier.data is good",
    "rank.data < 1",
    "rank.data > 3",
    "score.data < 40 and score.data > 60",
    "min(score.data, score.sales) > 60 and score.data < 60",
    "size is solo and (mfa is no and mfa is all or rate is 3 and rate is 4)",
    "1 > 2",
]
ALWAYS = [
    "answered(budget) or not answered(budget)",
    "answered(size) or not answered(size)",
    "1 < 2",
    "not (answered(size) and not answered(size))",
    "min(budget, 5) <= 5",
    "answered(headcount) or 2 is 2",
]
DEPENDS = [
    "budget < -3",
    "budget > -5 and budget < -1",
    "budget is 5 + 5",
    "budget in [-2, -1]",
    "size is solo",
    "size is solo or size is not solo",  # unknown when nothing was answered
    "headcount >= 1",
    "headcount > 1",
    "headcount < 50000",
    "budget > 5 and budget < 6",  # a number need not be whole
    "budget is 2.5",
    "stages has sales and count(stages) < 2",
    "stages has sales and count(stages) > 2",
    "level is red",
    "level >= 1",
    "tier.data <= good",
    "rank.data >= 1",
    "score.data < 40 and score.sales > 60",
    "size is solo and mfa is no and headcount > 5 and report_ok",
]
NOTHING_IS_SAID = [
    "budget + headcount > 5 and budget + headcount < 5",  # sums of names: edges prove nothing
    "budget < headcount and budget > headcount",
    "budget in [headcount] and budget > 3 and headcount > 4",
    'company is "a" and company is "b"',  # texts cannot be listed
    "answered(company) or not answered(company)",
    # more than 20,000 combinations
    "size is solo and mfa is no and rate is 3 and count(stages) > 9 and level is red and rank.data is 1",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((text, False) for text in NEVER),
        *((text, True) for text in ALWAYS),
        *((text, None) for text in DEPENDS + NOTHING_IS_SAID),
    ],
)
def test_always_never_or_neither(text: str, expected: bool | None) -> None:
    assert constant(bound(text), SCOPE) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mfa is no or mfa is not no", True),
        ("mfa in [no, some, all]", True),
        ("mfa >= no", True),
        ("mfa in [no, some]", None),
        ("size in [solo, s2_9, s10, unsure]", None),  # "don't know" is offered
        ("size in [solo, s2_9, s10, unsure, dont_know]", True),
        ("headcount >= 1", None),  # "don't know" has no size
        ("report_ok or not report_ok", True),
        ("answered(mfa)", True),
        ("not answered(mfa)", False),
    ],
)
def test_questions_that_surely_have_an_answer(text: str, expected: bool | None) -> None:
    answered = ("mfa", "size", "headcount", "report_ok")
    assert constant(bound(text), SCOPE, answered=answered) is expected


def test_a_question_with_very_many_ticks_is_not_tried() -> None:
    many = QuestionScope("multi", {f"c{n}": Fraction(1) for n in range(25)})
    scope = replace(SCOPE, questions={"many": many})
    assert constant(bound("many has c1 and not (many has c1)", scope), scope) is None


@given(conditions(), st.lists(KNOWN, min_size=1, max_size=8))
@settings(max_examples=200, deadline=None)
def test_nothing_false_is_said(reading: Reading, tries: list[Known]) -> None:
    said = constant(bound(reading.text), SCOPE)
    for known in tries:
        assert said is None or (reading.truth(known) is True) is said


@given(conditions(ABOUT_ONE_NUMBER), st.lists(WITH_A_BUDGET, min_size=4, max_size=12))
@settings(max_examples=200, deadline=None)
def test_nothing_false_is_said_of_numbers(reading: Reading, tries: list[Known]) -> None:
    said = constant(bound(reading.text), SCOPE)
    for known in tries:
        assert said is None or (reading.truth(known) is True) is said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("report_ok", {"report_ok"}),
        ("report_ok and budget > 3", {"report_ok"}),
        ("budget > 3 and (contact_ok and report_ok)", {"contact_ok", "report_ok"}),
        ("(report_ok) and size is solo", {"report_ok"}),
        ("report_ok or contact_ok", set()),
        ("report_ok and (contact_ok or budget > 3)", {"report_ok"}),
        ("not report_ok", set()),
        ("not not report_ok", set()),
        ("answered(report_ok)", set()),
        ("not (report_ok and contact_ok)", set()),
    ],
)
def test_consents_a_condition_asserts(text: str, expected: set[str]) -> None:
    assert asserted(parsed(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("headcount > 5 and headcount <= 12", {"headcount": (5, 12)}),
        ("headcount in [7, 3] or budget is 0.25", {"headcount": (3, 7), "budget": (Fraction(1, 4),)}),
        ("min(score.data, score.sales) < 75", {"score.data": (75,), "score.sales": (75,)}),
        ("rank.data <= 3", {"rank.data": (3,)}),
        ("budget > -5 and budget < 2 + 3", {"budget": (-5, 5)}),
        ("budget + 2 > 7", {"budget": (2, 7)}),
        ("report_ok", {}),
    ],
)
def test_numbers_that_names_are_compared_with(text: str, expected: dict[str, tuple[Fraction, ...]]) -> None:
    assert edges(parsed(text)) == expected


@pytest.mark.parametrize(
    ("text", "tells"),
    [("score.backup > 5", True), ("tier.backup is low", True), ("a is b or rank.backup < 2", True),
     ("level is low", True), ("not (level >= 2)", True), ("a is b", False), ("size > 3", False)],
)  # fmt: skip
def test_whether_it_asks_about_a_score_is_found(text: str, tells: bool) -> None:  # a column
    assert tells_figures(parsed(text)) is tells


def test_every_bare_word_is_mentioned() -> None:
    text = "size is solo and (headcount > budget or stages has [sales]) and not report_ok and score.data > 3"
    words = {"size", "solo", "headcount", "budget", "stages", "sales", "report_ok"}
    assert mentioned(parsed(text)) == words
