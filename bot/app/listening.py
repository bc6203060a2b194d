"""Where the web server of a process listens, and the server itself."""

import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import uvicorn

from bot.app.role import Role
from bot.settings import Settings
from bot.web.connections import Patience, room
from bot.web.limits import Limits

_LOG: Final = logging.getLogger(__name__)
BACKLOG: Final = 512


class PortTaken(Exception):  # noqa: N818  # read as a sentence
    """The web server cannot listen."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(reason)
        self.what = f"The web server cannot listen at {host}:{port} ({reason})."
        self.todo = "Set HOST and PORT to an address of this machine that is free."


def web_server(guarded: Limits, drain_seconds: float) -> uvicorn.Server:
    """One that ends when it is told to: *drain_seconds* are what is left then to those it talks to."""
    config = uvicorn.Config(
        guarded,
        http=Patience(room()).protocol,  # type: ignore[arg-type]  # whatever makes a protocol
        ws="none",
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=max(int(drain_seconds), 1),  # with 0 each end counts as one too late
        timeout_keep_alive=75,
        backlog=BACKLOG,
    )
    return _Server(config)


class _Server(uvicorn.Server):
    """Without signal handlers of its own: this process drains in an order that no web server knows."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def door(settings: Settings, role: Role) -> socket.socket:
    """Where the web server of a process listens. What only works may stand beside what serves: then anywhere.
    PortTaken.
    """
    try:
        return bound(settings.host, settings.port)
    except PortTaken as taken:
        if role.takes_in:
            raise
        _LOG.warning("%s Another port is taken instead.", taken.what)
        return bound(settings.host, 0)


def bound(host: str, port: int) -> socket.socket:
    """Listens there. PortTaken."""
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(BACKLOG)
    except OSError as error:
        made.close()
        raise PortTaken(host, port, error.strerror or str(error)) from error
    return made
