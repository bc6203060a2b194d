"""Socket Mode: connections with a ticket, envelopes, and what the app sends back for each."""

import asyncio
import json
import random
from collections.abc import Iterator
from itertools import count
from typing import Any, Final

from aiohttp import WSMsgType, web

from tests.fakes.bell import Bell
from tests.fakes.lived import Lived

MOST_CONNECTIONS: Final = 10
_GRACE: Final = 2.0
"""Seconds between the word that a connection ends, and its end."""
_HELD: Final = 60.0
"""Seconds for which an event waits for a connection."""


class Link:
    """One connection of the app."""

    def __init__(self, socket: web.WebSocketResponse, transport: asyncio.Transport | None) -> None:
        self.socket = socket
        self._transport = transport
        self.silent = False
        """Open, but nothing comes through any more in either direction."""
        self.leaving = False
        """Was told to go, or is broken; it is given nothing new."""
        self.waiting: dict[str, asyncio.Future[Any]] = {}
        """Envelopes without an acknowledgement so far."""

    async def sends(self, what: dict[str, Any]) -> None:
        if not self.silent and not self.socket.closed:
            await self.socket.send_str(json.dumps(what, ensure_ascii=False))

    def breaks(self) -> None:
        """From one moment to the next, without a word."""
        self.leaving = True
        self.ends()
        if self._transport:
            self._transport.abort()

    def ends(self) -> None:
        """Nobody waits for what was sent here any more."""
        for one in self.waiting.values():
            if not one.done():
                one.set_exception(ConnectionResetError())


class Sockets:
    """All connections; each envelope goes to one of them, whichever."""

    def __init__(self, bell: Bell, lived: Lived, answer_seconds: float) -> None:
        self._bell = bell
        self._lived = lived
        self.answer_seconds = answer_seconds
        self._numbers = count(1)
        self._tickets: set[str] = set()
        self._chance = random.Random(0)
        self._closing: set[asyncio.Task[None]] = set()
        self.links: list[Link] = []
        self.ever = False
        """Was there ever a connection?"""

    def ticket(self) -> str:
        """For one connection."""
        ticket = f"ticket-{next(self._numbers)}"
        self._tickets.add(ticket)
        return ticket

    async def serve(self, request: web.BaseRequest, app_id: str) -> web.StreamResponse:
        """A connection from its beginning to its end."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403)
        self._tickets.remove(ticket)
        socket = web.WebSocketResponse(autoping=False, autoclose=True)
        await socket.prepare(request)
        link = Link(socket, request.transport)
        if len(self.links) >= MOST_CONNECTIONS:
            await link.sends({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        self.links.append(link)
        self.ever = True
        try:
            await link.sends(_hello(app_id, len(self.links)))
            await socket.ping(b"Ping from the fake")
            self._bell.ring()
            await self._listen(link)
        finally:
            self.links.remove(link)
            link.ends()
            self._bell.ring()
        return socket

    async def sends(
        self, kind: str, payload: dict[str, Any], *, accepts: bool = False, attempt: int = 0, reason: str = ""
    ) -> tuple[int, Any, str]:
        """The parts of an `Ack`; an event waits for a connection, what a person does does not."""
        if kind == "events_api":
            await self._bell.until(lambda: any(self._open), _HELD)
        link = self._any()
        if link is None:
            return 0, None, "connection_failed"
        envelope: dict[str, Any] = {
            "envelope_id": f"envelope-{next(self._numbers)}", "type": kind, "payload": payload,
            "accepts_response_payload": accepts,
        }  # fmt: skip
        if kind == "events_api":
            envelope |= {"retry_attempt": attempt, "retry_reason": reason}
        return await self._sends_by(link, envelope)

    # --- What goes wrong ---

    async def refresh(self) -> None:
        """Every connection is told that it will end, and soon after that it does."""
        for link in list(self.links):
            link.leaving = True
            await link.sends(
                {"type": "disconnect", "reason": "refresh_requested", "debug_info": {"host": "fake"}}
            )
            self._ends_soon(link)

    def _ends_soon(self, link: Link) -> None:
        closing = asyncio.get_running_loop().create_task(self._closes(link))
        self._closing.add(closing)
        closing.add_done_callback(self._closing.discard)

    async def _closes(self, link: Link) -> None:
        await asyncio.sleep(_GRACE)
        await link.socket.close()

    async def drop(self) -> None:
        """All connections break."""
        for link in list(self.links):
            link.breaks()

    def silence(self) -> None:
        """The connections stay open and are dead."""
        for link in self.links:
            link.silent = True

    async def close(self) -> None:
        for one in self._closing:
            one.cancel()
        for link in list(self.links):
            await link.socket.close()

    @property
    def usable(self) -> int:
        """Connections that are given something."""
        return sum(1 for _ in self._open)

    @property
    def _open(self) -> Iterator[Link]:
        return (link for link in self.links if not link.leaving and not link.socket.closed)

    def _any(self) -> Link | None:
        usable = list(self._open)
        return self._chance.choice(usable) if usable else None

    async def _sends_by(self, link: Link, envelope: dict[str, Any]) -> tuple[int, Any, str]:
        answer = asyncio.get_running_loop().create_future()
        identity = envelope["envelope_id"]
        link.waiting[identity] = answer
        try:
            await link.sends(envelope)
            return 200, await self._lived.within(self.answer_seconds, answer), ""
        except TimeoutError:
            return 0, None, "http_timeout"
        except (ConnectionError, RuntimeError):
            return 0, None, "connection_failed"
        finally:
            del link.waiting[identity]

    async def _listen(self, link: Link) -> None:
        async for message in link.socket:
            if link.silent:
                continue
            if message.type is WSMsgType.PING:
                await link.socket.pong(message.data)
            elif message.type is WSMsgType.TEXT:
                said = json.loads(message.data)
                waiting = link.waiting.get(said.get("envelope_id", ""))
                if waiting and not waiting.done():
                    waiting.set_result(said.get("payload"))


def _hello(app_id: str, connections: int) -> dict[str, Any]:
    return {
        "type": "hello", "num_connections": connections, "connection_info": {"app_id": app_id},
        "debug_info": {"host": "fake", "approximate_connection_time": 3600},
    }  # fmt: skip
