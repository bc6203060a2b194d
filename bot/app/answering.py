"""A process that is on its way: it says that it lives, that it is not ready, and why not. Whatever else comes
is told to come again: a platform does, and nobody takes a page for gone.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Final

from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Mount

from bot.app.listening import web_server
from bot.settings import Settings
from bot.web.application import application
from bot.web.limits import Limits

_AGAIN_SECONDS: Final = 2


@asynccontextmanager
async def answering(
    settings: Settings, door: socket.socket, why: Callable[[], str], routes: Sequence[BaseRoute] = ()
) -> AsyncIterator[None]:
    """A web server at *door*, which stays open for the next one. *why*: what is waited for."""

    async def ready() -> str:
        return f"waiting: {why()}"

    not_yet = PlainTextResponse(
        "Checkup is starting; try again in a moment.\n",
        HTTPStatus.SERVICE_UNAVAILABLE,
        {"Retry-After": str(_AGAIN_SECONDS)},
    )
    everything = application([*routes, Mount("/", not_yet)], ready)
    server = web_server(Limits(everything, settings.trusted_proxies), 0.0)
    with door.dup() as ours:
        serving = asyncio.create_task(server.serve(sockets=[ours]))
        try:
            yield
        finally:
            server.should_exit = True
            await serving
