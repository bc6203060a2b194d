"""Proves: only possible answers fit, in the form they are kept in: ids in the file's order, exact numbers,
clean words, and blanks where the question takes them. Stored answers always fit again.
"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.definition.answer import DONT_KNOW, SKIPPED, Answer, decode, encode
from bot.definition.model import Kind, Question
from bot.definition.scales import BUILT_IN
from bot.definition.scales import DONT_KNOW as DONT_KNOW_LABEL
from bot.engine.answers import fits
from bot.engine.answers.remembered import MOST, PerQuestion
from tests.engine.answers import questions as q
from tests.engine.answers.outcomes import short

OPTIONAL = Question("o", Kind.CHOICE, q.ASKED, choices=BUILT_IN["yes_no"].choices, optional=True)

ROWS: list[tuple[Question, object, Answer | None]] = [
    (q.AGREE, "agree", "agree"),
    (q.AGREE, "Agree", None),
    (q.AGREE, "4", None),
    (q.AGREE, "", None),
    (q.AGREE, None, None),
    (q.AGREE, 4, None),
    (q.AGREE, True, None),
    (q.AGREE, ["agree"], None),
    (q.AGREE, {"agree": 1}, None),
    (q.AGREE, "dont_know", DONT_KNOW),
    (q.AGREE, DONT_KNOW, DONT_KNOW),
    (q.AGREE, SKIPPED, None),
    (q.OFTEN, "dont_know", None),
    (q.OFTEN, DONT_KNOW, None),
    (q.RATE10, "10", "10"),
    (q.RATE10, "11", None),
    (q.RATE10, 10, None),
    (OPTIONAL, SKIPPED, SKIPPED),
    (OPTIONAL, "skipped", None),
    (OPTIONAL, "yes", "yes"),
    (q.PLACES, ["cloud", "office"], ("office", "cloud")),
    (q.PLACES, ("home",), ("home",)),
    (q.PLACES, ["none"], ("none",)),
    (q.PLACES, ["none", "office"], None),
    (q.PLACES, ["office", "office"], None),
    (q.PLACES, ["office", "moon"], None),
    (q.PLACES, ["office", 1], None),
    (q.PLACES, ["office", ["cloud"]], None),
    (q.PLACES, [], None),
    (q.PLACES, "office", None),
    (q.PLACES, ["dont_know"], None),
    (q.PLACES, "dont_know", DONT_KNOW),
    (q.PEOPLE, 5, Fraction(5)),
    (q.PEOPLE, "5", Fraction(5)),
    (q.PEOPLE, "2.50", Fraction(5, 2)),
    (q.PEOPLE, 2.5, Fraction(5, 2)),
    (q.PEOPLE, 1.1, Fraction(11, 10)),
    (q.PEOPLE, Fraction(4, 3), Fraction(4, 3)),
    (q.PEOPLE, 1, Fraction(1)),
    (q.PEOPLE, 50_000, Fraction(50_000)),
    (q.PEOPLE, 0, None),
    (q.PEOPLE, 50_000.5, None),
    (q.PEOPLE, "-5", None),
    (q.PEOPLE, True, None),
    (q.PEOPLE, "1e3", None),
    (q.PEOPLE, "NaN", None),
    (q.PEOPLE, "٣", None),
    (q.PEOPLE, "about 20", None),
    (q.PEOPLE, "", None),
    (q.PEOPLE, "dont_know", None),
    (q.PEOPLE, None, None),
    (q.PEOPLE, [5], None),
    (q.NUMBER, -5, Fraction(-5)),
    (q.NUMBER, "-0.25", Fraction(-1, 4)),
    (q.NUMBER, 1e-7, Fraction(1, 10_000_000)),
    (q.NUMBER, float("inf"), None),
    (q.NUMBER, float("-inf"), None),
    (q.NUMBER, float("nan"), None),
    (q.NUMBER, 1e300, None),
    (q.NUMBER, 0.1 + 0.2, None),
    (q.NUMBER, 999_999_999_999_999, Fraction(999_999_999_999_999)),
    (q.NUMBER, 10**15, None),
    (q.NUMBER, 10**5_000, None),
    (q.NUMBER, "9" * 15, Fraction(10**15 - 1)),
    (q.NUMBER, "9" * 16, None),
    (q.NUMBER, "9" * 5_000, None),
    (q.NUMBER, "0." + "0" * 14 + "1", None),
    (q.NUMBER, Fraction(1, 10**15), None),
    (q.NUMBER, "dont_know", DONT_KNOW),
    (q.CONSENT, True, True),
    (q.CONSENT, False, False),
    (q.CONSENT, "yes", True),
    (q.CONSENT, "no", False),
    (q.CONSENT, "Yes", None),
    (q.CONSENT, 1, None),
    (q.CONSENT, "true", None),
    (q.CONSENT, "dont_know", None),
    (q.EMAIL, "a@example.com", "a@example.com"),
    (q.EMAIL, "nobody", None),
    (q.EMAIL, 5, None),
    (q.PHONE, "+4930123456", "+4930123456"),
    (q.PHONE, "none", None),
    (q.NOTE, "text", "text"),
    (q.NOTE, "dont_know", "dont_know"),
    (q.NOTE, " a\x00b ", "ab"),
    (q.NOTE, "", None),
    (q.NOTE, "x" * 20, "x" * 20),
    (q.NOTE, "x" * 21, None),
    (q.NOTE, "x" * 100_000, None),
    (q.NOTE, SKIPPED, None),
]


@pytest.mark.parametrize(("question", "value", "expected"), ROWS, ids=short)
def test_row(question: Question, value: object, expected: Answer | None) -> None:
    for _ in range(2):  # the second time from memory
        answer = fits(question, value)
        assert answer == expected
        assert type(answer) is type(expected)


@pytest.mark.parametrize("kind", [Kind.CONSENT, Kind.TEXT, Kind.EMAIL, Kind.PHONE])
def test_words_are_no_blank_where_words_are_asked(kind: Kind) -> None:
    question = Question("q", kind, q.ASKED, dont_know=DONT_KNOW_LABEL)
    assert fits(question, DONT_KNOW) is DONT_KNOW
    assert fits(question, "dont_know") != DONT_KNOW


def test_a_name_has_one_line() -> None:
    assert fits(Question("name", Kind.TEXT, q.ASKED, profile="name"), "Ada\nLovelace") == "Ada Lovelace"


QUESTIONS = [q.AGREE, q.PLACES, q.NUMBER, q.PEOPLE, q.CONSENT, q.NOTE, q.EMAIL, q.PHONE, OPTIONAL]
FOREIGN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.fractions()
    | st.sampled_from([DONT_KNOW, SKIPPED, "office", "cloud", "agree"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(QUESTIONS), FOREIGN)
def test_any_value_is_fine_and_what_fits_fits_again_from_the_store(question: Question, value: object) -> None:
    answer = fits(question, value)
    if answer is not None:
        assert fits(question, decode(encode(answer))) == answer


def test_many_different_numbers_are_not_all_remembered() -> None:
    assert all(fits(q.NUMBER, number) == number for number in range(5_000))
    assert fits(q.NUMBER, "4999") == 4_999


def test_what_is_remembered_belongs_to_one_question_and_stays_bounded() -> None:
    made: list[tuple[str, str]] = []

    def make(question: Question, language: str) -> int:
        made.append((question.id, language))
        return len(made)

    remembered = PerQuestion(make)
    one, other = (Question(name, Kind.TEXT, q.ASKED) for name in ("one", "other"))
    assert [remembered(one), remembered(other), remembered(one), remembered(one, "de")] == [1, 2, 1, 3]
    for number in range(MOST):
        remembered(one, str(number))
    assert remembered(one) > 3
    assert made[:3] == [("one", ""), ("other", ""), ("one", "de")]
