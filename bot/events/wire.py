"""One request to the receiver. What it answers beyond a status is never read, kept or logged.

Every connection is made to an address that was looked at just before: also where a name leads somewhere else
than a moment ago.
"""

import asyncio
import socket
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final, Self

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from standardwebhooks import Webhook

from bot import __version__
from bot.events.envelope import CONTENT_TYPE
from bot.events.outcome import Fate, Outcome, answered
from bot.events.signing import headers
from bot.events.target import Target
from bot.watching import counted, traced

SECONDS: Final = 15.0
"""All of one attempt, however slowly a receiver reads or answers."""
CONNECTING_SECONDS: Final = 5.0
KEPT_SECONDS: Final = 4.0
"""An idle connection: shorter than servers usually keep theirs, so that few are found closed."""
LONGEST_HEADER: Final = 8190


class AddressRefused(OSError):  # noqa: N818  # read as a sentence
    """The name leads to where nothing may go."""


class Wire:
    """Sends events to one place. `async with`: connections are kept meanwhile."""

    def __init__(
        self,
        target: Target,
        keys: Sequence[Webhook],
        now: Callable[[], datetime],
        resolver: Callable[[], AbstractResolver] = aiohttp.ThreadedResolver,
        seconds: float = SECONDS,
    ) -> None:
        self._target = target
        self._keys = keys
        self._now = now
        self._resolver = resolver
        self._seconds = seconds

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(
            resolver=_Guarded(self._target, self._resolver()),
            socket_factory=self._socket,
            use_dns_cache=False,
            keepalive_timeout=KEPT_SECONDS,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            timeout=aiohttp.ClientTimeout(total=self._seconds, sock_connect=CONNECTING_SECONDS),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            max_line_size=LONGEST_HEADER,
            max_field_size=LONGEST_HEADER,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()

    async def send(self, event_id: str, body: str) -> Outcome:
        """Tries once, watched."""
        with traced.span("outgoing webhook", event=event_id) as span:
            outcome = await self._sent(event_id, body)
            span.set("outcome", outcome.code)
        counted.event_told(outcome.fate.value)
        return outcome

    async def _sent(self, event_id: str, body: str) -> Outcome:
        now = self._now()
        own = {
            "content-type": CONTENT_TYPE,
            "user-agent": f"Checkup/{__version__}",
            "accept-encoding": "identity",
        }
        try:
            async with self._session.post(
                self._target.url,
                data=body.encode(),
                headers={**own, **headers(self._keys, event_id, now, body)},
                allow_redirects=False,
            ) as response:
                return answered(response.status, response.headers.get("retry-after"), now)
        except TimeoutError:
            return Outcome(Fate.LATER, "timeout")
        except aiohttp.ClientSSLError:
            return Outcome(Fate.LATER, "tls")
        except aiohttp.ClientConnectorError as error:
            refused = isinstance(error.os_error, AddressRefused)
            return Outcome(Fate.LATER, "refused address" if refused else "not connected")
        except (aiohttp.ClientError, OSError):
            return Outcome(Fate.LATER, "closed")
        except ValueError:  # an answer that is none
            return Outcome(Fate.LATER, "not http")

    def _socket(self, address: tuple[Any, ...]) -> socket.socket:
        """For the address that is connected to next."""
        family, kind, protocol, _, place = address
        if not self._target.lets(str(place[0])):
            raise AddressRefused("not public")
        return socket.socket(family, kind, protocol)


class _Guarded(AbstractResolver):
    """Names that lead where nothing may go are not tried at all, even where others of theirs are fine."""

    def __init__(self, target: Target, resolver: AbstractResolver) -> None:
        self._target = target
        self._resolver = resolver

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        async with asyncio.timeout(CONNECTING_SECONDS):
            found = await self._resolver.resolve(host, port, family)
        if not all(self._target.lets(one["host"]) for one in found):
            raise AddressRefused("not public")
        return found

    async def close(self) -> None:
        await self._resolver.close()
