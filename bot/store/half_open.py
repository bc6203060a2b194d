"""Connections to PostgreSQL whose other end is gone without a word: a cable, a firewall, a machine.

The system is told to ask the other end every few seconds and to give up soon; what waits on such a connection
then hears that it was lost. Without that it would wait for a quarter of an hour, or for ever.
"""

import os
import socket
from typing import Any, Final

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

IDLE_SECONDS: Final = 5
EVERY_SECONDS: Final = 3
MOST_UNANSWERED: Final = 3
UNHEARD_MILLISECONDS: Final = 14_000
"""How long what we sent may stay without a sign that it arrived."""
_OPTIONS: Final = {
    "TCP_KEEPIDLE": IDLE_SECONDS, "TCP_KEEPINTVL": EVERY_SECONDS, "TCP_KEEPCNT": MOST_UNANSWERED,
    "TCP_USER_TIMEOUT": UNHEARD_MILLISECONDS,
}  # fmt: skip


def noticed(engine: AsyncEngine) -> None:
    """From now on, for each of the engine's new connections."""
    event.listen(engine.sync_engine, "connect", _is_asked)


def _is_asked(connection: Any, _record: object) -> None:
    transport = getattr(connection.driver_connection, "_transport", None)
    theirs = None if transport is None else transport.get_extra_info("socket")
    if theirs is None or theirs.family not in (socket.AF_INET, socket.AF_INET6):
        return
    with socket.socket(fileno=os.dup(theirs.fileno())) as same:
        same.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for name, value in _OPTIONS.items():
            if hasattr(socket, name):  # not every system has all of them
                same.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
