"""Proves: a team check-in can only begin as the flow and the calendar allow, whatever a form brings.

1. What a flow says of its rounds is proposed, on its next weekday in the manager's zone.
2. Everything that does not fit is found, each at its own part; a choice that fits has no faults.
3. A choice without faults makes the check-in that was chosen; the manager is among its viewers, once.
4. Today's round opens where its hour has come anywhere; a holiday or a weekend moves the first day.
5. When people are asked is reckoned by their own clocks, or by the one that was chosen.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.present.teams.starting import Moment
from bot.turn.library import Library
from bot.turn.teams.audience import Looked, Member
from bot.turn.teams.choosing import (
    FURTHEST,
    Fault,
    Part,
    checkin_of,
    faults,
    least_answers,
    offered,
    open_of,
    proposed,
    today_in,
)
from bot.turn.teams.reckoning import moments_of
from bot.wishes import CheckInChoice
from tests.served import library

CREW = """
flow: crew
title: Crew check
checkin: {every: 2 weeks, day: thursday, at: "09:30", open: 3 days, remind: 1 day, min_answers: 4}
steps:
  - {ask: rest, text: I can rest., scale: agree5}
"""
RETRO = """
flow: retro
title: Retrospective
checkin: {every: month, day: monday, at: "15:00", timezone: Asia/Tokyo, open: 2 months, anonymous: no}
steps:
  - {ask: rest, text: I can rest., scale: agree5}
"""
ALONE = """
flow: alone
title: Alone
steps:
  - {ask: rest, text: I can rest., scale: agree5}
"""
WEDNESDAY = datetime(2030, 1, 2, 20, tzinfo=UTC)
"""It is Thursday already in Tokyo."""
TODAY = date(2030, 1, 2)


@pytest.fixture(scope="module")
def flows() -> Library:
    return library(CREW, RETRO, ALONE)


def choice(flows: Library, **more: Any) -> CheckInChoice:
    """One without faults, but for *more*."""
    made = proposed(flows.newest["crew"].flow, "Europe/Berlin", WEDNESDAY)
    return replace(made, **{"team": "Payments", "channels": ("C0123",), **more})


def test_1_what_a_flow_says_is_proposed(flows: Library) -> None:
    crew, retro = flows.newest["crew"].flow, flows.newest["retro"].flow
    assert [flow.name for flow in offered(flows)] == ["crew", "retro"], "one is not for teams"
    made = proposed(crew, "Europe/Berlin", WEDNESDAY)
    assert (made.every, made.at_minute, made.open_minutes) == ("2 weeks", 570, 3 * 1440)
    assert (made.reminders, made.anonymous, made.min_answers, made.zone) == (1, True, 4, "member")
    assert made.first_on == date(2030, 1, 3)
    assert proposed(crew, "Asia/Tokyo", WEDNESDAY).first_on == date(2030, 1, 10), "it is Thursday there"
    assert proposed(crew, None, WEDNESDAY).first_on == date(2030, 1, 3)
    other = proposed(retro, "Europe/Berlin", WEDNESDAY)
    assert (other.every, other.zone, other.anonymous, other.reminders) == ("month", "Asia/Tokyo", False, 0)
    assert open_of(retro.checkin) == 28 * 1440, "no round takes answers for longer"  # type: ignore[arg-type]
    assert least_answers(crew) == 4
    with pytest.raises(ValueError, match="not for teams"):
        proposed(flows.newest["alone"].flow, None, WEDNESDAY)


def test_2_a_choice_that_fits_has_no_faults(flows: Library) -> None:
    assert faults(choice(flows), flows, TODAY) == {}
    whole = choice(
        flows, groups=("S0123",), people=("U0123", "W0123"), viewers=("U0999",), calendar="DE-BY",
        zone="Asia/Tokyo", first_on=None, every="once", min_answers=100,
    )  # fmt: skip
    assert faults(whole, flows, TODAY) == {}


@pytest.mark.parametrize(
    ("more", "part", "fault"),
    [
        ({"flow": "nothing"}, Part.FLOW, Fault("unknown")),
        ({"flow": "alone"}, Part.FLOW, Fault("unknown")),
        ({"team": "  "}, Part.TEAM, Fault("missing")),
        ({"team": "x" * 61}, Part.TEAM, Fault("between", 1, 60)),
        ({"team": "two\nlines"}, Part.TEAM, Fault("between", 1, 60)),
        ({"channels": ()}, Part.CHANNELS, Fault("missing")),
        ({"channels": ("<!channel>",)}, Part.CHANNELS, Fault("unknown")),
        ({"people": tuple(f"U{n:04}" for n in range(51))}, Part.PEOPLE, Fault("too many", most=50)),
        ({"viewers": ("ana",)}, Part.VIEWERS, Fault("unknown")),
        ({"flow": "retro", "anonymous": True, "min_answers": 5}, Part.ANONYMOUS, Fault("not anonymous")),
        ({"min_answers": 3}, Part.MIN_ANSWERS, Fault("between", 4, 100)),
        ({"min_answers": 101}, Part.MIN_ANSWERS, Fault("between", 4, 100)),
        ({"min_answers": -1}, Part.MIN_ANSWERS, Fault("between", 4, 100)),
        ({"first_on": date(2030, 1, 1)}, Part.FIRST_ON, Fault("past")),
        ({"first_on": TODAY + FURTHEST + timedelta(days=1)}, Part.FIRST_ON, Fault("too far")),
        ({"every": "27 weeks"}, Part.EVERY, Fault("unknown")),
        ({"every": ""}, Part.EVERY, Fault("unknown")),
        ({"at_minute": 1440}, Part.AT, Fault("unknown")),
        ({"at_minute": -1}, Part.AT, Fault("unknown")),
        ({"zone": "Europe/Atlantis"}, Part.ZONE, Fault("unknown")),
        ({"zone": "../../etc/passwd"}, Part.ZONE, Fault("unknown")),
        ({"calendar": "XX"}, Part.CALENDAR, Fault("unknown")),
        ({"calendar": "DE-ZZ"}, Part.CALENDAR, Fault("unknown")),
        ({"calendar": "__class__"}, Part.CALENDAR, Fault("unknown")),
        ({"open_minutes": 59}, Part.OPEN, Fault("unknown")),
        ({"open_minutes": 28 * 1440 + 1}, Part.OPEN, Fault("unknown")),
        ({"reminders": 3}, Part.REMINDERS, Fault("unknown")),
    ],
)
def test_2_what_does_not_fit_is_found(flows: Library, more: dict[str, Any], part: Part, fault: Fault) -> None:
    assert faults(choice(flows, **more), flows, TODAY) == {part: fault}


def test_2_all_of_it_at_once(flows: Library) -> None:
    wrong = choice(flows, team="", reminders=9, calendar="XX")
    assert faults(wrong, flows, TODAY).keys() == {Part.TEAM, Part.REMINDERS, Part.CALENDAR}


def made_of(chosen: CheckInChoice, now: datetime = WEDNESDAY, zone: str | None = "Europe/Berlin") -> Any:
    return checkin_of(
        chosen, "c1", where=("slack", "T01"), manager="U01", zone=zone, language="de", now=now
    )  # fmt: skip


def test_3_it_is_the_one_that_was_chosen(flows: Library) -> None:
    made = made_of(choice(flows, team=" Payments ", viewers=("U02", "U01", "U02"), calendar=""))
    assert (made.id, made.channel, made.workspace, made.manager) == ("c1", "slack", "T01", "U01")
    assert made.viewers == ("U01", "U02")
    assert (made.team, made.calendar, made.language) == ("Payments", None, "de")
    assert (made.next_on, made.next_at) == (date(2030, 1, 3), datetime(2030, 1, 2, 19, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("more", "day"),
    [
        ({"first_on": None}, date(2030, 1, 2)),
        ({"first_on": date(2030, 1, 5)}, date(2030, 1, 7)),
        ({"first_on": date(2030, 1, 5), "weekdays_only": False}, date(2030, 1, 5)),
        ({"first_on": date(2030, 5, 1), "calendar": "DE"}, date(2030, 5, 2)),
    ],
)
def test_4_the_first_day(flows: Library, more: dict[str, Any], day: date) -> None:
    assert made_of(choice(flows, **more)).next_on == day


def test_4_todays_hour_has_come(flows: Library) -> None:
    made = made_of(choice(flows, first_on=None))
    assert made.next_at <= WEDNESDAY, "so it opens at once"
    assert made_of(choice(flows, first_on=None), zone="Asia/Tokyo").next_on == date(2030, 1, 3)
    assert today_in("Asia/Tokyo", WEDNESDAY) == date(2030, 1, 3)
    assert today_in(None, WEDNESDAY) == today_in("Nowhere/Nothing", WEDNESDAY) == date(2030, 1, 2)


def looked(*zones: str | None) -> Looked:
    return Looked(tuple(Member(f"U{n}", zone) for n, zone in enumerate(zones)))


@pytest.mark.parametrize(
    ("zone", "moments"),
    [
        (
            "member",
            [
                Moment(date(2030, 1, 3), 570, "Asia/Tokyo", 1),
                Moment(date(2030, 1, 3), 570, "Europe/Berlin", 2),
                Moment(date(2030, 1, 3), 570, None, 2),
                Moment(date(2030, 1, 3), 570, "America/New_York", 1),
            ],
        ),
        ("Asia/Tokyo", [Moment(date(2030, 1, 3), 570, "Asia/Tokyo", 6)]),
    ],
)
def test_5_by_whose_clock(flows: Library, zone: str, moments: list[Moment]) -> None:
    everybody = looked(
        "Europe/Berlin", None, "America/New_York", "Asia/Tokyo", "Europe/Berlin", "Nowhere/Nothing"
    )
    made = made_of(choice(flows, zone=zone))
    assert list(moments_of(made, everybody, WEDNESDAY)) == moments


def test_5_whose_hour_went_by_is_asked_when_they_next_work(flows: Library) -> None:
    """It is 21:00 in Berlin, 15:00 in New York: there people are at work still."""
    made = made_of(choice(flows, first_on=None))
    assert list(moments_of(made, looked("Europe/Berlin", "America/New_York"), WEDNESDAY)) == [
        Moment(date(2030, 1, 2), 15 * 60, "America/New_York", 1),
        Moment(date(2030, 1, 3), 9 * 60, "Europe/Berlin", 1),
    ]


@pytest.mark.parametrize("broken", [lambda made: replace(made, min_answers=2)])
def test_3_nothing_is_ever_shown_from_fewer_than_three(
    flows: Library, broken: Callable[[CheckInChoice], CheckInChoice]
) -> None:
    with pytest.raises(ValueError, match="fewer than 3"):
        made_of(broken(choice(flows)))
