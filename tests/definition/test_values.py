"""The small values a flow is made of: texts in several languages, placeholders, answers, ranges, levels."""

import json
from fractions import Fraction

import pytest

from bot.definition.answer import Answer, Blank, decode, encode
from bot.definition.model import Range
from bot.definition.near import did_you_mean, meant_or_all
from bot.definition.placeholders import filled, names
from bot.definition.texts import Text, best_language


@pytest.mark.parametrize(
    ("language", "said"), [("de", "Ja"), ("de-CH", "Ja"), ("en", "Yes"), ("fr", "Yes"), ("", "Yes")]
)
def test_a_text_is_said_in_a_language_or_its_source(language: str, said: str) -> None:
    assert Text({"en": "Yes", "de": "Ja"}).said_in(language) == said


def test_a_text_needs_words() -> None:
    with pytest.raises(ValueError, match="at least one language"):
        Text({})


@pytest.mark.parametrize(
    ("wished", "spoken"),
    [("de-CH", "de"), ("pt_BR", "pt-PT"), ("DE", "de"), ("fr", "en"), (None, "en"), ("", "en")],
)
def test_the_best_language(wished: str | None, spoken: str) -> None:
    assert best_language(wished, ["en", "de", "pt-PT"]) == spoken


def test_placeholders_are_filled_in_one_pass() -> None:
    values = {"a": "{b}", "long": "x" * 300}
    assert filled("{a} {b} {{c}} {", values.get) == "{b} – {c} {"
    assert filled("{long}", values.get) == "x" * 200
    assert names("{a} {{b}} {a}") == ("a", "a")


@pytest.mark.parametrize(
    "answer", ["yes", ("a", "b"), Fraction(1, 3), True, False, Blank.DONT_KNOW, Blank.SKIPPED]
)
def test_answers_come_back_from_json(answer: Answer) -> None:
    assert decode(json.loads(json.dumps(encode(answer)))) == answer


def test_what_is_no_answer() -> None:
    with pytest.raises(ValueError, match="not an answer"):
        decode(3)


def test_a_range_goes_up() -> None:
    with pytest.raises(ValueError, match="low < high"):
        Range(Fraction(1), Fraction(1))


def test_the_near_word_or_all_of_them() -> None:
    assert did_you_mean("Nver", ["never", "always"]) == "did you mean 'never'?"
    assert did_you_mean("x", ["never"]) is None
    assert meant_or_all("zzz", [f"w{n}" for n in range(13)]).endswith("w10, w11, …")
