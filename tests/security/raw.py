"""Requests written byte by byte, over connections of the test's own: nothing corrects them on the way."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; status 0: the connection was closed without a word."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Line:
    """One connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def says(self, data: bytes) -> None:
        with suppress(ConnectionError):
            self.writer.write(data)
            await self.writer.drain()

    async def hears(self, seconds: float = 5.0) -> Answer:
        """The next answer."""
        try:
            async with asyncio.timeout(seconds):
                head = await self.reader.readuntil(b"\r\n\r\n")
                first, *lines = head.decode("latin-1").split("\r\n")
                named = (one.partition(":") for one in lines if one)
                headers = {name.strip().lower(): value.strip() for name, _, value in named}
                body = await self.reader.readexactly(int(headers.get("content-length", "0")))
                return Answer(int(first.split(" ")[1]), headers, body)
        except (asyncio.IncompleteReadError, ConnectionError):
            return Answer(0, {}, b"")

    async def is_closed_within(self, seconds: float) -> bool:
        """Does the other side hang up, whatever it says before?"""
        with suppress(ConnectionError):
            try:
                async with asyncio.timeout(seconds):
                    while await self.reader.read(65536):
                        pass
            except TimeoutError:
                return False
        return True


@asynccontextmanager
async def line_to(address: str, source: str = "127.0.0.1") -> AsyncIterator[Line]:
    """A connection to where we serve. *source*: any address of the loopback network."""
    parts = urlsplit(address)
    reader, writer = await asyncio.open_connection(
        parts.hostname, parts.port, limit=1 << 20, local_addr=(source, 0)
    )
    try:
        yield Line(reader, writer)
    finally:
        writer.close()
        with suppress(ConnectionError, TimeoutError):
            await asyncio.wait_for(writer.wait_closed(), 1)


async def asks(address: str, request: bytes, source: str = "127.0.0.1", seconds: float = 5.0) -> Answer:
    """One request over a connection of its own."""
    async with line_to(address, source) as line:
        await line.says(request)
        return await line.hears(seconds)


def get(path: str, *headers: str) -> bytes:
    """A `GET` as browsers send it."""
    lines = [f"GET {path} HTTP/1.1", "Host: checkup.example", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1")


def post(path: str, body: bytes, *headers: str) -> bytes:
    """A `POST` whose length is right."""
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: checkup.example",
        f"Content-Length: {len(body)}",
        *headers,
        "",
        "",
    ]
    return "\r\n".join(lines).encode("latin-1") + body
