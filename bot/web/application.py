"""Addresses (interface.md, "Addresses"): webhooks of the platforms, and whether this process is well."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

Ready: TypeAlias = Callable[[], Awaitable[str]]
"""Why no work can be done just now; "" when it can."""


def application(routes: Sequence[BaseRoute], ready: Ready) -> Starlette:
    """All addresses of this process; *routes* are those of the platforms that are switched on."""

    async def readyz(_request: Request) -> Response:
        why_not = await ready()
        if why_not:
            return PlainTextResponse(f"{why_not}\n", status_code=503)
        return PlainTextResponse("ready\n")

    return Starlette(
        routes=[
            Route("/healthz", _healthz, methods=["GET"]),
            Route("/readyz", readyz, methods=["GET"]),
            *routes,
        ]
    )


async def _healthz(_request: Request) -> Response:
    return PlainTextResponse("alive\n")
