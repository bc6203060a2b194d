"""Proves: the fake in a process of its own does by remote control what it does in this one.

1. The process says its address first; a client talks to it as to the real one.
2. Persons there do everything by name, and tell what they see; messages are named by their `ts`.
3. Faults, limits, time, records and the app's settings are reached too.
4. What an object would raise comes as an error.
"""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import RemoteSlack
from tests.fakes.slack.pieces import actions, buttons, chart, choice, field, modal, words
from tests.fakes.slack.serving import ServedApp


@pytest.fixture
async def remote() -> AsyncIterator[RemoteSlack]:
    async with RemoteSlack("--pace", "0.002") as slack:
        yield slack


@pytest.fixture
def client(remote: RemoteSlack) -> AsyncWebClient:
    return AsyncWebClient(token=remote.home["bot_token"], base_url=remote.api_url)


async def test_a_whole_conversation(remote: RemoteSlack, client: AsyncWebClient) -> None:
    app = AsyncApp(signing_secret=remote.app["signing_secret"], client=client)

    @app.event("message")
    async def asks(event: dict[str, Any], say: Any) -> None:
        if "bot_id" not in event:
            await say(text="?", blocks=[buttons("Often"), actions(choice("checkboxes", "A", "B"))])

    @app.action("do Often")
    async def opens(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal(field(words())))

    @app.action("checkboxes")
    async def ticked(ack: Any) -> None:
        await ack()

    @app.view("page")
    async def thanks(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        await client.chat_postMessage(channel=body["user"]["id"], text="Thanks")

    @app.command("/checkup")
    async def helps(ack: Any) -> None:
        await ack("Help")

    async with ServedApp(app) as served:
        await remote.delivers_to(served.url, verifies=True)
        ana = await remote.person("ana", locale="de-DE")
        await ana.types("hello")
        await ana.until("[Often]")
        await ana.ticks("A", "B")
        seen = await ana.sees()
        assert "[x] A [x] B" in seen["screen"]
        question = seen["messages"][-1]
        assert seen["controls_alive"] == [question["ts"]]
        await ana.taps("Often", message=question["ts"])
        await remote.settles()
        await ana.fills("words")
        await ana.submits()
        await ana.until("Thanks")
        assert (await ana.commands("help"))["text"] == "Help"
        await remote.settles()
        counts = await remote.counts()
        assert (counts["refusals"], counts["complaints"], counts["doubles"]) == ([], [], [])
        assert counts["calls"]["chat.postMessage"] == 2
        record = await remote.record()
        assert {one["status"] for one in record["deliveries"]} == {200}
    await remote.delivers_to("")


async def test_settings_faults_and_time(remote: RemoteSlack, client: AsyncWebClient) -> None:
    ben = await remote.person("ben")
    await remote.forgets()
    await remote.changes_app(accepts_charts=False)
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await client.chat_postMessage(channel=ben.id, text="x", blocks=[chart()])
    await remote.changes_app(accepts_charts=True)
    await remote.fails("fatal_error", person="ben", times=None)
    with pytest.raises(SlackApiError, match="fatal_error"):
        await client.chat_postMessage(channel=ben.id, text="x")
    await remote.heals()
    await remote.limits(burst=1)
    await client.chat_postMessage(channel=ben.id, text="x")
    with pytest.raises(SlackApiError, match="ratelimited"):
        await client.chat_postMessage(channel=ben.id, text="x")
    await remote.passes(2)
    await client.chat_postMessage(channel=ben.id, text="x")
    await remote.limits(on=False)
    counts = await remote.counts()
    assert counts["doubles"] == [[ben.dm, "x", 2]]
    assert [one["error"] for one in counts["refusals"]] == ["invalid_blocks", "ratelimited"]


async def test_workspaces_channels_and_the_end(remote: RemoteSlack) -> None:
    beta = await remote.workspace("Beta", installed=True)
    eve = await remote.person("eve", workspace="Beta")
    team = await remote.channel("team", ["eve"], workspace="Beta")
    group = await remote.usergroup("team-a", ["eve"], workspace="Beta")
    client = AsyncWebClient(token=beta["bot_token"], base_url=remote.api_url)
    assert (await client.conversations_members(channel=team["id"]))["members"] == [eve.id]
    assert (await client.usergroups_users_list(usergroup=group))["users"] == [eve.id]
    await remote.revokes_tokens("Beta")
    with pytest.raises(SlackApiError, match="token_revoked"):
        await client.auth_test()
    await remote.workspace("Beta", installed=True)
    await remote.uninstalls("Beta")
    assert not (await remote.workspace("Beta"))["installed"]


async def test_what_is_not_so_is_an_error(remote: RemoteSlack) -> None:
    ana = await remote.person("ana")
    with pytest.raises(AssertionError, match="no button 'Nowhere'"):
        await ana.taps("Nowhere")
    with pytest.raises(AssertionError, match="nobody can do"):
        await ana.does("flies")
    with pytest.raises(AssertionError, match="did not come"):
        await ana.until("Never", seconds=0.01)
    with pytest.raises(AssertionError, match="no 'colour'"):
        await remote.changes_app(colour="red")
