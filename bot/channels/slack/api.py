"""The Web API and response addresses, through slack_sdk on one shared session.

The library would repeat a request whose connection broke, without knowing whether it had an effect: that is
switched off. Whether something may be sent again is the outbox's business (design §7).
"""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any, Final, Protocol

import aiohttp
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.channels.slack.incoming import CHANNEL
from bot.watching.calling import calling
from bot.watching.counted import No

CONNECTIONS: Final = 100
CONNECT_SECONDS: Final = 5.0
ANSWER_SECONDS: Final = 20.0
"""How long an answer is waited for: after that nobody knows whether the request had an effect."""
REMEMBERED: Final = 1_000
"""Clients that are kept, one for each token."""
RESPONSE: Final = "response_url"
UPLOAD: Final = "files.getUploadURLExternal"
"""The first of the requests of an upload, which has a limit of its own."""
_TOKEN_GONE: Final = frozenset(
    {"account_inactive", "invalid_auth", "not_authed", "token_revoked", "token_expired"}
)


class Trouble(Exception):  # noqa: N818  # read as a word
    """A call without a result."""


class NotSent(Trouble):
    """There was no connection: nothing can have happened, so it may be tried again."""


class ServerTrouble(Trouble):
    """Slack answered that it cannot just now: the request had no effect."""


class Lost(Trouble):
    """The connection was lost after sending, or the answer cannot be read: nobody knows."""


class TooMany(Trouble):
    """Slack wants this method not to be called for so many seconds; the request had no effect."""

    def __init__(self, method: str, seconds: float) -> None:
        super().__init__(f"{method}: again in {seconds} s")
        self.method = method
        self.seconds = seconds


class NotInstalled(Trouble):
    """There is no token for this workspace, or Slack takes it no longer."""


class Refused(Trouble):
    """Slack said no: `error` in its words, with what it says besides."""

    def __init__(self, method: str, error: str, said: str = "") -> None:
        super().__init__(f"{method}: {error} {said}".strip())
        self.method = method
        self.error = error


class Tokens(Protocol):
    """Who has the token of a workspace."""

    async def token(self, workspace: str) -> str | None:
        """The token; None where the app is not installed."""
        ...

    async def lost(self, workspace: str, why: str) -> None:
        """Slack takes the token no longer: all work for this workspace stops."""
        ...


class SlackApi:
    """One pool of connections to Slack."""

    def __init__(self, session: aiohttp.ClientSession, base_url: str, tokens: Tokens) -> None:
        self._session = session
        self._base_url = base_url
        self._tokens = tokens
        self._clients: OrderedDict[str, AsyncWebClient] = OrderedDict()

    async def call(self, workspace: str, method: str, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """One method with these values; Slack's answer. Raises a `Trouble`."""
        return await self.through(
            workspace, method, lambda client: client.api_call(method, json=dict(values))
        )

    async def through(
        self, workspace: str, method: str, ask: "Callable[[AsyncWebClient], Awaitable[Any]]"
    ) -> Mapping[str, Any]:
        """The same for what the library puts together itself, such as an upload."""
        token = await self._tokens.token(workspace)
        if token is None:
            raise NotInstalled(workspace)
        try:
            return await _asked(method, ask(self._client(token)))
        except Refused as error:
            if error.error not in _TOKEN_GONE:
                raise
            await self._tokens.lost(workspace, error.error)
            if await self._tokens.token(workspace) is None:
                raise NotInstalled(error.error) from error
            raise ServerTrouble(error.error) from error  # asked once more, Slack says otherwise

    async def respond(self, address: str, payload: Mapping[str, Any]) -> None:
        """Answers an interaction at its `response_url`. Raises a `Trouble`; `Refused` when it is used up,
        which Slack says with a status of 404, or in the body alone (getsentry/sentry#7955).
        """
        hook = AsyncWebhookClient(address, session=self._session, retry_handlers=[])
        with calling(CHANNEL, RESPONSE, _no):
            try:
                answer = await hook.send_dict(dict(payload))
            except Exception as fault:
                raise _trouble(RESPONSE, fault) from fault
            _check(answer.status_code, answer.headers, RESPONSE)
            error = _error_in(answer.body)
            if error or answer.status_code != HTTPStatus.OK:
                raise Refused(RESPONSE, error)

    def _client(self, token: str) -> AsyncWebClient:
        found = self._clients.get(token)
        if found is None:
            found = client(self._session, self._base_url, token)
            self._clients[token] = found
            if len(self._clients) > REMEMBERED:
                self._clients.popitem(last=False)
        return found


def open_session() -> aiohttp.ClientSession:
    """The one that everything shares."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=60),
        timeout=aiohttp.ClientTimeout(total=ANSWER_SECONDS, sock_connect=CONNECT_SECONDS),
    )


def client(session: aiohttp.ClientSession, base_url: str, token: str | None = None) -> AsyncWebClient:
    """The library's client without retries of its own."""
    return AsyncWebClient(token, base_url=base_url, session=session, retry_handlers=[])


async def _asked(method: str, asking: Awaitable[Any]) -> Mapping[str, Any]:
    with calling(CHANNEL, method, _no):
        try:
            answer = await asking
        except Exception as error:
            raise _trouble(method, error) from error
    data = answer.data
    if not isinstance(data, Mapping):
        raise Lost(method)
    return data


def _no(error: BaseException) -> No | None:
    """How Slack said no."""
    match error:
        case TooMany():
            return No.TOO_MANY
        case ServerTrouble():
            return No.TROUBLE
        case NotSent():
            return No.UNREACHABLE
        case Refused():
            return No.REFUSED
        case Lost():
            return No.LOST
    return None


def _trouble(method: str, error: Exception) -> Trouble | Exception:
    """What a library's exception means; one that means a mistake of ours comes back as it is."""
    match error:
        case SlackApiError():
            return _said(method, error)
        case SlackRequestError() if method == UPLOAD:
            # So says the library when the host for files does not take one; it is not shared before that.
            return ServerTrouble("upload")
        case aiohttp.ClientConnectorError():
            return NotSent(type(error).__name__)
        case RuntimeError() if str(error) == "Session is closed":  # so says aiohttp when the process ends
            return NotSent("closed")
        case TimeoutError() | asyncio.TimeoutError() | aiohttp.ClientError() | OSError():
            return Lost(type(error).__name__)
    return error


def _said(method: str, error: SlackApiError) -> Trouble:
    response = error.response
    status: Any = getattr(response, "status_code", None) or getattr(response, "status", 0)
    data = getattr(response, "data", None)
    said = data if isinstance(data, Mapping) else {}
    name = str(said.get("error") or "")
    try:
        _check(status, getattr(response, "headers", {}), method)
    except Trouble as found:
        return found
    if name in ("ratelimited", "rate_limited", "message_limit_exceeded"):
        return TooMany(method, _seconds(getattr(response, "headers", {})))
    if name in ("internal_error", "fatal_error", "service_unavailable", "request_timeout"):
        return ServerTrouble(name)
    return Refused(method, name, _reasons(said)) if name else Lost(method)


def _check(status: int, headers: Any, method: str) -> None:
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise TooMany(method, _seconds(headers))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise ServerTrouble(f"HTTP {status}")


def _seconds(headers: Any) -> float:
    """`Retry-After`; a second where it is missing or no number."""
    try:
        return max(float(headers.get("Retry-After", 1)), 0.1)
    except (TypeError, ValueError):
        return 1.0


def _reasons(said: Mapping[str, Any]) -> str:
    """Where Slack says what is wrong with a payload: places and rules, never our words."""
    about = said.get("response_metadata")
    messages = about.get("messages") if isinstance(about, Mapping) else None
    return "; ".join(map(str, messages))[:300] if isinstance(messages, list) else ""


def _error_in(body: str) -> str:
    """Slack answers in plain words or in JSON; "" when all went well."""
    try:
        said = json.loads(body)
    except ValueError:
        return "" if body.strip() == "ok" else body.strip()[:100]
    return str(said.get("error", ""))[:100] if isinstance(said, Mapping) else ""
