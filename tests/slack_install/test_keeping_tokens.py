"""Proves: what Slack gave in an exchange is not dropped.

1. Not when the database is away just then, not when who asked is told to stop, not when the process is; nor
   is it taken for that of an installation anew.
2. A server ends only when its exchanges are kept.
"""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.clock import now
from bot.reception.slack.grants import NotNow
from bot.store import installations
from bot.store.database import open_database
from bot.store.errors import DatabaseUnreachable
from tests.fakes.slack import FakeSlack, Trouble, Workspace
from tests.served import KEY, library
from tests.slack.served import served
from tests.slack_install.at_work import HOUR, all_stopped, at_work, away, exchanges, goes_on, keeps, rotating
from tests.slack_install.installed import Site, clock_of
from tests.telegram.flows import MOOD


async def test_1_the_database_is_away_just_after_an_exchange(
    here: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first work claims the exchange; then for three tries nothing can be kept."""
    globex = await rotating(here)
    first = globex.bot_token
    ana = await here.database.run(lambda c: at_work(c, globex.team_id))
    here.slack.passes(10.5 * HOUR)
    refused = away(here.database, monkeypatch, 3, after=1)
    for _ in range(5):
        assert await here.workspaces.token(globex.team_id) == globex.bot_token != first
    await is_kept(here, globex)
    assert refused == [3]
    here.slack.passes(2 * HOUR)
    await goes_on(here, globex, ana)
    assert exchanges(here.slack) == 1
    here.slack.check_no_complaints()


async def is_kept(here: Site, globex: Workspace) -> None:
    """Sooner or later the newest refresh token is in the database."""
    async with asyncio.timeout(5):
        while True:
            kept = await here.kept(globex.team_id)
            if kept is not None and kept.refresh_token == globex.refresh_token:
                break
            await asyncio.sleep(0.02)


async def test_1_tries_to_keep_it_are_not_hurried(here: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []

    async def no_pause(seconds: float) -> None:
        pauses.append(seconds)
        await asyncio.sleep(0)

    monkeypatch.setattr("bot.reception.slack.many_workspaces.pause", no_pause)
    globex = await rotating(here)
    here.slack.passes(10.5 * HOUR)
    away(here.database, monkeypatch, 8, after=1)
    await here.workspaces.token(globex.team_id)
    assert await here.workspaces.drain(5)
    await is_kept(here, globex)
    assert len(pauses) == 8
    assert pauses == sorted(pauses)
    assert pauses[0] < 1
    assert pauses[-1] == pauses[-2] == 5


async def test_1_gone_before_it_is_kept(here: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stops is the workspace with its newest token, though that is not in the database yet."""
    globex = await rotating(here)
    ana = await here.database.run(lambda c: at_work(c, globex.team_id))
    here.slack.passes(10.5 * HOUR)
    away(here.database, monkeypatch, 2, after=1)
    await here.workspaces.token(globex.team_id)
    await here.slack.uninstalls(globex)
    with pytest.raises(DatabaseUnreachable):
        await here.workspaces.uninstalled(globex.team_id)
    await here.workspaces.uninstalled(globex.team_id)
    await all_stopped(here, globex, ana)
    assert await here.workspaces.drain(5)
    await all_stopped(here, globex, ana)


async def test_1_installed_anew_before_it_is_kept(here: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    globex = await rotating(here)
    here.slack.passes(10.5 * HOUR)
    with monkeypatch.context() as patched:
        away(here.database, patched, 1, after=1)
        await here.workspaces.token(globex.team_id)
    await here.installed_by(here.slack.person("eve", workspace=globex))
    anew = await here.kept(globex.team_id)
    assert anew is not None
    assert await here.workspaces.token(globex.team_id) == anew.bot_token
    assert await here.workspaces.drain(5)
    assert await here.kept(globex.team_id) == anew


@pytest.mark.parametrize("hours", [10.5, 13.0])
async def test_1_who_asked_is_told_to_stop(here: Site, hours: float) -> None:
    """As whatever sends a message is when the process ends; whoever else asks gets the answer."""
    globex = await rotating(here)
    here.slack.passes(hours * HOUR)
    here.slack.fails(Trouble.LATE, method="oauth.v2.access", seconds=0.4)
    asking = [asyncio.create_task(here.workspaces.token(globex.team_id)) for _ in range(2)]
    await asyncio.wait(asking, timeout=0.15)
    asking[0].cancel()
    assert await asking[1] == globex.bot_token
    assert asking[0].cancelled()
    await is_kept(here, globex)
    assert exchanges(here.slack) == 1
    here.slack.check_no_complaints()


async def test_1_the_end_waits_for_an_exchange(here: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody asks any more, Slack is slow, and then the database is away for a moment."""
    globex = await rotating(here)
    here.slack.passes(10.5 * HOUR)
    here.slack.fails(Trouble.LATE, method="oauth.v2.access", seconds=0.4)
    away(here.database, monkeypatch, 2, after=1)
    asking = asyncio.create_task(here.workspaces.token(globex.team_id))
    await asyncio.wait([asking], timeout=0.15)
    asking.cancel()
    assert await here.workspaces.drain(5)
    kept = await here.kept(globex.team_id)
    assert kept is not None
    assert kept.refresh_token == globex.refresh_token


async def test_1_the_end_does_not_wait_for_ever(here: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    globex = await rotating(here)
    here.slack.passes(10.5 * HOUR)
    away(here.database, monkeypatch, 1000, after=1)
    await here.workspaces.token(globex.team_id)
    async with asyncio.timeout(10):
        assert not await here.workspaces.drain(0.3)
        assert await here.workspaces.drain(0)  # nothing is left running


async def test_1_the_end_does_not_wait_for_another_process(here: Site) -> None:
    globex = await rotating(here)
    here.slack.passes(13 * HOUR)
    until = clock_of(here.slack)() + timedelta(seconds=60)
    await here.database.run(lambda c: installations.leave_alone(c, "slack", globex.team_id, until))
    asking = asyncio.create_task(here.workspaces.token(globex.team_id))
    await asyncio.wait([asking], timeout=0.3)
    async with asyncio.timeout(10):
        assert await here.workspaces.drain(5)
    with pytest.raises(NotNow):
        await asking


async def test_2_a_server_ends_when_its_exchanges_are_kept(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD), way_in="many") as server:
        globex = slack.workspace("Globex", installed=True, token_rotation=True)
        await keeps(server.database, slack, globex)
        spent = await server.reads(lambda c: installations.find(c, "slack", globex.team_id))
        assert spent is not None
        soon = replace(spent, expires_at=now() + timedelta(hours=1))
        await server.database.run(lambda c: installations.write(c, "slack", soon))
        slack.fails(Trouble.LATE, method="oauth.v2.access", seconds=0.5)
        workspaces = server.slack.workspaces
        assert workspaces is not None
        asking = asyncio.create_task(workspaces.token(globex.team_id))
        await asyncio.wait([asking], timeout=0.2)
        asking.cancel()
        server.stopping.set()
        await asyncio.wait([server.ended])
    database = open_database(ready_sqlite_url, secret_key=KEY)
    kept = await database.read(lambda c: installations.find(c, "slack", globex.team_id))
    await database.close()
    assert kept is not None
    assert kept.refresh_token == globex.refresh_token != soon.refresh_token
