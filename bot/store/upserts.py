"""Inserts that meet a row which is there already. Both databases spell them alike, SQLAlchemy does not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert


@dataclass(frozen=True, slots=True)
class Upsert:
    """One insert in the words of both databases."""

    sqlite: Insert
    postgresql: Insert

    def on(self, connection: Connection) -> Insert:
        """The statement for the database of this connection."""
        return self.for_dialect(connection.dialect.name)

    def for_dialect(self, name: str) -> Insert:
        """The same, by the name of the database."""
        return self.sqlite if name == "sqlite" else self.postgresql


def unless_there(table: Table, key: Sequence[str] | None) -> Upsert:
    """Inserts the rows whose key is new; `rowcount` says how many were. None: nothing in the row is there
    that has to be alone, for rows that several may make at once with the same id.
    """
    return _both(table, lambda insert: insert.on_conflict_do_nothing(index_elements=key))


def or_change(table: Table, key: Sequence[str], changing: Sequence[str]) -> Upsert:
    """Inserts rows, or changes these columns where the key is there."""
    return _both(
        table,
        lambda insert: insert.on_conflict_do_update(
            index_elements=key, set_={name: insert.excluded[name] for name in changing}
        ),
    )


def _both(table: Table, conflict: Callable[[Any], Any]) -> Upsert:
    counted = {"preserve_rowcount": True}
    return Upsert(
        sqlite=conflict(sqlite.insert(table)).execution_options(**counted),
        postgresql=conflict(postgresql.insert(table)).execution_options(**counted),
    )
