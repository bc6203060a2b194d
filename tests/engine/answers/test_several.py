"""Proves: a multi answer is split at commas, semicolons, line breaks and *and*; every part must hit, the
choices come in the order of the file, and what stands alone stays alone.
"""

import pytest

from bot.definition.model import Kind, Question
from tests.engine.answers import questions as q
from tests.engine.answers.outcomes import short, told
from tests.engine.answers.questions import asked, choice

ENGLISH = {
    "office": "office",
    "In the office": "office",
    "online": "cloud",
    "1": "office",
    "b": "cloud",
    "cloud, office": "office+cloud",
    "2, 1": "office+cloud",
    "2,1": "office+cloud",
    "1; 2": "office+cloud",
    "1\n2": "office+cloud",
    "1\r\n\r\n2\n": "office+cloud",
    "a and b": "office+cloud",
    "a & b": "office+cloud",
    "a, b, and 3": "office+cloud+home",
    "office, office": "office",
    "one、two": "office+cloud",
    "1،2": "office+cloud",
    ", office ,, cloud,": "office+cloud",
    # a label with a comma
    "At home, with a friend": "home",
    "At home, with a friend, cloud": "cloud+home",
    "cloud and at home, with a friend": "cloud+home",
    "cloud; at home, with a freind": "!part not understood",
    # fillers and slips
    "I think office, cloud": "office+cloud?",
    "ofice": "office?",
    "office, clould": "office+cloud?",
    # alone
    "none": "none",
    "nowhere safe": "none",
    "none, office": "!alone",
    "don't know": "dont_know",
    "no idea": "dont_know",
    "don't know and office": "!alone",
    # not all parts hit
    "office, moon": "!part not understood",
    "moon": "!no match",
    "not office, cloud": "!part not understood",
    "office or cloud": "!two choices",
    "home, office or cloud": "!two choices",
    "1, 9": "!out of range",
    "1 2": "!two choices",
    "everything": "!no match",
    ",,": "!no match",
    "": "!empty",
}


@pytest.mark.parametrize(("typed", "expected"), ENGLISH.items(), ids=short)
def test_row(typed: str, expected: str) -> None:
    assert told(q.PLACES, typed) == expected


COLOURS = {
    "en": ("red", "blue", "black and white"),
    "de": ("rot", "blau", "schwarz und weiß"),
    "fr": ("rouge", "bleu", "noir et blanc"),
    "es": ("rojo", "azul", "blanco y negro"),
    "ar": ("أحمر", "أزرق", "وردي"),
}
QUESTION = asked(
    *(choice(f"c{n}", {code: labels[n] for code, labels in COLOURS.items()}) for n in range(3)),
    kind=Kind.MULTI,
)


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("blue and red", "en"),
        ("blau und rot", "de"),
        ("bleu et rouge", "fr"),
        ("azul y rojo", "es"),
        ("أزرق و أحمر", "ar"),
        ("أزرق وأحمر", "ar"),
        ("أزرق، أحمر", "ar"),
        ("blau, rot", "es"),
    ],
)
def test_and_in_each_language(typed: str, language: str) -> None:
    assert told(QUESTION, typed, language) == "c0+c1"


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("black and white and red", "en"),
        ("rot und schwarz und weiß", "de"),
        ("noir et blanc, rouge", "fr"),
        ("rojo y blanco y negro", "es"),
        ("أحمر، وردي", "ar"),
        ("أحمر ووردي", "ar"),
    ],
)
def test_a_label_with_and_inside_is_one_part(typed: str, language: str) -> None:
    assert told(QUESTION, typed, language) == "c0+c2"


def test_the_order_is_that_of_the_file() -> None:
    assert told(q.PLACES, "cloud, home, office") == "office+cloud+home"


def test_a_wording_of_two_choices_asks_which() -> None:
    question: Question = asked(choice("x", "One", "same"), choice("y", "Two", "same"), kind=Kind.MULTI)
    assert told(question, "same") == "!two choices"
    assert told(question, "one, same") == "!two choices"
