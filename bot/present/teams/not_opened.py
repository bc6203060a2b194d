"""What a manager reads when a round of theirs did not open."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.definition.texts import best_language
from bot.messages import Words
from bot.present.phrases.opening import LANGUAGES, OpeningWords
from bot.present.reader import Reader, reader_of

NOBODY: Final = "nobody"
NO_FLOW: Final = "no flow"


def missed(language: str | None, team: str, days: Sequence[date], next_on: date | None) -> Words:
    """Days on which nothing was running."""
    reader, words = _reader(language)
    said = reader.count(words.missed, len(days), team=team, days=reader.listed([reader.day(d) for d in days]))
    return Words((said, _next(reader, words, next_on)), (), reader.language)


def not_opened(language: str | None, team: str, day: date, why: str, next_on: date | None) -> Words:
    """A day that came without a round. *why*: a word of `CannotLook`, `nobody` or `no flow`."""
    reader, words = _reader(language)
    reasons = {NOBODY: words.nobody, NO_FLOW: words.no_flow, **words.whys}
    said = reader.say(words.not_opened, team=team, day=reader.day(day))
    reason = reasons.get(why, words.later)
    return Words((f"{said} {reason}", _next(reader, words, next_on)), (), reader.language)


def _next(reader: Reader, words: OpeningWords, next_on: date | None) -> str:
    return words.no_next if next_on is None else reader.say(words.goes_on, day=reader.day(next_on))


def _reader(language: str | None) -> tuple[Reader, OpeningWords]:
    known = best_language(language, tuple(LANGUAGES))
    return reader_of(known), LANGUAGES[known]
