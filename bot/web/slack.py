"""`POST /slack/events`: events, interactions and commands; Bolt checks that Slack signed them.

An event is confirmed by 200 after its turn is committed, and only then; what is not confirmed comes again.
"""

import logging
import re
from http import HTTPStatus
from typing import Final

from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.async_app import AsyncApp
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.bodies import bounded_body
from bot.web.limits import HUSHED, SLACK

_LOG: Final = logging.getLogger(__name__)
PATH: Final = SLACK
_STAMP: Final = re.compile(r"[0-9]{1,12}")
_SIGNATURE: Final = re.compile(r"v0=[0-9a-f]{64}")


def events(app: AsyncApp) -> Route:
    """The route."""

    async def post(request: Request) -> Response:
        body = await bounded_body(request)
        if body is None:
            return Response(status_code=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        try:
            asked = to_async_bolt_request(request, body)
        except Exception:  # noqa: BLE001  # Bolt looks into bodies that nobody has verified so far
            return Response(status_code=HTTPStatus.BAD_REQUEST)
        if _may_be_signed(request):
            response = to_starlette_response(await app.async_dispatch(asked))
        else:  # Bolt takes whatever stands there for a number, and for letters that it can compare
            response = Response(status_code=HTTPStatus.UNAUTHORIZED)
        if response.status_code == HTTPStatus.UNAUTHORIZED and not request.scope.get(HUSHED):
            _LOG.warning("a request without a good signature was refused")
        return response

    return Route(PATH, post, methods=["POST"])


def _may_be_signed(request: Request) -> bool:
    stamp = request.headers.get("x-slack-request-timestamp", "")
    signature = request.headers.get("x-slack-signature", "")
    return _STAMP.fullmatch(stamp) is not None and _SIGNATURE.fullmatch(signature) is not None
