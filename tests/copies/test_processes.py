"""Proves with processes on one PostgreSQL behind a balancer that gives each request to the next one:

1. While the platform answers slowly everybody's taps come in order and count once, on Telegram and in Slack.
2. Together they send new messages no faster than the platform takes: not one 429.
3. A long 429 that one process meets is a pause for all.
"""

from pathlib import Path
from time import monotonic

import pytest

from tests.copies.running import several
from tests.databases import PostgresServer
from tests.e2e import fleet
from tests.e2e.killing import Scene
from tests.e2e.on_telegram import telegram_settings
from tests.e2e.scenes import InSlack, OnTelegram
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.faults import Trouble
from tests.telegram.flows import MOOD

SEED = 60


async def in_order(scene: Scene, several_: fleet.Fleet) -> None:
    """A crowd answers a dozen questions; see `tests.e2e.killing` for what is checked."""
    toll = await fleet.survived_by_several(scene, several_, wanted=0, seed=SEED)
    assert toll.kills == []


async def test_1_in_order_on_telegram_while_it_is_slow(
    tmp_path: Path, postgres_server: PostgresServer
) -> None:
    async with fleet.on_telegram(tmp_path, postgres_server, SEED, webhook=True) as (scene, several_):
        assert isinstance(scene, OnTelegram)
        slow = scene._telegram.fails(Trouble.LATE, times=None, probability=0.4, seconds=0.4, seed=SEED)
        await in_order(scene, several_)
        assert slow.hits > 100


async def test_1_in_order_in_slack_while_it_is_slow(tmp_path: Path, postgres_server: PostgresServer) -> None:
    async with fleet.in_slack(tmp_path, postgres_server, SEED, way_in="http") as (scene, several_):
        assert isinstance(scene, InSlack)
        slow = scene._slack.fails(
            "late", method="chat.postMessage", times=None, probability=0.4, seconds=0.4, seed=SEED
        )
        await in_order(scene, several_)
        assert slow.hits > 20


async def test_2_together_as_slow_as_the_platform_wants(tmp_path: Path, ready_postgres_url: str) -> None:
    people = 130
    async with (
        FakeTelegram(allows_loopback=True) as telegram,
        several(
            tmp_path, ready_postgres_url, telegram_settings(telegram, webhook=True), {"mood": MOOD}
        ) as some,
    ):
        await some.start(2)
        telegram.limits.on(per_chat=1, burst=5, overall=30)
        crowd = [telegram.person(f"p{number}") for number in range(people)]
        begun = monotonic()
        for person in crowd:
            await person.opens("mood")
        for person in crowd:
            await person.until("Team mood", seconds=30)
        took = monotonic() - begun
        await telegram.settles(seconds=30)
        assert [one.description for one in telegram.refusals] == []
        sent = telegram.record.calls["sendMessage"]
        assert sent >= people
        assert took < sent / 27 + 6.0  # nor much slower than it might be


@pytest.mark.parametrize("people", [12])
async def test_3_a_429_is_a_pause_for_all(tmp_path: Path, ready_postgres_url: str, people: int) -> None:
    async with (
        FakeTelegram(allows_loopback=True) as telegram,
        several(
            tmp_path, ready_postgres_url, telegram_settings(telegram, webhook=True), {"mood": MOOD}
        ) as some,
    ):
        await some.start(2)
        telegram.fails(Trouble.TOO_MANY_REQUESTS, method="sendMessage", retry_after=17)
        first = telegram.person("first")
        await first.opens("mood")
        await telegram.world.bell.until(lambda: telegram.record.calls["sendMessage"] == 1, 10)
        crowd = [telegram.person(f"p{number}") for number in range(people)]
        for person in crowd:
            await person.opens("mood")
        for person in (first, *crowd):
            await person.until("Team mood", seconds=45)
        asked = [one.at for one in telegram.requests if one.method.lower() == "sendmessage"]
        assert len(asked) >= people + 2
        assert asked[1] - asked[0] > 17 - 0.5
