"""When a conversation wants to be woken: for a reminder, and when its time is over."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.definition.model import Flow
from bot.definition.schedule import Duration, Unit
from bot.engine.state import OPEN, State
from bot.wishes import WORK_BEGINS, WORK_ENDS

_LENGTHS: Final = {
    Unit.MINUTE: timedelta(minutes=1),
    Unit.HOUR: timedelta(hours=1),
    Unit.DAY: timedelta(days=1),
    Unit.WEEK: timedelta(weeks=1),
}


AWAKE: Final = timedelta(hours=3)
_SATURDAY: Final = 5


def later(moment: datetime, duration: Duration) -> datetime:
    """*moment* plus *duration*; a month after the 31st is the last day of the next one."""
    if duration.unit is not Unit.MONTH:
        return moment + duration.count * _LENGTHS[duration.unit]
    months = moment.year * 12 + moment.month - 1 + duration.count
    year, month = divmod(months, 12)
    day = min(moment.day, monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


def wake_at(flow: Flow, state: State, now: datetime) -> datetime | None:
    """When a reminder falls due; None when nothing is open or the flow wants none.

    At what time of the day it then goes out is seen when it is due: until then a person may choose another.
    """
    if flow.remind is None or state.status not in OPEN:
        return None
    return later(now, flow.remind)


def in_their_day(due: datetime, zone: str | None, minute: int | None) -> datetime | None:
    """*due*, or the first moment after it that suits a person in *zone*: the *minute* of the day that they
    chose, else any moment from Monday to Friday, 9 to 17. None where nobody knows the zone.

    By the clock on the wall: 09:00 stays 09:00 when clocks change. A time that is left out then comes after
    the gap, and one that is there twice counts once.
    """
    place = zone_of(zone)
    if place is None:
        return None
    first = due.astimezone(place).date()
    days = [first + timedelta(days=ahead) for ahead in range(5)]
    if minute is None:
        return next(max(due, begins) for begins, ends in _at_work(days, place) if due < ends)
    return next(moment for day in days if (moment := _moment(day, _at(minute), place)) >= due)


def zone_of(name: str | None) -> ZoneInfo | None:
    """The zone with this name; None where there is none, or nobody here knows it."""
    try:
        return None if name is None else ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # no such name, no name at all, a folder of names
        return None


def tomorrow(moment: datetime, zone: ZoneInfo) -> datetime:
    """When the next day begins in *zone*."""
    return _moment(moment.astimezone(zone).date() + timedelta(days=1), time(0), zone)


def at_their_time(due: datetime, active: datetime) -> datetime:
    """*due*, or a little later: at the time of day at which the person is known to be up.

    Where a platform does not tell in which zone a person lives, they were still up when they were *active*:
    what would come more than three hours before or after that time of day waits for it.
    """
    away = (due - active) % _LENGTHS[Unit.DAY]
    if min(away, _LENGTHS[Unit.DAY] - away) <= AWAKE:
        return due
    return due + (_LENGTHS[Unit.DAY] - away)


def _at_work(days: list[date], place: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """From when to when somebody works, on those of the *days* on which people do."""
    for day in days:
        if day.weekday() < _SATURDAY:
            yield _moment(day, _at(WORK_BEGINS), place), _moment(day, _at(WORK_ENDS), place)


def _at(minute: int) -> time:
    return time(*divmod(minute, 60))


def _moment(day: date, at: time, place: ZoneInfo) -> datetime:
    return datetime.combine(day, at, place).astimezone(UTC)


def expires_at(flow: Flow, state: State, now: datetime) -> datetime | None:
    """When the conversation closes by itself; None when it is over."""
    return later(now, flow.expire) if state.status.value in UNFINISHED else None


UNFINISHED: Final = frozenset({"new", "asking", "changing", "paused", "stopped"})
"""Statuses in which something may still be answered."""
