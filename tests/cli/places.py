"""Databases with commands called on them, in this process: SQLAlchemy takes long to import."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import pytest
from sqlalchemy import Connection

from bot.cli import run
from bot.store import schema
from bot.store.database import open_database
from tests.cli.running import Ended
from tests.store.samples import SECRET

T = TypeVar("T")


@dataclass(frozen=True)
class Place:
    """A database, and how to call commands on it."""

    url: str
    capture: pytest.CaptureFixture[bytes]

    def checkup(self, *arguments: str) -> Ended:
        code = run(arguments)
        out, err = self.capture.readouterr()
        return Ended(code, out, err.decode())

    def write(self, work: Callable[[Connection], T]) -> T:
        """Makes it ready and does some work in it."""

        async def opened() -> T:
            database = open_database(self.url, secret_key=SECRET)
            await schema.migrate(database)
            value = await database.run(work)
            await database.close()
            return value

        return asyncio.run(opened())
