"""How much one address is answered, and what no request may be like.

Who an address is: who opened the connection. `X-Forwarded-For` is believed where a proxy of the settings
opened it, and only as far as the proxies go: what stands left of them anybody can write. Behind a proxy that
is not set all visitors are one address.

- Pages and whatever else there is: each request takes a permit.
- The API: without a header for a token it is a page like others. With one, whatever is answered without a
  good token takes the permit of a page, and where none is left, the answer is not sent; good tokens have a
  limit of their own. Refused tokens take a permit of refusals, too: an address that has none left is not
  listened to.
- Webhooks of the platforms: only refused requests take one. Who has none left is still listened to, because
  a good signature may come from behind the same proxy; what is refused then is not logged any more.
- Whether the process is well: free.
"""

import asyncio
import logging
from collections.abc import Sequence
from http import HTTPStatus
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final, TypeAlias

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.events.target import Address
from bot.reception.buckets import Admission, Allowance, Buckets
from bot.web.api.problems import address_asks_too_often, cannot_be_read

_LOG: Final = logging.getLogger(__name__)
PAGES: Final = Allowance(at_once=120, a_second=4)
REFUSALS: Final = Allowance(at_once=30, a_second=0.5)
HUSHED: Final = "checkup.hushed"
"""In a scope: a refusal is not worth a line any more."""
KNOWN: Final = "checkup.known"
"""In a scope, once its token was found good: who asks is limited by it."""
TELEGRAM: Final = "/telegram/webhook"
SLACK: Final = "/slack/events"
WEBHOOKS: Final = (TELEGRAM, SLACK)
HEALTH: Final = ("/healthz", "/readyz")
API: Final = "/api/"
_REFUSED: Final = frozenset({400, 401, 403, 405, 413})
_AGAIN_SECONDS: Final = 30
_OF_ONE_NETWORK: Final = 64
"""Bits of an IPv6 address: one subscriber has all the others."""

Proxies: TypeAlias = Sequence[IPv4Network | IPv6Network]


def who_asks(scope: Scope, proxies: Proxies) -> str:
    """The address that counts; networks of IPv6 count as one."""
    client = scope.get("client")
    address = _address(client[0]) if client else None
    if address is None:
        return ""
    if _is_of(address, proxies):
        for written in reversed(_forwarded(scope)):
            before = _address(written)
            if before is None:
                break
            address = before
            if not _is_of(address, proxies):
                break
    if isinstance(address, IPv6Address):
        return f"{IPv6Network((address, _OF_ONE_NETWORK), strict=False)}"
    return f"{address}"


class Limits:
    """Stands before the application."""

    def __init__(
        self,
        app: ASGIApp,
        proxies: Proxies = (),
        pages: Allowance = PAGES,
        refusals: Allowance = REFUSALS,
    ) -> None:
        self._app = app
        self._proxies = proxies
        self._pages = Buckets(pages)
        self._refusals = Buckets(refusals)
        self._warned = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        wrong = _wrong_with(scope)
        if wrong is not None:
            await _answers(wrong, scope, receive, send)
            return
        path = scope["path"]
        if path in HEALTH:
            await self._app(scope, receive, send)
            return
        self._look_at_proxy(scope)
        asking, now = who_asks(scope, self._proxies), asyncio.get_running_loop().time()
        if path in WEBHOOKS:
            await self._webhook(asking, scope, receive, send)
        elif path.startswith(API) and "authorization" in Headers(scope=scope):
            await self._token(asking, scope, receive, send)
        elif self._pages.take(asking, now) is Admission.TAKEN:
            await self._app(scope, receive, send)
        else:
            await _answers(HTTPStatus.TOO_MANY_REQUESTS, scope, receive, send)

    async def _webhook(self, asking: str, scope: Scope, receive: Receive, send: Send) -> None:
        """What is refused takes a permit."""
        clock = asyncio.get_running_loop()
        if self._refusals.is_empty(asking, clock.time()):
            scope[HUSHED] = True

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in _REFUSED:
                self._refusals.take(asking, clock.time())
            await send(message)

        await self._app(scope, receive, counted)

    async def _token(self, asking: str, scope: Scope, receive: Receive, send: Send) -> None:
        """What is answered without a good token takes a permit, or is not sent."""
        clock = asyncio.get_running_loop()
        if self._refusals.is_empty(asking, clock.time()):
            await _answers(HTTPStatus.TOO_MANY_REQUESTS, scope, receive, send)
            return
        is_sent = True

        async def counted(message: Message) -> None:
            nonlocal is_sent
            if message["type"] == "http.response.start" and KNOWN not in scope:
                now = clock.time()
                if message["status"] == HTTPStatus.UNAUTHORIZED:
                    self._refusals.take(asking, now)
                is_sent = self._pages.take(asking, now) is Admission.TAKEN
                if not is_sent:
                    await _answers(HTTPStatus.TOO_MANY_REQUESTS, scope, receive, send)
            if is_sent:
                await send(message)

        await self._app(scope, receive, counted)

    def _look_at_proxy(self, scope: Scope) -> None:
        """An operator who has a proxy and has not said so would wonder about 429s."""
        if self._warned or not _forwarded(scope) or not scope.get("client"):
            return
        address = _address(scope["client"][0])
        if address is not None and not _is_of(address, self._proxies):
            self._warned = True
            _LOG.warning(
                "requests come through a proxy that CHECKUP_TRUSTED_PROXIES does not name: all its visitors"
                " count as one address"
            )


def _wrong_with(scope: Scope) -> HTTPStatus | None:
    """What is refused whoever asks for whatever."""
    headers = Headers(scope=scope)
    if headers.get("content-encoding", "identity").strip().lower() not in ("identity", ""):
        return HTTPStatus.UNSUPPORTED_MEDIA_TYPE  # nothing that unpacks into more than was sent
    if len(headers.getlist("content-length")) > 1 or len(headers.getlist("host")) > 1:
        return HTTPStatus.BAD_REQUEST  # which of them a proxy has read nobody knows
    if any(ord(letter) < 32 or letter in "\x7f\\" for letter in scope["path"]):
        return HTTPStatus.BAD_REQUEST
    return None


async def _answers(status: HTTPStatus, scope: Scope, receive: Receive, send: Send) -> None:
    again = status is HTTPStatus.TOO_MANY_REQUESTS
    response: Response = PlainTextResponse(f"{status.phrase}\n", status)
    if scope["path"].startswith(API):
        response = (address_asks_too_often(_AGAIN_SECONDS) if again else cannot_be_read(status)).response()
    response.headers["connection"] = "close"
    response.headers["cache-control"] = "no-store"
    response.headers["x-content-type-options"] = "nosniff"
    if again:
        response.headers["retry-after"] = f"{_AGAIN_SECONDS}"
    await response(scope, receive, send)


def _forwarded(scope: Scope) -> list[str]:
    """Left to right, as the proxies have added to it."""
    lines = Headers(scope=scope).getlist("x-forwarded-for")
    return [part.strip() for part in ",".join(lines).split(",") if part.strip()]


def _address(written: object) -> Address | None:
    """Also with a port, and in brackets; an IPv4 address within an IPv6 one is that."""
    text = str(written).strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text)
    except ValueError:
        return None
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        return found.ipv4_mapped
    return found


def _is_of(address: Address, networks: Proxies) -> bool:
    return any(address in network for network in networks)
