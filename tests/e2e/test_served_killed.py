"""Proves: `checkup serve` may be killed with -9 at any moment; nobody is stuck, and nothing is lost.

Twenty persons answer a dozen questions on Telegram at the same time, by taps, double taps and words, while
the process that serves them is killed again and again and another one takes its place, by polling and by
webhook. In the end plain SQL and what Telegram has seen tell the same: each answer is kept once and is the
one that was given last, each conversation has one result, each update one row, and no message came twice but
those that were on their way when a process died.

At length: `python -m tests.e2e.killed_at_length`.
"""

from pathlib import Path

import pytest

from tests.e2e.killing import survived

KILLS = 12
SEED = 20


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_killed_at_any_moment_nothing_is_lost_and_nobody_is_stuck(tmp_path: Path, mode: str) -> None:
    toll = await survived(tmp_path, webhook=mode == "webhook", wanted=KILLS, seed=SEED)
    assert len(toll.kills) == KILLS
    assert toll.in_between > 0
