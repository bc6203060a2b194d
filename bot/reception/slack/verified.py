"""Bolt in front: it checks signatures and reads bodies, over HTTP and in Socket Mode; then we take over.

Everything is taken in `before_authorize`, behind the check of the signature and before Bolt would ask Slack
who we are: no request of Slack's costs a request of ours. Bolt's own listeners are confirmed before they run,
which would lose what comes in between (slack_bolt/listener/asyncio_runner.py).
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.reception.slack.replies import AGAIN, Reply

_LOG: Final = logging.getLogger(__name__)
AGAIN_SECONDS: Final = "1"

Receive = Callable[[Mapping[str, Any]], Awaitable[Reply]]


def bolt(
    receive: Receive, signing_secret: str, client: AsyncWebClient, open_: Callable[[], bool]
) -> AsyncApp:
    """The application that Bolt's adapters talk to. *open_*: is there still work taken in?

    In Socket Mode nothing is signed: the secret is "".
    """
    return AsyncApp(
        name="checkup",
        logger=logging.getLogger("slack_bolt"),
        signing_secret=signing_secret,
        client=client,
        authorize=_nobody,
        before_authorize=_Inbox(receive, open_),
    )


class _Inbox(AsyncMiddleware):
    """Takes everything but the handshake. As a plain function it would get all that Bolt can make of a body,
    which trips over bodies in which something is missing.
    """

    def __init__(self, receive: Receive, open_: Callable[[], bool]) -> None:
        self._receive = receive
        self._open = open_

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002  # Bolt names them
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002  # Bolt gives it by this name
    ) -> BoltResponse:
        if req.body.get("type") == "url_verification":
            return await next()
        if not self._open():
            return _answer(AGAIN)
        try:
            reply = await self._receive(req.body)
        except Exception:  # noqa: BLE001  # a mistake of ours must not stop the others
            _LOG.exception("something from Slack met a mistake of ours")
            return BoltResponse(status=200)
        return _answer(reply)


def _answer(reply: Reply) -> BoltResponse:
    if reply.again:
        return BoltResponse(status=503, headers={"retry-after": AGAIN_SECONDS})
    return BoltResponse(status=200, body="" if reply.body is None else dict(reply.body))


async def _nobody() -> AuthorizeResult:
    """What comes in is taken before Bolt asks."""
    raise LookupError("nothing gets this far")
