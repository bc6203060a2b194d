"""Proves: reminders and ends go by the calendar, and reminders by the day of the person.

1. A month after the 31st is the last day of the next.
2. With a zone and a chosen time: the next such moment that is not before it is due; else Monday to Friday,
   9 to 17. Never earlier than due.
3. The clock on the wall counts: 09:00 stays 09:00 when clocks change; what falls into a gap comes after it;
   what is there twice comes once.
4. A zone that nobody knows is no zone.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.definition.schedule import Duration, Unit
from bot.turn.deadlines import in_their_day, later, tomorrow, zone_of


def utc(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "count", "unit", "expected"),
    [
        ("2030-01-01T12:00", 20, Unit.MINUTE, "2030-01-01T12:20"),
        ("2030-01-01T12:00", 28, Unit.HOUR, "2030-01-02T16:00"),
        ("2030-02-27T12:00", 2, Unit.DAY, "2030-03-01T12:00"),
        ("2030-01-01T12:00", 2, Unit.WEEK, "2030-01-15T12:00"),
        ("2030-01-31T12:00", 1, Unit.MONTH, "2030-02-28T12:00"),
        ("2031-11-30T12:00", 3, Unit.MONTH, "2032-02-29T12:00"),
        ("2030-12-05T12:00", 1, Unit.MONTH, "2031-01-05T12:00"),
        ("2030-11-05T12:00", 1, Unit.MONTH, "2030-12-05T12:00"),
    ],
)
def test_1_later(start: str, count: int, unit: Unit, expected: str) -> None:
    assert later(utc(start), Duration(count, unit)) == utc(expected)


@pytest.mark.parametrize(
    ("due", "zone", "minute", "expected"),
    [
        # January 1, 2030 is a Tuesday; Berlin is an hour ahead, New York five hours behind.
        ("2030-01-01T07:59", "Europe/Berlin", 540, "2030-01-01T08:00"),
        ("2030-01-01T08:00", "Europe/Berlin", 540, "2030-01-01T08:00"),
        ("2030-01-01T08:01", "Europe/Berlin", 540, "2030-01-02T08:00"),
        ("2030-01-01T03:00", "America/New_York", 1320, "2030-01-01T03:00"),
        ("2030-01-01T03:01", "America/New_York", 1320, "2030-01-02T03:00"),
        ("2030-01-01T12:00", "Pacific/Auckland", 0, "2030-01-02T11:00"),
        ("2030-01-05T07:00", "Europe/Berlin", 540, "2030-01-05T08:00"),  # they chose it: also on a Saturday
        ("2030-01-01T12:00", "Asia/Kathmandu", 1439, "2030-01-01T18:14"),
    ],
)
def test_2_at_the_time_they_chose(due: str, zone: str, minute: int, expected: str) -> None:
    assert in_their_day(utc(due), zone, minute) == utc(expected)


@pytest.mark.parametrize(
    ("due", "zone", "expected"),
    [
        ("2030-01-01T07:59", "Europe/Berlin", "2030-01-01T08:00"),  # Tuesday, 08:59
        ("2030-01-01T08:00", "Europe/Berlin", "2030-01-01T08:00"),
        ("2030-01-01T12:34", "Europe/Berlin", "2030-01-01T12:34"),
        ("2030-01-01T15:59", "Europe/Berlin", "2030-01-01T15:59"),
        ("2030-01-01T16:00", "Europe/Berlin", "2030-01-02T08:00"),  # 17:00
        ("2030-01-04T16:00", "Europe/Berlin", "2030-01-07T08:00"),  # Friday evening: Monday
        ("2030-01-05T11:00", "Europe/Berlin", "2030-01-07T08:00"),
        ("2030-01-06T23:30", "Europe/Berlin", "2030-01-07T08:00"),
        ("2030-01-06T23:30", "Pacific/Auckland", "2030-01-06T23:30"),  # there it is Monday, 12:30
        ("2030-01-07T02:00", "America/Los_Angeles", "2030-01-07T17:00"),  # there it is still Sunday
    ],
)
def test_2_else_while_they_work(due: str, zone: str, expected: str) -> None:
    assert in_their_day(utc(due), zone, None) == utc(expected)


@pytest.mark.parametrize(
    ("due", "zone", "minute", "expected"),
    [
        ("2030-03-30T08:00", "Europe/Berlin", 540, "2030-03-30T08:00"),
        ("2030-03-30T08:01", "Europe/Berlin", 540, "2030-03-31T07:00"),  # summer time: 09:00 is 07:00 UTC
        ("2030-10-26T07:01", "Europe/Berlin", 540, "2030-10-27T08:00"),  # and back
        ("2030-03-31T00:00", "Europe/Berlin", 150, "2030-03-31T01:30"),  # no 02:30: 03:30 on the wall
        ("2030-10-27T00:00", "Europe/Berlin", 150, "2030-10-27T00:30"),  # 02:30 for the first time
        ("2030-10-27T00:31", "Europe/Berlin", 150, "2030-10-28T01:30"),  # the second does not count
        ("2030-04-06T12:00", "Australia/Lord_Howe", 105, "2030-04-06T14:45"),  # half an hour, twice
        ("2011-12-29T23:00", "Pacific/Apia", 540, "2011-12-30T19:00"),  # a day left out
    ],
)
def test_3_the_clock_on_the_wall_counts(due: str, zone: str, minute: int, expected: str) -> None:
    assert in_their_day(utc(due), zone, minute) == utc(expected)


@pytest.mark.parametrize(
    ("due", "expected"),
    [("2030-03-29T17:00", "2030-04-01T07:00"), ("2030-10-25T17:00", "2030-10-28T08:00")],
)
def test_3_work_begins_at_nine_in_summer_and_in_winter(due: str, expected: str) -> None:
    assert in_their_day(utc(due), "Europe/Berlin", None) == utc(expected)


ZONES = st.sampled_from(
    ["Europe/Berlin", "America/St_Johns", "America/Sao_Paulo", "Asia/Tehran", "Pacific/Apia",
     "Pacific/Kiritimati", "Africa/Casablanca", "Antarctica/Troll", "UTC"]
)  # fmt: skip
FIRST, LAST = datetime(2000, 1, 1), datetime(2037, 12, 31)  # noqa: DTZ001  # the strategy adds the zone
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))


@given(due=MOMENTS, zone=ZONES, minute=st.integers(0, 1439))
def test_2_soon_and_never_early_and_it_stays_where_it_is(due: datetime, zone: str, minute: int) -> None:
    moment = in_their_day(due, zone, minute)
    assert moment is not None
    assert timedelta(0) <= moment - due < timedelta(hours=50)  # where a whole day is left out
    assert in_their_day(moment, zone, minute) == moment


@given(due=MOMENTS, zone=ZONES)
def test_2_within_the_working_day(due: datetime, zone: str) -> None:
    moment = in_their_day(due, zone, None)
    assert moment is not None
    assert timedelta(0) <= moment - due < timedelta(hours=66)
    local = moment.astimezone(ZoneInfo(zone))
    assert local.strftime("%A") not in ("Saturday", "Sunday")
    assert 9 <= local.hour < 17
    assert in_their_day(moment, zone, None) == moment


@pytest.mark.parametrize(
    "name", [None, "", "Atlantis/Capital", "Europe", "../etc/passwd", "/etc/localtime", "a\0b", "x" * 5000]
)
def test_4_no_zone(name: str | None) -> None:
    assert zone_of(name) is None
    assert in_their_day(utc("2030-01-01T12:00"), name, 540) is None


def test_the_next_day_begins_at_midnight_there() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert tomorrow(utc("2030-01-01T22:59"), berlin) == utc("2030-01-01T23:00")
    assert tomorrow(utc("2030-01-01T23:00"), berlin) == utc("2030-01-02T23:00")
    assert tomorrow(utc("2030-03-30T23:30"), berlin) == utc("2030-03-31T22:00")
