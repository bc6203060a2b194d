"""What the database of a server holds, and a database that is away or slow."""

import asyncio
from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select

from bot.store.database import Database
from bot.store.errors import DatabaseUnreachable
from bot.store.tables import DELIVERY
from tests.fakes.patience import PATIENCE
from tests.served import Served


async def count(server: Served, table: Any) -> int:
    """How many rows there are."""
    return int(
        await server.reads(
            lambda connection: connection.execute(select(func.count()).select_from(table)).scalar_one()
        )
    )


async def undelivered(server: Served) -> list[str]:
    """What became of the messages that did not arrive."""
    rows = await server.reads(
        lambda connection: connection.execute(
            select(DELIVERY.c.status).where(DELIVERY.c.status.not_in(["sent", "not_modified"]))
        ).all()
    )
    return [row.status for row in rows]


class Away:
    """The database of a server, away for so many writing works; with *reads*, for reading ones too."""

    def __init__(self, server: Served, times: int, *, reads: bool = False) -> None:
        self.left = times
        database = server.database
        for name in ("run", "tap"):
            _replaced(database, name, self._or_gone)
        if reads:
            _replaced(database, "read", self._or_gone)

    async def _or_gone(self) -> None:
        if self.left:
            self.left -= 1
            raise DatabaseUnreachable("The database is away.", "Wait.")


class Slow:
    """The database of a server, in which every work takes so many seconds longer until it is `well`."""

    def __init__(self, server: Served, seconds: float) -> None:
        self.seconds = seconds
        self._met = asyncio.Event()
        for name in ("run", "read"):
            _replaced(server.database, name, self._later)

    def well(self) -> None:
        """What begins from now on is fast again."""
        self.seconds = 0.0

    async def holds(self) -> None:
        """Waits until something takes longer."""
        async with asyncio.timeout(PATIENCE):
            await self._met.wait()

    async def _later(self) -> None:
        if self.seconds:
            self._met.set()
            await asyncio.sleep(self.seconds)


def _replaced(database: Database, name: str, before: Callable[[], Any]) -> None:
    original = getattr(database, name)

    async def run(*work: Any) -> Any:
        await before()
        return await original(*work)

    setattr(database, name, run)
