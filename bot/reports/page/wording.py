"""How things are said on a page: words of the product, of the flow, and of people."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from babel.dates import format_interval, format_skeleton

from bot.definition.model import Flow, Level
from bot.definition.texts import Text
from bot.present.phrases import report_page, team_report
from bot.present.phrases.report_page import ReportPageWords
from bot.present.phrases.team_report import TeamReportWords
from bot.present.reader import Reader, reader_for

_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff]"
)
"""Controls, those that turn the direction of their neighbours, and halves of letters; line ends stay."""
STEPS: Final = 5
"""Colours from the lowest tier to the highest."""


class Words(NamedTuple):
    """A wording of a flow, or of a person, in whatever language it is."""

    text: str
    language: str | None = None
    """None: nobody knows, or that of the page."""


class Tier(NamedTuple):
    """A named range, with the place of its colour."""

    title: Words
    step: int
    """0 lowest to `STEPS - 1`."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Says things in the page's language."""

    reader: Reader
    words: ReportPageWords
    report: TeamReportWords
    """As every team report has them; most begin small, to stand in a sentence."""

    def of(self, text: Text | None) -> Words | None:
        """An author's wording; with its language where that is another one."""
        if text is None:
            return None
        ours = self.reader.language
        for code in (ours, ours.partition("-")[0]):
            if code in text.words:
                return Words(plain(text.words[code]))
        return Words(plain(text.source), next(iter(text.words)))

    def score(self, value: float) -> str:
        """A score or a number, as it was rounded."""
        return self.reader.number(Fraction(str(value))).replace("-", "−")

    def percent(self, value: int) -> str:
        """A share."""
        return f"{self.reader.number(value)}\N{NARROW NO-BREAK SPACE}%"

    def say(self, phrase: str, **values: str) -> str:
        """A phrase of the product with its values."""
        return self.reader.say(phrase, **values)

    def day(self, iso: str) -> str:
        """`Nov 14, 2026`."""
        return format_skeleton("yMMMd", date.fromisoformat(iso), locale=self.reader.locale)

    def short_day(self, iso: str) -> str:
        """`Nov 14`."""
        return format_skeleton("MMMd", date.fromisoformat(iso), locale=self.reader.locale)

    def period(self, start: str, end: str) -> str:
        """`Nov 10 – 14, 2026`."""
        if start == end:
            return self.day(start)
        found: str = format_interval(
            date.fromisoformat(start), date.fromisoformat(end), "yMMMd", locale=self.reader.locale
        )
        return found

    def numbers(self, numbers: Sequence[int]) -> str:
        """Of rounds: `12`, `3–5`."""
        said = [self.reader.number(number) for number in (numbers[0], numbers[-1])]
        return said[0] if len(numbers) == 1 else "–".join(said)

    def round(self, numbers: Sequence[int]) -> str:
        """Which round a report is of."""
        first, last = (self.reader.number(number) for number in (numbers[0], numbers[-1]))
        if len(numbers) == 1:
            return self.say(self.report.round, number=first)
        return self.say(self.report.rounds, first=first, last=last)


def saying_in(language: str) -> Saying:
    """How things are said in one of our languages."""
    reader = reader_for(language)
    language = reader.language
    return Saying(reader, report_page.LANGUAGES[language], team_report.LANGUAGES[language])


def plain(text: str) -> str:
    """Without what cannot be seen and may turn, hide or break what stands beside it."""
    return _UNSEEN.sub("", text)


def begun(text: str) -> str:
    """As it begins a line of its own."""
    return text[:1].upper() + text[1:]


def title_of(saying: Saying, flow: Flow | None, area: str) -> Words:
    """What an area is called; its id where nobody knows any more."""
    known = flow.areas.get(area) if flow is not None else None
    return (saying.of(known.title) if known is not None else None) or Words(plain(area))


def tier_of(saying: Saying, bands: Sequence[Level], band: str | None) -> Tier | None:
    """The tier or level with this id."""
    place = next((at for at, one in enumerate(bands) if one.id == band), None)
    if place is None:
        return Tier(Words(plain(band)), STEPS // 2) if band else None
    share = Fraction(place, len(bands) - 1) if len(bands) > 1 else Fraction(1, 2)
    title = saying.of(bands[place].title) or Words(plain(bands[place].id))
    return Tier(title, int(share * (STEPS - 1) + Fraction(1, 2)))


def said_of(words: Mapping[str, str], key: str) -> str:
    """The words for a key of a document; the key itself where a later version wrote one we do not know."""
    return words.get(key, plain(key))
