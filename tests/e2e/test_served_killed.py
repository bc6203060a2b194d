"""Proves: `checkup serve` may be killed with -9 at any moment; nobody is stuck, and nothing is lost.

Twenty persons answer a dozen questions at the same time, by taps, double taps and words, while the process
that serves them is killed again and again and another one takes its place: on Telegram by polling and by
webhook, in Slack over HTTP and by Socket Mode, there also by radio buttons, boxes and windows. In the end
plain SQL and what the platform has seen tell the same: each answer is kept once and is the one that was given
last, each conversation has one result, each update one row, and no message came twice but those that were on
their way when a process died. Each score is what arithmetic makes of the answers. Who was in the
middle when a new version of the flow came out ended with the old one. In the end one person takes what is
held about them, and of another, who has it deleted, no table has a row.

At length: `python -m tests.e2e.killed_at_length --channel slack`.
"""

from pathlib import Path

import pytest

from tests.e2e.killing import survived
from tests.e2e.scenes import SCENES

KILLS = 12
SEED = 20


@pytest.mark.parametrize(
    ("channel", "way_in"), [(channel, way_in) for channel, ways in SCENES.items() for way_in in ways]
)
async def test_killed_at_any_moment_nothing_is_lost_and_nobody_is_stuck(
    tmp_path: Path, channel: str, way_in: str
) -> None:
    async with SCENES[channel][way_in](tmp_path, SEED) as scene:
        toll = await survived(scene, wanted=KILLS, seed=SEED)
    assert len(toll.kills) == KILLS
    assert toll.in_between > 0
