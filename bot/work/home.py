"""Where the job engine keeps what it knows: in our database, over connections of its own.

On SQLite they are set up as ours are (WAL, a busy timeout, transactions that write from their beginning), on
PostgreSQL they go through psycopg, which the engine's threads can wait in.
"""

import os
import socket
import sqlite3
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, cast

from sqlalchemy import Engine, QueuePool, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection

from bot.store.half_open import EVERY_SECONDS, IDLE_SECONDS, MOST_UNANSWERED, UNHEARD_MILLISECONDS
from bot.store.sqlite import tell_milliseconds

_CONNECTIONS: Final = 5
"""So many are kept."""
_MORE: Final = 5
"""So many may be opened beside them for a moment."""
_BUSY_SECONDS: Final = 10
_CONNECT_SECONDS: Final = 10
_NOTICED: Final = {
    "keepalives_idle": IDLE_SECONDS, "keepalives_interval": EVERY_SECONDS,
    "keepalives_count": MOST_UNANSWERED, "tcp_user_timeout": UNHEARD_MILLISECONDS,
}  # fmt: skip
"""By libpq's names: when a connection counts as lost. No statement has a time limit: the engine takes one
that was cancelled for a mistake, and leaves the job lying.
"""
_SSL: Final = {"ssl": "sslmode"}
"""Options by asyncpg's names → psycopg's."""


class Closed(Exception):  # noqa: N818  # read as a sentence
    """The engine has ended: nothing connects any more."""


@dataclass(slots=True)
class Home:
    """Connections to the engine's tables."""

    engine: Engine
    shared: bool
    """Do other processes run jobs from there too? A SQLite file is one process's."""
    closed: bool = False
    _connected: dict[int, Any] = field(default_factory=dict)
    """The driver's connections to a server, by their id."""

    def close(self) -> None:
        """Who waits for the database to come back is told that it will not."""
        self.closed = True
        self.engine.dispose()

    def give_up(self) -> None:
        """The same for who waits for an answer: no thread that waits for ever may keep the process alive."""
        self.closed = True
        self.cut()

    def cut(self) -> None:
        """Whoever waits for a server's answer, in whatever thread, is told that the connection was lost."""
        for connection in list(self._connected.values()):
            with (
                suppress(OSError, self.engine.dialect.loaded_dbapi.Error),  # it has just ended by itself
                socket.socket(fileno=os.dup(connection.fileno())) as same,
            ):
                same.shutdown(socket.SHUT_RDWR)

    def watch(self) -> None:
        """From now on it is known which connections there are."""

        @event.listens_for(self.engine, "connect")
        def opened(connection: DBAPIConnection, _record: object) -> None:
            self._connected[id(connection)] = connection

        @event.listens_for(self.engine, "close")
        def ended(connection: DBAPIConnection, _record: object) -> None:
            self._connected.pop(id(connection), None)


def home_at(place: Path | URL) -> Home:
    """The tables at a database's place; nothing is connected to yet."""
    home = Home(_sqlite(place), False) if isinstance(place, Path) else Home(_postgres(place), True)

    if home.shared:
        home.watch()

    @event.listens_for(home.engine, "do_connect")
    def refuse(*_about: object) -> None:
        if home.closed:
            raise Closed

    return home


def _sqlite(file: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(file)),
        poolclass=QueuePool,
        pool_size=_CONNECTIONS,
        hide_parameters=True,
        connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _record: object) -> None:
        raw = cast("sqlite3.Connection", connection)
        raw.isolation_level = "IMMEDIATE"
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            raw.execute(f"PRAGMA {pragma}")
        tell_milliseconds(raw)

    return engine


def _postgres(url: URL) -> Engine:
    query = {_SSL.get(name, name): value for name, value in url.query.items()}
    return create_engine(
        url.set(drivername="postgresql+psycopg", query=query),
        pool_size=_CONNECTIONS,
        max_overflow=_MORE,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={
            "connect_timeout": _CONNECT_SECONDS,
            "application_name": "checkup jobs",
            **_NOTICED,
        },
    )
