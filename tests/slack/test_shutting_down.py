"""Proves: a shutdown in the middle loses nothing.

1. What is committed is sent, what was not taken comes again.
2. What is under way before its turn, waiting for Slack, is finished too: a command, an installation and its
   greeting.
3. Where there are other processes, one that ends takes what is pressed until a balancer sends it to those.
"""

import asyncio

import aiohttp
import pytest

from bot.app import serving as app_serving
from tests.fakes.slack import FakeSlack
from tests.people import Colleague
from tests.rows import Slow, undelivered
from tests.served import library
from tests.slack.looking import answers, has_one_question
from tests.slack.served import WayIn, served
from tests.slack.wire import press
from tests.telegram.flows import MOOD


async def test_1_a_shutdown_in_the_middle_loses_nothing(
    waiting: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    async with served(waiting, ready_sqlite_url, library(MOOD), way_in=way_in) as server:
        ana = await Colleague(waiting, server).begins("mood")
        slow = Slow(server, 0.3)
        pressed = asyncio.create_task(ana.app.taps("Agree"))
        await slow.holds()
        await server.stops()
        await pressed
        assert ana.app.warnings == []
        ana.sees("Question 2 of 3")
    waiting.world.events._pace = 0.05
    await ana.app.types("disagree")
    async with served(waiting, ready_sqlite_url, library(MOOD), way_in=way_in) as server:
        ana = Colleague(waiting, server)
        await ana.app.until("Question 3 of 3", seconds=30)
        await ana.waits()
        has_one_question(ana)
        assert await answers(server) == {"tools": '"agree"', "focus": '"disagree"'}


async def test_3_what_is_pressed_before_the_balancer_knows_is_taken(
    slack: FakeSlack, ready_postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app_serving, "LEAVING_SECONDS", 2.0)
    async with (
        served(slack, ready_postgres_url, library(MOOD)) as server,
        aiohttp.ClientSession() as balancer,
    ):
        ana = await Colleague(slack, server).begins("mood")
        server.stopping.set()
        await asyncio.sleep(0.5)
        async with balancer.get(f"{server.address}/readyz") as asked:
            assert (asked.status, await asked.text()) == (503, "draining\n")
        await ana.app.taps("Agree")
        assert ana.app.warnings == []
        await server.stops()
        ana.sees("Question 2 of 3")


async def test_3_an_end_waits_for_no_balancer_where_there_is_none(
    slack: FakeSlack, ready_sqlite_url: str, ready_postgres_url: str, way_in: WayIn
) -> None:
    """On SQLite there is no other process; by Socket Mode Slack itself knows who is there."""
    url = ready_sqlite_url if way_in == "http" else ready_postgres_url
    async with served(slack, url, library(MOOD), way_in=way_in) as server:
        begun = asyncio.get_running_loop().time()
        await server.stops()
        assert asyncio.get_running_loop().time() - begun < app_serving.LEAVING_SECONDS


async def test_2_what_waits_for_slack_before_its_turn_is_finished(
    slack: FakeSlack, ready_sqlite_url: str, way_in: WayIn
) -> None:
    """Ana's first command of all, while Slack takes its time to tell what language she speaks."""
    async with served(slack, ready_sqlite_url, library(MOOD), way_in=way_in) as server:
        ana = Colleague(slack, server)
        slow = slack.fails("slow", method="users.info", seconds=0.7)
        slack.fails("late", method="chat.postMessage", seconds=0.6)
        commanded = asyncio.create_task(ana.app.commands("start mood"))
        await slack.is_struck(slow)
        await server.stops()
        assert "direct messages" in (await commanded).text
        assert await undelivered(server) == []
        assert len(ana.app.bot_messages) == 1
        ana.sees("Team mood", "[Start]")
    slack.record.silent_losses.clear()  # that our own message came is no news


async def test_2_what_is_too_late_for_this_process_stays_for_the_next(
    slack: FakeSlack, ready_sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its connections are closed already."""

    async def closed(*_: object, **__: object) -> None:
        raise RuntimeError("Session is closed")

    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        card = ana.app.last
        monkeypatch.setattr(aiohttp.ClientSession, "_request", closed)
        server.slack.outbox._stopping.set()
        await server.slack.reception.receive(press(ana, "Agree"))
        await server.stops()
        monkeypatch.undo()
        assert ana.app.last.words == card.words
        assert await undelivered(server) == ["waiting"]
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        await ana.app.until("Question 2 of 3")
        await server.comes_to_rest()
        assert await undelivered(server) == []


async def test_2_an_installation_is_finished_with_its_greeting(
    slack: FakeSlack, ready_sqlite_url: str
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD), way_in="many") as server:
        globex = slack.workspace("Globex")
        eve = Colleague(slack, server, "eve", workspace=globex)
        late = slack.fails("late", method="oauth.v2.access", seconds=0.6)
        slack.fails("slow", method="chat.postMessage", seconds=0.5)
        installing = asyncio.create_task(
            slack.installs(globex, f"{server.address}/slack/install", by=eve.app)
        )
        await slack.is_struck(late)
        assert not installing.done()
        await server.stops()
        assert "Checkup is installed in Globex." in await installing
        assert await undelivered(server) == []
        assert len(eve.app.bot_messages) == 1
    slack.record.silent_losses.clear()


async def test_2_a_home_tab_that_has_to_wait_holds_nobody_up(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = Colleague(slack, server)
        refused = slack.fails("ratelimited", method="views.publish", retry_after=15)
        await ana.app.opens_home()
        await slack.is_struck(refused)
        begun = asyncio.get_running_loop().time()
        await server.stops()
        assert asyncio.get_running_loop().time() - begun < 3
        assert ana.app.home is None
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        await Colleague(slack, server).opens_home()
        assert "Team mood" in ana.app.home_screen
