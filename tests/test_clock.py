"""Ids sort by when they were made, never repeat, and need only letters and digits; times know their zone."""

import re
import threading
from datetime import UTC, datetime

from bot import clock
from bot.clock import Ids


def test_now_is_in_utc() -> None:
    before = datetime.now(UTC)
    now = clock.now()
    assert before <= now <= datetime.now(UTC)
    assert now.tzinfo is UTC


def test_an_id_is_26_letters_and_digits_without_look_alikes() -> None:
    assert all(re.fullmatch(r"[0-9a-hjkmnp-tv-z]{26}", clock.new_id()) for _ in range(100))


def test_an_id_is_its_time_then_chance() -> None:
    """By hand: 80 bits of zeros are 16 times 0; 32 milliseconds are `10` in base 32."""
    assert Ids(lambda: 32, lambda bits: 0)() == "0" * 8 + "10" + "0" * 16
    assert Ids(lambda: 1, lambda bits: 2**bits - 1)() == "0" * 9 + "1" + "z" * 16


def test_ids_of_one_millisecond_still_sort_as_they_were_made() -> None:
    new_id = Ids(lambda: 1)
    made = [new_id() for _ in range(1000)]
    assert sorted(set(made)) == made


def test_a_clock_that_goes_back_makes_no_smaller_ids() -> None:
    times = iter([100, 50, 101])
    new_id = Ids(lambda: next(times))
    made = [new_id() for _ in range(3)]
    assert sorted(set(made)) == made


def test_threads_share_ids_without_repeating_any() -> None:
    made: list[str] = []
    threads = [
        threading.Thread(target=lambda: made.extend(clock.new_id() for _ in range(500))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 2000
