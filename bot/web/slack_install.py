"""`GET /slack/install` and `GET /slack/oauth_redirect`: the two pages of an installation."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Final, TypeAlias

from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.reception.slack import pages
from bot.reception.slack.installing import REDIRECT, Installing

LONGEST_QUERY: Final = 2048
"""Bytes; a code and a state have a few hundred."""
_HEADERS: Final = {
    "cache-control": "no-store",
    "content-security-policy": pages.POLICY,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}

Answer: TypeAlias = Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]


def install_routes(installing: Installing) -> list[Route]:
    """The routes of an installation."""

    def answering(answer: Answer) -> Callable[[Request], Awaitable[Response]]:
        async def get(request: Request) -> Response:
            asked = to_async_bolt_request(request, b"")
            if request.method != "GET":  # whoever only looks at the head begins nothing
                return Response(status_code=HTTPStatus.METHOD_NOT_ALLOWED, headers={"allow": "GET"})
            if len(request.scope["query_string"]) > LONGEST_QUERY:
                said = installing.too_long(asked)
            else:
                said = await answer(asked)
            response = to_starlette_response(said)
            response.headers.update(_HEADERS)
            return response

        return get

    return [
        Route(pages.INSTALL, answering(installing.offer), methods=["GET"]),
        Route(REDIRECT, answering(installing.finish), methods=["GET"]),
    ]
