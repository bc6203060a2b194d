"""Proves: the pages of an installation say everything in each of the product's languages.

1. The languages are the product's; nothing is empty, and none says the English words by mistake.
2. The same marks `{…}` stand in every language.
3. Commands keep their slash where words run from the right.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields

import pytest

from bot.definition.placeholders import names
from bot.present.phrases import LANGUAGES as PRODUCT
from bot.present.phrases.install import LANGUAGES, InstallWords, Told

OTHERS = [language for language in LANGUAGES if language != "en"]
MARKS = {"run_by": {"operator"}, "installed.title": {"workspace"}}


def wordings(words: InstallWords) -> Iterator[tuple[str, str]]:
    """Every wording with its place: `denied.title`."""
    for field in fields(words):
        value = getattr(words, field.name)
        if isinstance(value, Told):
            yield f"{field.name}.title", value.title
            yield f"{field.name}.todo", value.todo
        elif isinstance(value, Mapping):
            yield from ((f"{field.name}.{name}", reason) for name, reason in value.items())
        else:
            yield field.name, value


def test_1_the_languages_are_those_of_the_product() -> None:
    assert list(LANGUAGES) == list(PRODUCT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_1_nothing_is_left_out(language: str) -> None:
    said = dict(wordings(LANGUAGES[language]))
    assert said.keys() == dict(wordings(LANGUAGES["en"])).keys()
    assert all(words.strip() == words != "" for words in said.values())


@pytest.mark.parametrize("language", OTHERS)
def test_1_nothing_is_left_in_english(language: str) -> None:
    english = dict(wordings(LANGUAGES["en"]))
    assert [place for place, words in wordings(LANGUAGES[language]) if words == english[place]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_2_marks(language: str) -> None:
    for place, words in wordings(LANGUAGES[language]):
        assert set(names(words)) == MARKS.get(place, set()), place


def test_3_commands_from_the_right() -> None:
    named = [words for _, words in wordings(LANGUAGES["ar"]) if "/checkup" in words]
    assert len(named) == 2
    assert all("\u2068/checkup\u2069" in words for words in named)
