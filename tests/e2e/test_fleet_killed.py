"""Proves: of three processes on one PostgreSQL any may be killed with -9 at any moment, again and again.

Twenty persons answer a dozen questions meanwhile, on Telegram and in Slack. Nobody is stuck, nothing is lost,
nothing counts twice, nothing overtakes what was to come before it, whichever process each tap came to. Plain
SQL and what the platform has seen tell so in the end, as in `test_served_killed`: also that each score is
what arithmetic makes of the answers, and that who began before a new version of the flow came out ended with
the old one, while old and new processes served side by side. A team has an anonymous round meanwhile, and no
row leads from a member to a sheet. In the end one person takes all that is held about them,
and of another, who has it deleted, no table has a row.

At length: `python -m tests.e2e.killed_at_length --fleet --kills 200`.
"""

from pathlib import Path

import pytest

from tests.databases import PostgresServer
from tests.e2e.fleet import in_slack, on_telegram, survived_by_several

KILLS = 10
SEED = 30


@pytest.mark.parametrize("webhook", [True, False], ids=["webhook", "polling"])
async def test_three_processes_on_telegram(
    tmp_path: Path, postgres_server: PostgresServer, webhook: bool
) -> None:
    async with on_telegram(tmp_path, postgres_server, SEED, webhook=webhook) as (scene, fleet):
        toll = await survived_by_several(scene, fleet, wanted=KILLS, seed=SEED)
    assert len(toll.kills) == KILLS


async def test_three_processes_in_slack(tmp_path: Path, postgres_server: PostgresServer) -> None:
    async with in_slack(tmp_path, postgres_server, SEED, way_in="http") as (scene, fleet):
        toll = await survived_by_several(scene, fleet, wanted=KILLS, seed=SEED)
    assert len(toll.kills) == KILLS
