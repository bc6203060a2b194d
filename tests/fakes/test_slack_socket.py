"""Proves: Socket Mode works as Slack's, with the real AsyncSocketModeHandler and with bare connections.

1. Events, actions, commands and views come by socket, and are acknowledged with an answer.
2. A ticket serves once; more than ten connections are turned away.
3. Each envelope goes to one connection; what a broken one did not acknowledge comes by another.
4. A person's act that is not acknowledged is not sent again: they see a warning.
5. Slack asks for new connections; silent ones are found dead; all can break at once.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import FakeSlack
from tests.fakes.slack.pieces import buttons, field, modal, words

Body = dict[str, Any]


@asynccontextmanager
async def connected(app: AsyncApp, slack: FakeSlack, ping: float = 5.0) -> AsyncIterator[None]:
    """A Bolt app at the other end of a socket."""
    handler = AsyncSocketModeHandler(app, slack.app_token, ping_interval=ping)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await slack.is_connected()
    try:
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


class Bare:
    """A connection that acknowledges what a test wants."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def takes(self) -> Body:
        """The next message."""
        said: Body = await self.socket.receive_json(timeout=2)
        return said

    async def acknowledges(self, envelope: Body, **payload: Any) -> None:
        answer = {"envelope_id": envelope["envelope_id"]} | ({"payload": payload} if payload else {})
        await self.socket.send_json(answer)


@asynccontextmanager
async def bare(slack: FakeSlack) -> AsyncIterator[Bare]:
    client = AsyncWebClient(base_url=slack.api_url)
    url = (await client.apps_connections_open(app_token=slack.app_token))["url"]
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
        connection = Bare(socket)
        hello = await connection.takes()
        assert (hello["type"], hello["connection_info"]["app_id"]) == ("hello", slack.app_id)
        yield connection


async def test_everything_comes_by_socket(slack: FakeSlack, client: AsyncWebClient, app: AsyncApp) -> None:
    @app.event("message")
    async def asks(event: Body, say: Any) -> None:
        if "bot_id" not in event:
            await say(text="?", blocks=[buttons("Often")])

    @app.action(re.compile(".*"))
    async def opens(ack: Any, body: Body) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal(field(words())))

    @app.view("page")
    async def refuses(ack: Any) -> None:
        await ack(response_action="errors", errors={"field": "Not that"})

    @app.command("/checkup")
    async def helps(ack: Any) -> None:
        await ack("Help")

    ana = slack.person("ana")
    async with connected(app, slack):
        await ana.types("hello")
        await ana.until("[Often]")
        await ana.taps("Often")
        await ana.until(lambda ana: ana.modal)
        await ana.fills("x")
        await ana.submits()
        assert ana.modal_errors == {"field": "Not that"}
        assert (await ana.commands("help")).text == "Help"
        await slack.settles()
    assert {one.by for one in slack.deliveries} == {"socket"}
    assert ana.warnings == []
    slack.check_no_complaints()


async def test_a_ticket_serves_once(slack: FakeSlack) -> None:
    client = AsyncWebClient(base_url=slack.api_url)
    url = (await client.apps_connections_open(app_token=slack.app_token))["url"]
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(url):
            pass
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await session.ws_connect(url)
    with pytest.raises(SlackApiError, match="invalid_auth"):
        await client.apps_connections_open(app_token="xapp-other")


async def test_ten_connections_are_enough(slack: FakeSlack) -> None:
    client = AsyncWebClient(base_url=slack.api_url)
    async with aiohttp.ClientSession() as session:
        sockets = []
        for _ in range(11):
            url = (await client.apps_connections_open(app_token=slack.app_token))["url"]
            sockets.append(await session.ws_connect(url))
        said = await sockets[-1].receive_json(timeout=2)
        assert (said["type"], said["reason"]) == ("disconnect", "too_many_websockets")
        await slack.is_connected(10)


async def test_each_envelope_goes_to_one_connection(slack: FakeSlack) -> None:
    ana = slack.person("ana")
    async with bare(slack) as one, bare(slack) as other:
        for number in range(20):
            await ana.types(f"{number}")
        came: list[list[Body]] = [[], []]
        for connection, envelopes in zip((one, other), came, strict=True):
            while True:
                try:
                    envelope: Body = await connection.socket.receive_json(timeout=0.2)
                except TimeoutError:
                    break
                envelopes.append(envelope)
                await connection.acknowledges(envelope)
        assert all(came)
        texts = [envelope["payload"]["event"]["text"] for envelopes in came for envelope in envelopes]
        assert sorted(map(int, texts)) == list(range(20))
        assert all(envelope["type"] == "events_api" for envelopes in came for envelope in envelopes)
        await slack.settles()


async def test_what_a_broken_connection_had_comes_by_another(slack: FakeSlack) -> None:
    ana = slack.person("ana")
    async with bare(slack) as first:
        await ana.types("hello")
        envelope = await first.takes()
        assert (envelope["retry_attempt"], envelope["accepts_response_payload"]) == (0, False)
        await slack.drops_connections()
    async with bare(slack) as second:
        again = await second.takes()
        assert again["payload"]["event_id"] == envelope["payload"]["event_id"]
        assert again["retry_attempt"] == 1
        await second.acknowledges(again)
        await slack.settles()
    assert slack.record.silent_losses == []


async def test_an_act_that_is_not_acknowledged_is_not_sent_again() -> None:
    async with FakeSlack(answer_seconds=0.1) as slack:
        ana = slack.person("ana")
        async with bare(slack) as connection:
            assert (await ana.commands("x")).error == "operation_timeout"
            envelope = await connection.takes()
            assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
            await ana.uses_shortcut("start_check")
            assert (await connection.takes())["type"] == "interactive"
        assert ana.warnings == ["operation_timeout", "operation_timeout"]
        await slack.drops_connections()
        await ana.uses_shortcut("start_check")
        assert ana.warnings[-1] == "dispatch_failed"
        assert len(slack.deliveries) == 3


async def test_a_command_is_answered_in_the_acknowledgement(slack: FakeSlack) -> None:
    ana = slack.person("ana")
    async with bare(slack) as connection:
        asked = asyncio.create_task(ana.commands("x"))
        await connection.acknowledges(await connection.takes(), text="Help")
        assert (await asked).text == "Help"


async def test_slack_asks_for_new_connections(slack: FakeSlack, app: AsyncApp) -> None:
    heard: list[str] = []

    @app.event("message")
    async def hears(event: Body) -> None:
        heard.append(event["text"])

    async with connected(app, slack):
        await slack.refreshes_connections()
        await slack.is_connected()
        await slack.person("ana").types("hello")
        await slack.settles()
    assert heard == ["hello"]


async def test_a_silent_connection_is_found_dead(slack: FakeSlack, app: AsyncApp) -> None:
    heard: list[str] = []

    @app.event("message")
    async def hears(event: Body) -> None:
        heard.append(event["text"])

    async with connected(app, slack, ping=0.3):
        slack.goes_silent()
        await slack.person("ana").types("hello")
        await slack.world.bell.until(lambda: bool(heard), 8)
    assert heard == ["hello"]
