"""DATABASE_URL, as people write it, into what SQLAlchemy and the drivers understand."""

from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.store.errors import DatabaseUrlWrong

_POSTGRES = frozenset({"postgres", "postgresql", "postgresql+asyncpg"})
_SQLITE = frozenset({"sqlite", "sqlite+pysqlite"})
_OPTIONS = {"host": "host", "port": "port", "ssl": "ssl", "sslmode": "ssl"}
"""Options that people write → asyncpg's names."""

_HOW = "Set DATABASE_URL to sqlite:///checkup.db or postgresql://user:password@host/name."


def parse(url: str) -> Path | URL:
    """The file of a SQLite database, or the address of a PostgreSQL one; DatabaseUrlWrong for all else."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise DatabaseUrlWrong("DATABASE_URL is not an address of a database.", _HOW) from error
    if parsed.drivername in _SQLITE:
        return _file(parsed)
    if parsed.drivername in _POSTGRES:
        return _postgres(parsed)
    raise DatabaseUrlWrong(f"DATABASE_URL starts with {parsed.drivername!r}, which Checkup cannot use.", _HOW)


def _file(url: URL) -> Path:
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise DatabaseUrlWrong("DATABASE_URL names no file: everything would be lost at the end.", _HOW)
    if url.host or url.query:
        raise DatabaseUrlWrong(
            "DATABASE_URL of a SQLite file has a host or options in it.",
            "Write three slashes before a relative path and four before an absolute one: sqlite:////data/checkup.db.",
        )
    return Path(url.database)


def _postgres(url: URL) -> URL:
    if not url.database:
        raise DatabaseUrlWrong("DATABASE_URL names no database on the PostgreSQL server.", _HOW)
    unknown = sorted(set(url.query) - set(_OPTIONS))
    if unknown:
        raise DatabaseUrlWrong(
            f"DATABASE_URL has the option {unknown[0]!r}, which Checkup does not know.",
            f"Leave it out. Known are: {', '.join(_OPTIONS)}.",
        )
    query = {_OPTIONS[name]: value for name, value in url.query.items()}
    return url.set(drivername="postgresql+asyncpg", query=query)
