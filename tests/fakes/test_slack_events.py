"""Proves: events come as Slack brings them: signed, at least once, tried again.

1. What persons type, change, delete and share becomes events; their words are escaped.
2. The app gets its own messages too, unless a test says otherwise.
3. An event that is not taken comes three times more, with the reason, until the app says no.
4. The very same event can come twice; what was never taken is a loss.
5. Signatures are right; forged, old and changed ones are not.
6. The address is verified before anything comes.
7. Who throws the app out, and who changes, is told to it; after that nothing is.
"""

import json
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import FakeSlack
from tests.fakes.slack.serving import ServedApp

Body = dict[str, Any]


@pytest.fixture
def bodies(app: AsyncApp, served: ServedApp) -> list[Body]:
    """The envelopes that came, those about the app itself too."""
    came: list[Body] = []

    async def takes(body: Body, next_: Any) -> None:
        came.append(body)
        await next_()

    app.middleware(takes)
    for event in ("message", "app_uninstalled", "tokens_revoked", "user_change"):
        app.event(event)(_passes)
    return came


async def _passes() -> None:
    """Takes it."""


async def test_what_persons_do_becomes_events(slack: FakeSlack, bodies: list[Body]) -> None:
    ana = slack.person("ana")
    typed = await ana.types("1 < 2 & @ben <!channel>")
    await slack.settles()
    await ana.edits("new")
    await slack.settles()
    shared = await ana.sends_file("scan.pdf", b"pdf", "mine")
    await slack.settles()
    await ana.deletes_message(shared)
    await slack.settles()
    events = [body["event"] for body in bodies]
    assert events[0]["text"] == "1 &lt; 2 &amp; @ben &lt;!channel&gt;"
    assert (events[0]["channel"], events[0]["channel_type"], events[0]["ts"]) == (ana.dm, "im", typed.ts)
    assert events[0]["client_msg_id"]
    assert [event.get("subtype") for event in events] == [
        None, "message_changed", "file_share", "message_deleted",
    ]  # fmt: skip
    assert events[1]["message"]["text"] == "new"
    assert events[1]["previous_message"]["ts"] == typed.ts
    assert events[2]["files"][0]["name"] == "scan.pdf"
    assert events[3]["deleted_ts"] == shared.ts
    envelope = bodies[0]
    assert (envelope["team_id"], envelope["api_app_id"]) == (slack.home.team_id, slack.app_id)
    assert envelope["authorizations"][0]["is_bot"]
    assert len({body["event_id"] for body in bodies}) == 4
    assert ana.screen.startswith("Ana: new")


async def test_the_app_gets_its_own_messages(
    slack: FakeSlack, client: AsyncWebClient, served: ServedApp
) -> None:
    ana = slack.person("ana")
    sent = await client.chat_postMessage(channel=ana.dm, text="x")
    await client.chat_update(channel=ana.dm, ts=sent["ts"], text="y")
    await client.chat_delete(channel=ana.dm, ts=sent["ts"])
    await slack.settles()
    assert len(slack.deliveries) == 3
    slack.echoes = False
    await client.chat_postMessage(channel=ana.dm, text="x")
    await slack.settles()
    assert len(slack.deliveries) == 3


async def test_an_event_that_is_not_taken_comes_again(
    slack: FakeSlack, served: ServedApp, bodies: list[Body]
) -> None:
    served.statuses = [500, 302, 500]
    await slack.person("ana").types("hello")
    await slack.settles()
    assert [one.attempt for one in slack.deliveries] == [0, 1, 2, 3]
    assert len({one.event_id for one in slack.deliveries}) == 1
    assert "x-slack-retry-num" not in served.headers[0]
    retries = [(one["x-slack-retry-num"], one["x-slack-retry-reason"]) for one in served.headers[1:]]
    assert retries == [("1", "http_error"), ("2", "too_many_redirects"), ("3", "http_error")]
    assert len(bodies) == 1
    slack.check_no_complaints()


async def test_an_event_that_nobody_takes_is_lost(slack: FakeSlack, served: ServedApp) -> None:
    served.statuses = [500] * 4
    await slack.person("ana").types("hello")
    await slack.settles()
    assert len(slack.deliveries) == 4
    with pytest.raises(AssertionError, match="message Ev"):
        slack.check_no_complaints()


async def test_an_app_can_refuse_retries(slack: FakeSlack, served: ServedApp) -> None:
    served.statuses, served.extra = [500], {"X-Slack-No-Retry": "1"}
    await slack.person("ana").types("hello")
    await slack.settles()
    assert len(slack.deliveries) == 1


async def test_a_slow_app_gets_it_again(app: AsyncApp) -> None:
    async with FakeSlack(answer_seconds=0.05) as slack, ServedApp(app) as served:
        slack.delivers_to(served.url)
        served.statuses = [0, 200]
        await slack.person("ana").types("hello")
        await slack.settles()
        assert served.headers[1]["x-slack-retry-reason"] == "http_timeout"
        assert [one.status for one in slack.deliveries] == [0, 200]


async def test_an_app_that_is_not_there_is_tried_too(slack: FakeSlack, app: AsyncApp) -> None:
    async with ServedApp(app) as served:
        pass
    slack.delivers_to(served.url)
    await slack.person("ana").types("hello")
    await slack.settles()
    assert [one.status for one in slack.deliveries] == [0] * 4


async def test_the_same_event_comes_twice(slack: FakeSlack, bodies: list[Body]) -> None:
    await slack.person("ana").types("hello")
    await slack.settles()
    await slack.re_sends_event()
    await slack.settles()
    assert bodies[0] == bodies[1]


async def test_signatures_are_those_of_slack(slack: FakeSlack) -> None:
    body = json.dumps({"type": "event_callback", "text": "ü"})
    headers = slack.signs(body)
    verifier = SignatureVerifier(slack.signing_secret)
    stamp, signature = headers["X-Slack-Request-Timestamp"], headers["X-Slack-Signature"]
    assert verifier.is_valid(body, stamp, signature)
    assert not verifier.is_valid(body + " ", stamp, signature)
    assert not SignatureVerifier("other").is_valid(body, stamp, signature)
    old = slack.signs(body, ago=301)
    assert not verifier.is_valid(body, old["X-Slack-Request-Timestamp"], old["X-Slack-Signature"])


async def test_a_forged_request_can_be_sent(slack: FakeSlack, served: ServedApp, bodies: list[Body]) -> None:
    body = json.dumps({"type": "event_callback", "team_id": slack.home.team_id, "event": {"type": "message"}})
    kind = {"Content-Type": "application/json"}
    async with aiohttp.ClientSession() as session:
        for headers, status in ((slack.signs(body), 200), (slack.signs(body, ago=400), 401), ({}, 401)):
            async with session.post(served.url, data=body, headers=kind | headers) as answer:
                assert answer.status == status
    assert len(bodies) == 1


async def test_the_address_is_verified(slack: FakeSlack, served: ServedApp) -> None:
    await slack.verifies_url()
    served.statuses = [200]
    with pytest.raises(AssertionError, match="challenge"):
        await slack.verifies_url()
    served.statuses = [500]
    with pytest.raises(AssertionError, match="not verified"):
        await slack.verifies_url()


async def test_who_changes_and_who_leaves_is_told(slack: FakeSlack, bodies: list[Body]) -> None:
    ana = slack.person("ana", locale="de-DE")
    await slack.changes(ana, locale="fr-FR")
    await slack.settles()
    assert bodies[0]["event"]["user"]["locale"] == "fr-FR"
    await slack.uninstalls(slack.home)
    await slack.settles()
    assert {body["event"]["type"] for body in bodies[1:]} == {"tokens_revoked", "app_uninstalled"}
    await ana.types("Anybody there?")
    await slack.settles()
    assert len(bodies) == 3


async def test_an_organisation_says_so(slack: FakeSlack, served: ServedApp) -> None:
    team = slack.workspace("Beta", enterprise="Corp", installed=True)
    assert team.enterprise
    team.own = None
    slack.world.tenants.install(team.enterprise)
    eve = slack.person("eve", workspace=team)
    served.statuses = [200]
    await eve.types("hello")
    await slack.settles()
    envelope = slack.world.events.newest
    assert envelope
    assert envelope["enterprise_id"] == team.enterprise_id
    assert envelope["authorizations"][0] == {
        "enterprise_id": team.enterprise_id, "team_id": None, "user_id": team.bot_user_id, "is_bot": True,
        "is_enterprise_install": True,
    }  # fmt: skip
    client = AsyncWebClient(token=team.bot_token, base_url=slack.api_url)
    assert (await client.chat_postMessage(channel=eve.id, text="Hi"))["channel"] == eve.dm
    teams = await client.auth_teams_list()
    assert [one["id"] for one in teams["teams"]] == [team.team_id]
