"""Proves: when Slack says that a workspace is gone, all work for it stops.

1. What is late news of before an installation anew, or only said of another bot, stops nothing.
2. What Slack cannot confirm just now is sent again.
"""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.channels.slack.api import client, open_session
from bot.reception.slack.grants import Client, NotNow
from bot.reception.slack.many_workspaces import ManyWorkspaces
from tests.fakes.slack import FakeSlack, Trouble, Workspace
from tests.served import library
from tests.slack.served import served
from tests.slack.wire import event_comes
from tests.slack_install.at_work import (
    HOUR,
    all_stopped,
    at_work,
    goes_on,
    goes_on_in_the_rows,
    rotating,
    standing_of,
    working,
)
from tests.slack_install.installed import Site, clock_of
from tests.telegram.flows import MOOD


async def says_uninstalled(here: Site, globex: Workspace) -> None:
    await here.workspaces.uninstalled(globex.team_id)


async def says_revoked(here: Site, globex: Workspace) -> None:
    await here.workspaces.revoked(globex.team_id, ["U0OTHER", globex.bot_user_id])


async def says_lost(here: Site, globex: Workspace) -> None:
    await here.workspaces.lost(globex.team_id, "account_inactive")


Saying = Callable[[Site, Workspace], Awaitable[None]]
SAYINGS = [says_uninstalled, says_revoked, says_lost]


@pytest.mark.parametrize("saying", SAYINGS)
@pytest.mark.parametrize("ending", ["uninstalls", "revokes_tokens"])
async def test_1_gone(here: Site, saying: Saying, ending: str) -> None:
    globex, ana = await working(here)
    await getattr(here.slack, ending)(globex)
    await saying(here, globex)
    await all_stopped(here, globex, ana)
    await saying(here, globex)  # both events come, in no order
    await all_stopped(here, globex, ana)


@pytest.mark.parametrize("saying", SAYINGS)
async def test_1_late_news_stop_nothing(here: Site, saying: Saying) -> None:
    """The workspace came anew before we hear that it was gone."""
    globex, ana = await working(here)
    await here.slack.uninstalls(globex)
    await here.installed_by(here.slack.person("eve", workspace=globex))
    await saying(here, globex)
    await goes_on(here, globex, ana)


async def test_1_anew_while_slack_is_asked(here: Site) -> None:
    globex, ana = await working(here)
    await here.slack.uninstalls(globex)
    here.slack.fails(Trouble.SLOW, method="auth.test", seconds=0.4)
    ending = asyncio.create_task(here.workspaces.uninstalled(globex.team_id))
    await asyncio.wait([ending], timeout=0.1)
    await here.installed_by(here.slack.person("eve", workspace=globex))
    assert not ending.done()
    await ending
    await goes_on(here, globex, ana)


async def test_1_another_bot_is_not_ours(here: Site) -> None:
    globex, ana = await working(here)
    await here.slack.revokes_tokens(globex)
    await here.workspaces.revoked(globex.team_id, ["U0OTHER"])
    assert await here.database.read(lambda c: standing_of(c, ana)) == (True, True, 1)


async def test_1_slack_cannot_say_whether_a_token_is_lost(here: Site) -> None:
    globex, ana = await working(here)
    await here.slack.uninstalls(globex)
    for trouble in (Trouble.LOST_BEFORE, "ratelimited", "token_expired"):
        here.slack.fails(trouble, method="auth.test")
        await here.workspaces.lost(globex.team_id, "account_inactive")
        assert await here.database.read(lambda c: standing_of(c, ana)) == (True, True, 1)
    await here.workspaces.lost(globex.team_id, "account_inactive")
    await all_stopped(here, globex, ana)


@pytest.mark.parametrize("saying", [says_uninstalled, says_revoked])
@pytest.mark.parametrize("trouble", [Trouble.LOST_BEFORE, Trouble.SERVER_ERROR, "ratelimited"])
async def test_1_an_event_waits_where_slack_cannot_be_asked(here: Site, saying: Saying, trouble: str) -> None:
    """It may be late news of before an installation anew: it is heard when Slack can say."""
    globex, ana = await working(here)
    here.slack.fails(trouble, method="auth.test")
    with pytest.raises(NotNow):
        await saying(here, globex)
    await goes_on(here, globex, ana)
    await saying(here, globex)
    await goes_on(here, globex, ana)
    await here.slack.uninstalls(globex)
    here.slack.fails(trouble, method="auth.test")
    with pytest.raises(NotNow):
        await saying(here, globex)
    await goes_on_in_the_rows(here, ana)
    await saying(here, globex)
    await all_stopped(here, globex, ana)


@pytest.mark.parametrize("hours", [11.0, 30.0])
async def test_1_gone_with_a_token_that_is_over(here: Site, hours: float) -> None:
    """Of that Slack says only that it is over; what the refresh token is good for tells the rest."""
    globex = await rotating(here)
    ana = await here.database.run(lambda c: at_work(c, globex.team_id))
    await here.slack.uninstalls(globex)
    here.slack.passes(hours * HOUR)
    await here.workspaces.uninstalled(globex.team_id)
    await all_stopped(here, globex, ana)


@pytest.mark.parametrize("saying", SAYINGS)
async def test_1_a_workspace_that_never_came(here: Site, saying: Saying) -> None:
    await saying(here, here.slack.workspace("Globex"))
    assert await here.kept(here.slack.workspace("Globex").team_id) is None


async def test_1_another_process_hears_of_it_soon(here: Site) -> None:
    globex, ana = await working(here)
    async with open_session() as session:
        us = Client(here.slack.client_id, here.slack.client_secret)
        web = client(session, here.slack.api_url)
        other = ManyWorkspaces(here.database, web, us, clock_of(here.slack))
        assert await other.token(globex.team_id) == globex.bot_token
        await here.slack.uninstalls(globex)
        await here.workspaces.uninstalled(globex.team_id)
        here.slack.passes(31)
        assert await other.token(globex.team_id) is None
    await all_stopped(here, globex, ana)


async def test_2_what_slack_cannot_confirm_is_sent_again(slack: FakeSlack, ready_sqlite_url: str) -> None:
    news = {"type": "app_uninstalled"}
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        slack.fails(Trouble.SERVER_ERROR, method="auth.test")
        said = slack.world.events._envelope(slack.home, news)
        assert await event_comes(slack, server, said) == 503
        assert await event_comes(slack, server, said) == 200
