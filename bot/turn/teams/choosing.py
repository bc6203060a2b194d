"""A team check-in as somebody set it up: what is wrong with it, and the check-in that it makes.

A form is filled by people, and what comes of it may come from anybody: all of it is looked at when it is
sent, and again when it is confirmed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Final

from bot.definition.model import Flow
from bot.definition.schedule import CheckIn as Running
from bot.store.checkins import LEAST_ANSWERS, MOST_REMINDERS, CheckIn
from bot.turn.deadlines import later, zone_of
from bot.turn.library import Library
from bot.turn.teams import schedule
from bot.turn.teams.audience import Audience
from bot.wishes import MINUTES_OF_A_DAY, CheckInChoice

MOST_ANSWERS: Final = 100
LONGEST_TEAM: Final = 60
"""Characters of its name."""
SHORTEST_OPEN: Final = 60
LONGEST_OPEN: Final = 28 * 24 * 60
"""Minutes that a round may take answers."""
FURTHEST: Final = timedelta(days=366)
"""Before its first round."""
MOST_OF_A_KIND: Final = 50
"""Channels, groups, people or viewers."""
_IDENTITY: Final = re.compile(r"[A-Z0-9]{3,31}")
_CALENDAR: Final = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,5})?")
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PROBE: Final = datetime(2026, 1, 5, tzinfo=UTC)


class Part(Enum):
    """What can be chosen, as a form names it."""

    FLOW = "flow"
    TEAM = "team"
    CHANNELS = "channels"
    GROUPS = "groups"
    PEOPLE = "people"
    OTHERS = "others"
    """Guests and people of other companies."""
    ANONYMOUS = "anonymous"
    MIN_ANSWERS = "min_answers"
    FIRST_ON = "first_on"
    EVERY = "every"
    AT = "at"
    ZONE = "zone"
    WEEKDAYS = "weekdays"
    CALENDAR = "calendar"
    OPEN = "open"
    REMINDERS = "reminders"
    VIEWERS = "viewers"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a part: `missing`, `unknown`, `too many`, `past`, `too far`, `not anonymous`, or
    `between`, with both ends.
    """

    kind: str
    least: int = 0
    most: int = 0


def offered(library: Library) -> tuple[Flow, ...]:
    """The flows that a team can be asked."""
    flows = sorted((shelved.flow for shelved in library.newest.values()), key=lambda flow: flow.name)
    return tuple(flow for flow in flows if flow.checkin is not None)


def proposed(flow: Flow, zone: str | None, now: datetime) -> CheckInChoice:
    """As the flow has it, for a manager in this zone. ValueError: it is not for teams."""
    running = _running(flow)
    today = today_in(zone, now)
    ahead = (_WEEKDAYS.index(running.day) - today.weekday()) % 7 or 7
    hour, _, minute = running.at.partition(":")
    return CheckInChoice(
        flow=flow.name,
        team="",
        channels=(),
        groups=(),
        people=(),
        guests=False,
        externals=False,
        anonymous=running.anonymous,
        min_answers=least_answers(flow),
        first_on=today + timedelta(days=ahead),
        every=every_of(running),
        at_minute=int(hour) * 60 + int(minute),
        zone=running.timezone,
        weekdays_only=True,
        calendar="",
        open_minutes=open_of(running),
        reminders=0 if running.remind is None else 1,
        viewers=(),
    )


def least_answers(flow: Flow) -> int:
    """The fewest answers of which anything is shown: a manager may choose more. ValueError as above."""
    return max(LEAST_ANSWERS, _running(flow).min_answers)


def every_of(running: Running) -> str:
    """How often rounds come, as check-ins keep it."""
    if running.every.unit != "week":
        return running.every.unit
    return "1 week" if running.every.weeks == 1 else f"{running.every.weeks} weeks"


def open_of(running: Running) -> int:
    """How long a round takes answers, in minutes."""
    minutes = (later(_PROBE, running.open) - _PROBE) // timedelta(minutes=1)
    return min(max(minutes, SHORTEST_OPEN), LONGEST_OPEN)


def today_in(zone: str | None, now: datetime) -> date:
    """The day that it is for somebody; in UTC where nobody knows their zone."""
    return now.astimezone(zone_of(zone) or UTC).date()


def faults(choice: CheckInChoice, library: Library, today: date) -> Mapping[Part, Fault]:
    """What is wrong with it; nothing where it can begin."""
    shelved = library.newest.get(choice.flow)
    if shelved is None or shelved.flow.checkin is None:
        return {Part.FLOW: Fault("unknown")}
    return dict((*_audience(choice), *_terms(choice, shelved.flow), *_times(choice, today)))


def _audience(choice: CheckInChoice) -> Iterator[tuple[Part, Fault]]:
    if not choice.team.strip():
        yield Part.TEAM, Fault("missing")
    elif len(choice.team) > LONGEST_TEAM or not choice.team.isprintable():
        yield Part.TEAM, Fault("between", 1, LONGEST_TEAM)
    if not (choice.channels or choice.groups or choice.people):
        yield Part.CHANNELS, Fault("missing")
    named = (
        (Part.CHANNELS, choice.channels), (Part.GROUPS, choice.groups), (Part.PEOPLE, choice.people),
        (Part.VIEWERS, choice.viewers),
    )  # fmt: skip
    for part, ids in named:
        if len(ids) > MOST_OF_A_KIND:
            yield part, Fault("too many", most=MOST_OF_A_KIND)
        elif not all(_IDENTITY.fullmatch(one) for one in ids):
            yield part, Fault("unknown")


def _terms(choice: CheckInChoice, flow: Flow) -> Iterator[tuple[Part, Fault]]:
    """What is frozen at the start."""
    if choice.anonymous and not _running(flow).anonymous:
        yield Part.ANONYMOUS, Fault("not anonymous")
    least = least_answers(flow)
    if not least <= choice.min_answers <= MOST_ANSWERS:
        yield Part.MIN_ANSWERS, Fault("between", least, MOST_ANSWERS)


def _times(choice: CheckInChoice, today: date) -> Iterator[tuple[Part, Fault]]:
    if choice.first_on is not None and choice.first_on < today:
        yield Part.FIRST_ON, Fault("past")
    if choice.first_on is not None and choice.first_on > today + FURTHEST:
        yield Part.FIRST_ON, Fault("too far")
    if not schedule.is_every(choice.every):
        yield Part.EVERY, Fault("unknown")
    if not 0 <= choice.at_minute < MINUTES_OF_A_DAY:
        yield Part.AT, Fault("unknown")
    if choice.zone != schedule.EACH_OWN and zone_of(choice.zone) is None:
        yield Part.ZONE, Fault("unknown")
    if choice.calendar and not (
        _CALENDAR.fullmatch(choice.calendar) and schedule.is_calendar(choice.calendar)
    ):
        yield Part.CALENDAR, Fault("unknown")
    if not SHORTEST_OPEN <= choice.open_minutes <= LONGEST_OPEN:
        yield Part.OPEN, Fault("unknown")
    if not 0 <= choice.reminders <= MOST_REMINDERS:
        yield Part.REMINDERS, Fault("unknown")


def audience_of(choice: CheckInChoice) -> Audience:
    """Whom it asks."""
    return Audience(
        choice.channels, choice.groups, choice.people, guests=choice.guests, externals=choice.externals
    )


def checkin_of(
    choice: CheckInChoice,
    checkin_id: str,
    *,
    where: tuple[str, str],
    manager: str,
    zone: str | None,
    language: str,
    now: datetime,
) -> CheckIn:
    """The check-in that a choice without faults makes, with its first day. *where*: channel and workspace;
    *zone*: the manager's.

    Today's round opens at once where its hour has come anywhere: each person is asked at that hour of their
    day, or when they next are at work.
    """
    channel, workspace = where
    first = choice.first_on or today_in(zone, now)
    made = CheckIn(
        id=checkin_id,
        channel=channel,
        workspace=workspace,
        team=choice.team.strip(),
        flow_name=choice.flow,
        language=language,
        manager=manager,
        viewers=tuple(dict.fromkeys((manager, *choice.viewers))),
        audience=audience_of(choice).to_json(),
        anonymous=choice.anonymous,
        min_answers=choice.min_answers,
        every=choice.every,
        first_on=first,
        at_minute=choice.at_minute,
        zone=choice.zone,
        weekdays_only=choice.weekdays_only,
        calendar=choice.calendar or None,
        open_minutes=choice.open_minutes,
        reminders=choice.reminders,
        created_at=now,
    )
    day = next(schedule.days(made))
    return replace(made, next_on=day, next_at=schedule.opens_at(made, day))


def _running(flow: Flow) -> Running:
    if flow.checkin is None:
        raise ValueError(f"{flow.name} is not for teams")
    return flow.checkin
