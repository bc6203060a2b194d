"""Proves: what persons do with controls comes to a real Bolt app as Slack sends it, and back.

1. A tap brings the message, the state, a `response_url` and a `trigger_id`; twice is two actions.
2. Radio buttons, boxes, menus and inputs remember what was chosen, for as long as their names stay.
3. A `response_url` changes, deletes, adds messages, five times in half an hour, also when calls are limited.
4. Commands are answered at once, late, or not at all; persons and channels in them are escaped.
5. What the app does not take is shown as a warning, and not sent again.
6. Buttons that lead away tell the app; dialogs are asked first; old messages can still be tapped.
"""

import re
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import FakeSlack, Trouble
from tests.fakes.slack.pieces import (
    actions,
    button,
    buttons,
    choice,
    field,
    option,
    plain,
    section,
    words,
)
from tests.fakes.slack.serving import ServedApp

Body = dict[str, Any]


@pytest.fixture
def bodies(app: AsyncApp, served: ServedApp) -> list[Body]:
    """The actions that came; each is acknowledged."""
    came: list[Body] = []

    async def takes(ack: Any, body: Body) -> None:
        came.append(body)
        await ack()

    app.action(re.compile(".*"))(takes)
    return came


async def posts(url: str, **said: Any) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.post(url, json=said) as answer:
        return answer.status, await answer.text()


async def test_a_tap_tells_all_that_slack_tells(
    slack: FakeSlack, client: AsyncWebClient, bodies: list[Body]
) -> None:
    ana = slack.person("ana")
    sent = await client.chat_postMessage(
        channel=ana.dm, text="?", blocks=[buttons("Often", "Never", block_id="q1"), field(words())]
    )
    await ana.taps("Often")
    (body,) = bodies
    (action,) = body["actions"]
    assert (action["action_id"], action["block_id"], action["value"]) == ("do Often", "q1", "Often")
    assert body["container"] == {
        "type": "message", "message_ts": sent["ts"], "channel_id": ana.dm, "is_ephemeral": False,
    }  # fmt: skip
    assert body["message"] == sent["message"]
    assert body["state"]["values"] == {"field": {"words": {"type": "plain_text_input", "value": None}}}
    assert (body["user"]["id"], body["team"]["id"]) == (ana.id, slack.home.team_id)
    assert (body["api_app_id"], body["is_enterprise_install"]) == (slack.app_id, False)
    assert body["response_url"].startswith(slack.url)
    slack.check_no_complaints()


async def test_two_taps_are_two_actions(slack: FakeSlack, client: AsyncWebClient, bodies: list[Body]) -> None:
    ana = slack.person("ana")
    await client.chat_postMessage(channel=ana.dm, text="?", blocks=[buttons("Often")])
    await ana.taps("Often", times=2)
    await slack.re_sends_interaction(ana)
    assert len({body["actions"][0]["action_ts"] for body in bodies}) == 3
    assert len({body["trigger_id"] for body in bodies}) == 3


async def test_choices_stay_as_long_as_their_names(
    slack: FakeSlack, client: AsyncWebClient, bodies: list[Body]
) -> None:
    ana = slack.person("ana")

    def blocks(block_id: str) -> list[Body]:
        boxes = choice("checkboxes", "A", "B", "C", initial_options=[option("C")])
        return [actions(boxes, choice("static_select", "Sales", "Sports"), block_id=block_id)]

    sent = await client.chat_postMessage(channel=ana.dm, text="?", blocks=blocks("one"))
    await ana.ticks("B", "A")
    await ana.chooses("Sales")
    chosen = [[one["value"] for one in body["actions"][0].get("selected_options", ())] for body in bodies]
    assert chosen == [["value B", "value C"], ["value A", "value B", "value C"], []]
    assert bodies[2]["actions"][0]["selected_option"]["value"] == "value Sales"
    state = bodies[2]["state"]["values"]["one"]
    assert len(state["checkboxes"]["selected_options"]) == 3
    await client.chat_update(channel=ana.dm, ts=sent["ts"], text="?", blocks=blocks("one"))
    assert "[x] A [x] B [x] C [Sales ▾]" in ana.screen
    await client.chat_update(channel=ana.dm, ts=sent["ts"], text="?", blocks=blocks("two"))
    assert "[ ] A [ ] B [x] C [ ▾]" in ana.screen
    await client.chat_update(channel=ana.dm, ts=sent["ts"], text="?", blocks=blocks("one"))
    assert "[ ] A [ ] B [x] C [ ▾]" in ana.screen


async def test_a_radio_button_tells_changes_alone(
    slack: FakeSlack, client: AsyncWebClient, bodies: list[Body]
) -> None:
    ana = slack.person("ana")
    await client.chat_postMessage(
        channel=ana.dm, text="?", blocks=[actions(choice("radio_buttons", "Yes", "No"))]
    )
    await ana.chooses("Yes")
    await ana.chooses("Yes")
    await ana.chooses("No")
    assert [body["actions"][0]["selected_option"]["text"]["text"] for body in bodies] == ["Yes", "No"]
    assert "( ) Yes (•) No" in ana.screen


async def test_an_input_in_a_message_waits_unless_it_says_otherwise(
    slack: FakeSlack, client: AsyncWebClient, bodies: list[Body]
) -> None:
    ana = slack.person("ana")
    await client.chat_postMessage(channel=ana.dm, text="?", blocks=[field(words()), buttons("Send")])
    await ana.fills_message("late")
    assert bodies == []
    await ana.taps("Send")
    assert bodies[0]["state"]["values"]["field"]["words"]["value"] == "late"
    await client.chat_postMessage(
        channel=ana.dm, text="?", blocks=[field(words(), dispatch_action=True, block_id="now")]
    )
    await ana.fills_message("at once")
    assert bodies[1]["actions"][0]["value"] == "at once"


async def test_a_response_url_changes_adds_and_deletes(
    slack: FakeSlack, client: AsyncWebClient, bodies: list[Body]
) -> None:
    ana = slack.person("ana")
    await client.chat_postMessage(channel=ana.dm, text="?", blocks=[buttons("Often")])
    await ana.taps("Often")
    url = bodies[0]["response_url"]
    slack.limits.on(tiers={3: 1, 4: 1})
    assert await posts(url, text="Next", blocks=[buttons("Never")], replace_original=True) == (200, "ok")
    assert ana.last.labels == ["Never"]
    assert await posts(url, text="Psst") == (200, "ok")
    assert [one.text for one in ana.ephemerals] == ["Psst"]
    assert await posts(url, text="All", response_type="in_channel") == (200, "ok")
    assert ana.last.text == "All"
    status, said = await posts(url, text="x", replace_original=True, blocks=[section("")])
    assert (status, "invalid_blocks" in said) == (200, True)
    assert (await posts(url, delete_original=True))[0] == 200
    assert [one.text for one in ana.bot_messages] == ["All"]
    assert await posts(url, text="fifth") == (200, "ok")
    status, said = await posts(url, text="sixth")
    assert (status, "used_url" in said) == (404, True)


async def test_a_response_url_is_too_old_after_half_an_hour(
    slack: FakeSlack, client: AsyncWebClient, bodies: list[Body]
) -> None:
    ana = slack.person("ana")
    await client.chat_postMessage(channel=ana.dm, text="?", blocks=[buttons("Often")])
    await ana.taps("Often")
    slack.passes(1790)
    assert (await posts(bodies[0]["response_url"], text="x"))[0] == 200
    slack.passes(20)
    status, said = await posts(bodies[0]["response_url"], text="x")
    assert (status, "expired_url" in said) == (404, True)
    assert (await posts(f"{slack.url}/actions/T1/9/x", text="x"))[0] == 404
    await ana.taps("Often")
    assert len(bodies) == 2
    assert ana.warnings == []


async def test_a_whispered_message_is_changed_by_its_own_url(
    slack: FakeSlack, client: AsyncWebClient, bodies: list[Body]
) -> None:
    ana = slack.person("ana")
    general = slack.channel("general", has_bot=True)
    await client.chat_postEphemeral(channel=general.id, user=ana.id, text="?", blocks=[buttons("Often")])
    await ana.taps("Often")
    (body,) = bodies
    assert body["container"]["is_ephemeral"]
    assert "message" not in body
    assert body["channel"] == {"id": general.id, "name": "general"}
    await posts(body["response_url"], text="Done", replace_original=True)
    assert [one.text for one in ana.ephemerals] == ["Done"]
    await posts(body["response_url"], delete_original=True)
    assert ana.ephemerals == []


async def test_commands_are_answered(slack: FakeSlack, app: AsyncApp, served: ServedApp) -> None:
    ana, ben = slack.person("ana"), slack.person("ben")
    commands: list[Body] = []

    @app.command("/checkup")
    async def answers(ack: Any, command: Body, respond: Any) -> None:
        commands.append(command)
        if command["text"] == "blocks":
            await ack({"text": "Pick", "blocks": [buttons("Start")], "response_type": "in_channel"})
        elif command["text"] == "broken":
            await ack({"text": "Pick", "blocks": [section("")]})
        elif command["text"] == "late":
            await ack()
            await respond(text="Later")
        else:
            await ack("Help is *here*")

    reply = await ana.commands(f"start @ben #general <b>&{ben.id}")
    assert (reply.text, reply.read, reply.error) == ("Help is *here*", "Help is here", "")
    general = slack.channel("general").id
    escaped = f"start <@{ben.id}|ben> <#{general}|general> &lt;b&gt;&amp;{ben.id}"
    assert commands[0]["text"] == escaped
    assert commands[0]["channel_id"] == general
    reply = await ana.commands("blocks", channel=None)
    assert reply.blocks[0]["elements"][0]["text"]["text"] == "Start"
    assert ana.last.labels == ["Start"]
    assert (await ana.commands("late")).text == ""
    await ana.until(lambda ana: ana.ephemerals and ana.ephemerals[-1].text == "Later")
    assert (await ana.commands("broken")).error == "invalid_blocks"
    slack.app.should_escape = False
    await ana.commands("@ben")
    assert commands[-1]["text"] == "@ben"


async def test_what_is_not_taken_is_shown_and_not_sent_again(app: AsyncApp) -> None:
    async with FakeSlack(answer_seconds=0.1) as slack, ServedApp(app) as served:
        ana = slack.person("ana")
        assert (await ana.commands("x")).error == "dispatch_failed"
        slack.delivers_to(served.url)
        served.statuses = [0, 500, 404]
        for _ in range(3):
            await ana.uses_shortcut("start_check")
        assert ana.warnings == [
            "dispatch_failed",
            "operation_timeout",
            "http_service_error",
            "http_client_error",
        ]
        served.statuses = [0]
        assert (await ana.commands("x")).error == "operation_timeout"
        assert len(served.headers) == 4
        assert [one.attempt for one in slack.deliveries] == [0] * 5


async def test_a_shortcut_knows_no_channel(slack: FakeSlack, app: AsyncApp, served: ServedApp) -> None:
    came: list[Body] = []

    @app.shortcut("start_check")
    async def starts(ack: Any, body: Body) -> None:
        came.append(body)
        await ack()

    await slack.person("ana").uses_shortcut("start_check")
    assert came[0]["trigger_id"]
    assert "channel" not in came[0]


async def test_buttons_lead_away_ask_first_and_grow_old(
    slack: FakeSlack, client: AsyncWebClient, bodies: list[Body]
) -> None:
    ana = slack.person("ana")
    ask = {
        "title": plain("Sure?"),
        "text": plain("All & everything"),
        "confirm": plain("Yes"),
        "deny": plain("No"),
    }
    blocks = [actions(button("Page", url="https://example.com"), button("Delete", confirm=ask))]
    sent = await client.chat_postMessage(channel=ana.dm, text="?", blocks=blocks)
    await ana.taps("Page")
    assert ana.opened == ["https://example.com"]
    await ana.taps("Delete", confirms=False)
    await ana.taps("Delete")
    assert [body["actions"][0]["value"] for body in bodies] == ["Page", "Delete"]
    assert ana.confirmed == ["All & everything"] * 2
    old = ana.last
    await client.chat_update(channel=ana.dm, ts=sent["ts"], text="Gone")
    with pytest.raises(AssertionError, match="no button 'Delete'"):
        await ana.taps("Delete")
    await ana.taps("Delete", message=old)
    assert len(bodies) == 3
    await client.chat_postMessage(
        channel=ana.dm, text="?", blocks=[actions(choice("overflow", "More", "Less"))]
    )
    await ana.taps("Less")
    assert bodies[-1]["actions"][0]["selected_option"]["value"] == "value Less"


async def test_a_response_url_can_fail(slack: FakeSlack, client: AsyncWebClient, bodies: list[Body]) -> None:
    ana = slack.person("ana")
    await client.chat_postMessage(channel=ana.dm, text="?", blocks=[buttons("Often")])
    await ana.taps("Often")
    slack.fails(Trouble.LOST_AFTER, method="response_url", person=ana)
    with pytest.raises(aiohttp.ClientError):
        await posts(bodies[0]["response_url"], text="Next", replace_original=True)
    assert ana.last.text == "Next"
