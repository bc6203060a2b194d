"""Proves: messages go out no faster than the platform wants, and answers never queue behind what nobody asked
for.

1. A bucket lets its burst through at once and then so many a second, for any times of asking.
2. A chat has its own limit; chats do not hold each other up; the bot's limit holds for all together.
3. What nobody asked for has a lower limit; while it waits, an answer goes at once.
4. When the platform says wait, nothing goes before that.
5. Settings that would let nothing through cannot be made.
6. A method that a platform counts by itself has a limit by itself: no new message waits for it, nor it for
   them, and a pause of one is none of the others. Each workspace has all of this for itself.
"""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery import pace
from bot.delivery.pace import SLACK, Bucket, Pace, Paces, Rates

FREE = Rates(bot=1e6, bulk=1e6, chat=1e6)


@given(
    gaps=st.lists(st.floats(0, 5), min_size=2, max_size=60),
    rate=st.sampled_from([0.5, 1, 27]),
    burst=st.integers(1, 9),
)  # fmt: skip
def test_1_a_bucket_keeps_its_rate(gaps: list[float], rate: float, burst: int) -> None:
    bucket, now, goes = Bucket(rate, burst), 0.0, []
    for gap in gaps:
        now += gap
        goes.append(now + bucket.take(now))
    assert all(later >= earlier - 1e-9 for earlier, later in pairwise(goes))
    for first in range(len(goes)):
        for last in range(first + burst, len(goes)):
            spread = goes[last] - goes[first]
            assert spread >= (last - first - burst + 1) / rate - 1e-6


def test_2_a_chat_has_its_own_limit() -> None:
    pace = Pace(Rates(bot=1e6, bulk=1e6, chat=1, chat_burst=3))
    assert [round(pace.wait("ana", 0.0), 3) for _ in range(5)] == [0, 0, 0, 1, 2]
    assert pace.wait("ben", 0.0) == 0


def test_2_the_bot_has_one_for_all() -> None:
    pace = Pace(Rates(bot=10, bulk=10, chat=1e6))
    waits = [pace.wait(f"p{number}", 0.0) for number in range(30)]
    assert waits[:10] == [0.0] * 10
    assert waits[29] == pytest.approx(2.0)


def test_3_answers_pass_before_bulk() -> None:
    """Also when thousands of invitations wait: none of them holds a place yet."""
    pace = Pace(Rates(bot=27, bulk=5, chat=1e6))
    bulk = [pace.wait_in_bulk(0.0) for _ in range(5000)]
    assert bulk[14] == pytest.approx(2.0)
    assert bulk[4999] == pytest.approx(999.0)
    assert pace.wait("ana", 0.0) == 0


def test_3_what_nobody_asked_for_counts_for_the_bot_when_it_goes() -> None:
    pace = Pace(Rates(bot=10, bulk=5, chat=1e6))
    goes = [pace.wait_in_bulk(0.0) for _ in range(30)]
    assert [round(pace.wait(f"p{number}", at), 3) for number, at in enumerate(goes)] == [0.0] * 30
    waits = [pace.wait(f"a{number}", goes[-1]) for number in range(20)]
    assert waits[-1] == pytest.approx(1.1, abs=0.11), "a second of answers at the bot's rate, and the bulk"


def test_4_a_pause_holds_for_everybody() -> None:
    pace = Pace(FREE)
    pace.pause(7.0)
    pace.pause(3.0)
    assert (pace.wait("ana", 2.0), pace.paused(6.5), pace.wait("ben", 8.0)) == (5.0, 0.5, 0.0)


@pytest.mark.parametrize(("rate", "burst"), [(0, 1), (-1, 1), (1, 0)])
def test_5_a_bucket_lets_something_through(rate: float, burst: float) -> None:
    with pytest.raises(ValueError, match="lets something through"):
        Bucket(rate, burst)


def test_6_changes_in_slack_are_fifty_a_minute_and_slow_nothing_else() -> None:
    pace = Pace(SLACK)
    waits = [pace.wait_for("chat.update", 0.0) for _ in range(66)]
    assert waits[:16] == [0.0] * 16
    assert sum(wait <= 60.0 for wait in waits) <= 50 + 17  # what may go at once, and a minute's worth
    assert waits[65] == pytest.approx(60.0, abs=1.5)
    assert pace.wait("ana", 0.0) == 0.0
    assert pace.wait_for("views.publish", 0.0) == 0.0


def test_6_a_pause_of_one_method_is_none_of_the_others() -> None:
    pace = Pace(SLACK)
    pace.pause(9.0, "chat.update")
    assert pace.wait_for("chat.update", 2.0) == 7.0
    assert (pace.wait("ana", 2.0), pace.wait_for("files.getUploadURLExternal", 2.0)) == (0.0, 0.0)
    assert pace.paused(2.0) == 0.0
    pace.pause(20.0)
    assert pace.paused(2.0) == 18.0


def test_6_workspaces_do_not_slow_each_other() -> None:
    paces = Paces(SLACK)
    acme, globex = paces.of("T1"), paces.of("T2")
    for number in range(100):
        acme.wait(f"p{number}", 0.0)
        acme.wait_for("chat.update", 0.0)
    acme.pause(60.0)
    assert paces.of("T1") is acme
    assert (globex.wait("ana", 0.0), globex.wait_for("chat.update", 0.0), globex.paused(0.0)) == (0, 0, 0)


def test_chats_that_are_quiet_are_forgotten() -> None:
    pace = Pace(FREE)
    for number in range(10_000):
        pace.wait(f"p{number}", 0.0)
    pace.wait("another", 10_000.0)
    assert len(pace._chats) == 1


def test_6_only_so_many_workspaces_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "WORKSPACES", 2)
    paces = Paces(FREE)
    first, second = paces.of("T1"), paces.of("T2")
    assert paces.of("T1") is first
    paces.of("T3")
    assert paces.of("T1") is first
    assert paces.of("T2") is not second
