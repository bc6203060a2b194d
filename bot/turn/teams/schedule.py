"""When a check-in's rounds come, and at which moment each person is asked.

The rule (RFC 5545) is expanded on plain local dates; a zone comes in only when a date becomes a moment. So
09:00 stays 09:00 when clocks change, an hour that is left out comes after the gap, and one that is there
twice counts once.

A day that falls on a public holiday, or on a weekend where only weekdays are wanted, moves to the next day
that does not. Where it would reach the rule's own next day it is dropped: that one stands for both.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final

from dateutil.rrule import DAILY, FR, MO, MONTHLY, TH, TU, WE, WEEKLY, rrule, weekdays

from bot.store.checkins import CheckIn
from bot.turn.deadlines import zone_of
from bot.wishes import WORK_BEGINS, WORK_ENDS

EACH_OWN: Final = "member"
"""In place of a zone: everybody's own day."""
ONCE: Final = "once"
LATE: Final = timedelta(hours=1)
"""What was held up for longer than that no longer comes at its own hour."""
SATURDAY: Final = 5
"""As `date.weekday` counts."""
_EASTMOST: Final = timezone(timedelta(hours=14))
_WESTMOST: Final = timezone(timedelta(hours=-12))
_FURTHEST: Final = 31
"""Days that a round moves at most."""
_A_DAY: Final = timedelta(days=1)
_MOST_WEEKS: Final = 26


@dataclass(frozen=True, slots=True)
class Due:
    """The round to open now, and what became of those before it."""

    day: date
    missed: tuple[date, ...]
    """Days whose time went by with nobody to open them: they are left out."""
    next_on: date | None
    next_at: datetime | None


def days(checkin: CheckIn) -> Iterator[date]:
    """All days of its rounds, from the first one on."""
    by_rule = _by_rule(checkin)
    here = next(by_rule, None)
    while here is not None:
        following = next(by_rule, None)
        moved = _moved(checkin, here)
        if moved is not None and (following is None or moved < following):
            yield moved
        here = following


def next_round(checkin: CheckIn, now: datetime) -> tuple[date | None, datetime | None]:
    """The first day whose round opens after *now*, and when; for a check-in that begins or goes on."""
    for day in days(checkin):
        opens = opens_at(checkin, day)
        if opens > now:
            return day, opens
    return None, None


def due(checkin: CheckIn, now: datetime) -> Due | None:
    """What to open, where the time of `next_on` has come.

    Only the last day whose time has come is opened, however late: those before it would come together.
    """
    if checkin.next_on is None or opens_at(checkin, checkin.next_on) > now:
        return None
    come = [checkin.next_on]
    for day in days(checkin):
        if day <= checkin.next_on:
            continue
        opens = opens_at(checkin, day)
        if opens > now:
            return Due(come[-1], tuple(come[:-1]), day, opens)
        come.append(day)
    return Due(come[-1], tuple(come[:-1]), None, None)


def opens_at(checkin: CheckIn, day: date) -> datetime:
    """The first moment at which the hour of a round comes anywhere: who takes part is not known before."""
    return moment(day, checkin.at_minute, zone_of(checkin.zone) or _EASTMOST)


def ends_at(checkin: CheckIn, day: date) -> datetime:
    """The last moment at which it comes anywhere."""
    return moment(day, checkin.at_minute, zone_of(checkin.zone) or _WESTMOST)


def place_of(checkin: CheckIn, zone: str | None) -> tzinfo:
    """The zone by which somebody is asked: the check-in's, or their own; UTC where nobody knows it."""
    return zone_of(checkin.zone) or zone_of(zone) or UTC


def moment(day: date, minute: int, place: tzinfo) -> datetime:
    """That minute of that day in a zone, in UTC."""
    return datetime.combine(day, time(*divmod(minute, 60)), place).astimezone(UTC)


def asked_at(checkin: CheckIn, day: date, zone: str | None, now: datetime) -> datetime:
    """When somebody is asked: at the hour in their day; where that went by, when they next work."""
    place = place_of(checkin, zone)
    own = moment(day, checkin.at_minute, place)
    if now - own <= LATE:
        return own
    return in_hours(now, place, weekdays_only=checkin.weekdays_only)


def in_hours(due: datetime, place: tzinfo, *, weekdays_only: bool, minute: int | None = None) -> datetime:
    """*due*, or the first moment after it between 9 and 17 of somebody's day.

    *minute*: the one of their day that they chose, instead. *weekdays_only*: never on a weekend.
    """
    first = due.astimezone(place).date()
    for ahead in range(5):
        day = first + ahead * _A_DAY
        if weekdays_only and day.weekday() >= SATURDAY:
            continue
        begins = moment(day, WORK_BEGINS if minute is None else minute, place)
        ends = moment(day, WORK_ENDS, place) if minute is None else begins + timedelta(minutes=1)
        if due < ends:
            return max(due, begins)
    raise LookupError("five days without an hour that suits")


def is_calendar(name: str) -> bool:
    """Are the public holidays of this place known? `DE`, or `DE-BY` for a part of it."""
    return _holidays(name, 2026) is not None


def is_every(every: str) -> bool:
    """Is that how often rounds may come?"""
    return every in {ONCE, "day", "weekday", "month"} or _weeks(every) is not None


def _by_rule(checkin: CheckIn) -> Iterator[date]:
    """The first day, and those that the rule counts from it, holidays and weekends not considered."""
    yield checkin.first_on
    if checkin.every == ONCE:
        return
    for found in _rule(checkin.every, checkin.first_on):
        if found.date() > checkin.first_on:
            yield found.date()


def _rule(every: str, first: date) -> rrule:
    begins = datetime.combine(first, time(0))
    if every == "day":
        return rrule(DAILY, dtstart=begins)
    if every == "weekday":
        return rrule(WEEKLY, dtstart=begins, byweekday=(MO, TU, WE, TH, FR))
    if every == "month":
        return rrule(MONTHLY, dtstart=begins, byweekday=weekdays[first.weekday()](+1))
    weeks = _weeks(every)
    if weeks is None:
        raise ValueError(f"no round comes every {every!r}")
    return rrule(WEEKLY, interval=weeks, dtstart=begins)


def _weeks(every: str) -> int | None:
    count, _, unit = every.partition(" ")
    if unit not in {"week", "weeks"} or not (count.isascii() and count.isdecimal()):
        return None
    return int(count) if 1 <= int(count) <= _MOST_WEEKS else None


def _moved(checkin: CheckIn, day: date) -> date | None:
    """That day, or the next one on which people work; None: there is none for a month."""
    return next((d for ahead in range(_FURTHEST) if _suits(checkin, d := day + ahead * _A_DAY)), None)


def _suits(checkin: CheckIn, day: date) -> bool:
    if (checkin.weekdays_only or checkin.every == "weekday") and day.weekday() >= SATURDAY:
        return False
    return checkin.calendar is None or day not in (_holidays(checkin.calendar, day.year) or ())


@lru_cache(maxsize=256)
def _holidays(calendar: str, year: int) -> frozenset[date] | None:
    """The public holidays of a year; None where nobody knows the place."""
    from holidays import country_holidays  # noqa: PLC0415  # only where a team names a calendar

    country, _, part = calendar.partition("-")
    try:
        return frozenset(country_holidays(country, subdiv=part or None, years=year))
    except (NotImplementedError, KeyError):  # so the library says that it knows no such place
        return None
