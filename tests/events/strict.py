"""A receiver as strict as one should be, and as bad as one can be.

It looks at every request before it answers: the signature, by the library of Standard Webhooks; the event, by
the library of CloudEvents; what it says, by the documented schema, in which no field may be unknown. Then it
answers as a test wishes: with a status, not at all, with nonsense, or by going away.
"""

import asyncio
import json
from asyncio import StreamReader, StreamWriter
from base64 import b64encode
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Self, TypeAlias

from cloudevents.http import CloudEvent, from_http
from jsonschema import Draft202012Validator
from standardwebhooks import Webhook

from tests.fakes.bell import Bell

DOCUMENTED: Final = Path(__file__).parents[2] / "docs" / "events"
Request: TypeAlias = tuple[str, Mapping[str, str], bytes]
"""Its first line, headers by their names in small letters, body."""
KEY: Final = b"a key that both of them know: 32"
SECRET: Final = "whsec_" + b64encode(KEY).decode()


@dataclass(frozen=True)
class Answer:
    """What a request is answered."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    how: str = "whole"
    """`whole`, or `hangs`, `closes`, `resets`, `half open`, `nonsense`, `drips`."""


@dataclass(frozen=True)
class Got:
    """One request that was in order."""

    event: CloudEvent
    headers: Mapping[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return str(self.event["id"])

    @property
    def type(self) -> str:
        return str(self.event["type"]).removeprefix("app.checkup.")

    @property
    def data(self) -> dict[str, Any]:
        return dict(self.event.data)


class Receiver:
    """A server on this machine. `async with`."""

    def __init__(self, *, secret: str = SECRET, real_time: bool = True) -> None:
        """*real_time* False: the sender's clock is not ours, so times are not looked at."""
        self.secret = secret
        self.real_time = real_time
        self.got: list[Got] = []
        """Every request, in the order in which they came, also those that were refused."""
        self.taken: list[str] = []
        """Ids that were answered with a yes."""
        self.complaints: list[str] = []
        self.answers: list[Answer] = []
        """What the next requests are answered; `otherwise` when there are no more."""
        self.otherwise = Answer()
        self.by_type: dict[str, Answer] = {}
        """What events of a type are answered, before all others."""
        self.most_at_once = 0
        self._at_once = 0
        self._bell = Bell()
        self._over = asyncio.Event()
        self._serving: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._over.set()
        self._server.close()
        for task in list(self._serving):
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)
        await self._server.wait_closed()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/events?from=checkup"

    @property
    def types(self) -> list[str]:
        """What came, without repetitions."""
        return [one.type for one in {one.id: one for one in self.got}.values()]

    @property
    def times(self) -> Counter[str]:
        """How often each event came."""
        return Counter(one.id for one in self.got)

    def of(self, type_: str) -> list[dict[str, Any]]:
        """What the events of a type say, without repetitions."""
        return [one.data for one in {one.id: one for one in self.got}.values() if one.type == type_]

    async def has(self, number: int, seconds: float = 30.0) -> None:
        """Waits until so many different events were taken. AssertionError: they were not."""
        assert await self._bell.until(lambda: len(set(self.taken)) >= number, seconds), (
            self.types,
            self.taken,
        )

    async def has_seen(self, number: int, seconds: float = 30.0) -> None:
        """Waits until so many requests came, whatever they were answered."""
        assert await self._bell.until(lambda: len(self.got) >= number, seconds), self.got

    async def _serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        try:
            while (request := await self._request(reader)) is not None:
                if not await self._one(request, writer):
                    return
        finally:
            self._serving.discard(task)
            writer.close()

    async def _request(self, reader: StreamReader) -> Request | None:
        """The next one on this connection; None: no whole one comes any more."""
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            first, *lines = head.decode().rstrip("\r\n").split("\r\n")
            parts = (one.partition(":") for one in lines)
            headers = {name.lower(): value.strip() for name, _, value in parts}
            return first, headers, await reader.readexactly(int(headers.get("content-length", "0")))
        except (ConnectionError, asyncio.IncompleteReadError):
            return None  # senders go, and are killed in the middle of a word
        except (ValueError, asyncio.LimitOverrunError) as error:
            self.complaints.append(f"no request: {error}")
            return None

    async def _one(self, request: Request, writer: StreamWriter) -> bool:
        """Looks, and answers. False: the connection is over."""
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            answer = self._look(*request)
            with suppress(ConnectionError):  # whoever sent it may not wait for the answer
                return await self._answer(writer, answer)
            return False
        finally:
            self._at_once -= 1

    def _look(self, first: str, headers: Mapping[str, str], body: bytes) -> Answer:
        try:
            got = self._checked(first, headers, body)
        except Exception as error:  # noqa: BLE001  # whatever a library says of it
            self.complaints.append(f"{type(error).__name__}: {error}")
            return Answer(400)
        self.got.append(got)
        answer = self.by_type.get(got.type)
        if answer is None:
            answer = self.answers.pop(0) if self.answers else self.otherwise
        if answer.how == "whole" and 200 <= answer.status < 300:
            self.taken.append(got.id)
        self._bell.ring()
        return answer

    def _checked(self, first: str, headers: Mapping[str, str], body: bytes) -> Got:
        assert first == "POST /events?from=checkup HTTP/1.1", first
        assert headers["content-type"].startswith("application/cloudevents+json"), headers
        verify(self.secret, headers, body, real_time=self.real_time)
        event = from_http(dict(headers), body)
        assert headers["webhook-id"] == event["id"]
        name = str(event["type"]).removeprefix("app.checkup.")
        assert event["dataschema"] == f"urn:checkup:event:{name}:1"
        assert event["datacontenttype"] == "application/json"
        Draft202012Validator(closed(documented(name))).validate(event.data)
        return Got(event, headers, body)

    async def _answer(self, writer: StreamWriter, answer: Answer) -> bool:
        match answer.how:
            case "hangs":
                await self._over.wait()
                return False
            case "closes":
                return False
            case "resets":
                writer.transport.abort()
                return False
            case "half open":
                writer.write(b"HTTP/1.1 200 O")
                await writer.drain()
                await self._over.wait()
                return False
            case "nonsense":
                writer.write(b"220 smtp.example.com at your service\r\n")
                await writer.drain()
                return False
        more = "".join(f"{name}: {value}\r\n" for name, value in answer.headers.items())
        length = 10**9 if answer.how == "drips" else len(answer.body)
        head = f"HTTP/1.1 {answer.status} So\r\ncontent-length: {length}\r\n{more}\r\n"
        writer.write(head.encode() + answer.body)
        await writer.drain()
        if answer.how == "drips":
            await self._over.wait()
        return True


def verify(secret: str, headers: Mapping[str, str], body: bytes, *, real_time: bool = True) -> None:
    """Raises where the signature is wrong. The library wants the time to be about now."""
    if real_time:
        Webhook(secret).verify(body, dict(headers))
        return

    then = datetime.fromtimestamp(int(headers["webhook-timestamp"]), UTC)
    expected = Webhook(secret).sign(headers["webhook-id"], then, body.decode())
    assert expected in headers["webhook-signature"].split(" ")


def documented(name: str) -> dict[str, Any]:
    """The schema of a type, as it is handed out."""
    found: dict[str, Any] = json.loads((DOCUMENTED / f"{name}.json").read_text())
    return found


def closed(schema: dict[str, Any]) -> dict[str, Any]:
    """The same, letting through no field that it does not name."""
    made = deepcopy(schema)

    def close(node: Any) -> None:
        if isinstance(node, dict):
            if "properties" in node:
                node.setdefault("additionalProperties", False)
            for value in node.values():
                close(value)
        elif isinstance(node, list):
            for value in node:
                close(value)

    close(made)
    return made
