"""Proves: the product says everything in each of its languages.

1. No field of any language is empty, and none says the English words by mistake.
2. The same marks `{…}` stand in every language; no mark is left open.
3. Every plural category of a language has its own form where the language needs one.
4. The same commands stand in every language, and where words run from the right they keep their slash.
5. Languages without words of their own are answered in English; `de-CH` gets German.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from babel.core import Locale

from bot.definition.placeholders import names
from bot.definition.scales import LANGUAGES as SPOKEN
from bot.present.phrases import LANGUAGES, Phrases, Plural, phrases_for
from bot.present.phrases.desk.shape import DeskWords

FORMS = ("zero", "one", "two", "few", "many", "other")
SAME_IN_SOME = {
    "asking.no", "asking.help", "result.fired", "result.fired_because", "result.weak", "result.because",
    "result.because_gates", "workings.question", "workings.points", "comma", "welcome.questions",
    "window.example_email",
}  # fmt: skip
"""Words that two languages really share, or that are punctuation alone."""


def wordings(phrases: Phrases | DeskWords) -> Iterator[tuple[str, str | Plural]]:
    """Every wording with its place: `asking.done`."""
    for group in fields(phrases):
        value = getattr(phrases, group.name)
        if isinstance(value, DeskWords):
            yield from wordings(value)
        elif is_dataclass(value) and not isinstance(value, type):
            for field in fields(value):
                yield f"{group.name}.{field.name}", getattr(value, field.name)
        elif group.name != "language":
            yield group.name, value


def forms(wording: str | Plural) -> list[str]:
    if isinstance(wording, str):
        return [wording]
    return [form for name in FORMS if (form := getattr(wording, name))]


def test_the_languages_are_those_of_the_built_in_scales() -> None:
    assert tuple(LANGUAGES) == SPOKEN
    assert all(code == phrases.language for code, phrases in LANGUAGES.items())


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_out(language: str) -> None:
    for place, wording in wordings(LANGUAGES[language]):
        assert forms(wording), place
        assert all(form.strip() for form in forms(wording)), place


@pytest.mark.parametrize("language", ["de", "fr", "es", "ar"])
def test_everything_is_translated(language: str) -> None:
    english = dict(wordings(LANGUAGES["en"]))
    same = {
        place for place, wording in wordings(LANGUAGES[language])
        if forms(wording) == forms(english[place])
    }  # fmt: skip
    assert same <= SAME_IN_SOME


@pytest.mark.parametrize("language", ["de", "fr", "es", "ar"])
def test_the_same_marks_stand_in_every_language(language: str) -> None:
    english = dict(wordings(LANGUAGES["en"]))
    for place, wording in wordings(LANGUAGES[language]):
        expected = {mark for form in forms(english[place]) for mark in names(form)}
        found = {mark for form in forms(wording) for mark in names(form)}
        assert found == expected, place


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_a_plural_has_the_marks_besides_the_number(language: str) -> None:
    for place, wording in wordings(LANGUAGES[language]):
        marks = {frozenset(names(form)) - {"n"} for form in forms(wording)}
        assert len(marks) == 1, place


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_brace_is_left_alone(language: str) -> None:
    for place, wording in wordings(LANGUAGES[language]):
        for form in forms(wording):
            assert form.count("{") == form.count("}") == len(names(form)), place


def test_arabic_has_all_six_forms() -> None:
    assert Locale("ar").plural_form.tags | {"other"} == set(FORMS)
    for place, wording in wordings(LANGUAGES["ar"]):
        if isinstance(wording, Plural):
            assert len(forms(wording)) == 6, place


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_one_thing_is_not_said_like_many(language: str) -> None:
    for place, wording in wordings(LANGUAGES[language]):
        if isinstance(wording, Plural):
            assert wording.one, place
            assert wording.one != wording.other, place


def test_commands_in_arabic_keep_their_slash_in_front() -> None:
    for place, wording in wordings(LANGUAGES["ar"]):
        if not place.startswith("helping."):
            for form in forms(wording):
                assert form.count("/") == len(re.findall("\u2068/[a-z]+\u2069", form)), place


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_the_same_commands(language: str) -> None:
    english = dict(wordings(LANGUAGES["en"]))
    for place, wording in wordings(LANGUAGES[language]):
        expected = re.findall("/[a-z]+", forms(english[place])[-1])
        assert all(re.findall("/[a-z]+", form) == expected for form in forms(wording)), place


def test_an_unknown_language_is_answered_in_english() -> None:
    assert phrases_for("tlh").asking.done == "Done"


def test_a_region_speaks_its_language() -> None:
    assert phrases_for("de-CH").asking.done == "Fertig"
    assert phrases_for("ar-EG").asking.done == "تم"


def test_a_form_that_is_not_there_is_worded_like_the_others() -> None:
    assert Plural(one="{n} day", other="{n} days").form("many") == "{n} days"
