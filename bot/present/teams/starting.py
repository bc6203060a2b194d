"""What a manager reads who sets up a team check-in: what becomes of it, that it has begun, what is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from babel.dates import format_date

from bot.definition.model import Flow
from bot.definition.texts import best_language
from bot.messages import Button, Words
from bot.present.desk.flows import title_in
from bot.present.phrases.starting import LANGUAGES, StartingWords
from bot.present.reader import Reader, reader_of
from bot.wishes import ShowCheckIns

MOST_ZONES: Final = 12
"""Lines of moments."""
ENOUGH: Final = 2
"""Times the fewest answers shown: from so many on nearly all figures of usual answers withstand colleagues
who compare notes (`scoring.disclosure.collusion`).
"""
_EACH_OWN: Final = "member"
_ONCE: Final = "once"
_AN_HOUR: Final = 60
_A_DAY: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class Plan:
    """A check-in that may begin."""

    flow: Flow
    team: str
    anonymous: bool
    min_answers: int
    every: str
    first_on: date
    at_minute: int
    zone: str
    """`member`, or an IANA name."""
    open_minutes: int
    reminders: int
    other_viewers: int
    people: int


@dataclass(frozen=True, slots=True)
class Moment:
    """So many people are asked at a minute of a day in their zone; in UTC where nobody knows it."""

    day: date
    minute: int
    zone: str | None
    people: int


def words_for(language: str | None) -> tuple[Reader, StartingWords]:
    """The reader of a language, or of English, with the words."""
    known = best_language(language, tuple(LANGUAGES))
    return reader_of(known), LANGUAGES[known]


def preview(
    language: str | None, plan: Plan, moments: Sequence[Moment], left_out: Mapping[str, int]
) -> tuple[str, ...]:  # fmt: skip
    """Who gets it when, who does not and why, what is promised. *left_out*: how many, by reason."""
    reader, words = words_for(language)
    title = title_in(plan.flow, reader.language)
    asked = [reader.count(words.preview.asked, plan.people, team=plan.team, flow=title)]
    asked += _moments(reader, words, moments)
    told = ["\n".join(asked)]
    reasons = [reader.count(words.preview.reasons[why], n) for why, n in sorted(left_out.items()) if n]
    if reasons:
        told.append(reader.say(words.preview.not_asked, reasons=reader.in_a_row(reasons)))
    if plan.people == 0:
        told.append(words.preview.nobody)
    elif plan.people < plan.min_answers:
        told.append(reader.say(words.preview.few, least=reader.number(plan.min_answers)))
    elif plan.anonymous and plan.people < ENOUGH * plan.min_answers:
        told.append(reader.say(words.preview.small, enough=reader.number(ENOUGH * plan.min_answers)))
    return (*told, "\n".join(_course(reader, words, plan)), "\n".join(_promise(reader, words, plan)))


def begun(language: str | None, plan: Plan) -> Words:
    """It has begun: how many get it when, what is fixed, how to end it."""
    reader, words = words_for(language)
    title = title_in(plan.flow, reader.language)
    when = {"day": on_day(reader, plan.first_on), "time": reader.clock(plan.at_minute)}
    if plan.zone == _EACH_OWN:
        first = reader.say(words.begun.at_own, **when)
    else:
        first = reader.say(words.begun.at, **when, place=reader.place(plan.zone))
    asked = reader.count(words.begun.asked, plan.people, flow=title)
    return Words(
        (
            f"{asked} {first}",
            "\n".join(_course(reader, words, plan)),
            "\n".join(_promise(reader, words, plan)),
            words.begun.stop,
        ),
        (Button(words.begun.my_checkins, ShowCheckIns()),),
        reader.language,
        title=reader.say(words.begun.title, team=plan.team),
    )


def may_not(language: str | None, *, admins: bool) -> str:
    """Why somebody cannot start one, and who can help. *admins*: are there any?"""
    _, words = words_for(language)
    return f"{words.begun.not_yours} {words.begun.ask if admins else words.begun.no_admins}"


def often(reader: Reader, words: StartingWords, every: str) -> str:
    """How often, in words: `every 2 weeks`."""
    count, _, unit = every.partition(" ")
    named = {"once": words.often.once, "day": words.often.day, "weekday": words.often.weekday}
    if unit:
        n = int(count)
        return words.often.week if n == 1 else reader.count(words.often.weeks, n)
    return named.get(every, words.often.month)


def length(reader: Reader, words: StartingWords, minutes: int) -> str:
    """How long: in days where it is whole days, else in hours."""
    if minutes % _A_DAY == 0:
        return reader.count(words.often.days, minutes // _A_DAY)
    return reader.count(words.often.hours, max(minutes // _AN_HOUR, 1))


def on_day(reader: Reader, day: date) -> str:
    """With its weekday: `Thursday, March 5, 2030`."""
    return format_date(day, "full", locale=reader.locale)


def _moments(reader: Reader, words: StartingWords, moments: Sequence[Moment]) -> Iterator[str]:
    for one in moments[:MOST_ZONES]:
        values = {
            "day": on_day(reader, one.day),
            "time": reader.clock(one.minute),
            "people": reader.count(words.preview.people, one.people),
        }
        if one.zone is None:
            yield reader.say(words.preview.at_unknown, **values)
        else:
            yield reader.say(words.preview.at, **values, place=reader.place(one.zone))
    rest = sum(one.people for one in moments[MOST_ZONES:])
    if rest:
        yield reader.count(words.preview.more, rest)


def _course(reader: Reader, words: StartingWords, plan: Plan) -> Iterator[str]:
    if plan.every == _ONCE:
        yield words.preview.once
    else:
        yield reader.say(words.preview.again, often=often(reader, words, plan.every))
    yield reader.say(words.preview.takes, length=length(reader, words, plan.open_minutes))
    if plan.reminders:
        yield reader.count(words.preview.reminded, plan.reminders)
    else:
        yield words.preview.not_reminded


def _promise(reader: Reader, words: StartingWords, plan: Plan) -> Iterator[str]:
    if plan.anonymous:
        yield reader.say(words.preview.anonymous, least=reader.number(plan.min_answers))
    else:
        yield words.preview.named
    if plan.other_viewers:
        yield reader.count(words.preview.viewers, plan.other_viewers)
    else:
        yield words.preview.only_you
    yield words.preview.frozen
