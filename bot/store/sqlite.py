"""SQLite: one writer thread, and turns that wait together are committed together.

Everything that writes goes through the thread, so nobody waits for a lock inside this process; another
process is waited for at BEGIN IMMEDIATE. Each work of a group runs behind its own savepoint: one that fails
takes back only what is its own. Callers hear of their outcome only after the commit of the whole group
(design §6, §9).
"""

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from contextvars import copy_context
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, literal_column, select
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError

from bot.store.errors import DatabaseBehind, DatabaseBusy, DatabaseFull, DatabaseUnreachable, StoreError
from bot.store.keys import SecretKeys
from bot.store.sealing import Sealer, options
from bot.store.together import Ahead, Together
from bot.store.together_sqlite import SqliteTaps
from bot.watching import counted, crowds

T = TypeVar("T")

_BUSY_SECONDS = 10
_LARGEST_GROUP = 100
_NOT_WRITTEN = frozenset(
    {
        sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_TRUNCATE,
        sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMMAP,
    }
)  # fmt: skip
"""What a full disk looks like beside SQLITE_FULL: the shared index of a WAL cannot grow."""
_DRIVER = (DBAPIError, sqlite3.Error)
"""What a database error looks like: from a statement, and from what is said around it."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of a work: its value, or what it raised."""

    value: Any = None
    error: BaseException | None = None


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A work that is to be run, and who waits for it."""

    work: Callable[[Connection], Any]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]


class _Broken(Exception):  # noqa: N818  # not an error anybody sees: the group is run again, one by one
    """SQLite took back the whole transaction under a group."""


class SqliteDatabase:
    """A SQLite file as a `Database`."""

    def __init__(self, file: Path, keys: SecretKeys, sealer: Sealer) -> None:
        self.keys = keys
        self.place = file
        self._file = file
        self._engine = _engine(file, sealer)
        self._writer: Connection | None = None
        self._queue: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="checkup-sqlite-writer", daemon=True)
        self._closed = False
        self._together = Together(SqliteTaps(self.run), self.run, options(sealer), alone_is_quicker=True)
        crowds.opened(self)

    def crowd(self) -> tuple[int, int, int]:
        """One writes; how many works wait for that."""
        waiting = self._queue.qsize()
        return 1, min(waiting, 1), waiting + self._together.waiting

    async def run(self, work: Callable[[Connection], T]) -> T:
        if self._closed:
            raise RuntimeError("this database is closed")
        if self._thread.ident is None:
            self._thread.start()
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        here = copy_context()  # the log knows there too what it is about

        def in_context(connection: Connection) -> T:
            return here.run(work, connection)

        self._queue.put(_Waiting(in_context, loop, future))
        return await future

    async def tap(self, ahead: Ahead, work: Callable[[Connection], T]) -> T:
        return cast("T", await self._together.run(ahead, work))

    async def read(self, work: Callable[[Connection], T], *, at_length: bool = False) -> T:  # noqa: ARG002  # a file answers, or says that it cannot
        return await asyncio.to_thread(self._once, work, reshaping=False)

    async def reshape(self, work: Callable[[Connection], T]) -> T:
        return await asyncio.to_thread(self._once, work, reshaping=True)

    async def close(self) -> None:
        self._closed = True
        if self._thread.ident is not None:
            self._queue.put(None)
            await asyncio.to_thread(self._thread.join)

    def _once(self, work: Callable[[Connection], T], *, reshaping: bool) -> T:
        """A work on a connection of its own."""
        try:
            with self._engine.connect() as connection:
                if reshaping:
                    # A table that is made anew is emptied first; its children must not fall with it.
                    _raw(connection).execute("PRAGMA foreign_keys = OFF")
                with connection.begin():
                    _begin(connection, "IMMEDIATE" if reshaping else "DEFERRED")
                    value = work(connection)
                    if reshaping and _raw(connection).execute("PRAGMA foreign_key_check").fetchall():
                        raise RuntimeError(
                            "the change would leave rows that refer to nothing; it was taken back"
                        )
                    return value
        except _DRIVER as error:
            raise self._said_plainly(error) from error

    def _serve(self) -> None:
        """The writer thread: group after group, until told to stop."""
        stopping = False
        while not stopping:
            group, stopping = self._next_group()
            if group:
                counted.committed_together(len(group))
                _tell(group, self._committed(group))
        if self._writer is not None:
            self._writer.close()

    def _next_group(self) -> tuple[list[_Waiting], bool]:
        """Who waits now, at least one; and whether this is the end."""
        group: list[_Waiting] = []
        item = self._queue.get()
        while item is not None:
            if not item.future.cancelled():
                group.append(item)
            if len(group) == _LARGEST_GROUP:
                return group, False
            try:
                item = self._queue.get_nowait()
            except Empty:
                return group, False
        return group, True

    def _committed(self, group: Sequence[_Waiting]) -> list[_Outcome]:
        """The outcomes of a group, after its commit. Where the whole group fell, each is run again alone."""
        try:
            connection = self._connected()
            connection.begin()
            _begin(connection, "IMMEDIATE")
        except _DRIVER as error:
            self._disconnect()
            return [_Outcome(error=self._said_plainly(error))] * len(group)
        try:
            if len(group) == 1:
                outcomes = [self._alone(connection, group[0].work)]
            else:
                outcomes = [self._behind_savepoint(connection, waiting.work) for waiting in group]
            connection.commit()
        except (*_DRIVER, _Broken) as error:
            self._disconnect()
            if len(group) == 1:
                return [_Outcome(error=self._said_plainly(error))]
            return [self._committed([waiting])[0] for waiting in group]
        return outcomes

    def _alone(self, connection: Connection, work: Callable[[Connection], Any]) -> _Outcome:
        """A work that has the transaction to itself."""
        try:
            return _Outcome(value=work(connection))
        except BaseException as error:  # noqa: BLE001  # whatever a work raises is its caller's, not the thread's
            connection.rollback()
            connection.begin()
            _begin(connection, "IMMEDIATE")
            return _Outcome(error=self._said_plainly(error))

    def _behind_savepoint(self, connection: Connection, work: Callable[[Connection], Any]) -> _Outcome:
        raw = _raw(connection)
        raw.execute("SAVEPOINT work")
        try:
            outcome = _Outcome(value=work(connection))
        except BaseException as error:  # whatever a work raises is its caller's, not the thread's
            if not raw.in_transaction:
                raise _Broken from error
            raw.execute("ROLLBACK TO work")
            outcome = _Outcome(error=self._said_plainly(error))
        raw.execute("RELEASE work")
        return outcome

    def _connected(self) -> Connection:
        if self._writer is None:
            self._writer = self._engine.connect()
        return self._writer

    def _disconnect(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _said_plainly(self, error: BaseException) -> BaseException:
        """The error as a StoreError, where it is about the database and not about the work."""
        if isinstance(error, _Broken) and error.__cause__ is not None:
            error = error.__cause__
        cause = error.orig if isinstance(error, DBAPIError) else error
        plain = _plain(cause, self._file) if isinstance(cause, sqlite3.Error) else None
        if plain is None:
            return error
        plain.__cause__ = error
        return plain


def holds_anything(file: Path) -> bool:
    """Is there a row in any table of ours? StoreError where that cannot be told. Nothing is changed."""
    from bot.store.tables import METADATA  # noqa: PLC0415  # 100 ms, and this is seldom asked

    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True)) as raw:
            there = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            ours = [table for table in METADATA.sorted_tables if table.name in there]
            rows = (raw.execute(str(select(literal_column("1")).select_from(table))) for table in ours)
            return any(found.fetchone() for found in rows)
    except sqlite3.Error as error:
        raise _plain(error, file) or error from error


def _plain(error: sqlite3.Error, file: Path) -> StoreError | None:
    code = getattr(error, "sqlite_errorcode", None)
    primary = None if code is None else code & 0xFF
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return DatabaseBusy(f"Another program holds the database {file}.", "Close it, then try again.")
    if primary == sqlite3.SQLITE_FULL:
        return DatabaseFull(f"There is no room left to write {file}.", "Free some space, then try again.")
    if primary == sqlite3.SQLITE_CANTOPEN:
        return DatabaseUnreachable(
            f"The database {file} cannot be opened.", "Does its folder exist? May you write there?"
        )
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return DatabaseUnreachable(
            f"The database {file} cannot be written to.", "Give yourself the right to write it."
        )
    if code in _NOT_WRITTEN:
        return DatabaseFull(
            f"The disk did not take what was written to {file}: there may be no room left.",
            "Free some space; if there is enough, look whether the disk is sound. Then try again.",
        )
    if primary in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_IOERR):
        return DatabaseUnreachable(
            f"{file} cannot be read as a SQLite database ({error}).", "Restore it from a copy."
        )
    if primary == sqlite3.SQLITE_ERROR and str(error).startswith(("no such table", "no such column")):
        return DatabaseBehind(
            f"The tables in {file} are older than this Checkup.", "Run  checkup migrate  first."
        )
    return None


def _tell(group: Sequence[_Waiting], outcomes: Sequence[_Outcome]) -> None:
    """Hands the outcomes over, with one wake-up for each event loop that waits."""
    by_loop: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Any], _Outcome]]] = {}
    for waiting, outcome in zip(group, outcomes, strict=True):
        by_loop.setdefault(waiting.loop, []).append((waiting.future, outcome))
    for loop, told in by_loop.items():
        with suppress(RuntimeError):  # that loop is closed: nobody waits any more
            loop.call_soon_threadsafe(_settle, told)


def _settle(told: Sequence[tuple[asyncio.Future[Any], _Outcome]]) -> None:
    for future, outcome in told:
        if future.done():  # the caller gave up waiting
            continue
        if outcome.error is None:
            future.set_result(outcome.value)
        else:
            future.set_exception(outcome.error)


def _engine(file: Path, sealer: Sealer) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(file)),
        poolclass=NullPool,
        hide_parameters=True,  # errors are logged; answers are not
        connect_args={"timeout": _BUSY_SECONDS},
        execution_options=options(sealer),
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _record: object) -> None:
        # The driver must not open transactions by itself: `_begin` says how they start.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
        tell_milliseconds(cast("sqlite3.Connection", connection))

    return engine


def tell_milliseconds(connection: sqlite3.Connection) -> None:
    """Before 3.42 SQLite's `unixepoch` knows no "subsec", which defaults of the job engine's tables use."""
    if sqlite3.sqlite_version_info < (3, 42):
        connection.create_function("unixepoch", -1, _unixepoch)


def _unixepoch(*_what: object) -> float:
    return time.time_ns() // 1_000_000 / 1000


def _begin(connection: Connection, how: str) -> None:
    """Starts the transaction. Not by a listener: one of those makes every statement 15 % slower."""
    _raw(connection).execute(f"BEGIN {how}")


def _raw(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection, for the statements around a work."""
    return cast("sqlite3.Connection", connection.connection.driver_connection)
