"""Proves: rounds come on the days a team expects, and each person's hour stays theirs.

1. How often: once, each day, each weekday, every n weeks, the first such weekday of each month.
2. Weekends and public holidays move a round to the next day on which people work, and drop it where it would
   meet the next one.
3. 09:00 stays 09:00 when clocks change; an hour that is left out comes after the gap; one that is there twice
   counts once, the first time.
4. A round opens when its hour comes first anywhere.
5. Of rounds that were missed only the last one is opened.
6. What was held up comes at an hour of work, not on a weekend.
7. Names of calendars and of how often are checked.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from bot.store.checkins import CheckIn
from bot.turn.teams import schedule
from tests.checkins.team import _CHECKIN as CHECKIN

BERLIN = ZoneInfo("Europe/Berlin")
AUTUMN = date(2026, 10, 25)
SPRING = date(2026, 3, 29)


def days(every: str, first: date, many: int = 4, **more: object) -> list[str]:
    """The first days."""
    checkin = replace(CHECKIN, every=every, first_on=first, **more)  # type: ignore[arg-type]
    return [day.isoformat() for day in islice(schedule.days(checkin), many)]


@pytest.mark.parametrize(
    ("every", "first", "expected"),
    [
        ("once", "2026-01-05", ["2026-01-05"]),
        ("day", "2026-01-08", ["2026-01-08", "2026-01-09", "2026-01-12", "2026-01-13"]),
        ("weekday", "2026-01-08", ["2026-01-08", "2026-01-09", "2026-01-12", "2026-01-13"]),
        ("1 week", "2026-01-05", ["2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26"]),
        ("2 weeks", "2026-01-08", ["2026-01-08", "2026-01-22", "2026-02-05", "2026-02-19"]),
        ("26 weeks", "2026-01-05", ["2026-01-05", "2026-07-06", "2027-01-04", "2027-07-05"]),
        ("month", "2026-01-05", ["2026-01-05", "2026-02-02", "2026-03-02", "2026-04-06"]),
    ],
)
def test_1_how_often(every: str, first: str, expected: list[str]) -> None:
    assert days(every, date.fromisoformat(first)) == expected


def test_1_the_first_day_counts_whatever_the_rule_says() -> None:
    assert days("month", date(2026, 1, 22), 3) == ["2026-01-22", "2026-02-05", "2026-03-05"]


def test_1_each_day_with_weekends() -> None:
    found = days("day", date(2026, 1, 9), weekdays_only=False)
    assert found == ["2026-01-09", "2026-01-10", "2026-01-11", "2026-01-12"]


def test_2_a_weekend_moves_to_monday() -> None:
    assert days("2 weeks", date(2026, 1, 10), 2) == ["2026-01-12", "2026-01-26"]
    assert days("2 weeks", date(2026, 1, 10), 2, weekdays_only=False) == ["2026-01-10", "2026-01-24"]


def test_2_a_holiday_moves_to_the_next_working_day() -> None:
    # Good Friday 2026 is April 3; Easter Monday, April 6, is a holiday too.
    found = days("2 weeks", date(2026, 3, 20), 3, calendar="DE")
    assert found == ["2026-03-20", "2026-04-07", "2026-04-17"]


def test_2_a_holiday_of_one_state() -> None:
    epiphany = date(2026, 1, 6)
    assert days("once", epiphany, calendar="DE-BY") == ["2026-01-07"]
    assert days("once", epiphany, calendar="DE-BE") == ["2026-01-06"]


def test_2_a_holiday_of_a_daily_round_is_dropped() -> None:
    found = days("weekday", date(2026, 12, 23), 5, calendar="DE")
    assert found == ["2026-12-23", "2026-12-24", "2026-12-28", "2026-12-29", "2026-12-30"]


def test_3_nine_stays_nine() -> None:
    before, after = (schedule.moment(day, 9 * 60, BERLIN) for day in (date(2026, 10, 23), date(2026, 10, 26)))
    assert (before.hour, after.hour) == (7, 8)


def test_3_a_missing_hour_comes_after_the_gap() -> None:
    found = schedule.moment(SPRING, 2 * 60 + 30, BERLIN)
    assert found == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert found.astimezone(BERLIN).hour == 3


def test_3_a_repeated_hour_counts_the_first_time() -> None:
    assert schedule.moment(AUTUMN, 2 * 60 + 30, BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_4_it_opens_at_the_first_hour_anywhere() -> None:
    day = date(2026, 1, 8)
    assert schedule.opens_at(CHECKIN, day) == datetime(2026, 1, 7, 19, tzinfo=UTC)
    assert schedule.ends_at(CHECKIN, day) == datetime(2026, 1, 8, 21, tzinfo=UTC)
    fixed = replace(CHECKIN, zone="Europe/Berlin")
    assert (
        schedule.opens_at(fixed, day) == schedule.ends_at(fixed, day) == datetime(2026, 1, 8, 8, tzinfo=UTC)
    )


def test_4_no_place_on_earth_has_the_hour_before() -> None:
    day = date(2026, 1, 8)
    for zone in ("Pacific/Kiritimati", "Pacific/Auckland", "Etc/GMT+12", "Asia/Kolkata"):
        own = schedule.moment(day, CHECKIN.at_minute, ZoneInfo(zone))
        assert schedule.opens_at(CHECKIN, day) <= own <= schedule.ends_at(CHECKIN, day)


def waiting(next_on: date, **more: object) -> CheckIn:
    return replace(CHECKIN, zone="Europe/Berlin", next_on=next_on, **more)  # type: ignore[arg-type]


def test_5_nothing_is_due_before_its_time() -> None:
    checkin = waiting(date(2030, 1, 7))
    assert schedule.due(checkin, datetime(2030, 1, 7, 7, 59, tzinfo=UTC)) is None
    assert schedule.due(replace(checkin, next_on=None), datetime(2031, 1, 7, tzinfo=UTC)) is None


def test_5_the_day_and_the_one_after_it() -> None:
    found = schedule.due(waiting(date(2030, 1, 7)), datetime(2030, 1, 7, 8, tzinfo=UTC))
    assert found == schedule.Due(
        date(2030, 1, 7), (), date(2030, 1, 21), datetime(2030, 1, 21, 8, tzinfo=UTC)
    )


def test_5_of_several_missed_only_the_last() -> None:
    found = schedule.due(waiting(date(2030, 1, 7)), datetime(2030, 2, 6, tzinfo=UTC))
    assert found is not None
    assert found.day == date(2030, 2, 4)
    assert found.missed == (date(2030, 1, 7), date(2030, 1, 21))
    assert found.next_on == date(2030, 2, 18)


def test_5_after_the_last_one_there_is_none() -> None:
    found = schedule.due(waiting(date(2030, 1, 7), every="once"), datetime(2030, 5, 1, tzinfo=UTC))
    assert found == schedule.Due(date(2030, 1, 7), (), None, None)


def test_5_who_goes_on_begins_with_a_day_to_come() -> None:
    found = schedule.next_round(replace(CHECKIN, zone="Europe/Berlin"), datetime(2030, 1, 8, tzinfo=UTC))
    assert found == (date(2030, 1, 21), datetime(2030, 1, 21, 8, tzinfo=UTC))
    late = datetime(2030, 5, 1, tzinfo=UTC)
    assert schedule.next_round(replace(CHECKIN, every="once"), late) == (None, None)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2030-01-07 06:00", "2030-01-07 08:00"),  # to come
        ("2030-01-07 09:00", "2030-01-07 08:00"),  # an hour late: at once
        ("2030-01-07 09:01", "2030-01-07 09:01"),  # later, but they work
        ("2030-01-07 16:00", "2030-01-08 08:00"),  # they have gone home
        ("2030-01-12 10:00", "2030-01-14 08:00"),  # a Saturday
    ],
)
def test_6_what_was_held_up_comes_while_they_work(now: str, expected: str) -> None:
    found = schedule.asked_at(CHECKIN, date(2030, 1, 7), "Europe/Berlin", moment(now))
    assert found == moment(expected)


def test_6_on_a_weekend_where_that_is_wanted() -> None:
    checkin = replace(CHECKIN, weekdays_only=False)
    late = moment("2030-01-12 10:00")
    assert schedule.asked_at(checkin, date(2030, 1, 7), "Europe/Berlin", late) == late


def test_6_where_nobody_knows_the_zone_it_is_utc() -> None:
    found = schedule.asked_at(CHECKIN, date(2030, 1, 7), "Atlantis/Capital", moment("2030-01-07 00:00"))
    assert found == moment("2030-01-07 09:00")


def test_6_a_minute_that_they_chose() -> None:
    found = schedule.in_hours(moment("2030-01-11 20:00"), BERLIN, weekdays_only=True, minute=20 * 60)
    assert found == moment("2030-01-14 19:00")
    early = moment("2030-01-11 10:00")
    assert schedule.in_hours(early, BERLIN, weekdays_only=True, minute=20 * 60) == moment("2030-01-11 19:00")


@pytest.mark.parametrize(
    ("name", "known"), [("DE", True), ("DE-BY", True), ("DE-XX", False), ("XX", False), ("", False)]
)
def test_7_calendars(name: str, known: bool) -> None:
    assert schedule.is_calendar(name) is known


@pytest.mark.parametrize(
    ("every", "fine"),
    [("once", True), ("day", True), ("weekday", True), ("month", True), ("1 week", True), ("26 weeks", True),
     ("27 weeks", False), ("0 weeks", False), ("x weeks", False), ("²  weeks", False), ("year", False)],
)  # fmt: skip
def test_7_how_often(every: str, fine: bool) -> None:
    assert schedule.is_every(every) is fine


def test_7_nothing_comes_as_often_as_nobody_knows() -> None:
    with pytest.raises(ValueError, match="fortnight"):
        days("fortnight", date(2026, 1, 5))


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_days_go_on_for_years() -> None:
    found = days("1 week", date(2026, 1, 5), 600)
    assert found[-1] == (date(2026, 1, 5) + timedelta(weeks=599)).isoformat()
