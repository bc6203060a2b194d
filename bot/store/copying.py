"""One database copied into another, whatever kinds they are: page after page, in the order in which rows
refer to each other.

A row that is there already and is the same is left alone, one that differs is replaced, so a copy that was
interrupted goes on when it is begun again. Sealed texts are copied as they are: the keys have to come along.
Rows of processes that run (`lane`, `leader`) stay behind. The tables of background jobs do too: whatever is
due is enqueued anew.

Whether both are the same is told by fingerprints, which depend neither on the database nor on the order.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any, Final, TypeAlias

from sqlalchemy import Connection, Row, Table, and_, bindparam, delete, func, insert, select, tuple_, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.util import await_only

from bot.store.tables import CONVERSATION, LANE, LEADER, METADATA, RESPONDENT

PAGE: Final = 2000
"""Rows that are held in memory."""
_LEFT_BEHIND: Final = frozenset({LANE.name, LEADER.name})
_DIGEST_BYTES: Final = 16
_MODULUS: Final = 1 << (8 * _DIGEST_BYTES)

Key: TypeAlias = tuple[Any, ...]
Rows: TypeAlias = Sequence[Row[Any]]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a table holds, in two numbers."""

    rows: int = 0
    digest: int = 0
    """The sum of the digests of all rows, so that their order does not matter."""

    def with_rows(self, table: Table, rows: Rows) -> "Fingerprint":
        """The same with these rows too."""
        digest = sum(_digest(table, row) for row in rows)
        return Fingerprint(self.rows + len(rows), (self.digest + digest) % _MODULUS)

    def __str__(self) -> str:
        return f"{self.digest:0{2 * _DIGEST_BYTES}x}"


def copied_tables() -> tuple[Table, ...]:
    """All that are copied; none stands before one that it refers to."""
    return tuple(table for table in METADATA.sorted_tables if table.name not in _LEFT_BEHIND)


def count(connection: Connection, table: Table) -> int:
    """How many rows it has."""
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def page(connection: Connection, table: Table, behind: Key | None) -> Rows:
    """Rows in the order of the key, from the one behind *behind* on; none: that was the last page."""
    key = _key_columns(table)
    statement = select(table).order_by(*key).limit(PAGE)
    if behind is not None:
        statement = statement.where(tuple_(*key) > tuple_(*behind))
    return connection.execute(statement).all()


def key_of(table: Table, row: Row[Any]) -> Key:
    """What stands in the columns of its primary key."""
    return tuple(getattr(row, column.name) for column in _key_columns(table))


def fingerprint_of(connection: Connection, table: Table) -> Fingerprint:
    """Of all that a table holds; in one transaction that sees one state."""
    found = Fingerprint()
    for rows in _pages(connection, table):
        found = found.with_rows(table, rows)
    return found


def put(connection: Connection, table: Table, rows: Rows, *, empty: bool = False) -> int:
    """Makes these rows stand in a table; how many had to be written. *empty*: none of them is there."""
    there = {} if empty else _there(connection, table, [key_of(table, row) for row in rows])
    missing = [row for row in rows if key_of(table, row) not in there]
    changed = [row for row in rows if (old := there.get(key_of(table, row))) is not None and old != row]
    if missing:
        _written(connection, table, missing)
    if changed:
        _replaced(connection, table, changed)
    return len(missing) + len(changed)


def missing_in(connection: Connection, table: Table, keys: Sequence[Key]) -> list[Key]:
    """Those of the keys under which a table has no row."""
    there = _there(connection, table, keys)
    return [key for key in keys if key not in there]


def remove(connection: Connection, table: Table, keys: Sequence[Key]) -> None:
    """Deletes the rows of these keys."""
    connection.execute(delete(table).where(tuple_(*_key_columns(table)).in_(keys)))


def owners() -> tuple[Table, ...]:
    """The tables whose rows say whether somebody works with a database: people, and what they are in."""
    return (RESPONDENT, CONVERSATION)


def _pages(connection: Connection, table: Table) -> Iterator[Rows]:
    behind: Key | None = None
    while rows := page(connection, table, behind):
        yield rows
        behind = key_of(table, rows[-1])


def _there(connection: Connection, table: Table, keys: Sequence[Key]) -> dict[Key, Row[Any]]:
    if not keys:
        return {}
    found = connection.execute(select(table).where(tuple_(*_key_columns(table)).in_(keys)))
    return {key_of(table, row): row for row in found}


def _written(connection: Connection, table: Table, rows: Rows) -> None:
    if connection.dialect.name == "sqlite":
        names = [column.name for column in table.columns]
        connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])
    else:
        _streamed(connection, table, rows)


def _streamed(connection: Connection, table: Table, rows: Rows) -> None:
    """By PostgreSQL's COPY, which takes ten times as many rows a second as single inserts."""
    from asyncpg import InterfaceError, InternalClientError, PostgresError  # noqa: PLC0415  # only where that driver is in use

    connection.execute(select(1))  # the transaction begins with the first statement
    driver: Any = connection.connection.driver_connection
    names = [column.name for column in table.columns]
    try:
        await_only(driver.copy_records_to_table(table.name, records=list(map(tuple, rows)), columns=names))
    except PostgresError as error:
        raise DBAPIError("COPY", None, error, hide_parameters=True) from error
    except (InterfaceError, InternalClientError, OSError) as error:
        connection.invalidate()
        raise DBAPIError("COPY", None, error, hide_parameters=True, connection_invalidated=True) from error
    except BaseException:
        # Given up while it waits: a rollback would wait for the same server, without a limit.
        connection.invalidate()
        raise


def _replaced(connection: Connection, table: Table, rows: Rows) -> None:
    key = _key_columns(table)
    others = [column for column in table.columns if not column.primary_key]
    statement = (
        update(table)
        .where(and_(*(column == bindparam(f"the_{column.name}") for column in key)))
        .values({column.name: bindparam(f"new_{column.name}") for column in others})
    )
    values = [
        {f"the_{column.name}": getattr(row, column.name) for column in key}
        | {f"new_{column.name}": getattr(row, column.name) for column in others}
        for row in rows
    ]
    connection.execute(statement, values)


def _key_columns(table: Table) -> list[Any]:
    return list(table.primary_key.columns)


def _digest(table: Table, row: Row[Any]) -> int:
    said = json.dumps([table.name, *map(_said, row)], ensure_ascii=False, separators=(",", ":"))
    return int.from_bytes(blake2b(said.encode(), digest_size=_DIGEST_BYTES).digest(), "big")


def _said(value: Any) -> object:
    """The same for the same value, whichever database it came from."""
    match value:
        case datetime():
            return value.isoformat()
        case bytes():
            return value.hex()
        case _:
            return value
