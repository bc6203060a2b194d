"""Workspaces while they let Checkup in, and when they no longer do.

1. A token that expires is exchanged in time, once, however many ask: tasks of one process, and processes.
2. When the exchange does not work, the token of before is used while it holds, and nobody hurries Slack; when
   it is over, the workspace is lost or, where Slack cannot say, late.
3. When Slack says that a workspace is gone, all work for it stops; what is late news of before an
   installation anew, or only said of another bot, stops nothing.
4. A tap reads nothing twice, and what is remembered has an end.
5. One workspace by its token: found, waited for, refused with what to do, and lost.
6. What Slack gave in an exchange is not dropped: not when the database is away just then, not when who asked
   is told to stop, not when the process is; nor is it taken for that of an installation anew.
7. A server has what Slack cannot confirm just now sent again, and ends only when its exchanges are kept.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Connection

from bot.channels.slack.api import client, open_session
from bot.clock import now
from bot.reception.slack.grants import Client, NotNow
from bot.reception.slack.many_workspaces import ManyWorkspaces
from bot.reception.slack.workspaces import Bot, OneWorkspace, TokenUnknown, Workspaces
from bot.store import conversations, deliveries, flows, installations, respondents
from bot.store.columns import DeliveryStatus
from bot.store.database import Database, open_database
from bot.store.errors import DatabaseUnreachable
from bot.store.respondents import Address
from tests.fakes.slack import FakeSlack, Trouble, Workspace
from tests.served import KEY, library
from tests.slack.served import served
from tests.slack.wire import event_comes
from tests.slack_install.installed import Site, clock_of
from tests.store.samples import FLOW, NOW, SECRET, SOURCE, conversation, delivery, new_id
from tests.telegram.flows import MOOD

HOUR = 3600.0


async def rotating(here: Site) -> Workspace:
    """A workspace whose tokens hold for twelve hours, just installed."""
    globex = here.slack.workspace("Globex", token_rotation=True)
    await here.installed_by(here.slack.person("eve", workspace=globex))
    here.slack.record.requests.clear()
    return globex


def exchanges(slack: FakeSlack) -> int:
    return sum(request.method == "oauth.v2.access" for request in slack.requests)


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


async def keeps(database: Database, slack: FakeSlack, workspace: Workspace) -> None:
    """As an installation would have left it."""
    moment = clock_of(slack)()
    kept = installations.Installation(
        workspace=workspace.team_id, enterprise=None, team=workspace.team_id, name=workspace.name,
        app=slack.app_id, bot_user=workspace.bot_user_id, bot_id=workspace.bot_id,
        bot_token=workspace.bot_token, scopes=("chat:write",), installed_by="U1", installed_at=moment,
        refresh_token=workspace.refresh_token, expires_at=moment + timedelta(hours=12),
    )  # fmt: skip
    await database.run(lambda c: installations.write(c, "slack", kept))


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


def at_work(connection: Connection, workspace: str) -> Address:
    """Ana of a workspace in the middle of a check, to be reminded, with a message that waits."""
    flows.pin(connection, FLOW, SOURCE, NOW)
    ana = respondents.find_or_make(connection, "slack", workspace, "U0ANA", now=NOW, new_id=new_id)
    begun = conversation(ana, wake_at=NOW + timedelta(days=1))
    conversations.begin(connection, begun)
    deliveries.queue(connection, [delivery(begun)])
    return ana


def _state(connection: Connection, ana: Address) -> tuple[bool, bool, int]:
    """Reachable, to be reminded, messages that wait."""
    address = respondents.by_id(connection, ana.id)
    begun = conversations.current(connection, ana.id, lock=False)
    assert address is not None
    assert begun is not None
    waiting = deliveries.pending(connection, ana.id)
    assert all(one.status is DeliveryStatus.WAITING for one in waiting)
    return address.reachable, begun.wake_at is not None, len(waiting)


async def all_stopped(here: Site, workspace: Workspace, ana: Address) -> None:
    assert await here.database.read(lambda c: _state(c, ana)) == (False, False, 0)
    kept = await here.kept(workspace.team_id)
    assert kept is not None
    assert (kept.bot_token, kept.refresh_token) == (None, None)
    assert kept.revoked_at is not None
    assert await here.workspaces.token(workspace.team_id) is None
    assert await here.workspaces.bot_of(workspace.team_id) is None


async def goes_on_in_the_rows(here: Site, ana: Address) -> None:
    assert await here.database.read(lambda c: _state(c, ana)) == (True, True, 1)


async def goes_on(here: Site, workspace: Workspace, ana: Address) -> None:
    await goes_on_in_the_rows(here, ana)
    assert await here.workspaces.token(workspace.team_id) == workspace.bot_token


async def says_uninstalled(here: Site, globex: Workspace) -> None:
    await here.workspaces.uninstalled(globex.team_id)


async def says_revoked(here: Site, globex: Workspace) -> None:
    await here.workspaces.revoked(globex.team_id, ["U0OTHER", globex.bot_user_id])


async def says_lost(here: Site, globex: Workspace) -> None:
    await here.workspaces.lost(globex.team_id, "account_inactive")


Saying = Callable[[Site, Workspace], Awaitable[None]]
SAYINGS = [says_uninstalled, says_revoked, says_lost]


async def working(here: Site) -> tuple[Workspace, Address]:
    globex = here.slack.workspace("Globex")
    await here.installed_by(here.slack.person("eve", workspace=globex))
    return globex, await here.database.run(lambda c: at_work(c, globex.team_id))


@pytest.mark.parametrize("saying", SAYINGS)
@pytest.mark.parametrize("ending", ["uninstalls", "revokes_tokens"])
async def test_3_gone(here: Site, saying: Saying, ending: str) -> None:
    globex, ana = await working(here)
    await getattr(here.slack, ending)(globex)
    await saying(here, globex)
    await all_stopped(here, globex, ana)
    await saying(here, globex)  # both events come, in no order
    await all_stopped(here, globex, ana)


@pytest.mark.parametrize("saying", SAYINGS)
async def test_3_late_news_stop_nothing(here: Site, saying: Saying) -> None:
    """The workspace came anew before we hear that it was gone."""
    globex, ana = await working(here)
    await here.slack.uninstalls(globex)
    await here.installed_by(here.slack.person("eve", workspace=globex))
    await saying(here, globex)
    await goes_on(here, globex, ana)


async def test_3_anew_while_slack_is_asked(here: Site) -> None:
    globex, ana = await working(here)
    await here.slack.uninstalls(globex)
    here.slack.fails(Trouble.SLOW, method="auth.test", seconds=0.4)
    ending = asyncio.create_task(here.workspaces.uninstalled(globex.team_id))
    await asyncio.wait([ending], timeout=0.1)
    await here.installed_by(here.slack.person("eve", workspace=globex))
    assert not ending.done()
    await ending
    await goes_on(here, globex, ana)


async def test_3_another_bot_is_not_ours(here: Site) -> None:
    globex, ana = await working(here)
    await here.slack.revokes_tokens(globex)
    await here.workspaces.revoked(globex.team_id, ["U0OTHER"])
    assert await here.database.read(lambda c: _state(c, ana)) == (True, True, 1)


async def test_3_slack_cannot_say_whether_a_token_is_lost(here: Site) -> None:
    globex, ana = await working(here)
    await here.slack.uninstalls(globex)
    for trouble in (Trouble.LOST_BEFORE, "ratelimited", "token_expired"):
        here.slack.fails(trouble, method="auth.test")
        await here.workspaces.lost(globex.team_id, "account_inactive")
        assert await here.database.read(lambda c: _state(c, ana)) == (True, True, 1)
    await here.workspaces.lost(globex.team_id, "account_inactive")
    await all_stopped(here, globex, ana)


@pytest.mark.parametrize("saying", [says_uninstalled, says_revoked])
@pytest.mark.parametrize("trouble", [Trouble.LOST_BEFORE, Trouble.SERVER_ERROR, "ratelimited"])
async def test_3_an_event_waits_where_slack_cannot_be_asked(here: Site, saying: Saying, trouble: str) -> None:
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
async def test_3_gone_with_a_token_that_is_over(here: Site, hours: float) -> None:
    """Of that Slack says only that it is over; what the refresh token is good for tells the rest."""
    globex = await rotating(here)
    ana = await here.database.run(lambda c: at_work(c, globex.team_id))
    await here.slack.uninstalls(globex)
    here.slack.passes(hours * HOUR)
    await here.workspaces.uninstalled(globex.team_id)
    await all_stopped(here, globex, ana)


@pytest.mark.parametrize("saying", SAYINGS)
async def test_3_a_workspace_that_never_came(here: Site, saying: Saying) -> None:
    await saying(here, here.slack.workspace("Globex"))
    assert await here.kept(here.slack.workspace("Globex").team_id) is None


async def test_3_another_process_hears_of_it_soon(here: Site) -> None:
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


async def test_4_a_tap_reads_nothing_twice(here: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    globex, _ = await working(here)
    reads = 0
    read = here.database.read

    async def counting(work: Any) -> Any:
        nonlocal reads
        reads += 1
        return await read(work)

    monkeypatch.setattr(here.database, "read", counting)
    for _ in range(50):
        assert await here.workspaces.token(globex.team_id) == globex.bot_token
        assert await here.workspaces.bot_of(globex.team_id) is not None
    assert reads == 1
    here.slack.passes(31)
    await here.workspaces.token(globex.team_id)
    assert reads == 2


async def test_4_who_we_are(here: Site) -> None:
    globex, _ = await working(here)
    bot = Bot(globex.bot_user_id, globex.bot_id, here.slack.app_id, "Globex")
    assert await here.workspaces.bot_of(globex.team_id) == bot


async def test_4_memory_has_an_end(here: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.reception.slack.many_workspaces.MOST_KEPT", 2)
    places = [here.slack.workspace(name) for name in ("Globex", "Initech", "Hooli")]
    for place in places:
        await here.installed_by(here.slack.person("eve", workspace=place))
    for _ in range(2):
        for place in places:
            assert await here.workspaces.token(place.team_id) == place.bot_token
            assert len(here.workspaces._known) <= 2


@pytest.mark.parametrize("hours", [10.5, 13.0])
async def test_4_while_exchanges_fail_the_database_is_left_alone(
    here: Site, monkeypatch: pytest.MonkeyPatch, hours: float
) -> None:
    """Two messages a second to one workspace, for as long as Slack is not to be asked again."""
    globex = await rotating(here)
    here.slack.passes(hours * HOUR)
    here.slack.fails(Trouble.SERVER_ERROR, method="oauth.v2.access", times=None)
    with suppress(NotNow):
        await here.workspaces.token(globex.team_id)
    works = counted(here.database, monkeypatch)
    for _ in range(8):
        with suppress(NotNow):
            assert await here.workspaces.token(globex.team_id) == globex.bot_token
            assert hours < 12
        here.slack.passes(0.5)
    assert works == []
    assert exchanges(here.slack) == 1


async def test_4_while_another_exchanges_the_database_is_left_alone(
    here: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    globex = await rotating(here)
    here.slack.passes(11 * HOUR)
    until = clock_of(here.slack)() + timedelta(seconds=60)
    await here.database.run(lambda c: installations.leave_alone(c, "slack", globex.team_id, until))
    first = await here.workspaces.token(globex.team_id)
    works = counted(here.database, monkeypatch)
    for _ in range(8):
        assert await here.workspaces.token(globex.team_id) == first == globex.bot_token
        here.slack.passes(0.5)
    assert works == []
    here.slack.passes(61)
    assert await here.workspaces.token(globex.team_id) == globex.bot_token != first


def counted(database: Database, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """From now on, every work of the database."""
    works: list[str] = []

    def counting(name: str) -> Callable[[Any], Awaitable[Any]]:
        original = getattr(database, name)

        async def work(work: Any) -> Any:
            works.append(name)
            return await original(work)

        return work

    for name in ("read", "run"):
        monkeypatch.setattr(database, name, counting(name))
    return works


async def test_4_after_many_exchanges_nothing_is_left_of_them(
    here: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.reception.slack.many_workspaces.MOST_KEPT", 2)
    places = [here.slack.workspace(name, token_rotation=True) for name in ("Globex", "Initech", "Hooli")]
    for place in places:
        await here.installed_by(here.slack.person("eve", workspace=place))
    many = here.workspaces
    for trouble in (None, Trouble.SERVER_ERROR):
        here.slack.passes(11 * HOUR)
        if trouble is not None:
            here.slack.fails(trouble, method="oauth.v2.access", times=3)
        for place in places:
            assert await many.token(place.team_id) == place.bot_token
    for kept in (many._known, many._exchanging, many._pausing, many._unkept):
        assert len(kept) <= 2


@pytest.fixture
async def web(slack: FakeSlack) -> AsyncIterator[AsyncWebClient]:
    """Speaks to Slack with the token of the home workspace."""
    async with open_session() as session:
        yield client(session, slack.api_url, slack.home.bot_token)


async def test_5_found(slack: FakeSlack, database: Database, web: AsyncWebClient) -> None:
    one = await OneWorkspace.reached(database, web, asyncio.Event())
    assert one is not None
    assert one.workspace == slack.home.team_id
    assert await one.token(slack.home.team_id) == slack.home.bot_token
    assert await one.bot_of(slack.home.team_id) == Bot(slack.home.bot_user_id, slack.home.bot_id, "", "Acme")
    assert await one.token("T0OTHER") is None
    assert await one.bot_of("T0OTHER") is None
    assert [request.method for request in slack.requests] == ["auth.test"]


async def test_5_a_token_of_an_organisation(slack: FakeSlack, database: Database) -> None:
    sales = slack.workspace("Sales", enterprise="Initech")
    assert sales.enterprise is not None
    slack.world.tenants.install(sales.enterprise)
    async with open_session() as session:
        web = client(session, slack.api_url, sales.bot_token)
        one = await OneWorkspace.reached(database, web, asyncio.Event())
    assert one is not None
    assert one.workspace == sales.enterprise.id


async def test_5_waited_for(
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


async def test_5_told_to_stop_meanwhile(slack: FakeSlack, database: Database, web: AsyncWebClient) -> None:
    slack.fails(Trouble.LOST_BEFORE, method="auth.test", times=None)
    stopping = asyncio.Event()
    reaching = asyncio.create_task(OneWorkspace.reached(database, web, stopping))
    await asyncio.wait([reaching], timeout=0.2)
    stopping.set()
    assert await asyncio.wait_for(reaching, 0.5) is None


@pytest.mark.parametrize("error", ["invalid_auth", "account_inactive", "token_revoked", "token_expired"])
async def test_5_refused(slack: FakeSlack, database: Database, web: AsyncWebClient, error: str) -> None:
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
async def test_5_lost(
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
    assert await database.read(lambda c: _state(c, ana)) == (True, True, 1)
    await how(one, home.team_id, home.bot_user_id)
    assert await one.token(home.team_id) is None
    assert await one.bot_of(home.team_id) is None
    assert await database.read(lambda c: _state(c, ana)) == (False, False, 0)


async def test_5_lost_while_slack_cannot_say(
    slack: FakeSlack, database: Database, web: AsyncWebClient
) -> None:
    """Late news of before the app was put in again, while Slack is in trouble."""
    one = await OneWorkspace.reached(database, web, asyncio.Event())
    assert one is not None
    slack.fails(Trouble.SERVER_ERROR, method="auth.test")
    with pytest.raises(NotNow):
        await one.uninstalled(slack.home.team_id)
    assert await one.token(slack.home.team_id) == slack.home.bot_token


@pytest.mark.parametrize("how", [lost, uninstalled, revoked])
async def test_5_lost_while_the_database_is_away(
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
    assert await database.read(lambda c: _state(c, ana)) == (False, False, 0)


def away(database: Database, monkeypatch: pytest.MonkeyPatch, times: int, *, after: int = 0) -> list[int]:
    """The database, away for so many writing works after those that still go through; how many it refused."""
    run, left, refused = database.run, [after, times], [0]

    async def gone(work: Any) -> Any:
        if left[0]:
            left[0] -= 1
        elif left[1]:
            left[1] -= 1
            refused[0] += 1
            raise DatabaseUnreachable("The database is away.", "Wait.")
        return await run(work)

    monkeypatch.setattr(database, "run", gone)
    return refused


async def test_6_the_database_is_away_just_after_an_exchange(
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


async def test_6_tries_to_keep_it_are_not_hurried(here: Site, monkeypatch: pytest.MonkeyPatch) -> None:
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


async def test_6_gone_before_it_is_kept(here: Site, monkeypatch: pytest.MonkeyPatch) -> None:
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


async def test_6_installed_anew_before_it_is_kept(here: Site, monkeypatch: pytest.MonkeyPatch) -> None:
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
async def test_6_who_asked_is_told_to_stop(here: Site, hours: float) -> None:
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


async def test_6_the_end_waits_for_an_exchange(here: Site, monkeypatch: pytest.MonkeyPatch) -> None:
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


async def test_6_the_end_does_not_wait_for_ever(here: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    globex = await rotating(here)
    here.slack.passes(10.5 * HOUR)
    away(here.database, monkeypatch, 1000, after=1)
    await here.workspaces.token(globex.team_id)
    async with asyncio.timeout(2):
        assert not await here.workspaces.drain(0.3)
        assert await here.workspaces.drain(0)  # nothing is left running


async def test_6_the_end_does_not_wait_for_another_process(here: Site) -> None:
    globex = await rotating(here)
    here.slack.passes(13 * HOUR)
    until = clock_of(here.slack)() + timedelta(seconds=60)
    await here.database.run(lambda c: installations.leave_alone(c, "slack", globex.team_id, until))
    asking = asyncio.create_task(here.workspaces.token(globex.team_id))
    await asyncio.wait([asking], timeout=0.3)
    async with asyncio.timeout(2):
        assert await here.workspaces.drain(5)
    with pytest.raises(NotNow):
        await asking


async def test_7_what_slack_cannot_confirm_is_sent_again(slack: FakeSlack, ready_sqlite_url: str) -> None:
    news = {"type": "app_uninstalled"}
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        slack.fails(Trouble.SERVER_ERROR, method="auth.test")
        said = slack.world.events._envelope(slack.home, news)
        assert await event_comes(slack, server, said) == 503
        assert await event_comes(slack, server, said) == 200


async def test_7_a_server_ends_when_its_exchanges_are_kept(slack: FakeSlack, ready_sqlite_url: str) -> None:
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
