"""Proves: the rarer methods and addresses of the fake Slack do what Slack's do.

1. Links to messages, teams, conversations of several, channels that are joined.
2. What was shared can be fetched with a token.
3. Attachments and metadata are looked at; blocks in them too.
4. Blocks of every kind are read from top to bottom.
5. Broken requests are refused in words; other addresses are not found.
6. Dates, menus and pictures in a message are used like everything else.
"""

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import FakeSlack
from tests.fakes.slack.pieces import (
    actions,
    button,
    card,
    carousel,
    choice,
    data_table,
    image,
    markdown,
    option,
    plain,
    section,
    table,
)


async def test_messages_have_links_and_teams_have_names(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    sent = await client.chat_postMessage(channel=ana.dm, text="x")
    link = (await client.chat_getPermalink(channel=ana.dm, message_ts=sent["ts"]))["permalink"]
    assert link.startswith("https://acme.slack.com/archives/D")
    with pytest.raises(SlackApiError, match="message_not_found"):
        await client.chat_getPermalink(channel=ana.dm, message_ts="1.2")
    beta = slack.workspace("Beta", enterprise="Corp")
    assert (await client.team_info())["team"]["name"] == "Acme"
    assert (await client.team_info(team=beta.team_id))["team"]["enterprise_name"] == "Corp"
    assert (await client.auth_teams_list())["teams"] == [{"id": slack.home.team_id, "name": "Acme"}]
    assert (await client.api_test(foo="bar"))["args"]["foo"] == "bar"
    with pytest.raises(SlackApiError, match="broken"):
        await client.api_test(error="broken")


async def test_several_talk_together(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana, ben = slack.person("ana"), slack.person("ben")
    users = f"{ana.id},{ben.id}"
    with pytest.raises(SlackApiError, match="mpim:write"):
        await client.conversations_open(users=users)
    slack.home.scopes |= {"mpim:write", "channels:join"}
    together = (await client.conversations_open(users=users))["channel"]["id"]
    await client.chat_postMessage(channel=together, text="Both")
    assert slack.doubles == {}
    assert (await client.conversations_open(channel=together))["already_open"]
    team = slack.channel("team", [ana])
    await client.conversations_join(channel=team.id)
    await client.chat_postMessage(channel=team.id, text="Hello")
    members = (await client.conversations_members(channel=team.id))["members"]
    assert members == [ana.id, slack.home.bot_user_id]
    mine = await client.users_conversations(user=ben.id)
    assert {one["id"] for one in mine["channels"]} == {slack.channel("general").id, together}


async def test_what_was_shared_can_be_fetched(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    shared = await ana.sends_file("scan.png", b"bytes")
    address = shared.files[0]["url_private"]
    async with aiohttp.ClientSession() as session:
        async with session.get(address) as answer:
            assert answer.status == 404
        async with session.get(address, headers={"Authorization": f"Bearer {client.token}"}) as answer:
            assert (await answer.read(), answer.content_type) == (b"bytes", "image/png")
        for path in ("/", "/nowhere/at/all", "/control/nothing"):
            async with session.get(slack.url + path) as answer:
                assert answer.status == 404
        async with session.get(f"{slack.url}/oauth/v2/authorize") as answer:
            assert "Checkup" in await answer.text()
    picture = {"type": "image", "slack_file": {"url": address}, "alt_text": "Scan"}
    await client.chat_postMessage(channel=ana.dm, text="x", blocks=[picture])
    assert ana.last.words == "<Scan>"


async def test_attachments_and_metadata_are_looked_at(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    event = {"event_type": "asked", "event_payload": {"number": 1}}
    await client.chat_postMessage(channel=ana.dm, text="x", attachments=[{"color": "red"}], metadata=event)
    assert ana.last.content["metadata"] == event
    for attachments, error in (
        ([{"blocks": [section("")]}], "invalid_blocks"),
        ([{"color": "red"}] * 101, "too_many_attachments"),
        ("{}", "invalid_attachments"),
    ):
        with pytest.raises(SlackApiError, match=error):
            await client.chat_postMessage(channel=ana.dm, text="x", attachments=attachments)


async def test_every_kind_of_block_is_read(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    words = {"type": "rich_text_section", "elements": [{"type": "text", "text": "rich"}]}
    blocks = [
        section("*a*", accessory=button("Go")),
        section("b", accessory=image()),
        image(title=plain("Title")),
        markdown(3),
        {"type": "rich_text", "elements": [words]},
        card(body=plain("Body"), actions=[button("More")]),
        carousel(1),
        table(1, 2),
        {"type": "container", "title": plain("Box"), "child_blocks": [section("inside")]},
        actions(
            choice("overflow", "A", "B"), choice("multi_static_select", "C", "D", placeholder=plain("Many"))
        ),
        data_table(2),
    ]
    await client.chat_postMessage(channel=ana.dm, text="x", blocks=blocks)
    assert ana.last.words.split("\n") == [
        "a", "[Go]", "b", "<alt>", "Title", "<alt>", "xxx", "rich", "t", "Body", "[More]", "t", "x | x",
        "Box", "inside", "[⋯ A · B] [Many ▾]", "x", "x",
    ]  # fmt: skip
    assert ana.last.labels == ["Go", "More"]
    await ana.ticks("D", "C")
    assert "[D, C ▾]" in ana.screen


async def test_days_and_persons_are_picked(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    day = {"type": "datepicker", "action_id": "day"}
    groups = {"type": "static_select", "action_id": "s"}
    groups["option_groups"] = [{"label": plain("G"), "options": [option("A")]}]  # type: ignore[assignment]
    await client.chat_postMessage(channel=ana.dm, text="x", blocks=[actions(day, groups)])
    await ana.picks("2026-11-26")
    await ana.chooses("A")
    assert "[2026-11-26 ▾] [A ▾]" in ana.screen
    with pytest.raises(AssertionError, match="no choice 'B'"):
        await ana.chooses("B")
    with pytest.raises(AssertionError, match="no box 'B'"):
        await ana.ticks("B")
    with pytest.raises(AssertionError, match="nothing to fill in"):
        await ana.fills_message("x")
    assert ana.warnings == ["dispatch_failed"] * 2


@pytest.mark.parametrize(
    ("body", "error"),
    [(b"{", "invalid_json"), (b"[]", "json_not_object"), (b'{"channel": [1]}', "not_authed")],
)
async def test_broken_requests_are_refused(slack: FakeSlack, body: bytes, error: str) -> None:
    headers = {"Content-Type": "application/json"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{slack.api_url}chat.postMessage", data=body, headers=headers) as answer,
    ):
        assert (await answer.json())["error"] == error
