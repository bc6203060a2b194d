"""Addresses (interface.md, "Addresses"): webhooks of the platforms, and whether this process is well."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

Ready: TypeAlias = Callable[[], Awaitable[str]]
"""Why no work can be done just now; "" when it can."""


def application(routes: Sequence[BaseRoute], ready: Ready) -> ASGIApp:
    """All addresses of this process; *routes* are those of the platforms that are switched on."""

    async def readyz(_request: Request) -> Response:
        why_not = await ready()
        if why_not:
            return PlainTextResponse(f"{why_not}\n", status_code=503)
        return PlainTextResponse("ready\n")

    made = Starlette(
        routes=[
            Route("/healthz", _healthz, methods=["GET"]),
            Route("/readyz", readyz, methods=["GET"]),
            *routes,
        ]
    )
    made.router.redirect_slashes = False  # the way would lead to whatever host the request names
    return _Shortly(made, routes)


class _Shortly:
    """What is posted to an address without parts goes straight to it: so come all taps."""

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute]) -> None:
        self._app = app
        self._posts = {
            route.path: route.app
            for route in routes
            if isinstance(route, Route) and route.methods == {"POST"} and "{" not in route.path
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        way = self._posts.get(scope["path"]) if scope.get("method") == "POST" else None
        await (way or self._app)(scope, receive, send)


async def _healthz(_request: Request) -> Response:
    return PlainTextResponse("alive\n")
