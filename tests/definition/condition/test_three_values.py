"""Proves: `and`, `or`, `not` follow Kleene's three values, and saying the same otherwise changes nothing."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.definition.answer import Answer
from bot.definition.condition import Known
from tests.definition.condition.random_conditions import KNOWN, TESTS, Reading
from tests.definition.condition.scene import bound, held

VALUES = (True, False, None)
AND = {
    (True, True): True, (True, False): False, (True, None): None,
    (False, True): False, (False, False): False, (False, None): False,
    (None, True): None, (None, False): False, (None, None): None,
}  # fmt: skip
OR = {
    (True, True): True, (True, False): True, (True, None): True,
    (False, True): True, (False, False): False, (False, None): None,
    (None, True): True, (None, False): None, (None, None): None,
}  # fmt: skip


def consents(**given: bool | None) -> dict[str, Answer]:
    return {question: answer for question, answer in given.items() if answer is not None}


@pytest.mark.parametrize(("one", "other"), list(product(VALUES, VALUES)))
def test_the_tables(one: bool | None, other: bool | None) -> None:
    answers = consents(report_ok=one, contact_ok=other)
    assert held("report_ok and contact_ok", answers) is AND[one, other]
    assert held("report_ok or contact_ok", answers) is OR[one, other]


@pytest.mark.parametrize(("one", "turned"), [(True, False), (False, True), (None, None)])
def test_not(one: bool | None, turned: bool | None) -> None:
    assert held("not report_ok", consents(report_ok=one)) is turned


def same(one: str, other: str, known: Known) -> bool:
    return bound(one).holds(known) is bound(other).holds(known)


A, B, C = TESTS, TESTS, TESTS
LAWS = [
    ("not (not ({a}))", "{a}"),
    ("not (({a}) and ({b}))", "not ({a}) or not ({b})"),
    ("not (({a}) or ({b}))", "not ({a}) and not ({b})"),
    ("({a}) and ({b})", "({b}) and ({a})"),
    ("({a}) or ({b})", "({b}) or ({a})"),
    ("({a}) and ({b}) and ({c})", "({a}) and (({b}) and ({c}))"),
    ("({a}) or ({b}) or ({c})", "({a}) or (({b}) or ({c}))"),
    ("({a}) and (({b}) or ({c}))", "(({a}) and ({b})) or (({a}) and ({c}))"),
    ("({a}) or (({b}) and ({c}))", "(({a}) or ({b})) and (({a}) or ({c}))"),
    ("({a}) or ({b}) and ({c})", "({a}) or (({b}) and ({c}))"),
    ("({a}) and ({a})", "{a}"),
    ("({a}) or (({a}) and ({b}))", "{a}"),
    ("not {a}", "not ({a})"),
]


@pytest.mark.parametrize(("one", "other"), LAWS)
@given(a=A, b=B, c=C, known=KNOWN)
@settings(max_examples=40, deadline=None)
def test_a_law(one: str, other: str, a: Reading, b: Reading, c: Reading, known: Known) -> None:
    parts = {"a": a.text, "b": b.text, "c": c.text}
    assert same(one.format(**parts), other.format(**parts), known)


@given(choice=st.sampled_from(["solo", "s2_9", "dont_know"]), known=KNOWN)
@settings(max_examples=60, deadline=None)
def test_is_not_is_the_opposite_of_is(choice: str, known: Known) -> None:
    assert same(f"size is not {choice}", f"not (size is {choice})", known)
    assert same(f"size not in [{choice}, s10]", f"not (size in [{choice}, s10])", known)


@given(known=KNOWN)
@settings(max_examples=60, deadline=None)
def test_answered_is_never_unknown(known: Known) -> None:
    for question in ("size", "stages", "headcount", "company", "report_ok"):
        assert held(f"answered({question})", dict(known.answers)) is not None
