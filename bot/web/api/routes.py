"""From a request to its answer: address, method, token, pace, words, rows, JSON. Each may say why not."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus
from typing import Final

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Mount
from starlette.types import Receive, Scope, Send

from bot.store import api_tokens
from bot.store.api_tokens import Token
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.turn.library import Library
from bot.web.api.asking import BASE, Asking, Make
from bot.web.api.bearers import Pace, Uses, allowed, good, secret_of
from bot.web.api.cursors import Cursors
from bot.web.api.endpoints import Endpoint, found
from bot.web.api.openapi import DESCRIPTION, description
from bot.web.api.problems import Trouble, only_reading, try_again, unknown_address
from bot.web.api.queries import asked, no_token_in
from bot.web.limits import API, KNOWN

_LOG: Final = logging.getLogger(__name__)
_NEAR: Final = API.rstrip("/")
ALLOWED: Final = "GET, HEAD, OPTIONS"
AT_A_TIME: Final = 2
"""Requests that read at the same time: taps need connections and the processor too."""
LONGEST_WAIT: Final = 5.0
HEADERS: Final = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "vary": "authorization",
    "x-content-type-options": "nosniff",
}
"""Nobody keeps what we answer, and no page of another site reads it: there are no CORS headers."""


@dataclass(frozen=True, slots=True)
class ApiWorld:
    """What answers are made from."""

    database: Database
    library: Library
    now: Callable[[], datetime]
    cursors: Cursors
    uses: Uses
    pace: Pace = field(default_factory=Pace)


def api_routes(world: ApiWorld) -> list[Mount]:
    """All addresses of the API, and whatever else is asked for near them."""
    return [_Below(_NEAR, app=_Api(world))]


class _Below(Mount):
    """Every path below it: a `Mount` lets go those with a line break."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        below = scope["type"] == "http" and scope["path"].startswith(f"{self.path}/")
        return (Match.FULL, {"endpoint": self.app}) if below else (Match.NONE, {})


class _Api:
    """Answers every path and method below `BASE`."""

    def __init__(self, world: ApiWorld) -> None:
        self._world = world
        self._turn = asyncio.Semaphore(AT_A_TIME)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            response = await self._answer(request)
        except Trouble as trouble:
            response = trouble.response()
        except StoreError as error:
            _LOG.error("the API could not be answered: %s", error.what)
            response = try_again("The database cannot be read just now.", 30).response()
        response.headers.update(HEADERS)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        asked_for = request.scope["path"]
        if asked_for == BASE + DESCRIPTION:
            return _plain(request) or _whole(request, description(), {})
        where = found(asked_for.removeprefix(BASE)) if asked_for.startswith(BASE) else None
        if where is None:
            raise unknown_address()
        refused = _plain(request)
        if refused is not None:
            return refused
        no_token_in(request.scope["query_string"])
        async with self._waited():
            token, headers = await self._token(request)
            try:
                make = await self._read(request, *where, token)
            except Trouble as trouble:
                trouble.headers = {**headers, **trouble.headers}
                raise
            body = await asyncio.to_thread(lambda: make().model_dump_json().encode())
        return _whole(request, body, headers)

    @asynccontextmanager
    async def _waited(self) -> AsyncIterator[None]:
        """Those that came before have ended."""
        try:
            async with asyncio.timeout(LONGEST_WAIT):
                await self._turn.acquire()
        except TimeoutError:
            raise try_again("Too much is being read just now.", 5) from None
        try:
            yield
        finally:
            self._turn.release()

    async def _token(self, request: Request) -> tuple[Token, Mapping[str, str]]:
        """Whose request this is, and the headers that tell how many more they may send."""
        secret = secret_of(request.headers)
        known = await self._world.database.read(lambda connection: api_tokens.find(connection, secret))
        now = self._world.now()
        token = good(known, now)
        request.scope[KNOWN] = True
        self._world.uses.note(token.id, now)
        return token, self._world.pace.take(token.id, asyncio.get_running_loop().time())

    async def _read(
        self, request: Request, endpoint: Endpoint, ids: Mapping[str, str], token: Token
    ) -> Make:  # fmt: skip
        allowed(token, endpoint.scope)
        world = self._world
        asking = Asking(
            endpoint.path.replace("{id}", ids.get("id", "")), ids,
            asked(request.scope["query_string"], endpoint.query), token, world.library, world.cursors,
            world.now(),
        )  # fmt: skip

        def work(connection: Connection) -> Make:
            return endpoint.read(connection, asking)

        return await world.database.read(work)


def _plain(request: Request) -> Response | None:
    """What is answered by the method alone."""
    if request.method == "OPTIONS":
        return Response(status_code=HTTPStatus.NO_CONTENT, headers={"allow": ALLOWED})
    if request.method not in ("GET", "HEAD"):
        raise only_reading(request.method, ALLOWED)
    return None


def _whole(request: Request, body: bytes, headers: Mapping[str, str]) -> Response:
    """The answer, or that it is the one that is known already."""
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    every = {**headers, "etag": tag}
    if _knows(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=every)
    return Response(body, headers=every, media_type="application/json")


def _knows(given: str, tag: str) -> bool:
    known = [one.strip().removeprefix("W/") for one in given[:2000].split(",")]
    return "*" in known or tag in known
