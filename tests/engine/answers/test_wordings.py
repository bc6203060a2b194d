"""Proves: what can be typed for a question is what its reader sees: which wording counts first, and which are
no clear word at all.
"""

import pytest

from bot.definition.model import Question
from bot.definition.texts import Text
from tests.engine.answers.outcomes import short, told
from tests.engine.answers.questions import asked, choice

SHIFTED = asked(choice("0", "1"), choice("1", "2"), choice("2", "3"))
"""Ids and labels are numbers, and not the same ones: the reader sees labels."""

COUNTED = asked(choice("0", "Never"), choice("1", "Sometimes"), choice("2", "Often"))
"""Ids are numbers, labels are not: a number is the id, never the place."""

SIGNS = asked(
    choice("c", "C"), choice("cpp", "C++"), choice("cs", "C#"), choice("less", "< 5"), choice("more", "> 5")
)
EMOJI = asked(choice("good", "👍"), choice("bad", "👎"), choice("odd", "?"))
BACKWARDS = asked(choice("b", "First"), choice("a", "Second"))
GERMAN = asked(
    choice("t", {"de": "Täglich", "en": "Daily"}),
    choice("n", {"de": "Nie", "en": "Never"}),
    dont_know=Text({"de": "Egal"}),
)
ACCENTS = asked(choice("x", "Résumé"), choice("y", "Resume"))
SAME = asked(choice("x", "Red", "warm"), choice("y", "Orange", "warm"))

ROWS = [
    (SHIFTED, "1", "en", "0"),
    (SHIFTED, "3", "en", "2"),
    (SHIFTED, "0", "en", "0"),
    (SHIFTED, "4", "en", "!out of range"),
    (SHIFTED, "three", "en", "2"),
    (COUNTED, "0", "en", "0"),
    (COUNTED, "1", "en", "1"),
    (COUNTED, "two", "en", "2"),
    (COUNTED, "3", "en", "!out of range"),
    (SIGNS, "c", "en", "c"),
    (SIGNS, "C++", "en", "cpp"),
    (SIGNS, "c#", "en", "cs"),
    (SIGNS, "< 5", "en", "less"),
    (SIGNS, ">5", "en", "!no match"),
    (SIGNS, "b", "en", "cpp"),
    (EMOJI, "👍", "en", "good"),
    (EMOJI, "👎\ufe0f", "en", "bad"),
    (EMOJI, "?", "en", "odd"),
    (EMOJI, "🙂", "en", "!no match"),
    (BACKWARDS, "a", "en", "a"),
    (BACKWARDS, "b", "en", "b"),
    (BACKWARDS, "2", "en", "a"),
    (GERMAN, "taglich", "de", "t"),
    (GERMAN, "daily", "de", "t"),
    (GERMAN, "dayly", "de", "!no match"),
    (GERMAN, "dayly", "en", "t?"),
    (GERMAN, "Täglich", "fr", "t"),
    (GERMAN, "tälich", "fr", "t?"),
    (GERMAN, "egal", "fr", "dont_know"),
    (GERMAN, "keine ahnung", "fr", "dont_know"),
    (GERMAN, "keine Ahnung", "en", "!no match"),
    (GERMAN, "Egal", "en", "dont_know"),
    (ACCENTS, "résumé", "en", "x"),
    (ACCENTS, "resume", "en", "y"),
    (ACCENTS, "resumé", "en", "!two choices"),
    (SAME, "warm", "en", "!two choices"),
    (SAME, "I think warm", "en", "!two choices"),
]


@pytest.mark.parametrize(("question", "typed", "language", "expected"), ROWS, ids=short)
def test_row(question: Question, typed: str, language: str, expected: str) -> None:
    assert told(question, typed, language) == expected
