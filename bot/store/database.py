"""Where store functions run, and the one place that commits (design §6).

    database = open_database("sqlite:///checkup.db")
    outcome = await database.run(lambda connection: conversations.save(connection, …))

A work is a plain function of a `Connection`. It is one transaction: it commits when the work returns and
rolls back when the work raises; the caller hears of it only after the commit. A work may be run again from
the start when the database asked for that (a deadlock, a neighbour's failure), so it does nothing but use
its connection, it never commits, and it does not swallow database errors.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from sqlalchemy import Connection
from sqlalchemy.engine import URL

from bot.store import addresses, keys
from bot.store.sealing import Sealer
from bot.store.together import Ahead

T = TypeVar("T")


class Database(Protocol):
    """A database that is open. Errors about the database itself are `StoreError`s."""

    keys: keys.SecretKeys
    """Also for signing: `keys.derived("purpose")`."""

    @property
    def place(self) -> Path | URL:
        """The file, or the address: for what connects by itself beside us."""
        ...

    async def run(self, work: Callable[[Connection], T]) -> T:
        """One transaction that may write."""
        ...

    async def tap(self, ahead: Ahead, work: Callable[[Connection], T]) -> T:
        """As `run`, for the turn of somebody who pressed a button of a conversation: taken with those of
        others where it is an ordinary one.
        """
        ...

    async def read(self, work: Callable[[Connection], T], *, at_length: bool = False) -> T:
        """One unchanging view of everything: it holds up nobody who writes. *at_length*: it may go through
        whole tables, so only who waits for it can say that it takes too long.
        """
        ...

    async def reshape(self, work: Callable[[Connection], T]) -> T:
        """One transaction that may change tables; only one process at a time gets to run it."""
        ...

    async def close(self) -> None:
        """Finishes what was handed in and lets go of the database."""
        ...


def open_database(url: str, *, secret_key: str | None = None) -> Database:
    """The database at a DATABASE_URL; `secret_key` is the value of CHECKUP_SECRET_KEY.

    Nothing is connected to yet. Raises DatabaseUrlWrong, SecretKeyMissing (PostgreSQL without a key, a file
    that lost its own) or SecretKeyWrong; and what is wrong with a file that has no key and cannot be read.
    """
    place = addresses.parse(url)
    if isinstance(place, Path):
        from bot.store.sqlite import SqliteDatabase  # noqa: PLC0415  # only the driver in use is loaded

        secrets = keys.beside(place, secret_key)
        return SqliteDatabase(place, secrets, Sealer(secrets))
    from bot.store.postgres import PostgresDatabase  # noqa: PLC0415  # as above

    secrets = keys.parse(secret_key or "")
    return PostgresDatabase(place, secrets, Sealer(secrets))
