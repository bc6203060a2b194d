"""The wire: python-telegram-bot's seam for requests, through aiohttp.

`Wire.call` is the way of a tap: one JSON body, the answer as plain values, the library's errors. The
library's own `Bot` goes through the same object for everything that is seldom asked. Nothing is repeated
here: whether something may be sent again is the outbox's business (design §7).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Any, Final, cast

import aiohttp
import orjson
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.channels.telegram.line import CONNECT_SECONDS, Line, Lost, NotConnected
from bot.watching.calling import calling
from bot.watching.counted import No

CONNECTIONS: Final = 100
ANSWER_SECONDS: Final = 20.0
"""How long an answer is waited for: after that nobody knows whether the request had an effect."""
LONG_POLL: Final = "getUpdates"


class NotSent(NetworkError):  # noqa: N818  # read as a word
    """There was no connection: nothing can have happened, so it may be tried again."""


class ServerTrouble(NetworkError):  # noqa: N818  # as above
    """The server answered that it cannot just now (HTTP 500 and above): the request had no effect."""


class TooMany(NetworkError):  # noqa: N818  # as above
    """The server wants to be asked again after so many seconds; the request had no effect.

    In place of the library's `RetryAfter`, whose seconds cannot be read without a warning.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(f"again in {seconds} s")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Body:
    """Parameters in JSON. The seam hands on what it is given; its own class takes a parameter at a time."""

    encoded: bytes


class Wire(BaseRequest):
    """One pool of connections to one Bot API server."""

    def __init__(self, *, connections: int = CONNECTIONS, answer_seconds: float = ANSWER_SECONDS) -> None:
        self._connections = connections
        self._answer_seconds = answer_seconds
        self._session: aiohttp.ClientSession | None = None
        self._lines: dict[str, Line] = {}
        """By the server's address: there is one."""

    @property
    def read_timeout(self) -> float:
        return self._answer_seconds

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=60),
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_SECONDS),
                auto_decompress=True,
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            session, self._session = self._session, None
            for line in self._lines.values():
                line.close()
            await session.close()

    async def call(self, url: str, values: Mapping[str, Any], *, seconds: float | None = None) -> Any:
        """The method at *url* with these values; its result. Raises a `TelegramError`."""
        body = cast("RequestData", Body(orjson.dumps(values)))
        return await self.post(url, body, read_timeout=seconds or self._answer_seconds)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """As the library does it, but what cannot be read is not logged: it may quote a person."""
        try:
            answer = json.loads(payload)  # takes half a surrogate pair, as people's apps may send
        except ValueError as error:
            raise TelegramError("the answer is no JSON") from error
        if not isinstance(answer, dict) or not ("result" in answer or "description" in answer):
            raise TelegramError("the answer is none of the Bot API")
        return answer

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | Body | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  # the library names it
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  # the library names it
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  # the library names it
    ) -> tuple[int, bytes]:
        """One request, watched."""
        name = url.rsplit("/", 1)[-1]
        with calling("telegram", name, _no, timed=name != LONG_POLL) as call:
            status, payload = await self._asked(url, method, request_data, read_timeout)
            call.status(status)
            return status, payload

    async def _asked(
        self, url: str, method: str, request_data: RequestData | Body | None, read_timeout: Any
    ) -> tuple[int, bytes]:
        """One request. `TimedOut` and `NetworkError` say that it may have had an effect, `NotSent` that it
        had not.
        """
        if self._session is None:
            raise NotSent("the wire is not open")
        seconds = read_timeout if isinstance(read_timeout, int | float) else self._answer_seconds
        if isinstance(request_data, Body):
            return await self._posted(url, request_data.encoded, seconds)
        try:
            async with self._session.request(
                method,
                url,
                data=_body(request_data),
                timeout=aiohttp.ClientTimeout(total=seconds, sock_connect=CONNECT_SECONDS),
            ) as answer:
                return _taken(answer.status, await answer.read())
        except aiohttp.ClientConnectorError as error:
            raise NotSent(f"no connection: {type(error).__name__}") from error
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:
            raise NetworkError(f"connection lost: {type(error).__name__}") from error

    async def _posted(self, url: str, body: bytes, seconds: float) -> tuple[int, bytes]:
        """The short way: JSON by a line."""
        origin, path = _split(url)
        line = self._lines.get(origin)
        if line is None:
            line = self._lines[origin] = Line(origin, self._connections)
        try:
            answer = await line.post(path, body, seconds)
        except NotConnected as error:
            raise NotSent(f"no connection: {error}") from error
        except TimeoutError as error:
            raise TimedOut from error
        except Lost as error:
            raise NetworkError(f"connection lost: {error}") from error
        return _taken(answer.status, answer.body)


@cache
def _split(url: str) -> tuple[str, str]:
    """Server and path; there are as many as methods."""
    scheme, _, rest = url.partition("://")
    host, _, path = rest.partition("/")
    return f"{scheme}://{host}", f"/{path}"


def _taken(status: int, payload: bytes) -> tuple[int, bytes]:
    """The answer, where the server did what it was asked or says why not."""
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise ServerTrouble(f"HTTP {status}")
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise TooMany(_retry_after(payload))
    return status, payload


def _no(error: BaseException) -> No | None:
    """How the server said no."""
    match error:
        case NotSent():
            return No.UNREACHABLE
        case ServerTrouble():
            return No.TROUBLE
        case TooMany():
            return No.TOO_MANY
        case NetworkError():
            return No.LOST
    return None


def _retry_after(payload: bytes) -> float:
    """Bot API `ResponseParameters`."""
    try:
        seconds = json.loads(payload)["parameters"]["retry_after"]
    except (ValueError, KeyError, TypeError):
        return 1.0
    return float(seconds) if isinstance(seconds, int | float) and seconds > 0 else 1.0


def _body(request_data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if request_data is None:
        return None
    if not request_data.contains_files:
        return request_data.json_parameters
    form = aiohttp.FormData(request_data.json_parameters)
    for name, (filename, content, kind) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form
