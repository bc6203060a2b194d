"""Where the job engine keeps what it knows: in our database, over connections of its own.

On SQLite they are set up as ours are (WAL, a busy timeout, transactions that write from their beginning), on
PostgreSQL they go through psycopg, which the engine's threads can wait in.
"""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from sqlalchemy import Engine, QueuePool, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection

from bot.store.sqlite import tell_milliseconds

_CONNECTIONS: Final = 5
_BUSY_SECONDS: Final = 10
_CONNECT_SECONDS: Final = 10
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

    def close(self) -> None:
        """Who waits for the database to come back is told that it will not."""
        self.closed = True
        self.engine.dispose()


def home_at(place: Path | URL) -> Home:
    """The tables at a database's place; nothing is connected to yet."""
    home = Home(_sqlite(place), False) if isinstance(place, Path) else Home(_postgres(place), True)

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
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"connect_timeout": _CONNECT_SECONDS, "application_name": "checkup jobs"},
    )
