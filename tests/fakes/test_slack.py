"""Proves: the fake Slack works with the real slack_sdk, and its persons see what people would see.

1. A client says who it is, sends, edits, deletes, whispers; a user as a channel opens the conversation.
2. Persons see blocks in the place of the text, entities as signs, marks as nothing, mentions as names.
3. Names that the app leaves out are given anew each time; stored plain texts carry entities.
4. Every mention that would ring is taken down, an escaped one is not.
5. Users, channels and user groups are listed page by page; files come in three steps.
6. Everything is recorded: requests, doubles, complaints.
7. Waiting ends when something is there, and says what is there when it never comes.
"""

import asyncio
import json

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import FakeSlack
from tests.fakes.slack.pieces import actions, buttons, chart, choice, home, option, plain, section


async def test_the_app_knows_itself(slack: FakeSlack, client: AsyncWebClient) -> None:
    me = await client.auth_test()
    assert (me["team_id"], me["user_id"], me["bot_id"]) == (
        slack.home.team_id,
        slack.home.bot_user_id,
        slack.home.bot_id,
    )
    assert me["is_enterprise_install"] is False


async def test_a_message_to_a_user_lands_in_the_conversation(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    ana = slack.person("ana")
    sent = await client.chat_postMessage(channel=ana.id, text="Hello *there*")
    assert sent["channel"] == ana.dm
    assert isinstance(sent["ts"], str)
    assert ana.last.ts == sent["ts"]
    assert ana.screen == "Checkup: Hello there"
    assert ana.notifications == ["Hello there"]
    slack.check_no_complaints()


async def test_an_edit_changes_the_message_in_its_place(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    sent = await client.chat_postMessage(channel=ana.dm, text="Question", blocks=[buttons("Yes", "No")])
    before = ana.last
    assert ana.controls_alive == [before]
    await client.chat_update(channel=ana.dm, ts=sent["ts"], text="Thank you")
    assert before.labels == ["Yes", "No"]
    assert ana.last.text == "Thank you"
    assert ana.last.edited
    assert ana.controls_alive == []
    assert len(ana.messages) == 1
    assert ana.notifications == ["Question"]


async def test_an_own_message_can_be_deleted(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    sent = await client.chat_postMessage(channel=ana.dm, text="Oops")
    await client.chat_delete(channel=ana.dm, ts=sent["ts"])
    assert ana.messages == []


async def test_what_is_whispered_is_seen_by_one(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana, ben = slack.person("ana"), slack.person("ben")
    general = slack.channel("general", has_bot=True)
    await client.chat_postEphemeral(channel=general.id, user=ana.id, text="Only you")
    assert [one.text for one in ana.ephemerals] == ["Only you"]
    assert ben.ephemerals == []
    assert ana.sees(general) == "Checkup: Only you"
    assert ben.sees(general) == ""


async def test_persons_read_blocks_rather_than_the_text(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    await client.chat_postMessage(
        channel=ana.dm,
        text="Your result",
        blocks=[
            {"type": "header", "text": plain("Q & A")},
            section(f"_Well_ done, <@{ana.id}>: 3 &lt; 4 &amp; <https://example.com|more>"),
            {"type": "context", "elements": [{"type": "mrkdwn", "text": "`code` stays"}]},
            {"type": "divider"},
            {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "Four of five"},
            actions(choice("radio_buttons", "Often", "Never", initial_option=option("Never"))),
            chart(),
        ],
    )  # fmt: skip
    assert ana.last.words.split("\n") == [
        "Q & A", f"Well done, @{ana.id}: 3 < 4 & more", "code stays", "───", "<Four of five>",
        "( ) Often (•) Never", "<Scores>", "Sleep 3, Mood 4.5",
    ]  # fmt: skip
    assert "Well done, @Ana: 3 < 4 & more" in ana.screen
    assert ana.last.read == "Your result"
    assert ana.last.blocks[0]["text"]["text"] == "Q &amp; A"


async def test_names_that_were_left_out_are_given_anew(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    unnamed = [actions({"type": "button", "text": plain("Yes"), "value": "1"})]
    sent = await client.chat_postMessage(channel=ana.dm, text="?", blocks=unnamed)
    first = ana.last.controls[0].key
    await client.chat_update(channel=ana.dm, ts=sent["ts"], text="?", blocks=unnamed)
    assert all(first)
    assert set(first).isdisjoint(ana.last.controls[0].key)


async def test_mentions_that_would_ring_are_taken_down(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    await client.chat_postMessage(
        channel=ana.dm, text="&lt;!channel&gt; a@here.com", blocks=[section("safe")]
    )
    await client.chat_postMessage(
        channel=ana.dm, text="x", blocks=[{"type": "header", "text": plain("<!here>")}]
    )
    assert slack.record.mentions == []
    await client.chat_postMessage(channel=ana.dm, text="<!channel> @here", blocks=[section("<@U1> <#C1|x>")])
    await client.views_publish(user_id=ana.id, view=home(section("<!everyone>")))
    found = [one.what for one in slack.record.mentions]
    assert found == ["<!channel>", "@here", "<@U1>", "<#C1|x>", "<!everyone>"]
    assert slack.record.mentions[0].where == ana.dm


async def test_users_are_described_and_listed(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana", locale="de-DE", tz="Europe/Berlin")
    slack.person("guest", is_restricted=True)
    assert "locale" not in (await client.users_info(user=ana.id))["user"]
    user = (await client.users_info(user=ana.id, include_locale=True))["user"]
    assert (user["locale"], user["tz"]) == ("de-DE", "Europe/Berlin")
    assert "email" not in user["profile"]
    slack.home.scopes = slack.home.scopes | {"users:read.email"}
    assert (await client.users_info(user=ana.id))["user"]["profile"]["email"] == "ana@example.com"
    first = await client.users_list(limit=2)
    rest = await client.users_list(limit=2, cursor=first["response_metadata"]["next_cursor"])
    listed = first["members"] + rest["members"]
    assert [one["name"] for one in listed] == ["ana", "guest", "checkup", "slackbot"]
    assert [one["is_bot"] for one in listed] == [False, False, True, False]
    assert listed[1]["is_restricted"]
    bot = (await client.users_info(user=slack.home.bot_user_id))["user"]
    assert bot["profile"]["bot_id"] == slack.home.bot_id
    with pytest.raises(SlackApiError, match="cannot_dm_bot"):
        await client.chat_postMessage(channel=slack.home.bot_user_id, text="Me?")
    assert rest["response_metadata"]["next_cursor"] == ""


async def test_channels_and_groups_tell_who_is_in_them(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana, ben = slack.person("ana"), slack.person("ben")
    team = slack.channel("team", members=[ana, ben])
    secret = slack.group("secret", members=[ana])
    assert (await client.conversations_members(channel=team.id))["members"] == [ana.id, ben.id]
    with pytest.raises(SlackApiError, match="channel_not_found"):
        await client.conversations_info(channel=secret.id)
    slack.group("secret", has_bot=True)
    assert (await client.conversations_info(channel=secret.id))["channel"]["is_private"]
    listed = await client.conversations_list(types="public_channel,private_channel")
    assert {one["name"] for one in listed["channels"]} == {"general", "team", "secret"}
    assert (await client.conversations_open(users=ben.id))["channel"]["id"] == ben.dm
    group = slack.usergroup("team-a", [ben])
    assert (await client.usergroups_list())["usergroups"][0]["id"] == group
    assert (await client.usergroups_users_list(usergroup=group))["users"] == [ben.id]


async def test_a_picture_comes_in_three_steps(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    shared = await client.files_upload_v2(
        channel=ana.dm,
        filename="chart.png",
        content=b"\x89PNG",
        alt_txt="Four of five",
        initial_comment="Yours",
    )
    assert ana.screen == "Checkup: Yours\n<Four of five>"
    (file,) = ana.files
    assert (file.content, file.alt_text) == (b"\x89PNG", "Four of five")
    known = await client.files_info(file=shared["file"]["id"])
    assert known["file"]["mimetype"] == "image/png"
    picture = {"type": "image", "slack_file": {"id": file.id}, "alt_text": "The same"}
    await client.chat_postMessage(channel=ana.dm, text="Again", blocks=[picture])
    slack.check_no_complaints()


async def test_everything_is_recorded(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    for _ in range(2):
        await client.chat_postMessage(channel=ana.id, text="Twice")
    assert slack.doubles == {(ana.dm, "Twice"): 2}
    assert slack.record.calls["chat.postMessage"] == 2
    assert slack.record.of("chat.postmessage", ana.id)[0].result["channel"] == ana.dm
    await client.api_call("chat.postMessage", json={"channel": ana.dm, "blocks": [section("x")], "colour": 1})
    assert sorted(slack.record.complaints) == [
        "chat.postMessage: missing_text_in_message",
        "chat.postMessage: there is no argument 'colour'",
    ]
    with pytest.raises(AssertionError, match="missing_text"):
        slack.check_no_complaints()
    slack.record.forgets()
    slack.check_no_complaints()


async def test_arguments_come_as_json_as_a_form_and_in_the_address(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    ana = slack.person("ana")
    blocks = json.dumps([section("Form")])
    await client.api_call("chat.postMessage", data={"channel": ana.dm, "text": "Form", "blocks": blocks})
    await client.api_call("chat.postMessage", params={"channel": ana.dm, "text": "Address"})
    assert ana.screen == "Checkup: Form\nCheckup: Address"


async def test_blocks_can_be_checked_without_being_sent(slack: FakeSlack, client: AsyncWebClient) -> None:
    await client.blocks_validate(blocks=[section("x")])
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await client.blocks_validate(blocks=[section("")])


async def test_waiting_ends_with_what_is_there(slack: FakeSlack, client: AsyncWebClient) -> None:
    ana = slack.person("ana")
    waiting = asyncio.create_task(ana.until("Soon"))
    await client.chat_postMessage(channel=ana.dm, text="Soon enough")
    await waiting
    with pytest.raises(AssertionError, match="Soon enough"):
        await ana.until("Never", seconds=0.01)
    with pytest.raises(AssertionError, match="no button 'Yes'"):
        await ana.taps("Yes")
