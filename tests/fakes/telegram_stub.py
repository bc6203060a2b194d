"""A Bot API server that says yes to everything at once, for benchmarks.

`python -m tests.fakes.telegram_stub --port 0` prints its address first. It keeps nothing but counts (`GET
/counts`) and checks nothing: it is there to measure a bot; to test one is the business of the fake in
`tests/fakes/telegram`.
"""

import argparse
import asyncio
import json
import re
import signal
import sys
from abc import ABC, abstractmethod
from collections import Counter
from itertools import count
from typing import Final, cast

import uvloop

_HEAD_END: Final = b"\r\n\r\n"
_LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED: Final = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
_CHUNKS_END: Final = b"\r\n0\r\n\r\n"
_CHAT: Final = re.compile(rb'chat_id(?:"\s*:\s*"?|=|"\r\n(?:[^\r]+\r\n)*\r\n)(-?\d+)')
_MESSAGE: Final = re.compile(rb'message_id(?:"\s*:\s*"?|=)(\d+)')
_ANSWER: Final = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{}"
_BOT: Final = '{"id":7000000001,"is_bot":true,"first_name":"Stub","username":"stub_bot"}'
_TIMEOUT: Final = re.compile(rb'timeout(?:"\s*:\s*"?|=)(\d+)')
_LONGEST_POLL: Final = 1


class Stub:
    """What all connections share."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.numbers = count(1)

    def result(self, method: str, body: bytes) -> str:
        """What the method gives back, as JSON."""
        if method == "getme":
            return _BOT
        if method.startswith("send") and method != "sendchataction":
            return self._message(body, next(self.numbers))
        if method.startswith("editmessage"):
            found = _MESSAGE.search(body)
            return self._message(body, int(found.group(1)) if found else 1)
        if method == "getwebhookinfo":
            return '{"url":"","has_custom_certificate":false,"pending_update_count":0}'
        return "[]" if method.startswith("get") else "true"

    def _message(self, body: bytes, number: int) -> str:
        found = _CHAT.search(body)
        chat = found.group(1).decode() if found else "1"
        return (
            f'{{"message_id":{number},"from":{_BOT},"chat":{{"id":{chat},"type":"private","first_name":"Ana"}},'
            '"date":1900000000,"text":"…"}'
        )


class Connection(asyncio.Protocol, ABC):
    """One connection: requests are answered in the order in which they come."""

    def __init__(self) -> None:
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._received += data
        while (end := self._received.find(_HEAD_END)) >= 0:
            head = self._received[: end + 2]
            whole = self._whole(head, end + len(_HEAD_END))
            if whole is None:
                return
            body = self._received[end + len(_HEAD_END) : whole]
            self._received = self._received[whole:]
            self._answer(head.split(b" ", 2)[1].decode(), body)

    def _whole(self, head: bytes, begin: int) -> int | None:
        """Where the request ends; None where it is not here in full."""
        if _CHUNKED.search(head):
            last = self._received.find(_CHUNKS_END, begin - 2)
            return last + len(_CHUNKS_END) if last >= 0 else None
        length = _LENGTH.search(head)
        end = begin + (int(length.group(1)) if length else 0)
        return end if len(self._received) >= end else None

    @abstractmethod
    def _answer(self, path: str, body: bytes) -> None:
        """Writes what a request is answered."""

    def _write(self, answer: str) -> None:
        if not self._transport.is_closing():
            encoded = answer.encode()
            self._transport.write(_ANSWER.format(len(encoded), answer).encode())


class BotConnection(Connection):
    """One of a bot."""

    def __init__(self, stub: Stub) -> None:
        super().__init__()
        self._stub = stub

    def _answer(self, path: str, body: bytes) -> None:
        method = path.rpartition("/")[2].partition("?")[0].lower()
        if method == "counts":
            self._write(json.dumps(self._stub.counts))
            return
        self._stub.counts[method] += 1
        answer = f'{{"ok":true,"result":{self._stub.result(method, body)}}}'
        if method == "getupdates":
            waits = _TIMEOUT.search(body)
            seconds = min(int(waits.group(1)), _LONGEST_POLL) if waits else 0
            asyncio.get_running_loop().call_later(seconds, self._write, answer)
        else:
            self._write(answer)


async def _serve(port: int) -> None:
    loop, ended, stub = asyncio.get_running_loop(), asyncio.Event(), Stub()
    for ending in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(ending, ended.set)
    server = await loop.create_server(lambda: BotConnection(stub), "127.0.0.1", port, backlog=1024)
    async with server:
        sys.stdout.write("http://{}:{}\n".format(*server.sockets[0].getsockname()))
        sys.stdout.flush()
        await ended.wait()


def main() -> None:
    """Runs until it is told to end."""
    reader = argparse.ArgumentParser(description="A Bot API server that says yes to everything.")
    reader.add_argument("--port", type=int, default=0)
    uvloop.run(_serve(reader.parse_args().port))


if __name__ == "__main__":
    main()
