"""Proves: the Web API refuses what Slack refuses, in its words.

1. Tokens that are missing, wrong, taken back, too old; scopes that were not granted.
2. Messages: nowhere, of nothing, to who is gone, somebody else's, too long.
3. Views: without a right to open them, too many, changed in between.
4. Users, conversations, files: unknown ones, broken pages.
5. More calls than the tiers allow, and more messages than a channel takes.
"""

from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import FakeSlack
from tests.fakes.slack.pieces import buttons, home, modal, plain, section


async def refusal(client: AsyncWebClient, method: str, /, **given: Any) -> str:
    """The error of a call; empty where there is none."""
    try:
        await client.api_call(method, json=given)
    except SlackApiError as error:
        return str(error.response["error"])
    return ""


def holding(slack: FakeSlack, token: str) -> AsyncWebClient:
    """A client with another token."""
    return AsyncWebClient(token=token, base_url=slack.api_url)


@pytest.fixture
async def trigger(slack: FakeSlack) -> str:
    ana = slack.person("ana")
    return slack.world.triggers.make(ana.id, slack.home.team_id)


async def test_tokens_open_only_what_they_should(slack: FakeSlack, client: AsyncWebClient) -> None:
    async with aiohttp.ClientSession() as session, session.post(f"{slack.api_url}auth.test") as answer:
        assert await answer.json() == {"ok": False, "error": "not_authed"}
    assert await refusal(holding(slack, "xoxb-unknown"), "auth.test") == "invalid_auth"
    assert await refusal(client, "auth.tset") == "unknown_method"
    assert (
        await refusal(holding(slack, slack.home.bot_token), "apps.connections.open")
        == "not_allowed_token_type"
    )
    assert await refusal(holding(slack, "xapp-unknown"), "apps.connections.open") == "invalid_auth"


async def test_a_scope_that_was_not_granted_is_named(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    slack.home.scopes = {"commands", "users:read"}
    with pytest.raises(SlackApiError) as error:
        await client.chat_postMessage(channel=ana.dm, text="x")
    assert error.value.response["error"] == "missing_scope"
    assert error.value.response["needed"] == "chat:write"
    assert error.value.response["provided"] == "commands,users:read"
    assert await refusal(client, "views.publish", user_id=ana.id, view=home()) == ""


async def test_where_the_app_is_gone_nothing_opens(slack: FakeSlack, client: AsyncWebClient) -> None:
    await slack.uninstalls(slack.home)
    assert await refusal(client, "auth.test") == "account_inactive"
    other = slack.workspace("Beta", installed=True)
    await slack.revokes_tokens(other)
    assert await refusal(holding(slack, other.bot_token), "auth.test") == "token_revoked"
    assert (slack.home.installed, other.installed) == (False, False)


async def test_a_rotated_token_becomes_old(slack: FakeSlack, client: AsyncWebClient) -> None:
    other = slack.workspace("Beta", token_rotation=True, installed=True)
    slack.passes(12 * 3600 - 60)
    assert await refusal(holding(slack, other.bot_token), "auth.test") == ""
    slack.passes(120)
    assert await refusal(holding(slack, other.bot_token), "auth.test") == "token_expired"


async def test_messages_need_a_place_and_a_text(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    gone = slack.person("gone", deleted=True)
    stranger = slack.person("eve", workspace=slack.workspace("Beta"))
    general = slack.channel("general")
    post = "chat.postMessage"
    assert await refusal(client, post, text="x") == "invalid_arguments"
    assert await refusal(client, post, channel="D404", text="x") == "channel_not_found"
    assert await refusal(client, post, channel=stranger.id, text="x") == "channel_not_found"
    assert await refusal(client, post, channel=stranger.dm, text="x") == "channel_not_found"
    assert await refusal(client, post, channel=gone.id, text="x") == "user_disabled"
    assert await refusal(client, post, channel=general.id, text="x") == "not_in_channel"
    assert await refusal(client, post, channel=ana.dm) == "no_text"
    assert await refusal(client, post, channel=ana.dm, text="x", blocks="[") == "invalid_blocks_format"
    assert await refusal(client, post, channel=ana.dm, text="x", thread_ts="1.2") == "thread_not_found"
    assert await refusal(client, post, channel=ana.dm, text="x", metadata={}) == "invalid_metadata_format"
    assert await refusal(client, post, channel=ana.dm, text="x", blocks=[section("")]) == "invalid_blocks"
    slack.channel("general", has_bot=True).archived = True
    assert await refusal(client, post, channel=general.id, text="x") == "is_archived"
    slack.home.messages_tab = False
    assert await refusal(client, post, channel=ana.dm, text="x") == "messages_tab_disabled"
    assert ana.messages == []
    assert len(slack.refusals) == 13


async def test_a_very_long_text_is_cut_with_a_complaint(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    await client.chat_postMessage(channel=ana.dm, text="x" * 40_001)
    assert len(ana.last.text) == 40_000
    assert slack.record.complaints == ["chat.postMessage: message_truncated"]


async def test_only_own_messages_are_changed(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    sent = await client.chat_postMessage(channel=ana.dm, text="x")
    hers = await ana.types("hello")
    place: dict[str, Any] = {"channel": ana.dm, "text": "y"}
    assert await refusal(client, "chat.update", **place) == "invalid_arguments"
    assert await refusal(client, "chat.update", **place, ts=float(sent["ts"])) == "invalid_arguments"
    assert await refusal(client, "chat.update", **place, ts="1.2") == "message_not_found"
    assert await refusal(client, "chat.update", **place, ts=hers.ts) == "cant_update_message"
    assert await refusal(client, "chat.update", channel=ana.dm, ts=sent["ts"]) == "no_text"
    too_long = await refusal(client, "chat.update", channel=ana.dm, ts=sent["ts"], text="x" * 4001)
    assert too_long == "msg_too_long"
    assert await refusal(client, "chat.delete", channel=ana.dm, ts=hers.ts) == "cant_delete_message"
    assert await refusal(client, "chat.delete", channel=ana.dm, ts="1.2") == "message_not_found"


async def test_what_is_whispered_cannot_be_changed(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana, ben = slack.person("ana"), slack.person("ben")
    general = slack.channel("general", members=[ana], has_bot=True)
    whisper = {"channel": general.id, "text": "x"}
    assert await refusal(client, "chat.postEphemeral", user=ben.id, **whisper) == "user_not_in_channel"
    sent = await client.chat_postEphemeral(channel=general.id, user=ana.id, text="x")
    changed = await refusal(client, "chat.update", channel=general.id, ts=sent["message_ts"], text="y")
    assert changed == "message_not_found"


async def test_a_trigger_serves_once_and_three_seconds(
    slack: FakeSlack, client: AsyncWebClient, trigger: str
) -> None:
    broken = await refusal(client, "views.open", trigger_id=trigger, view=modal(title=plain("x" * 25)))
    assert broken == "invalid_arguments"
    assert await refusal(client, "views.open", trigger_id=trigger, view=home()) == "invalid_arguments"
    assert await refusal(client, "views.open", view=modal()) == "invalid_arguments"
    assert await refusal(client, "views.open", trigger_id=trigger) == "invalid_arguments"
    assert await refusal(client, "views.open", trigger_id=trigger, view=modal()) == ""
    assert await refusal(client, "views.open", trigger_id=trigger, view=modal()) == "exchanged_trigger_id"
    assert await refusal(client, "views.open", trigger_id="1.2.3", view=modal()) == "invalid_trigger_id"
    late = slack.world.triggers.make(slack.person("ana").id, slack.home.team_id)
    slack.passes(3.5)
    assert await refusal(client, "views.open", trigger_id=late, view=modal()) == "expired_trigger_id"


async def test_three_modals_lie_over_each_other(
    slack: FakeSlack, client: AsyncWebClient, trigger: str
) -> None:
    ana = slack.person("ana")

    def again() -> str:
        return slack.world.triggers.make(ana.id, slack.home.team_id)

    assert await refusal(client, "views.push", trigger_id=again(), view=modal()) == "not_found"
    first = await client.views_open(trigger_id=trigger, view=modal(external_id="one"))
    same = await refusal(client, "views.push", trigger_id=again(), view=modal(external_id="one"))
    assert same == "duplicate_external_id"
    second = await client.views_push(trigger_id=again(), view=modal())
    assert second["view"]["root_view_id"] == first["view"]["id"]
    assert second["view"]["previous_view_id"] == first["view"]["id"]
    await client.views_push(trigger_id=again(), view=modal())
    assert await refusal(client, "views.push", trigger_id=again(), view=modal()) == "push_limit_reached"


async def test_a_view_that_changed_in_between_is_not_changed(
    slack: FakeSlack, client: AsyncWebClient, trigger: str
) -> None:
    ana = slack.person("ana")
    opened = await client.views_open(trigger_id=trigger, view=modal(external_id="one"))
    view = opened["view"]["id"]
    await client.views_update(external_id="one", hash=opened["view"]["hash"], view=modal(section("2")))
    old = {"view_id": view, "hash": opened["view"]["hash"], "view": modal(section("3"))}
    assert await refusal(client, "views.update", **old) == "hash_conflict"
    assert await refusal(client, "views.update", view_id="V404", view=modal()) == "not_found"
    assert await refusal(client, "views.update", view_id=view, view=home()) == "invalid_arguments"
    assert "2" in ana.modal_screen
    await ana.closes_modal()
    assert await refusal(client, "views.update", view_id=view, view=modal()) == "not_found"
    published = await client.views_publish(user_id=ana.id, view=home(section("1")))
    await client.views_publish(user_id=ana.id, hash=published["view"]["hash"], view=home(section("2")))
    conflict = {"user_id": ana.id, "hash": published["view"]["hash"], "view": home(section("3"))}
    assert await refusal(client, "views.publish", **conflict) == "hash_conflict"
    assert await refusal(client, "views.publish", user_id="U404", view=home()) == "invalid_arguments"
    assert await refusal(client, "views.publish", user_id=ana.id, view=modal()) == "invalid_arguments"
    assert ana.home_screen == "2"


async def test_what_is_not_there_is_not_found(slack: FakeSlack, client: AsyncWebClient) -> None:
    stranger = slack.person("eve", workspace=slack.workspace("Beta"))
    assert await refusal(client, "users.info", user="U404") == "user_not_found"
    assert await refusal(client, "users.info", user=stranger.id) == "user_not_visible"
    assert await refusal(client, "users.list", limit=-1) == "invalid_limit"
    assert await refusal(client, "users.list", cursor="x") == "invalid_cursor"
    assert await refusal(client, "conversations.info", channel="C404") == "channel_not_found"
    assert await refusal(client, "conversations.open", users="U404") == "user_not_found"
    assert await refusal(client, "conversations.open", users=stranger.id) == "user_not_visible"
    assert await refusal(client, "conversations.open", users=",".join([slack.person("ana").id] * 9)) == (
        "too_many_users"
    )
    assert await refusal(client, "usergroups.users.list", usergroup="S404") == "no_such_subteam"
    assert await refusal(client, "files.info", file="F404") == "file_not_found"
    assert await refusal(client, "team.info", team="T404") == "team_not_found"
    slack.home.paid = False
    assert await refusal(client, "usergroups.list") == "plan_upgrade_required"


async def test_a_large_workspace_is_listed_by_pages_alone(slack: FakeSlack, client: AsyncWebClient) -> None:
    for number in range(501):
        slack.person(f"p{number}")
    assert await refusal(client, "users.list") == "limit_required"
    pages = [page["members"] async for page in await client.users_list(limit=200)]
    assert [len(page) for page in pages] == [200, 200, 103]


async def test_files_are_shared_where_they_can_be(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    room = await client.files_getUploadURLExternal(filename="a.png", length=3)
    done = {"files": [{"id": room["file_id"]}]}
    complete = "files.completeUploadExternal"
    assert await refusal(client, complete, **done) == "file_update_failed"
    async with aiohttp.ClientSession() as session:
        async with session.post(room["upload_url"], data=b"four") as answer:
            assert answer.status == 400
        async with session.post(room["upload_url"], data=b"png") as answer:
            assert answer.status == 200
        async with session.post(room["upload_url"], data=b"png") as answer:
            assert answer.status == 404
    picture = {"type": "image", "slack_file": {"id": room["file_id"]}, "alt_text": "x"}
    early = {"channel": ana.dm, "text": "x", "blocks": [picture]}
    assert await refusal(client, "chat.postMessage", **early) == "invalid_blocks"
    assert await refusal(client, complete, **done, channel_id=ana.id) == "channel_not_found"
    assert await refusal(client, complete, **done, channel_id=ana.dm) == ""
    assert await refusal(client, "chat.postMessage", **early) == ""
    assert await refusal(client, complete, files=[{"id": "F404"}]) == "file_not_found"
    assert await refusal(client, "files.getUploadURLExternal", filename="a.png") == "invalid_arguments"
    alternative = {"filename": "a.png", "length": 3, "alt_txt": "x" * 1001}
    assert await refusal(client, "files.getUploadURLExternal", **alternative) == "alt_txt_too_large"


async def test_a_channel_takes_one_message_a_second(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana, ben = slack.person("ana"), slack.person("ben")
    slack.limits.on(per_channel=1, burst=2)
    for _ in range(2):
        await client.chat_postMessage(channel=ana.dm, text="x")
    with pytest.raises(SlackApiError) as error:
        await client.chat_postMessage(channel=ana.dm, text="x")
    assert error.value.response.status_code == 429
    assert error.value.response.headers["Retry-After"] == "1"
    assert await refusal(client, "chat.postMessage", channel=ben.id, text="x") == ""
    slack.passes(1.1)
    assert await refusal(client, "chat.postMessage", channel=ana.dm, text="x") == ""
    slack.limits.off()
    assert await refusal(client, "chat.postMessage", channel=ana.dm, text="x") == ""


async def test_a_method_takes_so_many_calls_a_minute(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    other = slack.workspace("Beta", installed=True)
    sent = await client.chat_postMessage(channel=ana.dm, text="x", blocks=[buttons("A")])
    slack.limits.on()
    change = {"channel": ana.dm, "ts": sent["ts"], "text": "y"}
    answers = [await refusal(client, "chat.update", **change) for _ in range(51)]
    assert answers == [""] * 50 + ["ratelimited"]
    assert (
        await refusal(holding(slack, other.bot_token), "chat.update", channel="C1", ts="1.2")
        == "channel_not_found"
    )
    assert await refusal(client, "users.info", user=ana.id) == ""
    slack.passes(2)
    assert await refusal(client, "chat.update", **change) == ""
