"""What Slack brings to the app, by HTTP with a signature or by socket, and what the app says to it."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote_plus

import aiohttp

from tests.fakes.bell import Bell
from tests.fakes.clock import Clock
from tests.fakes.lived import Lived
from tests.fakes.slack.app import App
from tests.fakes.slack.record import Delivery, Record
from tests.fakes.slack.sockets import Sockets

_FORM: Final = "application/x-www-form-urlencoded"


class _Quoting(dict[int, str]):
    """Signs as a form has them; each is worked out once."""

    def __missing__(self, sign: int) -> str:
        self[sign] = quote_plus(chr(sign))
        return self[sign]


_QUOTED: Final = _Quoting()


@dataclass(frozen=True, slots=True)
class Ack:
    """What became of a delivery."""

    status: int
    """Of HTTP; 0 for no answer."""
    body: Any = None
    """An object where JSON came, a text otherwise, None for nothing."""
    reason: str = ""
    """Why it failed, in the words of `x-slack-retry-reason`."""
    no_retry: bool = False

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def warning(self) -> str:
        """What a person is told when an interaction failed; empty when it did not."""
        if self.ok:
            return ""
        if self.reason == "http_timeout":
            return "operation_timeout"
        if self.status == 0:
            return "dispatch_failed"
        return "http_client_error" if self.status < 500 else "http_service_error"


class Deliveries:
    """Brings things, and knows how many are on their way."""

    def __init__(
        self,
        app: App,
        record: Record,
        bell: Bell,
        clock: Clock,
        lived: Lived,
        sockets: Sockets,
        answer_seconds: float,
    ) -> None:
        self._app = app
        self.record = record
        self._bell = bell
        self._clock = clock
        self._lived = lived
        self._sockets = sockets
        self.answer_seconds = answer_seconds
        self._session: aiohttp.ClientSession | None = None
        self.going_on = 0
        self.last = 0.0
        """When the last one came or went, by the loop's time."""

    async def open(self) -> None:
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(total=None)
        )

    async def close(self) -> None:
        if self._session:
            await self._session.close()

    @property
    def leads_somewhere(self) -> bool:
        """Was the app ever reachable?"""
        return bool(self._app.request_url or self._sockets.ever)

    async def interacts(self, payload: dict[str, Any]) -> Ack:
        """An action, a shortcut, a view that was submitted or closed."""
        form = {"payload": json.dumps(payload)}
        accepts = payload["type"] in ("view_submission", "block_suggestion")
        return await self._brings("interactive", payload["type"], payload, form, accepts=accepts)

    async def commands(self, form: dict[str, str]) -> Ack:
        return await self._brings("slash_commands", form["command"], form, form, accepts=True)

    async def brings_event(self, envelope: dict[str, Any], attempt: int, reason: str) -> Ack:
        """One try; the first one is number 0."""
        event = envelope["event"]["type"]
        if self._by_socket:
            sent = self._sockets.sends("events_api", envelope, attempt=attempt, reason=reason)
            return await self._counted("events_api", event, envelope["event_id"], attempt, sent, "socket")
        headers = {"Content-Type": "application/json"}
        if attempt:
            headers |= {"x-slack-retry-num": str(attempt), "x-slack-retry-reason": reason}
        posted = self._posts(json.dumps(envelope).encode(), headers)
        return await self._counted("events_api", event, envelope["event_id"], attempt, posted, "http")

    async def verifies(self, challenge: dict[str, str]) -> Ack:
        """`url_verification`: does somebody answer there who knows what to say?"""
        headers = {"Content-Type": "application/json"}
        posted = self._posts(json.dumps(challenge).encode(), headers)
        return await self._counted("events_api", "url_verification", "", 0, posted, "http")

    @property
    def _by_socket(self) -> bool:
        return not self._app.request_url and self._sockets.ever

    async def _brings(
        self, kind: str, what: str, payload: dict[str, Any], form: dict[str, str], *, accepts: bool
    ) -> Ack:
        if self._by_socket:
            sent = self._sockets.sends(kind, payload, accepts=accepts)
            return await self._counted(kind, what, "", 0, sent, "socket")
        body = "&".join(f"{name}={value.translate(_QUOTED)}" for name, value in form.items())
        posted = self._posts(body.encode(), {"Content-Type": _FORM})
        return await self._counted(kind, what, "", 0, posted, "http")

    async def _counted(self, kind: str, what: str, event_id: str, attempt: int, going: Any, by: str) -> Ack:
        at = self._clock.now()
        self.going_on += 1
        self._moves()
        try:
            ack: Ack = Ack(*(await going))
        finally:
            self.going_on -= 1
            self._moves()
            self._bell.ring()
        self.record.deliveries.append(Delivery(kind, what, event_id, attempt, ack.status, by, at))
        return ack

    async def _posts(self, body: bytes, headers: dict[str, str]) -> tuple[int, Any, str, bool]:
        """The parts of an `Ack`."""
        if not self._app.request_url:
            return 0, None, "connection_failed", False
        signed = headers | self._app.signs(body)
        try:
            return await self._lived.within(
                self.answer_seconds, self._answer(self._app.request_url, body, signed)
            )
        except TimeoutError:
            return 0, None, "http_timeout", False
        except aiohttp.ClientError:
            return 0, None, "connection_failed", False

    async def _answer(self, url: str, body: bytes, signed: dict[str, str]) -> tuple[int, Any, str, bool]:
        assert self._session is not None, "the fake has not begun"
        async with self._session.post(url, data=body, headers=signed, allow_redirects=False) as answer:
            said = await answer.read()
            reason = "" if answer.status < 300 else "http_error"
            if 300 <= answer.status < 400:
                reason = "too_many_redirects"
            no_retry = answer.headers.get("X-Slack-No-Retry") == "1"
            return answer.status, _read(said, answer.content_type), reason, no_retry

    def _moves(self) -> None:
        self.last = asyncio.get_running_loop().time()


def _read(said: bytes, content_type: str) -> Any:
    if not said:
        return None
    if content_type == "application/json":
        try:
            return json.loads(said)
        except ValueError:
            return said.decode(errors="replace")
    return said.decode(errors="replace")
