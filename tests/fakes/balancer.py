"""A load balancer, as it stands before several processes: each request goes to the next one that takes it.

What no process took in is answered with 503; what one took and died over is answered with 502, and is not
given to another: only the sender knows whether it may be said twice.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import count
from typing import Final

import aiohttp
from aiohttp import web

_NOT_HANDED_ON: Final = frozenset({"connection", "content-length", "host", "keep-alive", "transfer-encoding"})
_SECONDS: Final = aiohttp.ClientTimeout(total=30.0, sock_connect=2.0)
_LARGEST: Final = 4 * 1024 * 1024


class Balancer:
    """Hands requests on to addresses, in turn."""

    def __init__(self, session: aiohttp.ClientSession, behind: Sequence[str]) -> None:
        self.behind = list(behind)
        """Addresses such as `http://127.0.0.1:8080`."""
        self.address = ""
        self.handed_on = [0] * len(self.behind)
        """How many requests each has taken."""
        self._session = session
        self._turn = count()

    async def hand_on(self, request: web.Request) -> web.Response:
        """One request."""
        body = await request.read()
        first = next(self._turn)
        for step in range(len(self.behind)):
            place = (first + step) % len(self.behind)
            try:
                return await self._asked(place, request, body)
            except aiohttp.ClientConnectorError:
                continue
            except (aiohttp.ClientError, TimeoutError):
                return web.Response(status=502)
        return web.Response(status=503)

    async def _asked(self, place: int, request: web.Request, body: bytes) -> web.Response:
        headers = {
            name: value for name, value in request.headers.items() if name.lower() not in _NOT_HANDED_ON
        }
        async with self._session.request(
            request.method, f"{self.behind[place]}{request.rel_url}", headers=headers, data=body,
            allow_redirects=False,
        ) as answer:  # fmt: skip
            self.handed_on[place] += 1
            kept = {
                name: value for name, value in answer.headers.items() if name.lower() not in _NOT_HANDED_ON
            }
            return web.Response(status=answer.status, body=await answer.read(), headers=kept)


@asynccontextmanager
async def balancer(behind: Sequence[str], port: int = 0) -> AsyncIterator[Balancer]:
    """A balancer before these addresses; it listens on a port of this machine."""
    connector = aiohttp.TCPConnector(force_close=True)  # a process that died leaves no connection behind
    async with aiohttp.ClientSession(timeout=_SECONDS, connector=connector, auto_decompress=False) as session:
        made = Balancer(session, behind)
        app = web.Application(client_max_size=_LARGEST)
        app.router.add_route("*", "/{path:.*}", made.hand_on)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        made.address = site.name if port else f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield made
        finally:
            await runner.cleanup()
