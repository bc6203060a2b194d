"""Proves: when an event is tried again, and what an answer means.

1. Soon at first, then ever later, the last time exactly three days after the first.
2. Jitter only makes a pause longer, by a fifth at most.
3. Only 2xx is a yes; 410 is the end; 429 and 503 may ask for a pause, in seconds or as a date, at most six
   hours.
"""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.events.outcome import Fate, Outcome, answered
from bot.events.schedule import next_try

NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)


def tries(chance: float) -> list[timedelta]:
    """How long after the first each try of an event is that always fails at once."""
    moments, now, attempts = [NOON], NOON, 1
    while (due := next_try(attempts, NOON, now, chance)) is not None:
        moments.append(due)
        now, attempts = due, attempts + 1
    return [moment - NOON for moment in moments]


def test_1_for_three_days() -> None:
    found = tries(0.0)
    seconds = [one.total_seconds() for one in found]
    assert seconds[:7] == [0, 5, 35, 155, 755, 2555, 6155]
    assert found[-1] == timedelta(days=3)
    pauses = [later - earlier for earlier, later in pairwise(found)]
    assert pauses[:-1] == sorted(pauses[:-1])
    assert max(pauses) == timedelta(hours=8)
    assert 15 < len(found) < 25


@given(st.floats(0, 1))
def test_2_jitter(chance: float) -> None:
    found, plain = tries(chance), tries(0.0)
    assert found[-1] == timedelta(days=3)
    assert timedelta(seconds=5) <= found[1] <= timedelta(seconds=6)
    assert len(found) <= len(plain)


def test_1_a_process_that_was_away_tries_no_more() -> None:
    assert next_try(1, NOON, NOON + timedelta(days=3), 0.5) is None
    assert next_try(9, NOON, NOON + timedelta(days=2, hours=23), 0.5) == NOON + timedelta(days=3)


@pytest.mark.parametrize(
    ("status", "fate"),
    [
        (200, Fate.DELIVERED), (202, Fate.DELIVERED), (204, Fate.DELIVERED), (299, Fate.DELIVERED),
        (100, Fate.LATER), (301, Fate.LATER), (302, Fate.LATER), (307, Fate.LATER), (400, Fate.LATER),
        (401, Fate.LATER), (404, Fate.LATER), (410, Fate.GONE), (429, Fate.LATER), (500, Fate.LATER),
        (503, Fate.LATER), (999, Fate.LATER),
    ],
)  # fmt: skip
def test_3_a_status(status: int, fate: Fate) -> None:
    assert answered(status, None, NOON) == Outcome(fate, f"http {status}")


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("120", 120),
        (" 5 ", 5),
        ("0", 0),
        ("999999999", 6 * 3600),
        ("Tue, 01 Jan 2030 12:01:00 GMT", 60),
        ("Tue, 01 Jan 2030 11:00:00 GMT", 0),
        ("Fri, 31 Dec 2099 23:59:59 GMT", 6 * 3600),
        ("9" * 400, None),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("١٢", None),
        ("", None),
    ],
)
def test_3_a_pause(written: str, seconds: int | None) -> None:
    wait = None if seconds is None else timedelta(seconds=seconds)
    for status in (429, 503):
        assert answered(status, written, NOON).wait == wait
    assert answered(500, written, NOON).wait is None
