"""Posts of JSON to one server over kept connections: the way of a tap.

Of a full HTTP client a message needs one request and one answer, and that client's way takes longer than the
turn's own. Nothing is repeated here, nothing is redirected, and no answer is compressed, as nobody asks for
that.
"""

import asyncio
import ssl
from typing import Final, NamedTuple, cast
from urllib.parse import urlsplit

import httptools

CONNECT_SECONDS: Final = 5.0
IDLE_SECONDS: Final = 15.0
"""A connection that was quiet for so long may be on its way down: a new one is opened."""
LARGEST_ANSWER: Final = 16 * 1024 * 1024


class NotConnected(Exception):  # noqa: N818  # read as a sentence
    """Nothing was sent."""


class Lost(Exception):  # noqa: N818  # read as a word
    """The connection ended, or spoke no HTTP, before the answer was whole."""


class Answer(NamedTuple):
    """What the server said."""

    status: int
    body: bytes


class Line:
    """The connections to one server, at most so many at the same time."""

    def __init__(self, origin: str, connections: int) -> None:
        """*origin*: `https://host:port`."""
        parts = urlsplit(origin)
        self._host, secure = parts.hostname or "", parts.scheme == "https"
        self._port = parts.port or (443 if secure else 80)
        self._tls = ssl.create_default_context() if secure else None
        self._head = (
            f" HTTP/1.1\r\nHost: {parts.netloc.rpartition('@')[2]}\r\nAccept: */*\r\n"
            "Content-Type: application/json\r\nContent-Length: "
        )
        self._free = asyncio.Semaphore(connections)
        self._idle: list[_Connection] = []

    async def post(self, path: str, body: bytes, seconds: float) -> Answer:
        """The answer; TimeoutError when it did not come in time, Lost when the connection ended before, both
        of which may have had an effect, NotConnected when nothing can have had one.
        """
        request = f"POST {path}{self._head}{len(body)}\r\n\r\n".encode("latin-1") + body
        if self._free.locked():
            await self._waits(seconds)
        else:
            await self._free.acquire()
        try:
            connection = self._kept() or await self._connected()
            answer = await connection.ask(request, seconds)
        finally:
            self._free.release()
        if connection.is_good:
            self._idle.append(connection)
        return answer

    def close(self) -> None:
        """Nothing is asked any more."""
        while self._idle:
            self._idle.pop().end()

    async def _waits(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._free.acquire()
        except TimeoutError as error:
            raise NotConnected("all connections are in use") from error

    def _kept(self) -> "_Connection | None":
        now = asyncio.get_running_loop().time()
        while self._idle:
            connection = self._idle.pop()
            if connection.is_good and now - connection.used_at < IDLE_SECONDS:
                return connection
            connection.end()
        return None

    async def _connected(self) -> "_Connection":
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                _, made = await loop.create_connection(_Connection, self._host, self._port, ssl=self._tls)
        except (OSError, TimeoutError) as error:
            raise NotConnected(type(error).__name__) from error
        return made


class _Connection(asyncio.Protocol):
    """One request at a time."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._waiting: asyncio.Future[Answer] | None = None
        self.is_open = False
        self.used_at = 0.0
        self._begin()

    def _begin(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self._body: list[bytes] = []
        self._size = 0
        self._has_end = self._is_whole = self._has_head = self._stays = False

    @property
    def is_good(self) -> bool:
        """The end of it may have begun without having been told."""
        return self.is_open and not self._transport.is_closing()

    async def ask(self, request: bytes, seconds: float) -> Answer:
        """Sends, and waits for the answer."""
        self._waiting = waiting = self._loop.create_future()
        late = self._loop.call_later(seconds, self._fail, TimeoutError())
        self._transport.write(request)
        try:
            answer: Answer = await waiting
            return answer  # a name for its type
        finally:
            late.cancel()
            self.used_at = self._loop.time()
            if self._waiting is not None:  # whoever asked has gone
                self._waiting = None
                self.end()

    def end(self) -> None:
        """Closes at once."""
        self.is_open = False
        self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self.is_open = True

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_open = False
        if self._has_head and not self._has_end and exc is None:  # such an answer ends with its connection
            self._done()
        else:
            self._fail(Lost("the connection ended"))

    def data_received(self, data: bytes) -> None:
        if self._waiting is None:  # nobody has asked
            self.end()
            return
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self._fail(Lost("no HTTP"))
            return
        if self._is_whole:
            self._done()

    # --- what the parser tells ---------------------------------------------------------------------

    def on_header(self, name: bytes, _value: bytes) -> None:
        self._has_end = self._has_end or name.lower() in (b"content-length", b"transfer-encoding")

    def on_headers_complete(self) -> None:
        self._has_head = True

    def on_body(self, body: bytes) -> None:
        self._size += len(body)
        if self._size > LARGEST_ANSWER:
            self._fail(Lost("the answer is too large"))
        else:
            self._body.append(body)

    def on_message_complete(self) -> None:
        self._is_whole = True
        self._stays = self._parser.should_keep_alive()  # later the parser has forgotten

    # --- what comes of it --------------------------------------------------------------------------

    def _done(self) -> None:
        waiting, self._waiting = self._waiting, None
        answer = Answer(self._parser.get_status_code(), b"".join(self._body))
        if not self._stays:
            self.end()
        self._begin()
        if waiting is not None and not waiting.done():
            waiting.set_result(answer)

    def _fail(self, error: Exception) -> None:
        waiting, self._waiting = self._waiting, None
        self.end()
        if waiting is not None and not waiting.done():
            waiting.set_exception(error)
