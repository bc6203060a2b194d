"""What a database holds, read by plain SQL past everything of ours: a SQLite file, or PostgreSQL."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any, Protocol, cast

import psycopg


class Row(Protocol):
    """Values by place or by name."""

    def __getitem__(self, which: Any, /) -> Any: ...

    def __iter__(self) -> Iterator[Any]: ...


class Found(Protocol):
    """What a query found."""

    def __iter__(self) -> Iterator[Any]: ...

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...


class Rows(Protocol):
    """A connection that reads."""

    def execute(self, query: str, /) -> Found: ...


@contextmanager
def rows_of(url: str) -> Iterator[Rows]:
    """Of the database at a DATABASE_URL."""
    if url.startswith("sqlite:"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
            file.row_factory = sqlite3.Row
            yield cast("Rows", file)
        return
    with psycopg.connect(url, autocommit=True, row_factory=_named) as server:
        yield cast("Rows", server)


def has_table(rows: Rows, name: str) -> bool:
    """Is there a table of this name?"""
    try:
        rows.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone()  # noqa: S608  # a name of ours
    except (sqlite3.OperationalError, psycopg.errors.UndefinedTable):
        return False
    return True


def tables_of(rows: Rows) -> list[str]:
    """The names of all tables there are."""
    if isinstance(rows, sqlite3.Connection):
        query = "SELECT name FROM sqlite_master WHERE type = 'table'"
    else:
        query = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
    return sorted(row[0] for row in rows.execute(query))


def about(rows: Rows, ids: Collection[str]) -> dict[str, int]:
    """By table, how many rows have one of *ids* in any of their columns, also inside of a longer text."""
    found: dict[str, int] = {}
    for table in tables_of(rows):
        for row in rows.execute(f'SELECT * FROM "{table}"'):  # noqa: S608  # a name of ours
            if any(_holds(value, ids) for value in row):
                found[table] = found.get(table, 0) + 1
    return found


def ids_of(rows: Rows, person: str) -> list[str]:
    """A platform's id of a person, and every id by which our rows are about them."""
    query = (
        "SELECT a.id, a.respondent_id, c.id FROM address a "  # noqa: S608  # an id of a fake platform's
        f"LEFT JOIN conversation c ON c.respondent_id = a.respondent_id WHERE a.external_id = '{person}'"
    )
    return [person, *sorted({one for row in rows.execute(query) for one in row if one is not None})]


def _holds(value: object, ids: Collection[str]) -> bool:
    text = bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else str(value)
    return any(one in text for one in ids)


@dataclass(frozen=True, slots=True)
class _Named:
    """A row of PostgreSQL, as `sqlite3.Row` is one of SQLite."""

    values: Sequence[Any]
    names: Sequence[str]

    def __getitem__(self, which: Any) -> Any:
        return self.values[self.names.index(which) if isinstance(which, str) else which]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.values)


def _named(cursor: Any) -> Any:
    names = [column.name for column in cursor.description or ()]
    return lambda values: _Named(values, names)
