"""Proves: the report page says everything in each language.

1. The same fields, marks `{…}` and keys stand in every language, and nothing is empty.
2. Nothing says the English words by mistake, but for what languages really share.
3. A count has a form for each plural category of its language, or one that needs none.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from babel.core import Locale

from bot.definition.placeholders import names
from bot.present.phrases import LANGUAGES as SPOKEN
from bot.present.phrases.plural import Plural
from bot.present.phrases.report_page import LANGUAGES

SHARED = {"glance.actions", "part.trend_bare", "part.team", "part.person", "part.questions", "part.area"}
"""Words that two languages really share, or that are marks alone."""


def wordings(part: Any, place: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every wording with its place, a plural with all its forms."""
    if isinstance(part, str):
        yield place, [part]
    elif isinstance(part, Plural):
        yield place, [form for one in fields(part) if (form := getattr(part, one.name))]
    elif isinstance(part, Mapping):
        for key, value in part.items():
            yield from wordings(value, f"{place}.{key}")
    elif is_dataclass(part):
        for one in fields(part):
            yield from wordings(getattr(part, one.name), f"{place}.{one.name}".lstrip("."))
    else:
        raise TypeError(f"{place} holds {part!r}")


def test_the_page_speaks_what_the_product_speaks() -> None:
    assert tuple(LANGUAGES) == tuple(SPOKEN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_places_and_marks_everywhere(language: str) -> None:
    english, theirs = (dict(wordings(LANGUAGES[code])) for code in ("en", language))
    assert set(theirs) == set(english)
    for place, forms in theirs.items():
        wanted = {name for form in english[place] for name in names(form)}
        for form in forms:
            assert form.strip(), place
            may_spell_out = {"n"} if is_plural(place, language) else set()
            assert wanted - may_spell_out <= set(names(form)) <= wanted, (place, form)


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_nothing_is_left_in_english(language: str) -> None:
    english = dict(wordings(LANGUAGES["en"]))
    same = {place for place, forms in wordings(LANGUAGES[language]) if forms == english[place]}
    assert same <= SHARED


@pytest.mark.parametrize("language", LANGUAGES)
def test_counts_have_the_forms_of_their_language(language: str) -> None:
    known = set(Locale.parse(language).plural_form.tags) | {"other"}
    for group in ("glance", "figure"):
        part = getattr(LANGUAGES[language], group)
        for one in fields(part):
            plural = getattr(part, one.name)
            if isinstance(plural, Plural):
                given = {name for name in ("zero", "one", "two", "few", "many") if getattr(plural, name)}
                assert given <= known


def is_plural(place: str, language: str) -> bool:
    """Is a count spelled out there: `مجالان`?"""
    group, _, name = place.partition(".")
    return language == "ar" and isinstance(getattr(getattr(LANGUAGES["ar"], group), name, None), Plural)
