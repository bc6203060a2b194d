"""Proves: whatever comes from Slack can be read.

1. What means nothing to us, or lacks whatever it may, is confirmed and does nothing.
2. Reading never fails, whatever the JSON; and nothing but what it was comes out of it.
"""

import copy
from collections.abc import Iterator
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from bot.channels.slack.parse import parse
from bot.store import inbound
from bot.store.tables import ANSWER
from tests.fakes.slack import FakeSlack
from tests.people import Colleague
from tests.served import library
from tests.slack.looking import NUMBERS
from tests.slack.served import served
from tests.slack.trusting import SECRETS, everything
from tests.slack.wire import (
    command_comes,
    event_comes,
    interaction_comes,
    press,
)
from tests.telegram.flows import MOOD

OUR_MISTAKE: Final = "a mistake of ours"


# --- 1. What means nothing ---------------------------------------------------------------------------


KINDS_OF_EVENTS: Final[tuple[Any, ...]] = (
    "reaction_added", "app_mention", "link_shared", "team_join", "", None, 5, [], {},
)  # fmt: skip


SUBTYPES: Final[tuple[Any, ...]] = (
    "message_deleted", "message_replied", "bot_message", "channel_join", "im_created", "x", 5, [], {},
)  # fmt: skip


NOBODY: Final[tuple[Any, ...]] = (
    None, "", 5, [], {}, "USLACKBOT", "u0100000002", "U1", "U" + "1" * 99, "U\ud800AA", "U\x00AA",
)  # fmt: skip


NO_USERS: Final[tuple[Any, ...]] = (
    None, [], {}, {"id": 5}, {"id": "U0999999999", "tz": 5, "locale": {}}, {"id": None},
)  # fmt: skip


NO_TOKENS: Final[tuple[Any, ...]] = (
    None, [], {}, {"bot": 5}, {"bot": [5, None, {}]}, {"bot": ["U0999999999"]},
)  # fmt: skip


def events(ana: Colleague) -> Iterator[dict[str, Any]]:
    """Events that are none of our business, or not what they should be."""
    here = {"channel": ana.app.dm, "channel_type": "im", "ts": "1.1", "user": ana.app.id}
    for kind in KINDS_OF_EVENTS:
        yield {"type": kind, "text": SECRETS, **here}
    for subtype in SUBTYPES:
        yield {"type": "message", "subtype": subtype, "text": SECRETS, **here}
    said = {"type": "message", "text": SECRETS, **here}
    yield said | {"channel_type": "channel"}
    yield said | {"channel_type": "mpim"}
    yield said | {"channel": "nowhere"}
    yield said | {"channel": 5}
    yield said | {"bot_id": "B1"}
    yield said | {"app_id": "A1"}
    for user in NOBODY:
        yield said | {"user": user}
    yield {"type": "app_home_opened", "user": ana.app.id, "tab": "somewhere", **here}
    yield {"type": "app_home_opened", "user": None, "tab": "home"}
    for changed in NO_USERS:
        yield {"type": "user_change", "user": changed}
    for tokens in NO_TOKENS:
        yield {"type": "tokens_revoked", "tokens": tokens}


async def test_1_events_that_mean_nothing(
    slack: FakeSlack, ready_sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        before, sent = await everything(server), len(slack.record.sent)
        for event in events(ana):
            body = slack.world.events._envelope(ana.app.workspace, event)
            assert await event_comes(slack, server, body) in (200, 400), event
        await ana.waits()
        assert OUR_MISTAKE not in caplog.text
        assert await everything(server) == before
        assert len(slack.record.sent) == sent
        await ana.types("agree")
        ana.sees("Question 2 of 3")


async def test_1_interactions_that_mean_nothing(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        before, sent = await everything(server), len(slack.record.sent)
        good = press(ana, "Agree")
        kinds = ("message_action", "block_suggestion", "view_closed", "workflow_step_edit", "x", "", None, 5)
        for kind in kinds:
            assert await interaction_comes(slack, server, good | {"type": kind}) == 200
        changes: tuple[dict[str, Any], ...] = (
            {"actions": []}, {"actions": None}, {"actions": {}}, {"actions": ["x"]}, {"actions": [{}]},
            {"user": None}, {"user": {}}, {"user": {"id": 5}}, {"user": "U0100000002"}, {"team": {}},
            {"actions": [good["actions"][0] | {"value": None}]},
            {"actions": [good["actions"][0] | {"value": ""}]},
            {"actions": [good["actions"][0] | {"value": "t" * 301}]},
            {"actions": [good["actions"][0] | {"action_ts": "x"}]},
            {"actions": [good["actions"][0] | {"action_ts": None}]},
        )  # fmt: skip
        for broken in changes:
            assert await interaction_comes(slack, server, good | broken) in (200, 400), broken
        shortcut = ana.app._tells.shortcut("start_check")
        for broken in ({"action_ts": None}, {"action_ts": ""}, {"user": None}, {"team": None}):
            assert await interaction_comes(slack, server, shortcut | broken) == 200, broken
        form = ana.app._tells.command("/checkup", "start mood", slack.world.channels[ana.app.dm])
        for broken in (
            {"user_id": ""}, {"user_id": "x\x00"}, {"user_id": "\u202eU1"}, {"team_id": ""},
            {"team_id": "x\x00"}, {"trigger_id": ""},
        ):  # fmt: skip
            assert await command_comes(slack, server, form | broken) == 200
        await ana.waits()
        assert await everything(server) == before
        assert len(slack.record.sent) == sent
        await ana.taps("Agree")
        ana.sees("Question 2 of 3")


# --- 2. Reading --------------------------------------------------------------------------------------

ATOMS: Final = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(
        [
            "message", "im", "home", "block_actions", "view_submission", "shortcut", "event_callback", "D01",
            "U0100000002", "T0100000001", "E0100000001", "1720000000.000100", "select", "write", "\ud800",
            "tokens_revoked", "app_uninstalled", "user_change", "message_changed", "app_home_opened",
        ]
    )
)  # fmt: skip


NAMES: Final = st.sampled_from(
    [
        "type", "event", "event_id", "team_id", "authorizations", "enterprise_id", "is_enterprise_install",
        "channel", "channel_type", "user", "text", "subtype", "message", "previous_message", "bot_id", "tab",
        "tokens", "bot", "command", "user_id", "trigger_id", "channel_id", "team", "enterprise", "id", "tz",
        "locale", "actions", "action_id", "action_ts", "block_id", "value", "selected_option", "container",
        "selected_options", "message_ts", "is_ephemeral", "view", "private_metadata", "callback_id", "state",
        "values", "hash", "blocks", "element", "initial_value", "answer", "response_url",
    ]
)  # fmt: skip


def nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Lists and objects of it."""
    return st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=8)


JSONS: Final = st.recursive(ATOMS, nested, max_leaves=25)


BODIES: Final = st.dictionaries(NAMES, JSONS, max_size=12)


@given(BODIES)
def test_2_any_json_can_be_read(body: dict[str, Any]) -> None:
    found = parse(body)
    if found is not None:
        assert found.update
        assert found.workspace.isalnum()
        assert found.person == "" or found.person.isalnum()


def real_bodies() -> list[dict[str, Any]]:
    """One of each kind, as Slack sends it."""
    user, team = {"id": "U0100000002", "team_id": "T0100000001"}, {"id": "T0100000001", "domain": "acme"}
    token = "t01m8c6hxq713jhp7f16z14wq64.1.0.4.qxn63ymhdy"
    event = {
        "team_id": "T0100000001", "api_app_id": "A1", "type": "event_callback", "event_id": "Ev0100000001",
        "authorizations": [{"enterprise_id": None, "team_id": "T0100000001", "is_enterprise_install": False}],
    }  # fmt: skip
    said = {
        "type": "message", "channel": "D0100000001", "channel_type": "im", "user": "U0100000002",
        "text": "agree", "ts": "1720000000.000100", "event_ts": "1720000000.000100",
    }  # fmt: skip
    pressed = {
        "type": "block_actions", "user": user, "team": team, "enterprise": None, "trigger_id": "1.2.3",
        "is_enterprise_install": False, "response_url": "https://hooks.slack.com/actions/1",
        "container": {
            "type": "message", "message_ts": "1720000000.000100", "channel_id": "D0100000001",
            "is_ephemeral": False,
        },
    }  # fmt: skip
    button = {
        "type": "button", "action_id": "press-1-1", "block_id": "tools-1", "value": token,
        "action_ts": "1720000001.000100",
    }  # fmt: skip
    boxes = {
        "type": "checkboxes", "action_id": "select", "block_id": token, "action_ts": "1720000001.000100",
        "selected_options": [{"value": token}, {"value": token}],
    }  # fmt: skip
    view = {
        "id": "V1", "hash": "1.abc", "callback_id": "write", "private_metadata": token,
        "state": {"values": {token: {"answer": {"type": "plain_text_input", "value": "7"}}}},
        "blocks": [{"type": "input", "block_id": token, "element": {"initial_value": "6"}}],
    }  # fmt: skip
    command = {
        "command": "/checkup", "text": "start mood", "user_id": "U0100000002", "team_id": "T0100000001",
        "channel_id": "C0100000001", "trigger_id": "1.2.3", "is_enterprise_install": "false",
        "response_url": "https://hooks.slack.com/commands/1",
    }  # fmt: skip
    return [
        event | {"event": said},
        event | {"event": {**said, "subtype": "message_changed", "message": said, "previous_message": {}}},
        event | {"event": {"type": "app_home_opened", "user": "U0100000002", "tab": "home"}},
        event | {"event": {"type": "user_change", "user": {"id": "U0100000002", "tz": "Europe/Berlin"}}},
        event | {"event": {"type": "app_uninstalled"}},
        event | {"event": {"type": "tokens_revoked", "tokens": {"bot": ["U0100000009"]}}},
        pressed | {"actions": [button]},
        pressed | {"actions": [boxes]},
        pressed | {"type": "view_submission", "view": view},
        pressed | {"type": "shortcut", "callback_id": "start_check", "action_ts": "1720000001.000100"},
        command,
    ]


REAL: Final = real_bodies()


def places(value: Any) -> Iterator[tuple[Any, ...]]:
    """The way to everything inside."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in inside:
        yield (name,)
        for rest in places(inner):
            yield (name, *rest)


@given(st.data())
def test_2_whatever_is_missing_or_another_it_stays_what_it_was(data: st.DataObject) -> None:
    """Nothing turns into something of another person or workspace, and nothing into another kind."""
    body = copy.deepcopy(data.draw(st.sampled_from(REAL)))
    was = parse(body)
    assert was is not None
    way = data.draw(st.sampled_from(list(places(body))))
    holder = body
    for name in way[:-1]:
        holder = holder[name]
    if data.draw(st.booleans()):
        del holder[way[-1]]
    else:
        holder[way[-1]] = data.draw(st.none() | st.lists(ATOMS, max_size=2) | st.just({}) | st.integers())
    found = parse(body)
    if found is not None:
        assert (found.workspace, found.person) == (was.workspace, was.person)
        assert type(found.what) is type(was.what)


NOTHING: Final[tuple[Any, ...]] = (None, {}, [])


async def test_2_served_as_well(
    slack: FakeSlack, ready_sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Each place of each real request left out, or something empty instead: it is confirmed."""
    async with served(slack, ready_sqlite_url, library(MOOD, NUMBERS)) as server:
        ana = await Colleague(slack, server).begins("numbers")
        await ana.taps("Enter a number")
        await ana.app.fills("7")
        bodies = [
            ana.app._tells.submission(ana.app._open_modal()), press(ana, "Help"),
            ana.app._tells.shortcut("start_check"),
        ]  # fmt: skip
        for number, body in enumerate(bodies):
            for way in list(places(body)):
                for junk in NOTHING:
                    broken = copy.deepcopy(body)
                    holder = broken
                    for name in way[:-1]:
                        holder = holder[name]
                    holder[way[-1]] = junk
                    if number == 1 and isinstance(broken.get("actions"), list) and broken["actions"]:
                        broken["message"] = None
                    assert await interaction_comes(slack, server, broken) in (200, 400), way
        await ana.waits()
        assert OUR_MISTAKE not in caplog.text
        assert await server.reads(inbound.poisoned) == ()
        rows = await server.reads(lambda c: c.execute(select(ANSWER.c.value)).scalars().all())
        assert rows in ([], ['{"number":"7"}'])
    slack.record.sent.clear()
    slack.refusals.clear()
