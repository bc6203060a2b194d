"""Proves: a connection that may be on its way down carries no request more, and any other does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest

from bot.channels.telegram import line
from bot.channels.telegram.line import Line

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


class Server:
    """Answers everything, and counts the connections."""

    def __init__(self) -> None:
        self.connections = 0
        self._talking: set[asyncio.Task[None]] = set()

    async def meets(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.current_task()
        assert task is not None
        self._talking.add(task)
        with suppress(OSError):
            while await reader.read(65536):
                writer.write(ANSWER)
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()

    async def ends(self) -> None:
        if self._talking:
            await asyncio.wait(self._talking, timeout=5)


@pytest.fixture
async def server() -> Server:
    return Server()


@pytest.fixture
async def to(server: Server) -> AsyncIterator[Line]:
    listening = await asyncio.start_server(server.meets, "127.0.0.1", 0)
    made = Line(f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}", 2)
    yield made
    made.close()
    listening.close()
    await server.ends()


async def asks(to: Line) -> None:
    assert (await to.post("/", b"{}", 5.0)).body == b"ok"


async def test_one_that_was_just_used_is_used_again(server: Server, to: Line) -> None:
    await asks(to)
    await asks(to)
    assert server.connections == 1


async def test_one_that_was_quiet_is_not(server: Server, to: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    assert line.IDLE_SECONDS == 15
    monkeypatch.setattr(line, "IDLE_SECONDS", 0.1)
    await asks(to)
    await asyncio.sleep(0.2)
    await asks(to)
    assert server.connections == 2


async def test_one_that_is_closing_is_not(server: Server, to: Line) -> None:
    await asks(to)
    to._idle[0]._transport.close()  # the loop has not told it yet
    await asks(to)
    assert server.connections == 2
