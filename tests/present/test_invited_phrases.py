"""Proves: those who are asked to take part read everything in each of the product's languages.

1. The languages are the product's; nothing is empty, and none says the English words by mistake.
2. The same marks `{…}` stand in every language.
3. Every plural category of a language has its own form where the language needs one.
"""

from collections.abc import Iterator
from dataclasses import fields

import pytest
from babel.core import Locale

from bot.definition.placeholders import names
from bot.present.phrases import LANGUAGES as PRODUCT
from bot.present.phrases import Plural
from bot.present.phrases.invited import LANGUAGES, InvitedWords

FORMS = ("zero", "one", "two", "few", "many", "other")
OTHERS = [language for language in LANGUAGES if language != "en"]
SHARED = {("questions", "fr")}
"""Words that two languages really share."""


def wordings(words: InvitedWords) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every wording with its place, in all its forms."""
    for field in fields(words):
        value = getattr(words, field.name)
        if isinstance(value, Plural):
            yield field.name, tuple(form for name in FORMS if (form := getattr(value, name)))
        else:
            yield field.name, (value,)


def test_1_the_languages_are_those_of_the_product() -> None:
    assert list(LANGUAGES) == list(PRODUCT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_1_nothing_is_left_out(language: str) -> None:
    for place, forms in wordings(LANGUAGES[language]):
        assert forms, place
        assert all(form.strip() == form != "" for form in forms), place


@pytest.mark.parametrize("language", OTHERS)
def test_1_nothing_is_left_in_english(language: str) -> None:
    english = dict(wordings(LANGUAGES["en"]))
    same = {(place, language) for place, forms in wordings(LANGUAGES[language]) if forms == english[place]}
    assert same <= SHARED


@pytest.mark.parametrize("language", OTHERS)
def test_2_the_same_marks_stand_in_every_language(language: str) -> None:
    english = dict(wordings(LANGUAGES["en"]))
    for place, forms in wordings(LANGUAGES[language]):
        expected = {mark for form in english[place] for mark in names(form)}
        assert all(set(names(form)) == expected for form in forms), place


@pytest.mark.parametrize("language", LANGUAGES)
def test_3_every_category_has_its_form(language: str) -> None:
    """`many` is for millions in French and Spanish, where nobody counts that high here."""
    needed = set(Locale.parse(language).plural_form.tags) | {"other"}
    needed -= {"many"} if language in ("fr", "es") else set()
    for field in fields(InvitedWords):
        value = getattr(LANGUAGES[language], field.name)
        if isinstance(value, Plural):
            assert all(getattr(value, name) for name in needed), field.name
