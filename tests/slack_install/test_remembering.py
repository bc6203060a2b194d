"""Proves: of a workspace a tap reads nothing twice, and what is remembered has an end."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest

from bot.reception.slack.grants import NotNow
from bot.reception.slack.workspaces import Bot
from bot.store import installations
from bot.store.database import Database
from tests.fakes.slack import Trouble
from tests.slack_install.at_work import HOUR, exchanges, rotating, working
from tests.slack_install.installed import Site, clock_of


async def test_a_tap_reads_nothing_twice(here: Site, monkeypatch: pytest.MonkeyPatch) -> None:
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


async def test_who_we_are(here: Site) -> None:
    globex, _ = await working(here)
    bot = Bot(globex.bot_user_id, globex.bot_id, here.slack.app_id, "Globex")
    assert await here.workspaces.bot_of(globex.team_id) == bot


async def test_memory_has_an_end(here: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.reception.slack.many_workspaces.MOST_KEPT", 2)
    places = [here.slack.workspace(name) for name in ("Globex", "Initech", "Hooli")]
    for place in places:
        await here.installed_by(here.slack.person("eve", workspace=place))
    for _ in range(2):
        for place in places:
            assert await here.workspaces.token(place.team_id) == place.bot_token
            assert len(here.workspaces._known) <= 2


@pytest.mark.parametrize("hours", [10.5, 13.0])
async def test_while_exchanges_fail_the_database_is_left_alone(
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


async def test_while_another_exchanges_the_database_is_left_alone(
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


async def test_after_many_exchanges_nothing_is_left_of_them(
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
