"""Proves: what comes in is believed only as far as Slack signed it, and never further than it goes.

1. Without Slack's signature, with that of another app, with an old one, and with a body that is not the
   signed one, nothing is read. What is too large or no request of Slack's is refused.
2. What comes from a workspace that did not install us does nothing there, and nothing for anybody else.
3. A value that was changed by one letter, made up, or taken from another person's message is refused, told to
   who pressed it, and logged by ids alone; nobody's answers change.
4. What means nothing to us, or lacks whatever it may, is confirmed and does nothing.
5. Reading never fails, whatever the JSON; and nothing but what it was comes out of it.
"""

import copy
import json
import logging
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from bot.channels.slack.parse import parse
from bot.store import inbound
from bot.store.tables import ADDRESS, ANSWER, CONVERSATION, DELIVERY, INBOUND
from bot.web.bodies import LARGEST_BODY
from tests.fakes.slack import App, FakeSlack
from tests.people import Colleague
from tests.rows import count
from tests.served import Served, library
from tests.slack.served import served
from tests.slack.test_faults import NUMBERS
from tests.slack.wire import (
    FORM,
    command_comes,
    event_comes,
    interaction_comes,
    message_event,
    posted,
    press,
)
from tests.telegram.flows import KINDS, MOOD

OUR_MISTAKE: Final = "a mistake of ours"
SECRETS: Final = "my answer is 4711, said ana@example.com"


async def everything(server: Served) -> list[Any]:
    """All rows that tell of people."""
    tables = (ADDRESS, CONVERSATION, ANSWER, INBOUND, DELIVERY)
    return [await server.reads(lambda c, one=table: c.execute(select(one)).all()) for table in tables]  # type: ignore[misc]  # bound at once


# --- 1. Signatures -----------------------------------------------------------------------------------


async def test_1_only_what_slack_signed(
    slack: FakeSlack, ready_sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        before = await everything(server)
        body = json.dumps(message_event(slack, ana, SECRETS)).encode()
        good = slack.signs(body)
        stamp, signature = good["X-Slack-Request-Timestamp"], good["X-Slack-Signature"]
        other = App(signing_secret="of-another-app").signs(body, int(stamp))
        for headers in (
            {},
            {"X-Slack-Signature": signature},
            {"X-Slack-Request-Timestamp": stamp},
            {**good, "X-Slack-Signature": "v0=" + "0" * 64},
            {**good, "X-Slack-Signature": signature[:-1]},
            {**good, "X-Slack-Signature": ""},
            {**good, "X-Slack-Signature": "v0=\xe9"},
            {**good, "X-Slack-Signature": signature[:-1] + "\xb2"},
            {**good, "X-Slack-Request-Timestamp": str(int(stamp) + 1)},
            {**good, "X-Slack-Request-Timestamp": "now"},
            {**good, "X-Slack-Request-Timestamp": ""},
            slack.signs(body, ago=301),
            slack.signs(body, ago=-301),
            slack.signs(body + b" "),
            other,
        ):
            status, said = await posted(server, body, headers)
            assert status == 401, headers
            assert SECRETS not in said
        assert await everything(server) == before
        assert caplog.text.count("a request without a good signature was refused") == 15
        assert "4711" not in caplog.text
        assert (await posted(server, body, good))[0] == 200
        await ana.waits()
        assert await everything(server) != before


async def test_1_a_form_is_signed_too(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        before = await everything(server)
        body = urlencode({"payload": json.dumps(press(ana, "Agree"))}).encode()
        assert (await posted(server, body, {}, kind=FORM))[0] == 401
        assert (await posted(server, body, slack.signs(body.replace(b"Agree", b"Disagree")), kind=FORM))[
            0
        ] == 401
        assert await everything(server) == before


async def test_1_bodies_that_are_none(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        before = await everything(server)
        for body in (
            b"", b"{", b"null", b"[]", b'"x"', b"7", b"\xff\xfe", b"[" * 5_000, b"{}", b'{"type": 1e400}',
            b'{"type": NaN}', b'{"type": "event_callback", "event_id": ' + b"9" * 5_000 + b"}",
        ):  # fmt: skip
            status, _ = await posted(server, body, slack.signs(body))
            assert status in (200, 400), body
            status, _ = await posted(server, body, slack.signs(body), kind=FORM)
            assert status in (200, 400), body
        for payload in (b"", b"{", b"null", b"[]", b'"x"', b"\xff\xfe", b"[" * 5_000):
            body = b"payload=" + payload
            status, _ = await posted(server, body, slack.signs(body), kind=FORM)
            assert status in (200, 400), body
        large = b" " * (LARGEST_BODY + 1)
        assert (await posted(server, large, slack.signs(large)))[0] == 413
        assert await everything(server) == before
        ana = await Colleague(slack, server).begins("mood")
        ana.sees("Question 1 of 3")


async def test_1_slacks_own_checks(slack: FakeSlack, ready_sqlite_url: str) -> None:
    """`url_verification` is answered only where it is signed, and says nothing but what it was given."""
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        body = json.dumps({"type": "url_verification", "challenge": "said-back", "token": "x"}).encode()
        status, said = await posted(server, body, slack.signs(body))
        assert (status, json.loads(said)) == (200, {"challenge": "said-back"})
        assert (await posted(server, body, {}))[0] == 401
        check = b"ssl_check=1&token=verification-token"
        assert (await posted(server, check, slack.signs(check), kind=FORM))[0] == 200
        assert await count(server, INBOUND) == 0


# --- 2. Other workspaces -----------------------------------------------------------------------------


@pytest.mark.parametrize("way_in", ["http", "many"])
async def test_2_a_workspace_that_did_not_install_us(
    slack: FakeSlack, ready_sqlite_url: str, way_in: Any, caplog: pytest.LogCaptureFixture
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD), way_in=way_in) as server:
        globex = slack.workspace("Globex")
        stranger = Colleague(slack, server, "stranger", workspace=globex)
        before, calls = await everything(server), len(slack.requests)
        assert await event_comes(slack, server, message_event(slack, stranger, SECRETS)) == 200
        payload = stranger.app._tells.shortcut("start_check")
        assert await interaction_comes(slack, server, payload) == 200
        reply = await stranger.commands("start mood")
        assert "not installed" in reply.text.lower()
        home = {"type": "app_home_opened", "user": stranger.app.id, "tab": "home", "channel": stranger.app.dm}
        assert await event_comes(slack, server, slack.world.events._envelope(globex, home)) == 200
        await stranger.waits()
        assert await everything(server) == before
        assert [one.method for one in slack.requests[calls:]] == []
        assert globex.team_id in "".join(str(record.__dict__.get("workspace")) for record in caplog.records)
        assert "4711" not in caplog.text


async def test_2_a_payload_that_names_another_workspace(slack: FakeSlack, ready_sqlite_url: str) -> None:
    """A person's id means something only within a workspace."""
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        before = await everything(server)
        payload = press(ana, "Agree")
        payload["team"] = payload["team"] | {"id": "T0999999999"}
        assert await interaction_comes(slack, server, payload) == 200
        payload["team"] = None
        assert await interaction_comes(slack, server, payload) == 200
        payload["enterprise"] = {"id": ana.app.workspace.team_id}
        payload["is_enterprise_install"] = "yes"
        assert await interaction_comes(slack, server, payload) == 200
        await ana.waits()
        assert await everything(server) == before


# --- 3. Values that are not theirs -------------------------------------------------------------------


async def test_3_forged_and_foreign_buttons_are_refused(
    slack: FakeSlack, ready_sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        await ana.types(SECRETS)
        theirs = press(ana, "Agree")["actions"][0]["value"]
        await ana.opens_home()
        page = ana.app._home_place()
        wish = next(one.element["value"] for one in page.controls if one.label == "Delete everything")
        ben = await Colleague(slack, server, "ben").begins("mood")
        before = await answers_and_states(server)
        forged = theirs[:-1] + ("2" if theirs[-1] != "2" else "3")
        own = press(ben, "Agree")["actions"][0]["value"]
        caplog.clear()
        with caplog.at_level(logging.DEBUG, logger="bot"):
            for value in (
                theirs, forged, wish, wish[:-1] + ("a" if wish[-1] != "a" else "b"), own[:-1],
                own[:-1] + ("2" if own[-1] != "2" else "3"), "x", "t.1.2.3", "_a.b.c", "-a.c.d", "t" * 300,
                "\ud800", "\x00", "' or 1=1 --",
            ):  # fmt: skip
                payload = press_with(slack, ben, value)
                assert await interaction_comes(slack, server, payload) == 200
                await ben.waits()
        assert await answers_and_states(server) == before
        assert "This button belongs to somebody else" in ben.app.ephemerals[-1].words
        assert caplog.text.count("a button was refused") == 14
        for secret in ("4711", "ana@example.com", "what I needed"):
            assert secret not in caplog.text
        await ben.types("agree")
        ben.sees("Question 2 of 3")
    slack.record.sent.clear()  # each refusal is told


def press_with(slack: FakeSlack, ben: Colleague, value: str) -> dict[str, Any]:
    """A press on the first message that Ben has, with another value."""
    message = ben.app.bot_messages[0]
    channel = slack.world.channels[ben.app.dm]
    hook = slack.world.hooks.make("actions", ben.app.id, channel.team, channel.id, message.ts)
    action = {
        "type": "button", "action_id": "press-1-1", "block_id": "x", "value": value,
        "action_ts": slack.world.numbers.ts(),
    }  # fmt: skip
    return ben.app._tells._payload("block_actions") | {
        "container": {
            "type": "message", "message_ts": message.ts, "channel_id": channel.id, "is_ephemeral": False,
        },
        "message": message.content, "response_url": f"{slack.url}{hook}", "actions": [action],
    }  # fmt: skip


async def answers_and_states(server: Served) -> list[Any]:
    tables = (ANSWER, CONVERSATION)
    return [await server.reads(lambda c, one=table: c.execute(select(one)).all()) for table in tables]  # type: ignore[misc]  # bound at once


async def test_3_a_press_tells_nobody_where_another_is_written_to(
    slack: FakeSlack, ready_sqlite_url: str
) -> None:
    """Ben's press of his own button, said to be in Ana's direct messages, or in a channel."""
    async with served(slack, ready_sqlite_url, library(MOOD)) as server:
        ana = await Colleague(slack, server).begins("mood")
        ben = await Colleague(slack, server, "ben").begins("mood")
        hers, labels = len(ana.app.bot_messages), ana.app.last.labels
        for room, stamp in ((ana.app.dm, ana.app.last.ts), ("C0123456789", "1720000000.000100")):
            payload = press(ben, "Agree")
            payload["container"] = {**payload["container"], "channel_id": room, "message_ts": stamp}
            payload["actions"][0]["action_ts"] = stamp
            payload.pop("response_url")
            assert await interaction_comes(slack, server, payload) == 200
            await ben.waits()
        await ben.app.commands("mydata")
        await ben.waits()
        assert (len(ana.app.bot_messages), ana.app.last.labels) == (hers, labels)
        assert {one.parameters["channel"] for one in slack.record.of("chat.postMessage")} <= {
            ana.app.dm, ana.app.id, ben.app.dm, ben.app.id,
        }  # fmt: skip
        assert [one.name for one in ben.app.files] == ["my-data.json"]
        assert ana.app.files == []
    slack.record.sent.clear()


async def test_3_a_window_and_a_selection_of_somebody_else(slack: FakeSlack, ready_sqlite_url: str) -> None:
    async with served(slack, ready_sqlite_url, library(NUMBERS, KINDS)) as server:
        ana = await Colleague(slack, server).begins("numbers")
        await ana.taps("Enter a number")
        await ana.app.fills("7")
        ben = await Colleague(slack, server, "ben").begins("kinds")
        await ben.taps("Often")
        await ben.ticks("In the office")
        before = await answers_and_states(server)

        submission = ana.app._tells.submission(ana.app._open_modal())
        submission["user"] = ben.app._tells.submission(ana.app._open_modal())["user"]
        assert await interaction_comes(slack, server, submission) == 200
        ticked = ben.app._newest
        assert ticked is not None
        stolen = copy.deepcopy(ticked)
        stolen["user"] = ana.app._tells._payload("block_actions")["user"]
        stolen["actions"][0]["action_ts"] = slack.world.numbers.ts()
        assert await interaction_comes(slack, server, stolen) == 200
        opened = press(ana, "Enter a number")
        opened["user"] = submission["user"]
        opened["trigger_id"] = ben.app._tells._payload("block_actions")["trigger_id"]
        assert await interaction_comes(slack, server, opened) == 200
        for one in (ana, ben):
            await one.waits()
        assert await answers_and_states(server) == before
        assert "How many people?" not in ben.app.modal_screen
    slack.record.sent.clear()


# --- 4. What means nothing ---------------------------------------------------------------------------


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


async def test_4_events_that_mean_nothing(
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


async def test_4_interactions_that_mean_nothing(slack: FakeSlack, ready_sqlite_url: str) -> None:
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


# --- 5. Reading --------------------------------------------------------------------------------------

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
def test_5_any_json_can_be_read(body: dict[str, Any]) -> None:
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
def test_5_whatever_is_missing_or_another_it_stays_what_it_was(data: st.DataObject) -> None:
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


async def test_5_served_as_well(
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
