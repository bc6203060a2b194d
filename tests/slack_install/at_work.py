"""Workspaces in which Checkup is at work, and whether it goes on."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection

from bot.store import conversations, deliveries, flows, installations, respondents
from bot.store.columns import DeliveryStatus
from bot.store.database import Database
from bot.store.errors import DatabaseUnreachable
from bot.store.respondents import Address
from tests.fakes.slack import FakeSlack, Workspace
from tests.slack_install.installed import Site, clock_of
from tests.store.samples import FLOW, NOW, SOURCE, conversation, delivery, new_id

HOUR = 3600.0


async def rotating(here: Site) -> Workspace:
    """A workspace whose tokens hold for twelve hours, just installed."""
    globex = here.slack.workspace("Globex", token_rotation=True)
    await here.installed_by(here.slack.person("eve", workspace=globex))
    here.slack.record.requests.clear()
    return globex


def exchanges(slack: FakeSlack) -> int:
    return sum(request.method == "oauth.v2.access" for request in slack.requests)


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


def at_work(connection: Connection, workspace: str) -> Address:
    """Ana of a workspace in the middle of a check, to be reminded, with a message that waits."""
    flows.pin(connection, FLOW, SOURCE, NOW)
    ana = respondents.find_or_make(connection, "slack", workspace, "U0ANA", now=NOW, new_id=new_id)
    begun = conversation(ana, wake_at=NOW + timedelta(days=1))
    conversations.begin(connection, begun)
    deliveries.queue(connection, [delivery(begun)])
    return ana


def standing_of(connection: Connection, ana: Address) -> tuple[bool, bool, int]:
    """Reachable, to be reminded, messages that wait."""
    address = respondents.by_id(connection, ana.id)
    begun = conversations.current(connection, ana.id, lock=False)
    assert address is not None
    assert begun is not None
    waiting = deliveries.pending(connection, ana.id)
    assert all(one.status is DeliveryStatus.WAITING for one in waiting)
    return address.reachable, begun.wake_at is not None, len(waiting)


async def all_stopped(here: Site, workspace: Workspace, ana: Address) -> None:
    assert await here.database.read(lambda c: standing_of(c, ana)) == (False, False, 0)
    kept = await here.kept(workspace.team_id)
    assert kept is not None
    assert (kept.bot_token, kept.refresh_token) == (None, None)
    assert kept.revoked_at is not None
    assert await here.workspaces.token(workspace.team_id) is None
    assert await here.workspaces.bot_of(workspace.team_id) is None


async def goes_on_in_the_rows(here: Site, ana: Address) -> None:
    assert await here.database.read(lambda c: standing_of(c, ana)) == (True, True, 1)


async def goes_on(here: Site, workspace: Workspace, ana: Address) -> None:
    await goes_on_in_the_rows(here, ana)
    assert await here.workspaces.token(workspace.team_id) == workspace.bot_token


async def working(here: Site) -> tuple[Workspace, Address]:
    globex = here.slack.workspace("Globex")
    await here.installed_by(here.slack.person("eve", workspace=globex))
    return globex, await here.database.run(lambda c: at_work(c, globex.team_id))


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
