"""How tests answer what they do not name: the table of flow-language §5.7, cell by cell.

1. Choices in order of score, reversed ones turned round, unscored as listed; without what does not apply.
2. Multi, number, consent, text, e-mail and phone as in the table.
3. "Don't know" where it is offered, else nothing where optional, else the middle.
4. Every filled answer fits its question.
"""

from fractions import Fraction

import pytest

from bot.definition.answer import DONT_KNOW, Answer
from bot.definition.flow_tests import Fill
from bot.engine.answers import fits
from bot.rehearsal.filling import filled
from tests.rehearsal.flows import question_of

THREE = "choices: {no: No, some: Some, all: All}"
FOUR = "choices: {a: A, b: B, c: C, d: D}"
MIXED = "choices: {high: {text: H, score: 9}, low: {text: L, score: 1}, mid: {text: M, score: 4}}"
NOT_APPLYING = "choices: {off: {text: O, score: none}, bad: {text: B, score: 0}}\nrange: 0..3"
MULTI = "type: multi\nchoices: {a: A, none: {text: N, alone: yes}, b: B}"
MULTI_WITHOUT = "type: multi\nchoices: {a: A, b: B}"
NUMBER = "type: number\nrange: 0..10"
NEGATIVE = "type: number\nrange: -9..-2\nmax: -2"


@pytest.mark.parametrize(
    ("lines", "best", "worst", "middle"),
    [
        (THREE, "all", "no", "some"),
        (FOUR, "d", "a", "c"),
        (f"{THREE}\nreverse: yes", "no", "all", "some"),
        (f"{FOUR}\nreverse: yes", "a", "d", "b"),
        (MIXED, "high", "low", "mid"),
        (f"{MIXED}\nweight: 0", "mid", "high", "low"),
        (f"{THREE}\nreverse: yes\nweight: 0", "all", "no", "some"),
        (NOT_APPLYING, "bad", "bad", "bad"),
        ("scale: recommend", "10", "0", "5"),
        ("poles: {low: L, high: H}", "5", "1", "3"),
        (MULTI, ("a", "b"), ("none",), ("a",)),
        (MULTI_WITHOUT, ("a", "b"), ("a",), ("a",)),
        (f"{NUMBER}\nmin: 1\nmax: 8", Fraction(8), Fraction(1), Fraction(4)),
        (f"{NUMBER}\nmin: 1\nmax: 8\nreverse: yes", Fraction(1), Fraction(8), Fraction(4)),
        (NUMBER, Fraction(100), Fraction(0), Fraction(50)),
        (f"{NUMBER}\nmin: 7", Fraction(100), Fraction(7), Fraction(53)),
        (f"{NUMBER}\nmin: 200", Fraction(200), Fraction(200), Fraction(200)),
        (f"{NUMBER}\nmin: 0.2\nmax: 0.6", Fraction(3, 5), Fraction(1, 5), Fraction(2, 5)),
        (NEGATIVE, Fraction(-2), Fraction(-2), Fraction(-2)),
        ("type: consent\npurpose: report", True, True, True),
        ("type: text", "text", "text", "text"),
        ("type: text\nmax: 2", "te", "te", "te"),
        ("type: email", "a@example.com", "a@example.com", "a@example.com"),
        ("type: phone", "+4930123456", "+4930123456", "+4930123456"),
    ],
)
def test_best_worst_and_middle(lines: str, best: Answer, worst: Answer, middle: Answer) -> None:
    question = question_of(lines)
    found = [filled(question, fill) for fill in (Fill.BEST, Fill.WORST, Fill.MIDDLE)]
    assert found == [best, worst, middle]
    assert [fits(question, answer) for answer in found] == found


@pytest.mark.parametrize("lines", [THREE, MULTI, NUMBER, "type: text", "type: email", "type: phone"])
def test_skip_leaves_out_all_but_a_consent(lines: str) -> None:
    assert filled(question_of(lines), Fill.SKIP) is None
    assert filled(question_of(f"{lines}\noptional: yes"), Fill.SKIP) is None
    assert filled(question_of("type: consent\npurpose: report"), Fill.SKIP) is False


@pytest.mark.parametrize(
    ("lines", "middle"),
    [(THREE, "some"), (MULTI, ("a",)), (NUMBER, Fraction(50)), ("type: text", "text")],
)
def test_dont_know(lines: str, middle: Answer) -> None:
    assert filled(question_of(f"{lines}\ndont_know: yes\noptional: yes"), Fill.DONT_KNOW) is DONT_KNOW
    assert filled(question_of(f"{lines}\noptional: yes"), Fill.DONT_KNOW) is None
    assert filled(question_of(lines), Fill.DONT_KNOW) == middle


def test_nobody_does_not_know_about_a_consent() -> None:
    assert filled(question_of("type: consent\npurpose: report"), Fill.DONT_KNOW) is True
