"""Proves: what is not understood says what its message needs: which choices, which range, how long."""

from fractions import Fraction

import pytest

from bot.definition.model import Question
from bot.engine.answers import NotUnderstood, Reason, Understood, read
from tests.engine.answers import questions as q
from tests.engine.answers.outcomes import short

ROWS = [
    (q.AGREE, "3 or 4", NotUnderstood(Reason.TWO_CHOICES, choices=("neutral", "agree"))),
    (q.AGREE, "6", NotUnderstood(Reason.OUT_OF_RANGE, low=Fraction(1), high=Fraction(5))),
    (q.RATE10, "11", NotUnderstood(Reason.OUT_OF_RANGE, low=Fraction(0), high=Fraction(10))),
    (q.AGREE, "x" * 2_001, NotUnderstood(Reason.TOO_LONG, limit=2_000)),
    (q.PEOPLE, "0", NotUnderstood(Reason.OUT_OF_RANGE, low=Fraction(1), high=Fraction(50_000))),
    (q.PEOPLE, "1" * 16, NotUnderstood(Reason.TOO_MANY_DIGITS, limit=15)),
    (q.NOTE, "x" * 21, NotUnderstood(Reason.TOO_LONG, limit=20)),
    (q.NOTE, "x" * 4_096, NotUnderstood(Reason.TOO_LONG, limit=20)),
    (q.EMAIL, "x" * 4_096, NotUnderstood(Reason.TOO_LONG, limit=2_000)),
    (q.PLACES, "office, none", NotUnderstood(Reason.ALONE, choices=("none",))),
    (q.PLACES, "office, don't know", NotUnderstood(Reason.ALONE, choices=("dont_know",))),
    (q.PLACES, "office, the moon", NotUnderstood(Reason.PART_NOT_UNDERSTOOD, part="the moon")),
    (q.PLACES, "the moon, office", NotUnderstood(Reason.PART_NOT_UNDERSTOOD, part="the moon")),
    (q.PLACES, "office, " + "x" * 500, NotUnderstood(Reason.PART_NOT_UNDERSTOOD, part="x" * 60)),
    (q.PLACES, "office, 9", NotUnderstood(Reason.OUT_OF_RANGE, low=Fraction(1), high=Fraction(4))),
]


@pytest.mark.parametrize(("question", "typed", "expected"), ROWS, ids=short)
def test_reason(question: Question, typed: str, expected: NotUnderstood) -> None:
    assert read(question, typed, "en") == expected


def test_a_number_with_one_end_names_that_end() -> None:
    question = Question("n", q.NUMBER.kind, q.ASKED, min=Fraction(5))
    assert read(question, "4", "en") == NotUnderstood(Reason.OUT_OF_RANGE, low=Fraction(5))


@pytest.mark.parametrize(
    "reason",
    [
        Reason.TWO_CHOICES,
        Reason.ALONE,
        Reason.OUT_OF_RANGE,
        Reason.TOO_MANY_DIGITS,
        Reason.TOO_LONG,
        Reason.PART_NOT_UNDERSTOOD,
    ],
)
def test_a_reason_without_what_its_message_needs_cannot_be_built(reason: Reason) -> None:
    with pytest.raises(ValueError, match=reason.value):
        NotUnderstood(reason)


def test_understood_is_sure_unless_said_otherwise() -> None:
    assert Understood("agree").sure
