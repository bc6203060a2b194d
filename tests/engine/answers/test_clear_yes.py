"""Proves: a consent needs a clear yes or no. Synonyms, all languages and fillers are fine; slips and numbers
are not.
"""

import pytest

from bot.definition.model import Kind, Question
from bot.definition.scales import DONT_KNOW
from tests.engine.answers import questions as q
from tests.engine.answers.outcomes import told

ROWS = [
    ("en", "yes", "yes"),
    ("en", "Yes!", "yes"),
    ("en", "y", "yes"),
    ("en", "n", "no"),
    ("en", "sure", "yes"),
    ("en", "nope", "no"),
    ("en", "no", "no"),
    ("en", "yes please", "yes?"),
    ("en", "no, thanks", "no?"),
    ("en", "ja", "yes"),
    ("en", "نعم", "yes"),
    ("de", "ja", "yes"),
    ("de", "Nein.", "no"),
    ("de", "nö", "no"),
    ("de", "j", "yes"),
    ("de", "ja bitte", "yes?"),
    ("de", "yes", "yes"),
    ("fr", "oui", "yes"),
    ("fr", "ouais", "yes"),
    ("fr", "non merci", "no?"),
    ("es", "sí", "yes"),
    ("es", "si", "yes"),
    ("es", "no", "no"),
    ("ar", "نعم", "yes"),
    ("ar", "لا", "no"),
    ("pt", "yes", "yes"),
    ("en", "yse", "!not yes or no"),
    ("fr", "out", "!not yes or no"),
    ("en", "1", "!not yes or no"),
    ("en", "b", "!not yes or no"),
    ("en", "yes and no", "!not yes or no"),
    ("en", "yes or no", "!not yes or no"),
    ("en", "not yes", "!not yes or no"),
    ("en", "don't say yes", "!not yes or no"),
    ("en", "not sure", "!not yes or no"),
    ("en", "don't know", "!not yes or no"),
    ("en", "maybe", "!not yes or no"),
    ("en", "", "!empty"),
]


@pytest.mark.parametrize(("language", "typed", "expected"), ROWS)
def test_row(language: str, typed: str, expected: str) -> None:
    assert told(q.CONSENT, typed, language) == expected


def test_dont_know_where_it_is_offered() -> None:
    question = Question("c", Kind.CONSENT, q.ASKED, dont_know=DONT_KNOW)
    assert told(question, "no idea") == "dont_know"
    assert told(question, "no") == "no"
