"""Proves: one workspace by its token: found, waited for, refused with what to do, and lost."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.api import client, open_session
from bot.reception.slack.grants import NotNow
from bot.reception.slack.workspaces import Bot, OneWorkspace, TokenUnknown, Workspaces
from bot.store.database import Database
from bot.store.errors import DatabaseUnreachable
from tests.fakes.slack import FakeSlack, Trouble
from tests.slack_install.at_work import at_work, away, standing_of


@pytest.fixture
async def web(slack: FakeSlack) -> AsyncIterator[AsyncWebClient]:
    """Speaks to Slack with the token of the home workspace."""
    async with open_session() as session:
        yield client(session, slack.api_url, slack.home.bot_token)


async def test_found(slack: FakeSlack, database: Database, web: AsyncWebClient) -> None:
    one = await OneWorkspace.reached(database, web, asyncio.Event())
    assert one is not None
    assert one.workspace == slack.home.team_id
    assert await one.token(slack.home.team_id) == slack.home.bot_token
    assert await one.bot_of(slack.home.team_id) == Bot(slack.home.bot_user_id, slack.home.bot_id, "", "Acme")
    assert await one.token("T0OTHER") is None
    assert await one.bot_of("T0OTHER") is None
    assert [request.method for request in slack.requests] == ["auth.test"]


async def test_a_token_of_an_organisation(slack: FakeSlack, database: Database) -> None:
    sales = slack.workspace("Sales", enterprise="Initech")
    assert sales.enterprise is not None
    slack.world.tenants.install(sales.enterprise)
    async with open_session() as session:
        web = client(session, slack.api_url, sales.bot_token)
        one = await OneWorkspace.reached(database, web, asyncio.Event())
    assert one is not None
    assert one.workspace == sales.enterprise.id


async def test_waited_for(
    slack: FakeSlack, database: Database, web: AsyncWebClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    async def no_pause(_event: asyncio.Event, seconds: float) -> bool:
        pauses.append(seconds)
        return False

    monkeypatch.setattr("bot.reception.slack.workspaces.happens", no_pause)
    slack.fails(Trouble.LOST_BEFORE, method="auth.test", times=4)
    slack.fails(Trouble.SERVER_ERROR, method="auth.test", times=2)
    slack.fails("ratelimited", method="auth.test", times=2)
    one = await OneWorkspace.reached(database, web, asyncio.Event())
    assert one is not None
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]


async def test_told_to_stop_meanwhile(slack: FakeSlack, database: Database, web: AsyncWebClient) -> None:
    slack.fails(Trouble.LOST_BEFORE, method="auth.test", times=None)
    stopping = asyncio.Event()
    reaching = asyncio.create_task(OneWorkspace.reached(database, web, stopping))
    await asyncio.wait([reaching], timeout=0.2)
    stopping.set()
    assert await asyncio.wait_for(reaching, 0.5) is None


@pytest.mark.parametrize("error", ["invalid_auth", "account_inactive", "token_revoked", "token_expired"])
async def test_refused(slack: FakeSlack, database: Database, web: AsyncWebClient, error: str) -> None:
    slack.fails(error, method="auth.test")
    with pytest.raises(TokenUnknown) as refused:
        await OneWorkspace.reached(database, web, asyncio.Event())
    assert "SLACK_BOT_TOKEN" in refused.value.what
    assert "api.slack.com" in refused.value.todo


async def lost(one: Workspaces, workspace: str, bot: str) -> None:
    await one.lost(workspace, "token_revoked")


async def uninstalled(one: Workspaces, workspace: str, bot: str) -> None:
    await one.uninstalled(workspace)


async def revoked(one: Workspaces, workspace: str, bot: str) -> None:
    await one.revoked(workspace, (bot,))


@pytest.mark.parametrize("how", [lost, uninstalled, revoked])
async def test_lost(
    slack: FakeSlack,
    database: Database,
    web: AsyncWebClient,
    how: Callable[[Workspaces, str, str], Awaitable[None]],
) -> None:
    """Of what Slack says about others, or by mistake about us, nothing comes."""
    home = slack.home
    ana = await database.run(lambda c: at_work(c, home.team_id))
    one = await OneWorkspace.reached(database, web, asyncio.Event())
    assert one is not None
    await how(one, home.team_id, home.bot_user_id)
    await how(one, "T0OTHER", home.bot_user_id)
    assert await one.token(home.team_id) == home.bot_token
    await slack.revokes_tokens(home)
    await one.revoked(home.team_id, ["U0OTHER"])
    assert await database.read(lambda c: standing_of(c, ana)) == (True, True, 1)
    await how(one, home.team_id, home.bot_user_id)
    assert await one.token(home.team_id) is None
    assert await one.bot_of(home.team_id) is None
    assert await database.read(lambda c: standing_of(c, ana)) == (False, False, 0)


async def test_lost_while_slack_cannot_say(slack: FakeSlack, database: Database, web: AsyncWebClient) -> None:
    """Late news of before the app was put in again, while Slack is in trouble."""
    one = await OneWorkspace.reached(database, web, asyncio.Event())
    assert one is not None
    slack.fails(Trouble.SERVER_ERROR, method="auth.test")
    with pytest.raises(NotNow):
        await one.uninstalled(slack.home.team_id)
    assert await one.token(slack.home.team_id) == slack.home.bot_token


@pytest.mark.parametrize("how", [lost, uninstalled, revoked])
async def test_lost_while_the_database_is_away(
    slack: FakeSlack,
    database: Database,
    web: AsyncWebClient,
    monkeypatch: pytest.MonkeyPatch,
    how: Callable[[Workspaces, str, str], Awaitable[None]],
) -> None:
    """Slack says it again, and it is heard again."""
    home = slack.home
    ana = await database.run(lambda c: at_work(c, home.team_id))
    one = await OneWorkspace.reached(database, web, asyncio.Event())
    assert one is not None
    await slack.revokes_tokens(home)
    away(database, monkeypatch, 1)
    with pytest.raises(DatabaseUnreachable):
        await how(one, home.team_id, home.bot_user_id)
    await how(one, home.team_id, home.bot_user_id)
    assert await one.token(home.team_id) is None
    assert await database.read(lambda c: standing_of(c, ana)) == (False, False, 0)
