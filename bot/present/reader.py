"""The one who reads: which language, how numbers look there, and how values are put into sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_decimal

from bot.definition.placeholders import Placeholder, StrayBrace, pieces
from bot.definition.texts import Text, best_language
from bot.present.manner import SLASH, Manner, in_manner
from bot.present.phrases import LANGUAGES, Phrases, Plural, phrases_for

FIRST_STRONG_ISOLATE: Final = "\u2068"
POP_ISOLATE: Final = "\u2069"


@dataclass(frozen=True, slots=True)
class Reader:
    """A language with everything that depends on it."""

    language: str
    phrases: Phrases
    locale: Locale
    right_to_left: bool

    def text(self, text: Text) -> str:
        """An author's wording, placeholders and all."""
        return text.said_in(self.language)

    def inserted(self, value: str) -> str:
        """A value as it stands inside a sentence: in a right-to-left language it is isolated, so that its own
        direction does not turn its neighbours round.
        """
        return f"{FIRST_STRONG_ISOLATE}{value}{POP_ISOLATE}" if self.right_to_left else value

    def say(self, phrase: str, **values: str) -> str:
        """A phrase of the product with its values; values are never expanded again."""
        return "".join(self._piece(piece, values) for piece in pieces(phrase))

    def count(self, plural: Plural, n: int, **values: str) -> str:
        """The form of *plural* for *n* things."""
        return self.say(plural.form(self.locale.plural_form(n)), n=self.number(n), **values)

    def number(self, value: Fraction | int, decimals: int | None = None) -> str:
        """A number as people write it here: with exactly *decimals* places, or with all it has."""
        return _written(self.locale, Fraction(value), decimals)

    def exact(self, value: Fraction) -> str:
        """A number without any rounding: `62.5`, or `58 1/3` where two decimals would not do."""
        if 100 % value.denominator == 0:
            return self.number(value)
        whole, rest = divmod(abs(value), 1)
        sign = "-" if value < 0 else ""
        part = f"{rest.numerator}/{rest.denominator}"
        return f"{sign}{self.number(whole)} {part}" if whole else f"{sign}{part}"

    def signed(self, value: Fraction, decimals: int) -> str:
        """A difference with its sign: `+12`, `-3`, `±0`."""
        sign = "+" if value > 0 else "" if value < 0 else "±"
        return f"{sign}{self.number(value, decimals)}"

    def day(self, day: date) -> str:
        """A day with its month in words: `February 3, 2030`."""
        return format_date(day, "long", locale=self.locale)

    def clock(self, minute: int) -> str:
        """A minute of the day, as a clock shows it here: `9:00 AM`, `09:00`."""
        return format_time(time(*divmod(minute, 60)), "short", locale=self.locale)

    def place(self, zone: str) -> str:
        """The place that a time zone is named after: `Berlin`; a zone that nobody knows stands for itself."""
        try:
            return get_timezone_location(zone, locale=self.locale, return_city=True)
        except LookupError:
            return zone

    def listed(self, items: Sequence[str]) -> str:
        """Things in a sentence: `A, B and C`."""
        return format_list([self.inserted(item) for item in items], locale=self.locale)

    def one_of(self, items: Sequence[str]) -> str:
        """Things to choose from: `A, B or C`."""
        return format_list([self.inserted(item) for item in items], style="or", locale=self.locale)

    def in_a_row(self, items: Sequence[str]) -> str:
        """Things with nothing but commas between them, for those that may hold an *and* of their own."""
        return self.phrases.comma.join(self.inserted(item) for item in items)

    def _piece(self, piece: str | Placeholder | StrayBrace, values: dict[str, str]) -> str:
        match piece:
            case Placeholder(name=name):
                return self.inserted(values[name])
            case StrayBrace(brace=brace):
                return brace
            case _:
                return piece


@lru_cache(maxsize=128)
def reader_of(language: str, manner: Manner = SLASH) -> Reader:
    """The reader of a language code; one that nobody knows is treated as English."""
    locale, phrases = _locale(language), in_manner(phrases_for(language), manner)
    return Reader(language, phrases, locale, locale.text_direction == "rtl")


def reader_for(wished: str | None, manner: Manner = SLASH) -> Reader:
    """The reader of what the product says on its own: in the wished language, or in English."""
    return reader_of(best_language(wished, LANGUAGES), manner)


def language_name(code: str) -> str:
    """What a language calls itself: `Deutsch`; a code that nobody knows stands for itself."""
    try:
        return Locale.parse(code, sep="-").get_display_name() or code
    except (UnknownLocaleError, ValueError):
        return code


def _locale(language: str) -> Locale:
    for tag in (language, language.partition("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


@lru_cache(maxsize=4096)
def _written(locale: Locale, value: Fraction, decimals: int | None) -> str:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    places = _places(exact) if decimals is None else decimals
    whole, _, _ = str(locale.decimal_formats[None].pattern).partition(".")
    return format_decimal(exact, format=f"{whole}.{'0' * places}" if places else whole, locale=locale)


def _places(exact: Decimal) -> int:
    exponent = exact.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
