"""A manager reminds those who have not finished: each at a good hour of their day, as the tick does it.

Everybody gets two reminders a round at most, those that come by themselves counted, one a day, and none in
the last hour.
"""

from datetime import datetime, timedelta, tzinfo
from typing import Final

from sqlalchemy import Connection

from bot.store import invitations
from bot.store.checkins import MOST_REMINDERS, CheckIn
from bot.store.invitations import Reachable
from bot.store.rounds import Round
from bot.turn.teams import schedule

LAST: Final = timedelta(hours=1)


def is_too_late(found: Round, now: datetime) -> bool:
    """Is it the last hour?"""
    return now > found.closes_at - LAST


def remind(connection: Connection, found: Round, checkin: CheckIn, now: datetime) -> int:
    """Has everybody reminded for whom there is a good hour left; how many that is."""
    asked = invitations.to_remind(connection, found.id, now=now, most=MOST_REMINDERS)
    chosen = [one.invitation for one in asked if _moment(one, checkin, now) <= found.closes_at - LAST]
    return invitations.due_now(connection, chosen, now)


def _moment(one: Reachable, checkin: CheckIn, now: datetime) -> datetime:
    """When it comes to them."""
    place = schedule.place_of(checkin, one.zone)
    since = now if one.reminded_at is None else max(now, _next_day(one.reminded_at, place))
    return schedule.in_hours(since, place, weekdays_only=True, minute=one.remind_minute)


def _next_day(moment: datetime, place: tzinfo) -> datetime:
    return schedule.moment(moment.astimezone(place).date() + timedelta(days=1), 0, place)
