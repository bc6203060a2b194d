"""Updates that are brought to the bot: in order within a queue, queues side by side, until taken."""

import asyncio
import json
import re
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import aiohttp

from tests.fakes.bell import Bell
from tests.fakes.telegram.parameters import Parameters
from tests.fakes.telegram.record import Delivery, Record
from tests.fakes.telegram.refusal import bad_request
from tests.fakes.telegram.updates import Update, Updates

_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
_PORTS: Final = frozenset({443, 80, 88, 8443, None})
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_CONNECTIONS: Final = 40
_LONGEST_RETRY_AFTER: Final = 3_600.0


@dataclass(frozen=True, slots=True)
class WebhookPace:
    """How soon a delivery is tried again; far sooner than the real ones, so that tests are quick."""

    first: float = 0.05
    longest: float = 1.0
    answer: float = 60.0
    """How long an answer is waited for."""


class Webhook:
    """Where updates are brought to, and the queues of those that wait."""

    def __init__(
        self, updates: Updates, record: Record, bell: Bell, pace: WebhookPace, *, allows_loopback: bool
    ) -> None:
        self.url = ""
        self.replies: Callable[[bytes], None] = lambda _body: None
        """Is given what stands in the answer of the bot: a method may."""
        self._updates = updates
        self._record = record
        self._bell = bell
        self._pace = pace
        self._allows_loopback = allows_loopback
        self._session: aiohttp.ClientSession | None = None
        self._headers: dict[str, str] = {}
        self._connections = _CONNECTIONS
        self._slots = asyncio.Semaphore(_CONNECTIONS)
        self._queues: dict[int, deque[Update]] = {}
        self._carriers: dict[int, asyncio.Task[None]] = {}
        self._last_error: tuple[int, str] | None = None

    def set(self, given: Parameters) -> None:
        """From now on updates are brought to an address. RefusalError: not to that one."""
        url, secret = given.text("url"), given.text("secret_token")
        self._check(url)
        if secret and not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        self.unset()
        self._updates.allow(given.json("allowed_updates"))
        self._headers = {"Content-Type": "application/json"}
        if secret:
            self._headers["X-Telegram-Bot-Api-Secret-Token"] = secret
        self._connections = max(1, min(given.number("max_connections") or _CONNECTIONS, 100))
        self._slots = asyncio.Semaphore(self._connections)
        self.url = url
        for update in self._updates:
            self.put(update)

    def unset(self) -> None:
        """Updates wait to be fetched."""
        self.url = ""
        self._last_error = None
        for carrier in self._carriers.values():
            carrier.cancel()
        self._carriers.clear()
        self._queues.clear()

    def put(self, update: Update) -> None:
        """Brings an update behind those of its queue."""
        queue = self._queues.setdefault(update.key, deque())
        queue.append(update)
        if update.key not in self._carriers:
            self._carriers[update.key] = asyncio.get_running_loop().create_task(
                self._carry(update.key, queue)
            )

    def info(self) -> dict[str, Any]:
        """As `getWebhookInfo` says it."""
        info: dict[str, Any] = {
            "url": self.url, "has_custom_certificate": False, "pending_update_count": len(self._updates),
        }  # fmt: skip
        if self.url:
            info["max_connections"] = self._connections
        if self._updates.allowed is not None:
            info["allowed_updates"] = self._updates.allowed
        if self._last_error:
            info["last_error_date"], info["last_error_message"] = self._last_error
        return info

    async def open(self) -> None:
        """Before anything is brought."""
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(total=self._pace.answer)
        )

    async def close(self) -> None:
        """What is on its way stays away."""
        carriers = list(self._carriers.values())
        self.unset()
        for carrier in carriers:
            with suppress(asyncio.CancelledError):
                await carrier
        if self._session:
            await self._session.close()

    async def _carry(self, key: int, queue: deque[Update]) -> None:
        """One queue: the next update goes out when the one before has been taken."""
        attempt, wait = 0, self._pace.first
        while queue:
            update = queue[0]
            if self._updates.is_over(update):
                queue.popleft()
                attempt, wait = 0, self._pace.first
                continue
            attempt += 1
            async with self._slots:
                status, told = await self._bring(update, attempt)
            if 200 <= status < 300:
                self._updates.take(update)
            self._bell.ring()
            if not 200 <= status < 300:
                await asyncio.sleep(told or wait)
                wait = min(wait * 2, self._pace.longest)
        del self._carriers[key], self._queues[key]

    async def _bring(self, update: Update, attempt: int) -> tuple[int, float]:
        """One try: the HTTP status, 0 for none, and how long the bot wants to be left alone."""
        assert self._session is not None, "the fake has not begun"
        status, told = 0, 0.0
        body = json.dumps(update.body).encode()
        at = self._updates.now()
        try:
            async with self._session.post(
                self.url, data=body, headers=self._headers, allow_redirects=False
            ) as answer:
                status = answer.status
                said = await answer.read()
                told = _seconds(answer.headers.get("Retry-After", ""))
        except (aiohttp.ClientError, TimeoutError) as error:
            self._last_error = int(at), f"Connection failed: {type(error).__name__}"
        else:
            if not 200 <= status < 300:
                self._last_error = int(at), f"Wrong response from the webhook: {status} {answer.reason}"
            elif said and answer.content_type == "application/json":
                self.replies(said)
        self._record.deliveries.append(Delivery(update.id, update.kind, attempt, status, at))
        return status, told

    def _check(self, url: str) -> None:
        parts = urlsplit(url)
        if self._allows_loopback and parts.scheme == "http" and parts.hostname in _LOOPBACK:
            return
        if parts.scheme != "https" or not parts.hostname:
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if parts.port not in _PORTS:
            raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
        if parts.hostname in _LOOPBACK:
            raise bad_request(f"bad webhook: IP address {parts.hostname} is reserved")


def _seconds(told: str) -> float:
    return min(float(told), _LONGEST_RETRY_AFTER) if told.isdecimal() else 0.0
