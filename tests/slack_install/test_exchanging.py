"""Proves: a token that expires is exchanged in time, once, and nobody hurries Slack.

1. Once, however many ask: tasks of one process, and processes.
2. When the exchange does not work, the token of before is used while it holds; when it is over, the workspace
   is lost or, where Slack cannot say, late.
"""

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest

from bot.channels.slack.api import client, open_session
from bot.reception.slack.grants import Client, NotNow
from bot.reception.slack.many_workspaces import ManyWorkspaces
from bot.store import installations
from bot.store.database import open_database
from tests.fakes.slack import FakeSlack, Trouble
from tests.slack_install.at_work import HOUR, all_stopped, at_work, exchanges, keeps, rotating
from tests.slack_install.installed import Site, clock_of
from tests.store.samples import SECRET


async def test_1_in_time_and_not_before(here: Site) -> None:
    globex = await rotating(here)
    first = globex.bot_token
    here.slack.passes(9.9 * HOUR)
    assert await here.workspaces.token(globex.team_id) == first
    assert exchanges(here.slack) == 0
    here.slack.passes(0.2 * HOUR)
    second = await here.workspaces.token(globex.team_id)
    assert second == globex.bot_token != first
    kept = await here.kept(globex.team_id)
    assert kept is not None
    assert kept.refresh_token == globex.refresh_token
    assert exchanges(here.slack) == 1
    here.slack.passes(10.1 * HOUR)
    assert await here.workspaces.token(globex.team_id) == globex.bot_token != second
    here.slack.check_no_complaints()


@pytest.mark.parametrize("hours", [11.0, 30.0])
async def test_1_of_twenty_at_once_one(here: Site, hours: float) -> None:
    globex = await rotating(here)
    here.slack.passes(hours * HOUR)
    here.slack.fails(Trouble.SLOW, method="oauth.v2.access", seconds=0.2)
    tokens = await asyncio.gather(*(here.workspaces.token(globex.team_id) for _ in range(20)))
    assert set(tokens) == {globex.bot_token}
    assert exchanges(here.slack) == 1
    here.slack.check_no_complaints()


@pytest.mark.parametrize("hours", [11.0, 30.0])
async def test_1_of_several_processes_one(slack: FakeSlack, ready_postgres_url: str, hours: float) -> None:
    """Three with a database connection and a memory of their own ask at the same time, each ten times."""
    globex = slack.workspace("Globex", installed=True, token_rotation=True)
    first = globex.bot_token
    async with AsyncExitStack() as stack:
        databases = []
        processes = []
        for _ in range(3):
            database = open_database(ready_postgres_url, secret_key=SECRET)
            stack.push_async_callback(database.close)
            session = await stack.enter_async_context(open_session())
            us = Client(slack.client_id, slack.client_secret)
            web = client(session, slack.api_url)
            databases.append(database)
            processes.append(ManyWorkspaces(database, web, us, clock_of(slack)))
        await keeps(databases[0], slack, globex)
        slack.passes(hours * HOUR)
        slack.fails(Trouble.SLOW, method="oauth.v2.access", seconds=0.3)
        asking = [process.token(globex.team_id) for process in processes for _ in range(10)]
        tokens = set(await asyncio.gather(*asking))
        # While the token of before holds, who comes second uses that; afterwards it waits for the new one.
        assert globex.bot_token in tokens <= ({globex.bot_token, first} if hours < 12 else {globex.bot_token})
        assert exchanges(slack) == 1
        slack.passes(60)
        assert {await process.token(globex.team_id) for process in processes} == {globex.bot_token}
        assert exchanges(slack) == 1
    slack.check_no_complaints()


@pytest.mark.parametrize(
    "trouble", [Trouble.LOST_BEFORE, Trouble.SERVER_ERROR, Trouble.RATELIMITED, "internal_error"]
)
async def test_2_the_token_of_before_holds_for_a_while(here: Site, trouble: str) -> None:
    """Slack is asked again after a minute, not with each tap."""
    globex = await rotating(here)
    first = globex.bot_token
    here.slack.passes(10.5 * HOUR)
    here.slack.fails(trouble, method="oauth.v2.access", times=2)
    for _ in range(5):
        assert await here.workspaces.token(globex.team_id) == first
    assert exchanges(here.slack) == 1
    here.slack.passes(61)
    assert await here.workspaces.token(globex.team_id) == first
    assert exchanges(here.slack) == 2
    here.slack.passes(61)
    assert await here.workspaces.token(globex.team_id) == globex.bot_token != first
    assert exchanges(here.slack) == 3


@pytest.mark.parametrize("trouble", [Trouble.LOST_BEFORE, Trouble.SERVER_ERROR, "bad_client_secret"])
async def test_2_no_token_that_holds_and_slack_cannot_say(here: Site, trouble: str) -> None:
    globex = await rotating(here)
    here.slack.passes(13 * HOUR)
    rule = here.slack.fails(trouble, method="oauth.v2.access", times=None)
    with pytest.raises(NotNow):
        await here.workspaces.token(globex.team_id)
    here.slack.faults.rules.remove(rule)
    here.slack.passes(6)
    async with asyncio.timeout(5):
        assert await here.workspaces.token(globex.team_id) == globex.bot_token


async def test_2_a_refresh_token_that_is_spent(here: Site) -> None:
    """Slack exchanged it, and the answer was lost: there are two hours left, and then it is over."""
    globex = await rotating(here)
    first = globex.bot_token
    ana = await here.database.run(lambda c: at_work(c, globex.team_id))
    here.slack.passes(10.5 * HOUR)
    here.slack.fails(Trouble.LOST_AFTER, method="oauth.v2.access")
    for _ in range(3):
        assert await here.workspaces.token(globex.team_id) == first
        here.slack.passes(61)
    here.slack.passes(1.5 * HOUR)
    assert await here.workspaces.token(globex.team_id) is None
    await all_stopped(here, globex, ana)


async def test_2_who_died_over_an_exchange(here: Site) -> None:
    """Another process claimed it and was never heard of again."""
    globex = await rotating(here)
    here.slack.passes(13 * HOUR)
    moment = clock_of(here.slack)()
    claimed = await here.database.run(
        lambda c: installations.claim_rotation(
            c, "slack", globex.team_id, now=moment, soon=moment, until=moment + timedelta(seconds=60)
        )
    )
    assert claimed
    asking = asyncio.create_task(here.workspaces.token(globex.team_id))
    done, _ = await asyncio.wait([asking], timeout=0.5)
    assert not done
    here.slack.passes(61)
    assert await asking == globex.bot_token
    assert exchanges(here.slack) == 1


async def test_2_who_waits_for_another_does_not_wait_for_ever(here: Site) -> None:
    globex = await rotating(here)
    here.slack.passes(13 * HOUR)
    until = clock_of(here.slack)() + timedelta(hours=9)
    await here.database.run(lambda c: installations.leave_alone(c, "slack", globex.team_id, until))
    asking = asyncio.create_task(here.workspaces.token(globex.team_id))
    await asyncio.wait([asking], timeout=0.5)
    here.slack.passes(61)
    with pytest.raises(NotNow):
        await asking
    assert exchanges(here.slack) == 0


@pytest.mark.parametrize("spent", [False, True])
async def test_2_installed_anew_during_an_exchange(here: Site, spent: bool) -> None:
    """Whatever becomes of the exchange, what holds is the new installation."""
    globex = await rotating(here)
    here.slack.passes(11 * HOUR)
    here.slack.fails(Trouble.SLOW, method="oauth.v2.access", seconds=0.4)
    asking = asyncio.create_task(here.workspaces.token(globex.team_id))
    await asyncio.wait([asking], timeout=0.1)
    if spent:
        here.slack.world.tenants.refresh_tokens.clear()
    await here.installed_by(here.slack.person("eve", workspace=globex))
    assert not asking.done()
    anew = await here.kept(globex.team_id)
    assert anew is not None
    assert await asking == anew.bot_token
    assert await here.kept(globex.team_id) == anew
