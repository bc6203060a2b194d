"""Proves: any text gets an answer or a reason, soon and without an exception, and a *not* never gets lost."""

# ruff: noqa: RUF001  # people type in all scripts and widths

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.definition.model import Kind, Question
from bot.engine.answers import NotUnderstood, Reason, Understood, fits, read
from tests.engine.answers import questions as q
from tests.engine.answers.outcomes import short
from tests.stopwatch import assert_takes_less_than

QUESTIONS = [
    q.AGREE, q.OFTEN, q.YES_NO, q.RATE10, q.STAGES, q.SIZE, q.PLACES,
    q.NUMBER, q.PEOPLE, q.CONSENT, q.EMAIL, q.PHONE, q.NOTE,
]  # fmt: skip
LANGUAGES = st.sampled_from(["en", "de", "fr", "es", "ar", "ru", "hi", "tlh", "de-CH", "", "-", "zh-Hant-TW"])
PIECES = st.sampled_from(
    [
        "agree", "disagree", "not", "never", "don't", "un", "strongly", "yes", "no", "3", "4", "٣", "½", "²",
        "-", "–", "+",
        ",", ";", ".", "'", "’", "/", " of ", " or ", " and ", "&", "e", "x", "k", "%", "€", "a", "b",
        "office", "cloud",
        "about", "I think", "please", "people", "thousand", "@", "example.com", "NaN", "1e999", "0x10",
        "\n", "\x00",
        "\u200b", "\u202e", "\ud800", "\u0301", "🙂", "أوافق", "لا", "و", "ß", "İ", "ﷺ", "\U000e0001", "１",
        "(", ")",
    ]
)  # fmt: skip
TYPED = (
    st.text(max_size=80)
    | st.lists(PIECES, max_size=12).map("".join)
    | st.lists(PIECES, max_size=12).map(" ".join)
)


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(QUESTIONS), TYPED, LANGUAGES)
def test_any_text_gets_an_answer_that_fits_or_a_reason(question: Question, typed: str, language: str) -> None:
    outcome = read(question, typed, language)
    if isinstance(outcome, Understood):
        assert fits(question, outcome.answer) == outcome.answer
        assert str(outcome.answer).encode()
    else:
        assert isinstance(outcome, NotUnderstood)
        assert outcome.part.encode() is not None


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(["agree", "strongly agree", "disagree", "often", "always", "sometimes"]),
    st.sampled_from(["not", "never", "no", "don't", "cannot", "hardly", "without"]),
    st.sampled_from(["", "I would ", "I do ", "I think ", "really ", "please "]),
    st.integers(0, 20),
)
def test_a_negation_in_front_never_gives_the_choice_behind_it(
    word: str, no: str, lead: str, slip: int
) -> None:
    typed = f"{lead}{no} {word[:slip]}{word[slip + 1 :]}"
    meant = {"agree": {"disagree", "strongly_disagree"}, "disagree": {"agree"}}
    for question in (q.AGREE, q.OFTEN):
        outcome = read(question, typed, "en")
        if isinstance(outcome, Understood):
            assert outcome.answer in meant.get(word, set())


LONG = {
    "letters": "x" * 2_000,
    "letters and blanks": "x " * 1_000,
    "fillers": "so " * 666,
    "commas": "," * 2_000,
    "parts": "a," * 1_000,
    "slips": "agre," * 400,
    "parts that nearly hit": "ofice and " * 200,
    "ors": "3 or " * 400,
    "digits": "9" * 2_000,
    "separated digits": "1," * 1_000,
    "digits in groups": "123 " * 500,
    "signs": "-" * 2_000,
    "accents": "a" + "\u0301\u0327" * 999,
    "ligatures": "ﷺ" * 2_000,
    "at signs": "a@" * 1_000,
    "dots": "a@" + "." * 1_990,
    "brackets": "(" * 1_000 + ")" * 1_000,
    "quotes": "<" * 1_000 + ">" * 1_000,
    "direction": "\u202e" * 2_000,
    "blanks": " " * 100_000 + "x",
    "four thousand": "agree" * 820,
    "a megabyte": "agree " * 170_000,
}


@pytest.mark.parametrize("typed", LONG.values(), ids=LONG)
@pytest.mark.parametrize("question", QUESTIONS, ids=short)
def test_long_text_takes_no_long_time(question: Question, typed: str) -> None:
    def in_three_languages() -> None:
        for language in ("en", "fr", "ar"):
            read(question, typed, language)

    assert_takes_less_than(1.5, in_three_languages)  # a few milliseconds each; slow machines have room


def test_the_longest_question_there_can_be_takes_no_long_time_either() -> None:
    words = " ".join(f"word{n}" for n in range(14))
    long = q.asked(
        *(
            q.choice(f"c{n}", f"{words} {n:03}x", *(f"{words} {n:03}{m:02}" for m in range(20)))
            for n in range(25)
        ),
        kind=Kind.MULTI,
    )
    typed = ", ".join([words + " 9999"] * 18)
    read(long, "warm up", "en")
    assert isinstance(read(long, typed, "en"), NotUnderstood)
    assert_takes_less_than(2, lambda: read(long, typed, "en"))


def test_few_letters_that_stand_for_many_are_too_long() -> None:
    """One sign of honour is eighteen letters once it is written out."""
    read_as = read(q.AGREE, "\ufdfa" * 600, "en")
    assert isinstance(read_as, NotUnderstood)
    assert read_as.reason is Reason.TOO_LONG
