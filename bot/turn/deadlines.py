"""When a conversation wants to be woken: for a reminder, and when its time is over."""

from calendar import monthrange
from datetime import datetime, timedelta
from typing import Final

from bot.definition.model import Flow
from bot.definition.schedule import Duration, Unit
from bot.engine.state import OPEN, State

_LENGTHS: Final = {
    Unit.MINUTE: timedelta(minutes=1),
    Unit.HOUR: timedelta(hours=1),
    Unit.DAY: timedelta(days=1),
    Unit.WEEK: timedelta(weeks=1),
}


AWAKE: Final = timedelta(hours=3)


def later(moment: datetime, duration: Duration) -> datetime:
    """*moment* plus *duration*; a month after the 31st is the last day of the next one."""
    if duration.unit is not Unit.MONTH:
        return moment + duration.count * _LENGTHS[duration.unit]
    months = moment.year * 12 + moment.month - 1 + duration.count
    year, month = divmod(months, 12)
    day = min(moment.day, monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


def wake_at(flow: Flow, state: State, now: datetime) -> datetime | None:
    """When a reminder is due; None when nothing is open or the flow wants none."""
    if flow.remind is None or state.status not in OPEN:
        return None
    return at_their_time(later(now, flow.remind), now)


def at_their_time(due: datetime, active: datetime) -> datetime:
    """*due*, or a little later: at the time of day at which the person is known to be up.

    No platform tells a bot in which zone a person lives, but they were up when they were *active*: what would
    come more than three hours before or after that time of day waits for it.
    """
    away = (due - active) % _LENGTHS[Unit.DAY]
    if min(away, _LENGTHS[Unit.DAY] - away) <= AWAKE:
        return due
    return due + (_LENGTHS[Unit.DAY] - away)


def expires_at(flow: Flow, state: State, now: datetime) -> datetime | None:
    """When the conversation closes by itself; None when it is over."""
    return later(now, flow.expire) if state.status.value in UNFINISHED else None


UNFINISHED: Final = frozenset({"new", "asking", "changing", "paused", "stopped"})
"""Statuses in which something may still be answered."""
