"""The Events API: envelopes, at least once, tried again when nobody took them."""

import asyncio
from typing import Any, Final

from tests.fakes.clock import Clock
from tests.fakes.slack.app import App
from tests.fakes.slack.delivery import Deliveries
from tests.fakes.slack.numbers import Numbers
from tests.fakes.slack.workspaces import Workspace

_RETRIES: Final = (0.0, 60.0, 300.0)
"""Seconds after a try that failed: at once, after a minute, after five."""
_LAST_WORDS: Final = frozenset({"app_uninstalled", "tokens_revoked"})


class Events:
    """Sends events, and waits for each to be taken."""

    def __init__(self, app: App, deliveries: Deliveries, numbers: Numbers, clock: Clock, pace: float) -> None:
        """*pace*: how long a second of the retries lasts."""
        self._app = app
        self._deliveries = deliveries
        self._numbers = numbers
        self._clock = clock
        self._pace = pace
        self._record = deliveries.record
        self.carriers: set[asyncio.Task[None]] = set()
        """What is on its way or waits to be tried again."""
        self.newest: dict[str, Any] | None = None

    def send(self, workspace: Workspace, event: dict[str, Any]) -> str:
        """Tells the app in a workspace; returns the `event_id`, empty where nobody is told."""
        listening = workspace.installed or event["type"] in _LAST_WORDS
        if not listening or not self._deliveries.leads_somewhere:
            return ""
        envelope = self._envelope(workspace, event)
        self.newest = envelope
        self._carry_off(envelope)
        return str(envelope["event_id"])

    def re_send(self) -> None:
        """The very same event comes once more, though it was taken. AssertionError: there was none."""
        assert self.newest is not None, "no event was sent"
        self._carry_off(self.newest, attempt=1, reason="http_timeout")

    def close(self) -> None:
        for carrier in self.carriers:
            carrier.cancel()

    def _carry_off(self, envelope: dict[str, Any], attempt: int = 0, reason: str = "") -> None:
        carrier = asyncio.get_running_loop().create_task(self._carry(envelope, attempt, reason))
        self.carriers.add(carrier)
        carrier.add_done_callback(self.carriers.discard)

    async def _carry(self, envelope: dict[str, Any], attempt: int, reason: str) -> None:
        ack = await self._deliveries.brings_event(envelope, attempt, reason)
        for number, wait in enumerate(_RETRIES[attempt:], attempt + 1):
            if ack.ok or ack.no_retry:
                return
            await asyncio.sleep(wait * self._pace)
            ack = await self._deliveries.brings_event(envelope, number, ack.reason)
        if not ack.ok:
            self._record.silent_losses.append(
                f"{envelope['event']['type']} {envelope['event_id']}: {ack.reason} ({ack.status})"
            )

    def _envelope(self, workspace: Workspace, event: dict[str, Any]) -> dict[str, Any]:
        team, above = workspace.team_id, workspace.enterprise_id
        whole = workspace.is_enterprise_install
        return {
            "token": self._app.verification_token, "team_id": team, "context_team_id": team,
            "context_enterprise_id": above, **({"enterprise_id": above} if above else {}),
            "api_app_id": self._app.app_id, "event": event, "type": "event_callback",
            "event_id": self._numbers.identity("Ev"), "event_time": int(self._clock.now()),
            "authorizations": [
                {
                    "enterprise_id": above, "team_id": None if whole else team,
                    "user_id": workspace.bot_user_id, "is_bot": True, "is_enterprise_install": whole,
                }
            ],
            **({"is_enterprise_install": True} if whole else {}),
            "is_ext_shared_channel": False, "event_context": f"4-{event['type']}",
        }  # fmt: skip
