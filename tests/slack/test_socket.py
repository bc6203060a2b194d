"""Proves: by Socket Mode nothing is lost and nothing counts twice, whatever becomes of the connection.

1. A connection that breaks, or that Slack wants anew, is replaced; what was not confirmed comes by another
   one and counts once, also where it was taken already.
2. A connection that is silent is noticed and replaced, also where the library does not.
3. Of two servers one is connected; when it ends the other follows, and each press is one answer.
4. A token that Slack does not take is said, and waited for.
5. On shutdown what was taken is finished, and the connection is closed.
"""

import asyncio
import logging
from typing import Any

import pytest
from slack_sdk.socket_mode.aiohttp import SocketModeClient

from bot.reception.slack import socket as socket_mode
from bot.store.tables import ANSWER
from tests.fakes.slack import FakeSlack
from tests.people import Colleague
from tests.rows import Slow, count
from tests.served import library
from tests.slack.looking import answers, only_the_last_asks
from tests.slack.served import served
from tests.telegram.flows import MOOD


async def test_1_a_broken_connection_is_replaced(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD), way_in="socket") as server:
        ana = await Colleague(slack, server).begins("mood")
        for _ in range(2):
            await slack.drops_connections()
            await ana.app.types("agree")
            await slack.is_connected(seconds=10)
            await ana.waits()
        ana.sees("Question 3 of 3")
        only_the_last_asks(ana)
        await ana.taps("Agree")
        ana.sees("Your result")
        assert await count(server, ANSWER) == 3


async def test_1_what_was_taken_but_not_confirmed_counts_once(
    slack: FakeSlack, ready_sqlite_url: str
) -> None:
    """The connection breaks while the turn is taken: Slack brings the event by the next one."""
    async with served(slack, ready_sqlite_url, library(MOOD), way_in="socket") as server:
        ana = await Colleague(slack, server).begins("mood")
        slow = Slow(server, 0.3)
        await ana.app.types("agree")
        await slow.holds()
        await slack.drops_connections()
        await asyncio.sleep(0.1)
        slow.well()
        await slack.is_connected(seconds=10)
        await ana.waits()
        tries = [one for one in slack.deliveries if one.what == "message" and one.kind == "events_api"]
        assert len(tries) > len({one.event_id for one in tries})
        ana.sees("Question 2 of 3")
        only_the_last_asks(ana)
        assert await answers(server) == {"tools": '"agree"'}


async def test_1_slack_wants_a_new_connection(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD), way_in="socket") as server:
        ana = await Colleague(slack, server).begins("mood")
        await slack.refreshes_connections()
        await ana.app.types("agree")
        await slack.is_connected(seconds=10)
        await ana.waits()
        ana.sees("Question 2 of 3")
        await ana.taps("Agree")
        ana.sees("Question 3 of 3")
        assert ana.app.warnings == []


@pytest.mark.parametrize("alone", [False, True])
async def test_2_a_silent_connection_is_replaced(
    slack: FakeSlack, ready_sqlite_url: str, monkeypatch: pytest.MonkeyPatch, *, alone: bool
) -> None:
    """*alone*: the library does nothing about it."""
    original = socket_mode.Socket.__init__

    def quicker(self: socket_mode.Socket, *given: Any) -> None:
        original(self, *given, ping=0.3, silent=1.0)

    async def nothing(_self: SocketModeClient, force: bool = False) -> None:
        return

    monkeypatch.setattr(socket_mode.Socket, "__init__", quicker)
    async with served(slack, ready_sqlite_url, library(MOOD), way_in="socket") as server:
        ana = await Colleague(slack, server).begins("mood")
        if alone:
            monkeypatch.setattr(SocketModeClient, "connect_to_new_endpoint", nothing)
        slack.goes_silent()
        await ana.app.types("agree")
        await ana.app.until("Question 2 of 3", seconds=15)
        await ana.waits()
        assert await answers(server) == {"tools": '"agree"'}


async def test_3_of_two_servers_one_is_connected_and_the_other_follows(
    slack: FakeSlack, ready_postgres_url: str
) -> None:
    flows = library(MOOD)
    async with (
        served(slack, ready_postgres_url, flows, way_in="socket") as one,
        served(slack, ready_postgres_url, flows, way_in="socket") as other,
    ):
        people = [Colleague(slack, one, f"p{number}") for number in range(6)]

        async def rest() -> None:
            for server in (one, other):
                await slack.settles(quiet=0.02)
                await server.comes_to_rest()

        await asyncio.gather(*(ana.app.commands("start mood", channel=None) for ana in people))
        await rest()
        for label in ("Start", "Agree"):
            await asyncio.gather(*(ana.app.taps(label, times=2) for ana in people))
            await rest()
        await one.stops()
        await slack.is_connected(seconds=10)
        for _ in range(2):
            await asyncio.gather(*(ana.app.taps("Agree", times=2) for ana in people))
            await slack.settles(quiet=0.02)
            await other.comes_to_rest()
        for ana in people:
            assert ana.app.warnings == []
            ana.sees("Your result: 75 of 100")
        assert await count(other, ANSWER) == 3 * len(people)
    slack.record.sent.clear()


async def test_4_a_token_that_slack_does_not_take(
    slack: FakeSlack, ready_sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Twice; then somebody has made it good."""
    slack.fails("invalid_auth", method="apps.connections.open", times=2)
    with caplog.at_level(logging.ERROR):
        async with served(slack, ready_sqlite_url, library(MOOD), way_in="socket") as server:
            assert "set SLACK_APP_TOKEN" in caplog.text
            ana = await Colleague(slack, server).begins("mood")
            ana.sees("Question 1 of 3")


async def test_5_a_shutdown_finishes_what_was_taken(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD), way_in="socket") as server:
        ana = await Colleague(slack, server).begins("mood")
        slow = Slow(server, 0.3)
        await ana.app.types("agree")
        await slow.holds()
        await server.stops()
        ana.sees("Question 2 of 3")
        assert slack.world.sockets.links == []
    assert slack.record.silent_losses == []
