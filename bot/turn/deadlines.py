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
    return later(now, flow.remind) if flow.remind is not None and state.status in OPEN else None


def expires_at(flow: Flow, state: State, now: datetime) -> datetime | None:
    """When the conversation closes by itself; None when it is over."""
    return later(now, flow.expire) if state.status.value in UNFINISHED else None


UNFINISHED: Final = frozenset({"new", "asking", "changing", "paused", "stopped"})
"""Statuses in which something may still be answered."""
