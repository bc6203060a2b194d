"""Checkup as it is served in Slack: over HTTP, by Socket Mode, or for all who install it, against a fake."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Literal, TypeAlias

from bot.delivery.pace import Rates
from bot.settings import Settings
from bot.turn.library import Library
from tests.fakes.slack import FakeSlack
from tests.served import KEY, UNLIMITED, Served, free_port, serving

WayIn: TypeAlias = Literal["http", "socket", "many"]


def settings_for(slack: FakeSlack, url: str, way_in: WayIn = "http", **more: Any) -> Settings:
    """The settings of a server that talks to the fake."""
    port = free_port()
    values: Mapping[str, Any] = {
        "DATABASE_URL": url,
        "SLACK_API_URL": slack.api_url,
        "PORT": port,
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "secret_key": KEY,
        "taps_a_minute": 0,
        **ways_in(slack)[way_in],
        **more,
    }
    return Settings.model_validate(values)


def ways_in(slack: FakeSlack) -> Mapping[WayIn, Mapping[str, str]]:
    """The settings by which the app is served in each way."""
    return {
        "http": {"SLACK_BOT_TOKEN": slack.home.bot_token, "SLACK_SIGNING_SECRET": slack.app.signing_secret},
        "socket": {"SLACK_BOT_TOKEN": slack.home.bot_token, "SLACK_APP_TOKEN": slack.app.app_token},
        "many": {
            "SLACK_CLIENT_ID": slack.app.client_id, "SLACK_CLIENT_SECRET": slack.app.client_secret,
            "SLACK_SIGNING_SECRET": slack.app.signing_secret,
        },
    }  # fmt: skip


@asynccontextmanager
async def served(
    slack: FakeSlack,
    url: str,
    flows: Library,
    *,
    way_in: WayIn = "http",
    rates: Rates = UNLIMITED,
    **more: Any,
) -> AsyncIterator[Served]:
    """A server that talks to the fake, which reaches it; it drains at the end."""
    async with serving(settings_for(slack, url, way_in, **more), url, flows, rates) as made:
        if way_in == "socket":
            await slack.is_connected()
        else:
            slack.delivers_to(f"{made.address}/slack/events")
            await slack.verifies_url()
        yield made
