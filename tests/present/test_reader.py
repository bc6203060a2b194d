"""Proves: numbers, plurals, lists and inserted values look as people write them in each language."""

from datetime import date
from fractions import Fraction

import pytest

from bot.definition.texts import Text
from bot.present.phrases import Plural
from bot.present.reader import language_name, reader_for, reader_of

NARROW = "\u202f"
"""The space the French put between thousands."""


@pytest.mark.parametrize(
    ("language", "value", "written"),
    [
        ("en", Fraction(50000), "50,000"),
        ("de", Fraction(50000), "50.000"),
        ("fr", Fraction(50000), f"50{NARROW}000"),
        ("es", Fraction(50000), "50.000"),
        ("ar", Fraction(50000), "50,000"),
        ("de-CH", Fraction(50000), "50’000"),
        ("en", Fraction(-5, 2), "-2.5"),
        ("de", Fraction(1, 4), "0,25"),
        ("en", Fraction(123456789012345), "123,456,789,012,345"),
        ("en", Fraction(1, 10**14), "0.00000000000001"),
        ("tlh", Fraction(2500), "2,500"),
    ],
)
def test_a_number_is_written_as_people_write_it(language: str, value: Fraction, written: str) -> None:
    assert reader_of(language).number(value) == written


@pytest.mark.parametrize(("decimals", "written"), [(0, "3"), (1, "3.0"), (2, "3.00")])
def test_a_score_has_the_places_of_its_flow(decimals: int, written: str) -> None:
    assert reader_of("en").number(Fraction(3), decimals) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction(75), "75"),
        (Fraction(125, 2), "62.5"),
        (Fraction(239, 4), "59.75"),
        (Fraction(175, 3), "58 1/3"),
        (Fraction(-175, 3), "-58 1/3"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-2, 3), "-2/3"),
        (Fraction(0), "0"),
    ],
)
def test_an_exact_number_loses_nothing(value: Fraction, written: str) -> None:
    assert reader_of("en").exact(value) == written


@pytest.mark.parametrize(
    ("n", "category"),
    [
        (0, "zero"),
        (1, "one"),
        (2, "two"),
        (3, "few"),
        (10, "few"),
        (11, "many"),
        (99, "many"),
        (100, "other"),
    ],
)
def test_arabic_counts_in_six_ways(n: int, category: str) -> None:
    plural = Plural(zero="zero", one="one", two="two", few="few", many="many", other="other")
    assert reader_of("ar").count(plural, n) == category


def test_zero_is_plural_in_english_and_singular_in_french() -> None:
    plural = Plural(one="one", other="other")
    assert reader_of("en").count(plural, 0) == "other"
    assert reader_of("fr").count(plural, 0) == "one"


def test_values_are_isolated_in_right_to_left_languages_only() -> None:
    assert reader_of("en").say("Hello {name}!", name="دانا") == "Hello دانا!"
    assert reader_of("ar").say("أهلًا {name}!", name="Dana") == "أهلًا \u2068Dana\u2069!"
    assert reader_of("he").say("{name}", name="x") == "\u2068x\u2069"


def test_a_value_is_never_expanded_again() -> None:
    assert reader_of("en").say("{a} and {b}", a="{b}", b="2") == "{b} and 2"


def test_braces_may_be_written() -> None:
    assert reader_of("en").say("{{{a}}} }", a="1") == "{1} }"


@pytest.mark.parametrize(
    ("language", "value", "decimals", "written"),
    [
        ("en", Fraction(12), 0, "+12"),
        ("en", Fraction(-3), 0, "-3"),
        ("en", Fraction(0), 0, "±0"),
        ("de", Fraction(1, 2), 1, "+0,5"),
        ("de", Fraction(0), 1, "±0,0"),
    ],
)
def test_a_difference_has_its_sign(language: str, value: Fraction, decimals: int, written: str) -> None:
    assert reader_of(language).signed(value, decimals) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "February 3, 2030"),
        ("de", "3. Februar 2030"),
        ("fr", "3 février 2030"),
        ("es", "3 de febrero de 2030"),
        ("ar", "3 فبراير 2030"),
        ("tlh", "February 3, 2030"),
    ],
)
def test_a_day_has_its_month_in_words(language: str, written: str) -> None:
    assert reader_of(language).day(date(2030, 2, 3)) == written


@pytest.mark.parametrize(
    ("wished", "language"),
    [(None, "en"), ("", "en"), ("de-CH", "de"), ("pt_BR", "en"), ("AR", "ar"), ("tlh", "en")],
)
def test_what_the_product_says_on_its_own_is_in_a_language_it_speaks(
    wished: str | None, language: str
) -> None:
    assert reader_for(wished).language == language


def test_things_are_listed_as_in_a_sentence() -> None:
    assert reader_of("en").listed(["A", "B", "C"]) == "A, B, and C"
    assert reader_of("de").listed(["A", "B", "C"]) == "A, B und C"
    assert reader_of("fr").listed(["A", "B"]) == "A et B"
    assert reader_of("ar").listed(["A", "B"]) == "\u2068A\u2069 و\u2068B\u2069"


def test_things_in_a_row_have_commas_alone() -> None:
    assert reader_of("en").in_a_row(["A", "B and C"]) == "A, B and C"
    assert reader_of("ar").in_a_row(["A", "B"]) == "\u2068A\u2069، \u2068B\u2069"


def test_an_author_is_quoted_in_the_readers_language() -> None:
    text = Text({"en": "Tools", "de": "Werkzeuge"})
    assert reader_of("de-AT").text(text) == "Werkzeuge"
    assert reader_of("fr").text(text) == "Tools"


def test_languages_name_themselves() -> None:
    assert language_name("de") == "Deutsch"
    assert language_name("ar") == "العربية"
    assert language_name("x-none") == "x-none"
