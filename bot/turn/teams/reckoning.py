"""Who gets a check-in's first round when, reckoned before it begins."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.present.teams.starting import Moment
from bot.store import crowd
from bot.store.checkins import CheckIn
from bot.turn.deadlines import zone_of
from bot.turn.teams import schedule
from bot.turn.teams.audience import LeftOut, Looked


def without_opted_out(
    connection: Connection, place: tuple[str, str], looked: Looked, now: datetime
) -> Looked:  # fmt: skip
    """Those who want no check-ins are left out too. *place*: channel and workspace."""
    off = crowd.without_checkins(connection, *place, now=now)
    members = tuple(one for one in looked.members if one.person not in off)
    opted_out = len(looked.members) - len(members)
    if not opted_out:
        return looked
    return replace(looked, members=members, left_out={**looked.left_out, LeftOut.OPTED_OUT: opted_out})


def moments_of(checkin: CheckIn, looked: Looked, now: datetime) -> Sequence[Moment]:
    """How many are asked when, the first ones first; those who live by another clock for themselves."""
    day = checkin.next_on or checkin.first_on
    found: Counter[tuple[datetime, str | None]] = Counter()
    zones: dict[str | None, tuple[datetime, str | None]] = {}
    for member in looked.members:
        if member.zone not in zones:
            zone = zone_of(checkin.zone) or zone_of(member.zone)
            at = schedule.asked_at(checkin, day, member.zone, now)
            zones[member.zone] = at, None if zone is None else zone.key
        found[zones[member.zone]] += 1
    ordered = sorted(found.items(), key=lambda item: (item[0][0], item[0][1] or "", item[1]))
    return tuple(_moment(at, zone, people) for (at, zone), people in ordered)


def _moment(at: datetime, zone: str | None, people: int) -> Moment:
    there = at.astimezone(ZoneInfo(zone or "UTC"))
    return Moment(there.date(), there.hour * 60 + there.minute, zone, people)
