"""What an SQLite file holds, read past everything of ours."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path


def bytes_of(url: str) -> bytes:
    """Everything on the disk: the file, and what stands beside it."""
    file = _file_of(url)
    return b"".join(one.read_bytes() for one in sorted(file.parent.glob(f"{file.name}*")) if one.is_file())


def reader(url: str) -> closing[sqlite3.Connection]:
    """A look at the tables that goes through nothing of ours."""
    return closing(sqlite3.connect(f"file:{_file_of(url)}?mode=ro", uri=True))


def rows_about(url: str, *ids: str) -> dict[str, int]:
    """By table, rows in which one of *ids* stands in any column."""
    found: dict[str, int] = {}
    with reader(url) as connection:
        for table in _tables_of(connection):
            for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - names of our own tables
                if any(_holds(value, ids) for value in row):
                    found[table] = found.get(table, 0) + 1
    return found


def ids_of(url: str, person: int | str) -> list[str]:
    """A platform's id of a person, and every id by which our rows are about them."""
    with reader(url) as connection:
        addresses = connection.execute(
            "SELECT id, respondent_id FROM address WHERE external_id = ?", [str(person)]
        ).fetchall()
        theirs = [
            row[0]
            for _, respondent in addresses
            for row in connection.execute("SELECT id FROM conversation WHERE respondent_id = ?", [respondent])
        ]
    return [str(person), *(one for address in addresses for one in address), *theirs]


def _file_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def _tables_of(connection: sqlite3.Connection) -> Iterator[str]:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    yield from (name for (name,) in names)


def _holds(value: object, ids: Sequence[str]) -> bool:
    text = value.decode(errors="replace") if isinstance(value, bytes) else str(value)
    return any(one in text for one in ids)
