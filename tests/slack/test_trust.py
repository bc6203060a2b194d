"""Proves: what comes in is believed only as far as Slack signed it, and never further than it goes.

1. Without Slack's signature, with that of another app, with an old one, and with a body that is not the
   signed one, nothing is read. What is too large or no request of Slack's is refused.
2. What comes from a workspace that did not install us does nothing there, and nothing for anybody else.
"""

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.store.tables import INBOUND
from bot.web.bodies import LARGEST_BODY
from tests.fakes.slack import App, FakeSlack
from tests.people import Colleague
from tests.rows import count
from tests.served import library
from tests.slack.served import served
from tests.slack.trusting import SECRETS, everything
from tests.slack.wire import (
    FORM,
    event_comes,
    interaction_comes,
    message_event,
    posted,
    press,
)
from tests.telegram.flows import MOOD

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
            slack.signs(body, ago=-330),  # it gets nearer while this runs
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
