"""PostgreSQL: asyncpg under SQLAlchemy's async engine; works run side by side, under row locks (design §6).

A deadlock or a serialisation failure is what PostgreSQL asks to be tried again: the work is, a few times.
So is one whose connection was lost before its commit was sent. When it is lost during the commit nobody
knows whether it counted: that is reported, and the caller's own guards (an inbound record, a turn number)
decide.
"""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.store.errors import DatabaseBehind, DatabaseBusy, DatabaseFull, DatabaseUnreachable, StoreError
from bot.store.keys import SecretKeys
from bot.store.sealing import Sealer, options

T = TypeVar("T")

_TRIES = 5
_AGAIN = frozenset({"40001", "40P01"})
"""serialization_failure, deadlock_detected"""
_CONNECTIONS = 10
_CONNECT_SECONDS = 10
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
            pool_size=_CONNECTIONS,
            max_overflow=0,
            hide_parameters=True,  # errors are logged; answers are not
            execution_options=options(sealer),
            connect_args={
                "timeout": _CONNECT_SECONDS,
                # Our statements are small: compiling them to machine code costs more than it saves.
                "server_settings": {"application_name": "checkup", "jit": "off", "timezone": "UTC"},
            },
        )

    async def run(self, work: Callable[[Connection], T]) -> T:
        for _ in range(_TRIES - 1):
            try:
                return await self._once(work)
            except _TryAgain:
                continue
        try:
            return await self._once(work)
        except _TryAgain as last:
            raise self._said_plainly(last.cause) from last.cause

    async def read(self, work: Callable[[Connection], T]) -> T:
        return await self._whole(work, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

    async def reshape(self, work: Callable[[Connection], T]) -> T:
        return await self._whole(work, f"SELECT pg_advisory_xact_lock({_RESHAPING})")

    async def close(self) -> None:
        await self._engine.dispose()

    async def _once(self, work: Callable[[Connection], T]) -> T:
        """One try. Raises _TryAgain when another may succeed, StoreError when the database is the trouble."""
        committing = False
        try:
            async with self._engine.connect() as connection:
                value = await connection.run_sync(work)
                committing = True
                await connection.commit()
                return value
        except DBAPIError as error:
            if _state(error) in _AGAIN or (_lost(error) and not committing):
                raise _TryAgain(error) from error
            raise self._said_plainly(error) from error
        except NoConnectionFree as error:
            raise _busy(self._name) from error
        except OSError as error:
            raise self._unreachable(error) from error

    async def _whole(self, work: Callable[[Connection], T], first: str) -> T:
        try:
            async with self._engine.connect() as connection:
                return await _after(connection, first, work)
        except DBAPIError as error:
            raise self._said_plainly(error) from error
        except NoConnectionFree as error:
            raise _busy(self._name) from error
        except OSError as error:
            raise self._unreachable(error) from error

    def _said_plainly(self, error: DBAPIError) -> Exception:
        """The error as a StoreError, where it is about the database and not about the work."""
        return _plain(error, self._name) or error

    def _unreachable(self, error: BaseException) -> DatabaseUnreachable:
        reason = str(error) or type(error).__name__
        return DatabaseUnreachable(
            f"The database {self._name} cannot be reached ({reason}).",
            "Is the server running, and are host and port in DATABASE_URL right?",
        )


class _TryAgain(Exception):  # noqa: N818  # not an error anybody sees: the work is tried again
    def __init__(self, cause: DBAPIError) -> None:
        super().__init__()
        self.cause = cause


async def _after(connection: AsyncConnection, first: str, work: Callable[[Connection], T]) -> T:
    async with connection.begin():
        await connection.execute(text(first))
        return await connection.run_sync(work)


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
        return DatabaseUnreachable(
            f"The server does not let us into {name} ({_words(error)}).",
            "Check user, password and database name in DATABASE_URL.",
        )
    if state.startswith("53"):
        return DatabaseFull(
            f"The server of {name} has no room left ({_words(error)}).", "Give it more, then try again."
        )
    if state in ("42P01", "42703"):
        return DatabaseBehind(
            f"The tables in {name} are older than this Checkup.", "Run  checkup migrate  first."
        )
    if state in _AGAIN or state == "55P03":
        return _busy(name)
    return None


def _busy(name: str) -> DatabaseBusy:
    return DatabaseBusy(f"{name} is too busy just now.", "Try again.")


def _words(error: DBAPIError) -> str:
    """What the server says, in one line. Only for errors that quote no data."""
    return str(getattr(error.orig, "__cause__", None) or error.orig).splitlines()[0]
