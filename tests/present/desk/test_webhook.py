"""Proves: admins are told in their language that events go out no more, and what to do.

1. Nothing is left out in any language; the same marks stand in each; none says the English words.
2. Why it is so, where to, and the command are in it.
"""

from dataclasses import fields

import pytest

from bot.definition.placeholders import names
from bot.present.desk.webhook import disabled
from bot.present.phrases import LANGUAGES as SPOKEN
from bot.present.phrases.webhook import LANGUAGES


def test_1_the_languages_are_those_of_the_product() -> None:
    assert set(LANGUAGES) == set(SPOKEN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_1_nothing_is_left_out(language: str) -> None:
    english = LANGUAGES["en"]
    for field in fields(english):
        said, original = getattr(LANGUAGES[language], field.name), getattr(english, field.name)
        assert said.strip()
        assert list(names(said)) == list(names(original))
        assert (said == original) is (language == "en")


@pytest.mark.parametrize("language", [*LANGUAGES, None, "xx"])
@pytest.mark.parametrize("why", ["gone", "failing"])
def test_2_what_is_said(language: str | None, why: str) -> None:
    words = disabled(language, "crm.example.com", why)
    own = LANGUAGES.get(language or "en", LANGUAGES["en"])
    first, second = words.paragraphs
    bare = first.replace("\u2068", "").replace("\u2069", "")  # the host is kept apart where words run left
    assert bare == (own.gone if why == "gone" else own.failing).replace("{host}", "crm.example.com")
    assert "checkup events enable" in second
