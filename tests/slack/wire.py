"""Requests as they come in over HTTP, put together by hand: what Slack would never send included."""

import json
from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final
from urllib.parse import urlencode

import aiohttp

from tests.fakes.slack import FakeSlack
from tests.people import Colleague
from tests.served import Served

FORM: Final = "application/x-www-form-urlencoded"
JSON: Final = "application/json"


async def posted(
    server: Served,
    body: bytes,
    headers: Mapping[str, str],
    *,
    kind: str = JSON,
) -> tuple[int, str]:
    """Status and body of our answer."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            f"{server.address}/slack/events", data=BytesIO(body), headers={"Content-Type": kind, **headers}
        ) as answer,
    ):
        return answer.status, await answer.text()


async def event_comes(slack: FakeSlack, server: Served, body: object) -> int:
    """An event in JSON that escapes whatever no other encoding can hold; the status of our answer."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    status, _ = await posted(server, data, slack.signs(data))
    return status


async def interaction_comes(slack: FakeSlack, server: Served, payload: object) -> int:
    """An interaction; the status of our answer."""
    data = urlencode({"payload": json.dumps(payload)}).encode()
    status, _ = await posted(server, data, slack.signs(data), kind=FORM)
    return status


async def command_comes(slack: FakeSlack, server: Served, form: Mapping[str, str]) -> int:
    """A command; the status of our answer."""
    data = urlencode(form).encode()
    status, _ = await posted(server, data, slack.signs(data), kind=FORM)
    return status


def message_event(slack: FakeSlack, ana: Colleague, text: str, **more: Any) -> dict[str, Any]:
    """Words in the direct messages, as Slack brings them."""
    stamp = slack.world.numbers.ts()
    event = {
        "type": "message", "channel": ana.app.dm, "channel_type": "im", "user": ana.app.id, "text": text,
        "ts": stamp, "event_ts": stamp, **more,
    }  # fmt: skip
    return slack.world.events._envelope(ana.app.workspace, event)


def press(ana: Colleague, label: str) -> dict[str, Any]:
    """A press of the newest button with this label, as Slack would bring it; nobody presses it."""
    for place in ana.app._places(None):
        for control in place.controls:
            if control.label == label:
                return place.payload(control, {})
    raise AssertionError(f"there is no button {label!r}:\n{ana.app.screen}")
