"""PostgreSQL: asyncpg under SQLAlchemy's async engine; works run side by side, under row locks (design §6).

A deadlock or a serialisation failure is what PostgreSQL asks to be tried again: the work is, a few times.
So is one whose connection was lost before its commit was sent. When it is lost during the commit nobody
knows whether it counted: that is reported, and the caller's own guards (an inbound record, a turn number)
decide.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import TypeVar, cast

from sqlalchemy import Connection, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.store.errors import (
    DatabaseBehind,
    DatabaseBusy,
    DatabaseFull,
    DatabaseUnreachable,
    NotLetIn,
    StoreError,
)
from bot.store.half_open import noticed
from bot.store.keys import SecretKeys
from bot.store.pool import WatchedPool, crowd_of, distrust
from bot.store.sealing import Sealer, options
from bot.store.together import Ahead, Together
from bot.store.together_postgres import READ_ONLY, PostgresTaps
from bot.watching import counted, crowds

T = TypeVar("T")

_TRIES = 5
_AGAIN = frozenset({"40001", "40P01"})
"""serialization_failure, deadlock_detected"""
_BUSY = frozenset({"55P03", "57014"})
"""lock_not_available, query_canceled"""
_NO_RIGHT = "42501"
"""insufficient_privilege"""
_NOT_NOW = frozenset({"25P03", "25P04"})
"""What ends a transaction that was idle, or went on, for longer than the server allows."""
_IN_TROUBLE = ("57", "58", "F0", "XX")
"""Somebody intervened; the system; the configuration; the server itself, or what it keeps."""
_CONNECTIONS = 10
_CONNECT_SECONDS = 10
LONGEST = 60.0
"""Seconds that one work may take: a server that says nothing more must not hold up a turn for ever."""
_SETTINGS = {
    "application_name": "checkup", "jit": "off", "timezone": "UTC",
    # A connection whose other end is gone must not hold its locks for hours.
    "idle_in_transaction_session_timeout": "30s",
    "tcp_keepalives_idle": "10", "tcp_keepalives_interval": "5", "tcp_keepalives_count": "3",
    "tcp_user_timeout": "20s",
}  # fmt: skip
_AT_LENGTH = "SET LOCAL idle_in_transaction_session_timeout = 0"
"""What takes long may pause as it likes."""
_RESHAPING = 4_873_620_115
"""The advisory lock under which tables are changed; any number that is always the same."""


class PostgresDatabase:
    """A PostgreSQL database as a `Database`."""

    def __init__(self, url: URL, keys: SecretKeys, sealer: Sealer) -> None:
        self.keys = keys
        self.place = url
        self._name = url.render_as_string(hide_password=True)
        self._engine = create_async_engine(
            url,
            poolclass=WatchedPool,
            pool_size=_CONNECTIONS,
            max_overflow=0,
            hide_parameters=True,  # errors are logged; answers are not
            execution_options=options(sealer),
            connect_args={
                "timeout": _CONNECT_SECONDS,
                # Our statements are small: compiling them to machine code costs more than it saves.
                "server_settings": _SETTINGS,
            },
        )
        self._taps = PostgresTaps(url, self._engine.dialect, _CONNECT_SECONDS, _SETTINGS)
        self._together = Together(self._taps, self.run, options(sealer))
        noticed(self._engine)
        crowds.opened(self)

    def crowd(self) -> tuple[int, int, int]:
        """How full it is, for who watches."""
        most, in_use, waiting = crowd_of(self._engine)
        return most, in_use, waiting + self._together.waiting

    async def run(self, work: Callable[[Connection], T]) -> T:
        for _ in range(_TRIES - 1):
            try:
                return await self._once(work)
            except _TryAgain:
                counted.tried_again()
        try:
            return await self._once(work)
        except _TryAgain as last:
            if _state(last.cause) == READ_ONLY:
                raise _in_trouble(self._name, READ_ONLY) from last.cause
            raise self._said_plainly(last.cause) from last.cause

    async def tap(self, ahead: Ahead, work: Callable[[Connection], T]) -> T:
        return cast("T", await self._together.run(ahead, work))

    async def read(self, work: Callable[[Connection], T], *, at_length: bool = False) -> T:
        first = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
        return await self._whole(work, first, None if at_length else LONGEST)

    async def reshape(self, work: Callable[[Connection], T]) -> T:
        return await self._whole(work, f"SELECT pg_advisory_xact_lock({_RESHAPING})", None)

    async def close(self) -> None:
        await self._taps.close()
        await self._engine.dispose()

    async def _once(self, work: Callable[[Connection], T]) -> T:
        """One try. Raises _TryAgain when another may succeed, StoreError when the database is the trouble."""
        committing, until = False, asyncio.timeout(LONGEST)
        try:
            async with until, self._engine.connect() as connection:
                value = await _by_a_writer(connection, work)
                committing = True
                await connection.commit()
                return value
        except DBAPIError as error:
            if _state(error) in (*_AGAIN, READ_ONLY) or (_lost(error) and not committing):
                raise _TryAgain(error) from error
            raise self._said_plainly(error) from error
        except NoConnectionFree as error:
            raise _busy(self._name) from error
        except OSError as error:
            raise self._unreachable(error, until) from error

    async def _whole(self, work: Callable[[Connection], T], first: str, longest: float | None) -> T:
        until = asyncio.timeout(longest)
        try:
            async with until, self._engine.connect() as connection:
                return await _after(connection, [first] if longest else [first, _AT_LENGTH], work)
        except DBAPIError as error:
            raise self._said_plainly(error) from error
        except NoConnectionFree as error:
            raise _busy(self._name) from error
        except OSError as error:
            raise self._unreachable(error, until) from error

    def _said_plainly(self, error: DBAPIError) -> Exception:
        """The error as a StoreError, where it is about the database and not about the work."""
        return _plain(error, self._name) or error

    def _unreachable(self, error: OSError, until: asyncio.Timeout) -> DatabaseUnreachable:
        if isinstance(error, TimeoutError):
            distrust(self._engine)
        if until.expired():
            return DatabaseUnreachable(
                f"The database {self._name} has not answered for {LONGEST:g} seconds.",
                "Does something hold its locks (pg_stat_activity tells), or is its machine gone?",
            )
        reason = str(error) or type(error).__name__
        return DatabaseUnreachable(
            f"The database {self._name} cannot be reached ({reason}).",
            "Is the server running, and are host and port in DATABASE_URL right?",
        )


class _TryAgain(Exception):  # noqa: N818  # not an error anybody sees: the work is tried again
    def __init__(self, cause: DBAPIError) -> None:
        super().__init__()
        self.cause = cause


async def _after(connection: AsyncConnection, first: Sequence[str], work: Callable[[Connection], T]) -> T:
    async with connection.begin():
        for statement in first:
            await connection.execute(text(statement))
        return await connection.run_sync(work)


async def _by_a_writer(connection: AsyncConnection, work: Callable[[Connection], T]) -> T:
    """What *work* returns. A server that only reads any more, because another took its place, is left.

    What fails is rolled back here, in the time that a work has: where a connection is handed back, nothing
    ends the wait for a server that says nothing.
    """
    try:
        return await connection.run_sync(work)
    except Exception as error:
        if isinstance(error, DBAPIError) and _state(error) == READ_ONLY:
            await connection.invalidate()
        else:
            await _rolled_back(connection)
        raise


async def _rolled_back(connection: AsyncConnection) -> None:
    """Where that fails too, there is no connection any more; what failed first is what there is to say."""
    try:
        await connection.rollback()
    except Exception:  # noqa: BLE001  # whatever the driver says of a connection that broke
        await connection.invalidate()


def _state(error: DBAPIError) -> str:
    """PostgreSQL's five letters for what happened; "" when it said none."""
    return str(getattr(error.orig, "sqlstate", None) or "")


def _lost(error: DBAPIError) -> bool:
    # 57P0x: the server is being shut down or is starting.
    return error.connection_invalidated or _state(error).startswith(("08", "57P0"))


def _plain(error: DBAPIError, name: str) -> StoreError | None:
    state = _state(error)
    if _lost(error):
        return DatabaseUnreachable(
            f"The connection to {name} was lost.",
            "Is the server running? What was sent last may or may not be stored; sending it again is safe.",
        )
    if state.startswith(("28", "3D")):
        return NotLetIn(
            f"The server does not let us into {name} ({_words(error)}).",
            "Check user, password and database name in DATABASE_URL.",
        )
    if state == _NO_RIGHT:
        return NotLetIn(
            f"The role in DATABASE_URL may not do that in {name} ({_words(error)}).",
            "Give it its rights (docs/operations.md has the grants, to be given after each migration), or run"
            " checkup migrate  as the owner of the tables.",
        )
    if state.startswith("53"):
        return DatabaseFull(
            f"The server of {name} has no room left ({_words(error)}).", "Give it more, then try again."
        )
    if state in ("42P01", "42703"):
        return DatabaseBehind(
            f"The tables in {name} are older than this Checkup.", "Run  checkup migrate  first."
        )
    if state in _AGAIN or state in _BUSY:
        return _busy(name)
    if state in _NOT_NOW or state.startswith(_IN_TROUBLE):
        return _in_trouble(name, state)
    return None


def _in_trouble(name: str, state: str) -> DatabaseUnreachable:
    return DatabaseUnreachable(
        f"The server of {name} is in trouble ({state}).", "Look into its log; it may pass by itself."
    )


def _busy(name: str) -> DatabaseBusy:
    return DatabaseBusy(f"{name} is too busy just now.", "Try again.")


def _words(error: DBAPIError) -> str:
    """What the server says, in one line. Only for errors that quote no data."""
    return str(getattr(error.orig, "__cause__", None) or error.orig).splitlines()[0]
