"""A gate in front of a server: it lets everything through, nothing, or swallows what is said.

Of a PostgreSQL that is reached by a Unix socket, or of a platform that is reached by TCP.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias
from urllib.parse import parse_qs, urlsplit

Meets: TypeAlias = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
Listens: TypeAlias = Callable[[Meets], Awaitable[asyncio.Server]]
_CHUNK: Final = 64 * 1024
_SOCKET: Final = ".s.PGSQL.5432"


@dataclass(eq=False, slots=True)
class _Line:
    """One connection through the gate."""

    ours: asyncio.StreamWriter
    theirs: asyncio.StreamWriter
    flowing: asyncio.Event = field(default_factory=asyncio.Event)
    cut: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def lasts(self, *pumps: Coroutine[None, None, None]) -> None:
        """Until one side ends, or it is cut."""
        tasks = [asyncio.ensure_future(one) for one in (*pumps, self.cut.wait())]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.ours.close()
        self.theirs.close()


class Gate:
    """Open at first."""

    def __init__(self, beyond: Path | tuple[str, int], listens: Listens) -> None:
        self._beyond = beyond
        self._listens = listens
        self._server: asyncio.Server | None = None
        self._silent = False
        self._lines: set[_Line] = set()
        self.broken = 0
        """Connections that broke because it shut."""
        self.requests_held = 0
        """Connections on which something was said that never arrived."""
        self.answers_held = 0
        """Those on which the server had answered, and nobody heard it."""
        self.address = ""
        """Where it stands: as in DATABASE_URL, or as a web address."""

    async def shuts(self) -> None:
        """All connections break, and whoever connects is refused, until it opens."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self.broken += len(self._lines)
        for line in self._lines:
            line.cut.set()
        for line in list(self._lines):
            await line.over.wait()

    async def opens(self) -> int:
        """Connections can be made (again); the port, where there is one."""
        self._silent = False
        self._server = await self._listens(self._meets)
        name = self._server.sockets[0].getsockname()
        return int(name[1]) if isinstance(name, tuple) else 0

    def goes_half_open(self) -> None:
        """What is connected stays so, and is never heard again; new connections work."""
        for line in self._lines:
            line.flowing.clear()

    def is_silent(self) -> None:
        """Connections are made and swallow everything, until it opens; those stay silent."""
        self._silent = True
        self.goes_half_open()

    async def _meets(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there, onward = await self._connected()
        except OSError:
            writer.close()
            return
        line = _Line(writer, onward)
        if not self._silent:
            line.flowing.set()
        self._lines.add(line)
        await line.lasts(
            _pumps(reader, onward, line, self._holds_request), _pumps(there, writer, line, self._holds_answer)
        )
        self._lines.discard(line)
        line.over.set()

    def _holds_request(self) -> None:
        self.requests_held += 1

    def _holds_answer(self) -> None:
        self.answers_held += 1

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if isinstance(self._beyond, Path):
            return await asyncio.open_unix_connection(str(self._beyond))
        return await asyncio.open_connection(*self._beyond)


async def _pumps(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, line: _Line, holds: Callable[[], None]
) -> None:
    with suppress(OSError):
        while said := await reader.read(_CHUNK):
            if not line.flowing.is_set():
                holds()
            await line.flowing.wait()
            writer.write(said)
            await writer.drain()


@asynccontextmanager
async def before_postgres(url: str, folder: Path) -> AsyncIterator[Gate]:
    """Before the PostgreSQL of a DATABASE_URL; the gate's own socket is in *folder*, which is there."""
    parts = urlsplit(url)
    beyond = Path(parse_qs(parts.query)["host"][0]) / _SOCKET

    async def listens(meets: Meets) -> asyncio.Server:
        return await asyncio.start_unix_server(meets, folder / _SOCKET)

    gate = Gate(beyond, listens)
    gate.address = parts._replace(query=f"host={folder}").geturl()
    await gate.opens()
    try:
        yield gate
    finally:
        await gate.shuts()


@asynccontextmanager
async def before_web(url: str) -> AsyncIterator[Gate]:
    """Before a web server."""
    parts, port = urlsplit(url), 0

    async def listens(meets: Meets) -> asyncio.Server:
        return await asyncio.start_server(meets, "127.0.0.1", port)

    gate = Gate((parts.hostname or "", parts.port or 80), listens)
    port = await gate.opens()
    gate.address = f"http://127.0.0.1:{port}"
    try:
        yield gate
    finally:
        await gate.shuts()
