"""Proves: one number is read in the notation of the language or plainly, with hedges and a unit around it;
anything that could make another number of it is asked again.
"""

# ruff: noqa: RUF001  # people type in all scripts and widths

from decimal import Decimal
from fractions import Fraction

import pytest
from babel.core import Locale
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.answers import Understood, read
from tests.engine.answers import questions as q
from tests.engine.answers.outcomes import short, told

ENGLISH = {
    "20": "20",
    " 20 ": "20",
    "20.": "20",
    "007": "7",
    "0": "0",
    "+5": "5",
    "-5": "-5",
    "−5": "-5",
    "–5": "-5",
    "0.25": "1/4",
    ".5": "1/2",
    "1,234": "1234",
    "1,234.56": "30864/25",
    "1,234,567": "1234567",
    "1'234": "1234",
    "1’234’567": "1234567",
    "123456789012345": "123456789012345",
    "１２": "12",
    "１，２３４．５": "2469/2",
    "٣": "3",
    "१२": "12",
    "⑤": "5",
    "1\u200b2": "12",
    # words around it
    "about 20": "20",
    "~20": "20",
    "≈ 20": "20",
    "ca. 20": "20",
    "20 people": "20",
    "20people": "20",
    "20km": "20",
    "about 20 people, I think": "20",
    "I have 20 employees": "20",
    "We are 20.": "20",
    "20 or so": "20",
    "20 please": "20",
    "20 (approximately)": "20",
    "$20": "20",
    "20 €": "20",
    "EUR 20": "20",
    "20%": "20",
    "20 %": "20",
    "three": "3",
    "about three": "3",
    "zero": "0",
    "Twelve!": "12",
    # "don't know"
    "don't know": "dont_know",
    "no idea": "dont_know",
    "I don't know": "dont_know?",
    "dont knwo": "dont_know?",
    # two numbers
    "5 or 6": "!two numbers",
    "between 5 and 7": "!two numbers",
    "5-7": "!two numbers",
    "5 - 7": "!two numbers",
    "5, 7": "!two numbers",
    "1 234": "!two numbers",
    "1/2": "!two numbers",
    "15:30": "!two numbers",
    "2 teams of 10": "!two numbers",
    "one or two": "!two numbers",
    "one or 2": "!two numbers",
    "three point five": "!two numbers",
    # another number than the one that is written
    "20k": "!not a number",
    "5m": "!not a number",
    "20 thousand": "!not a number",
    "2 dozen": "!not a number",
    "over 20": "!not a number",
    "more than 20": "!not a number",
    "at least 20": "!not a number",
    "under 20": "!not a number",
    "not 20": "!not a number",
    "minus 5": "!not a number",
    "20 or more": "!not a number",
    "20+": "!not a number",
    "> 20": "!not a number",
    "<20": "!not a number",
    "20th": "!not a number",
    "- 5": "!not a number",
    "5-": "!not a number",
    "-three": "!not a number",
    "--5": "!not a number",
    "+-5": "!not a number",
    "1e3": "!not a number",
    "1e999": "!not a number",
    "0x10": "!not a number",
    "10^3": "!not a number",
    "5²": "!not a number",
    "½": "!not a number",
    "2½": "!not a number",
    "1,5": "!not a number",
    "12,34": "!not a number",
    "1,2345": "!not a number",
    "1.234,56": "!not a number",
    "1.2.3": "!not a number",
    "5'10": "!not a number",
    "NaN": "!not a number",
    "Infinity": "!not a number",
    "∞": "!not a number",
    "many": "!not a number",
    "twenty": "!not a number",
    "twenty one": "!not a number",
    "two hundred": "!not a number",
    "three people": "!not a number",
    "20 full time people": "!not a number",
    "five 🙂": "!not a number",
    "🙂": "!not a number",
    "1" * 16: "!too many digits",
    "0." + "1" * 15: "!too many digits",
    "1" * 2_000: "!too many digits",
    "1" * 2_001: "!too long",
    "": "!empty",
}

GERMAN = {
    "1.234": "1234",
    "1.234,56": "30864/25",
    "1234,5": "2469/2",
    "1,5": "3/2",
    "1.5": "3/2",
    "1,234.56": "!not a number",
    "ungefähr 20": "20",
    "etwa 20 Mitarbeiter": "20",
    "so um die 20": "20",
    "wir sind 20": "20",
    "zwölf": "12",
    "zwoelf": "12",
    "ein": "1",
    "weiß nicht": "dont_know",
    "zwanzig": "!not a number",
    "drei hundert": "!not a number",
    "20 Tausend": "!not a number",
    "über 20": "!not a number",
    "höchstens 20": "!not a number",
    "zwei oder drei": "!two numbers",
    "zwei komma fünf": "!two numbers",
    "einundzwanzig": "!not a number",
}

FRENCH = {
    "1 234": "1234",
    "1\u202f234,5": "2469/2",
    "12 345 678": "12345678",
    "20 1": "!two numbers",
    "1234 567": "!two numbers",
    "environ 20": "20",
    "à peu près 20 personnes": "20",
    "trois": "3",
    "quatre-vingt": "!not a number",
    "quatre vingt": "!not a number",
    "dix-sept": "!two numbers",
    "dix sept": "!two numbers",
    "20 mille": "!not a number",
    "plus de 20": "!not a number",
    "je ne sais pas": "dont_know",
}

SPANISH = {
    "1.234,5": "2469/2",
    "unos 20": "20",
    "20 personas": "20",
    "doce": "12",
    "dos mil": "!not a number",
    "20 mil": "!not a number",
    "más de 20": "!not a number",
    "dos o tres": "!two numbers",
    "no lo sé": "dont_know",
}

ARABIC = {
    "٢٠": "20",
    "١٬٢٣٤٫٥": "2469/2",
    "1,234.5": "2469/2",
    "حوالي ٢٠": "20",
    "٢٠ موظفا": "20",
    "ثلاثة": "3",
    "أحد عشر": "11",
    "ثلاثة عشر": "!two numbers",
    "ثلاثة وعشرون": "!not a number",
    "٣ آلاف": "!not a number",
    "أكثر من ٢٠": "!not a number",
    "لا أعرف": "dont_know",
}

TABLES = {"en": ENGLISH, "de": GERMAN, "de-AT": {"1 234": "1234"}, "fr": FRENCH, "es": SPANISH, "ar": ARABIC}
ROWS = [(language, *row) for language, table in TABLES.items() for row in table.items()]


@pytest.mark.parametrize(("language", "typed", "expected"), ROWS, ids=short)
def test_row(language: str, typed: str, expected: str) -> None:
    assert told(q.NUMBER, typed, language) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1", "1"),
        ("50000", "50000"),
        ("0.9", "!out of range"),
        ("50,001", "!out of range"),
        ("-1", "!out of range"),
    ],
)
def test_limits(typed: str, expected: str) -> None:
    assert told(q.PEOPLE, typed) == expected


def test_dont_know_only_where_it_is_offered() -> None:
    assert told(q.PEOPLE, "don't know") == "!not a number"


LANGUAGES = [
    "ar",
    "az",
    "be",
    "bg",
    "bn",
    "ca",
    "cs",
    "da",
    "de",
    "de-AT",
    "de-CH",
    "el",
    "en",
    "en-IN",
    "es",
    "es-MX",
    "et",
    "eu",
    "fa",
    "fi",
    "fr",
    "fr-CH",
    "gl",
    "he",
    "hi",
    "hr",
    "hu",
    "id",
    "is",
    "it",
    "it-CH",
    "ja",
    "ka",
    "kk",
    "ko",
    "lt",
    "lv",
    "mk",
    "ms",
    "nb",
    "nl",
    "nn",
    "pl",
    "pt",
    "pt-PT",
    "ro",
    "ru",
    "sk",
    "sl",
    "sq",
    "sr",
    "sv",
    "ta",
    "te",
    "th",
    "tr",
    "uk",
    "uz",
    "vi",
    "zh",
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_locale_data_writes_is_read(language: str) -> None:
    locale = Locale.parse(language, sep="-")
    written = format_decimal(Decimal("1234567.25"), locale=locale, numbering_system="latn")
    assert get_decimal_symbol(locale, numbering_system="latn") in written
    assert get_group_symbol(locale, numbering_system="latn") in written
    assert read(q.NUMBER, written, language) == Understood(Fraction(4938269, 4))


@given(st.sampled_from(LANGUAGES), st.decimals(-999_999, 999_999, places=3))
def test_plain_notation_is_read_everywhere(language: str, number: Decimal) -> None:
    # With three decimals a point could also be between thousands, so a fourth one makes it plain.
    assert read(q.NUMBER, f"{number}1", language) == Understood(Fraction(f"{number}1"))
