"""Proves: reminders and ends go by the calendar: a month after the 31st is the last day of the next."""

from datetime import UTC, datetime

import pytest

from bot.definition.schedule import Duration, Unit
from bot.turn.deadlines import later


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
def test_later(start: str, count: int, unit: Unit, expected: str) -> None:
    reached = later(datetime.fromisoformat(start).replace(tzinfo=UTC), Duration(count, unit))
    assert reached == datetime.fromisoformat(expected).replace(tzinfo=UTC)
