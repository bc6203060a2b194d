"""`POST /telegram/webhook`: an update is confirmed by 200 after its turn is committed, and only then.

Telegram sends the next update of a person only after that (Bot API `setWebhook`), and what is not confirmed
comes again.
"""

import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Final, TypeAlias

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.telegram.parse import CHANNEL
from bot.store.errors import StoreError
from bot.watching import traced
from bot.watching.about import about
from bot.web.bodies import bounded_body
from bot.web.limits import HUSHED, TELEGRAM

_LOG: Final = logging.getLogger(__name__)
PATH: Final = TELEGRAM
SECRET_HEADER: Final = "x-telegram-bot-api-secret-token"  # noqa: S105  # its name, not its value
AGAIN_SECONDS: Final = "1"

Receive: TypeAlias = Callable[[object], Awaitable[Mapping[str, str] | None]]
"""Takes an update; what comes back is called with its confirmation."""


def webhook(receive: Receive, secret: str, open_: Callable[[], bool]) -> Route:
    """The route. *open_*: is there still work taken in?"""
    expected = secret.encode()

    async def post(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, expected):
            if not request.scope.get(HUSHED):
                _LOG.warning("a webhook request without the secret was refused")
            return Response(status_code=403)
        if not open_():
            return _later()
        body = await bounded_body(request)
        if body is None:
            return Response(status_code=413)
        try:
            update = _read(body)
            with about(channel=CHANNEL, update=_id_of(update)), traced.span("webhook", channel=CHANNEL):
                reply = await receive(update)
        except StoreError as error:
            _LOG.error("an update is not confirmed: %s", error.what)  # said without a trace
            return _later()
        if reply is None:
            return Response(status_code=200)
        return Response(orjson.dumps(reply), media_type="application/json")

    return Route(PATH, post, methods=["POST"])


def _id_of(update: object) -> str | None:
    found = update.get("update_id") if isinstance(update, dict) else None
    return str(found) if isinstance(found, int) else None


def _later() -> Response:
    """It comes again (tdlib `WebhookActor` keeps to Retry-After)."""
    return Response(status_code=503, headers={"retry-after": AGAIN_SECONDS})


def _read(body: bytes) -> object:
    """What stands in it; None for what is no JSON. The sender has shown the secret, so it is confirmed and
    dropped.
    """
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
