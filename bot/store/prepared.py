"""Statements on the way of a tap, compiled once.

SQLAlchemy writes a statement and knows its types; to execute it anew each time costs several times what the
driver takes for it (design §9). So the finished text goes to the driver, with the same conversions of values.
On PostgreSQL the first statement of a transaction goes through SQLAlchemy, which begins the transaction by
that.
"""

import sqlite3
from collections import namedtuple
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias, cast

from sqlalchemy import Connection, Dialect, Insert, Select, Update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine
from sqlalchemy.util import await_only

from bot.store.at_hand import AtHand
from bot.store.upserts import Upsert

Statement: TypeAlias = Select[Any] | Insert | Update | Upsert
Values: TypeAlias = Mapping[str, object]
Convert: TypeAlias = Callable[[Any], Any] | None
"""From or to what the driver takes; None where it is the same."""


@dataclass(frozen=True, slots=True)
class _Finished:
    """A statement as text for the driver, and how its values and rows are converted."""

    text: str
    values: tuple[tuple[str, object, Convert], ...]
    """In their order: the name, what it is when nobody gives it, the conversion."""
    row: Callable[[Iterable[Any]], Any] | None
    columns: tuple[Convert, ...]

    def bound(self, given: Values) -> list[object]:
        """The values as the driver takes them."""
        made = []
        for name, default, convert in self.values:
            value = given.get(name, default)
            made.append(value if convert is None else convert(value))
        return made


def rows(connection: Connection, statement: Statement, given: Values) -> Sequence[Any]:
    """All rows, their columns by name."""
    if isinstance(connection, AtHand):
        return connection.rows(statement, given)
    if not _is_direct(connection):
        return connection.execute(_sqlalchemy(connection, statement), dict(given)).all()
    finished = _finished(connection.dialect, statement, ())
    found = _fetched(connection, finished, finished.bound(given))
    make = cast("Callable[[Iterable[Any]], Any]", finished.row)
    if not any(finished.columns):
        return [make(row) for row in found]
    return [
        make(
            value if convert is None else convert(value)
            for value, convert in zip(row, finished.columns, strict=True)
        )
        for row in found
    ]


def one_or_none(connection: Connection, statement: Statement, given: Values) -> Any | None:
    """The only row; None where there is none. ValueError where there are more."""
    found = rows(connection, statement, given)
    if len(found) > 1:
        raise ValueError("more than one row where there is at most one")
    return found[0] if found else None


def run(connection: Connection, statement: Statement, given: Values | Sequence[Values]) -> int:
    """Executes for one set of values or several; how many rows that was about, where that is one set."""
    if isinstance(connection, AtHand):
        return connection.write(statement, given)
    if not _is_direct(connection):
        values = dict(given) if isinstance(given, Mapping) else [dict(one) for one in given]
        return connection.execute(_sqlalchemy(connection, statement), values).rowcount
    several = [given] if isinstance(given, Mapping) else given
    # An insert is about the columns that are named; the others keep their defaults.
    finished = _finished(connection.dialect, statement, tuple(several[0]))
    return _executed(connection, finished, [finished.bound(one) for one in several])


def named(statement: Select[Any], row: Iterable[Any]) -> Any:
    """A row of the statement that was read otherwise, its columns by name."""
    return _kind(statement)._make(row)


def _driver(connection: Connection) -> Any:
    """The driver's own connection: of sqlite3, or of asyncpg."""
    return connection.connection.driver_connection


def _is_direct(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite" or connection.in_transaction()


def _fetched(connection: Connection, finished: _Finished, values: list[object]) -> Sequence[Any]:
    driver = _driver(connection)
    if isinstance(driver, sqlite3.Connection):
        return driver.execute(finished.text, values).fetchall()
    return cast("Sequence[Any]", _awaited(connection, finished, lambda: driver.fetch(finished.text, *values)))


def _executed(connection: Connection, finished: _Finished, several: list[list[object]]) -> int:
    driver = _driver(connection)
    if isinstance(driver, sqlite3.Connection):
        if len(several) == 1:
            return driver.execute(finished.text, several[0]).rowcount
        return driver.executemany(finished.text, several).rowcount
    if len(several) > 1:
        _awaited(connection, finished, lambda: driver.executemany(finished.text, several))
        return -1
    said = _awaited(connection, finished, lambda: driver.execute(finished.text, *several[0]))
    return int(str(said).rpartition(" ")[2])  # `UPDATE 1`


def _awaited(connection: Connection, finished: _Finished, call: Callable[[], Awaitable[object]]) -> object:
    """What asyncpg says, with its errors as SQLAlchemy would raise them. InternalClientError is what it calls
    asking a connection that the server ended while nothing was asked.
    """
    from asyncpg import InterfaceError, InternalClientError, PostgresError  # noqa: PLC0415  # only where that driver is in use

    try:
        return await_only(call())
    except PostgresError as error:
        raise DBAPIError(finished.text, None, error, hide_parameters=True) from error
    except (InterfaceError, InternalClientError, OSError) as error:
        connection.invalidate()
        raise DBAPIError(
            finished.text, None, error, hide_parameters=True, connection_invalidated=True
        ) from error
    except BaseException:
        # Given up while it waits: a rollback would wait for the same server, without a limit.
        connection.invalidate()
        raise


def _sqlalchemy(connection: Connection, statement: Statement) -> Any:
    return statement.on(connection) if isinstance(statement, Upsert) else statement


@cache
def _finished(dialect: Dialect, statement: Statement, names: tuple[str, ...]) -> _Finished:
    meant = statement.for_dialect(dialect.name) if isinstance(statement, Upsert) else statement
    inserted = list(names) if isinstance(meant, Insert) and names else None
    compiled = meant.compile(dialect=dialect, column_keys=inserted)
    values = tuple(
        (name, compiled.params.get(name), binding(compiled.binds[name].type, dialect))
        for name in compiled.positiontup or ()
    )
    if not isinstance(meant, Select):
        return _Finished(str(compiled), values, None, ())
    columns = list(meant.selected_columns)
    return _Finished(
        str(compiled), values, _kind(meant)._make, tuple(reading(column.type, dialect) for column in columns)
    )


@cache
def _kind(statement: Select[Any]) -> Any:
    keys = [str(column.key) for column in statement.selected_columns]
    return namedtuple("kind", keys)  # noqa: PYI024  # named by a table


def binding(kind: TypeEngine[Any], dialect: Dialect) -> Convert:
    """To what the driver takes."""
    return kind.dialect_impl(dialect).bind_processor(dialect)


def reading(kind: TypeEngine[Any], dialect: Dialect) -> Convert:
    """From what the driver gives."""
    return kind.dialect_impl(dialect).result_processor(dialect, None)
