"""Proves: forms with many kinds of fields, and who is asked about in Slack, as strictly as in Slack.

1. A person fills fields by what stands above them, and the state says what they chose, in Slack's shapes.
2. Errors stand beside the field they are about; the next page has none.
3. Fields that Slack would not take are refused: ids that are none, too many chosen, filters it does not know.
4. Members come page by page; a private channel is hidden until the app is in it, and each kind has its scope.
5. People of other companies are told about where the app meets them; a group that was switched off is gone.
6. A town of 5,000 is made in a moment, and read in 26 calls; more calls a minute than a tier has are refused.
"""

import re
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import FakeSlack
from tests.fakes.slack.pieces import choice, field, modal, plain, words
from tests.fakes.slack.serving import ServedApp
from tests.stopwatch import assert_takes_less_than

Body = dict[str, Any]


def named(label: str, element: Body, **more: Any) -> Body:
    """A field under a label, named after it."""
    return field(element | {"action_id": f"in {label}"}, label, **more) | {"label": plain(label)}


def some(kind: str, **more: Any) -> Body:
    return {"type": f"multi_{kind}_select", **more}


async def refused(client: AsyncWebClient, slack: FakeSlack, *blocks: Body) -> str:
    """What Slack says of a modal with these blocks."""
    trigger = slack.world.triggers.make(slack.person("ana").id, slack.home.team_id)
    with pytest.raises(SlackApiError) as error:
        await client.views_open(trigger_id=trigger, view=modal(*blocks))
    return str(error.value.response["response_metadata"]["messages"])


async def test_a_form_is_filled_by_labels(slack: FakeSlack, app: AsyncApp, served: ServedApp) -> None:
    came: list[Body] = []
    answers: list[Body] = [{"response_action": "errors", "errors": {"Team": "Too short."}}, {}]

    async def asked(ack: Any, body: Body, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def submitted(ack: Any, body: Body) -> None:
        came.append(body["view"]["state"]["values"])
        await ack(**answers.pop(0))

    view = modal(
        named("Team", words()),
        named("Who", some("conversations", filter={"include": ["public", "private"]})),
        named("People", some("users"), optional=True),
        named("Every", choice("static_select", "week", "month")),
        named("Day", {"type": "datepicker"}),
        named("Hour", {"type": "timepicker", "initial_time": "10:00"}),
        named("Also", choice("checkboxes", "guests", "externals"), optional=True),
        named("How", choice("radio_buttons", "anonymous", "named")),
    )
    app.command("/checkup")(asked)
    app.view_submission(re.compile(".*"))(submitted)
    mia, ben = slack.person("mia"), slack.person("ben")
    crew = slack.channel("crew", [mia, ben])
    await mia.opens_form("team")
    await mia.fills_in("Team", "A")
    await mia.fills_in("Who", crew)
    await mia.fills_in("People", ben, mia)
    await mia.fills_in("People", ben)
    await mia.fills_in("Every", "month")
    await mia.fills_in("Day", "2026-03-05")
    await mia.fills_in("Also", "externals", "guests")
    await mia.fills_in("How", "named")
    assert "Who\n[#crew ▾]" in mia.modal_screen
    assert "[@Ben ▾]" in mia.modal_screen
    await mia.submits()
    assert mia.error_at("Team") == "Too short."
    assert mia.error_at("Who") == ""
    await mia.fills_in("Also")
    await mia.submits()
    assert mia.modal is None
    first, last = came
    assert first["Who"]["in Who"]["selected_conversations"] == [crew.id]
    assert first["People"]["in People"]["selected_users"] == [ben.id]
    assert first["Every"]["in Every"]["selected_option"]["value"] == "value month"
    assert first["Day"]["in Day"]["selected_date"] == "2026-03-05"
    assert first["Hour"]["in Hour"]["selected_time"] == "10:00"
    ticked = [one["value"] for one in first["Also"]["in Also"]["selected_options"]]
    assert ticked == ["value guests", "value externals"], "in the order in which they are offered"
    assert first["How"]["in How"]["selected_option"]["value"] == "value named"
    assert last["Also"]["in Also"]["selected_options"] == []


async def test_fields_that_slack_would_not_take_are_refused(slack: FakeSlack, client: AsyncWebClient) -> None:
    assert "must be a valid id" in await refused(
        client, slack, named("x", some("users", initial_users=["ana"]))
    )
    assert "no fewer than 1" in await refused(client, slack, named("x", some("users", initial_users=[])))
    many = some("users", initial_users=["U01", "U02"], max_selected_items=1)
    assert "no more than 1" in await refused(client, slack, named("x", many))
    wrong = some("conversations", filter={"include": ["secret"]})
    assert "must be one of im, mpim, private, public" in await refused(client, slack, named("x", wrong))
    assert "invalid additional property: filter" in await refused(
        client, slack, named("x", some("users", filter={"include": ["im"]}))
    )
    assert "must provide one of" in await refused(client, slack, named("x", some("conversations", filter={})))
    trigger = slack.world.triggers.make(slack.person("ana").id, slack.home.team_id)
    await client.views_open(trigger_id=trigger, view=modal(named("x", some("users"))))
    with pytest.raises(AssertionError, match="there are 0 fields 'Nothing'"):
        await slack.person("ana").fills_in("Nothing", "x")


async def test_a_private_channel_is_hidden_until_the_app_is_in_it(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    crew = slack.group("crew", [slack.person("ana"), slack.person("ben"), slack.person("cem")])
    with pytest.raises(SlackApiError, match="channel_not_found"):
        await client.conversations_members(channel=crew.id)
    crew.has_bot = True
    first = await client.conversations_members(channel=crew.id, limit=2)
    rest = await client.conversations_members(
        channel=crew.id, limit=2, cursor=first["response_metadata"]["next_cursor"]
    )
    assert [*first["members"], *rest["members"]] == [*crew.members, slack.home.bot_user_id]
    assert rest["response_metadata"]["next_cursor"] == ""
    for wrong, error in (({"limit": 1001}, "invalid_limit"), ({"cursor": "mine"}, "invalid_cursor")):
        with pytest.raises(SlackApiError, match=error):
            await client.conversations_members(channel=crew.id, **wrong)
    slack.home.scopes -= {"groups:read"}
    assert (await client.conversations_info(channel=slack.channel("general").id))["channel"]["is_channel"]
    with pytest.raises(SlackApiError, match="groups:read"):
        await client.conversations_members(channel=crew.id)


async def test_outsiders_are_met_in_channels_and_groups_end(slack: FakeSlack, client: AsyncWebClient) -> None:
    beta = slack.workspace("Beta")
    shared = slack.channel("shared", [slack.person("ana")])
    there = slack.outsider("zoe", beta, shared)
    unseen = slack.outsider("yan", beta)
    assert (await client.users_info(user=there["id"]))["user"]["team_id"] == beta.team_id
    with pytest.raises(SlackApiError, match="user_not_visible"):
        await client.users_info(user=unseen["id"])
    listed = [one["id"] for one in (await client.users_list(limit=200))["members"]]
    assert there["id"] not in listed, "the list holds the people of the workspace alone"
    group = slack.usergroup("crew", [slack.person("ana")])
    assert (await client.usergroups_list(include_count=True))["usergroups"][0]["user_count"] == 1
    slack.home.usergroups[group]["date_delete"] = 1_700_000_000
    assert (await client.usergroups_list())["usergroups"] == []
    with pytest.raises(SlackApiError, match="no_such_subteam"):
        await client.usergroups_users_list(usergroup=group)


async def test_a_town_of_five_thousand(slack: FakeSlack, client: AsyncWebClient) -> None:
    zones, locales = ("Europe/Berlin", "Asia/Tokyo"), ("de-DE", "en-US", "ar")
    assert_takes_less_than(2, lambda: FakeSlack().people(5_000, zones=zones, locales=locales))
    people = slack.people(5_000, zones=zones, locales=locales)
    assert people[1].user["tz"] == "Asia/Tokyo"
    assert people[5].user["locale"] == "ar"
    cursor, found = "", list[str]()
    while True:
        page = await client.users_list(limit=200, cursor=cursor)
        found += [one["id"] for one in page["members"]]
        cursor = page["response_metadata"]["next_cursor"]
        if not cursor:
            break
    assert len(set(found)) == 5_002, "with the app and Slackbot"
    assert slack.record.calls["users.list"] == 26
    with pytest.raises(SlackApiError, match="limit_required"):
        await client.users_list()
    slack.limits.on()
    for _ in range(20):
        await client.users_list(limit=1)
    with pytest.raises(SlackApiError) as error:
        await client.users_list(limit=1)
    assert error.value.response.status_code == 429
    assert int(error.value.response.headers["Retry-After"]) >= 1
