"""Checkup as it is served, in the loop of a test: real database, web server and platform libraries."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from sqlalchemy import Connection

from bot.app.serving import Serving
from bot.app.slack import Slack
from bot.app.telegram import Telegram
from bot.definition.load import load
from bot.delivery.pace import Rates
from bot.settings import Settings
from bot.store import schema
from bot.store.database import Database, open_database
from bot.turn.library import Library, Shelved

T = TypeVar("T")
UNLIMITED: Final = Rates(bot=1e9, bulk=1e9, chat=1e9)
"""Tests type faster than anybody; the pace has a test of its own."""
FLOWS: Final = Path(__file__).parents[1] / "flows"
KEY: Final = "a-key-of-the-tests-that-is-long-enough"


@dataclass(slots=True)
class Served:
    """A server that runs."""

    serving: Serving
    database: Database
    address: str
    """Of its web server."""
    ended: "asyncio.Task[None]"
    stopping: asyncio.Event

    @property
    def telegram(self) -> Telegram:
        assert self.serving.telegram is not None
        return self.serving.telegram

    @property
    def slack(self) -> Slack:
        assert self.serving.slack is not None
        return self.serving.slack

    async def reads(self, work: Callable[[Connection], T]) -> T:
        """What the database holds."""
        return await self.database.read(work)

    async def comes_to_rest(self) -> None:
        """Returns when nothing is on its way any more."""
        for channel in (self.serving.telegram, self.serving.slack):
            if channel is not None:
                await channel.reception.drain()
                await channel.outbox.settled()

    async def comes_to(self, holds: Callable[[Connection], bool]) -> None:
        """Time goes by for rounds until it is so."""
        for _ in range(400):
            for channel in (self.serving.telegram, self.serving.slack):
                if channel is not None:
                    await channel.rounds.tick()
            if await self.reads(holds):
                return
            await self.comes_to_rest()
            await asyncio.sleep(0.05)
        raise AssertionError("it does not come to that")

    async def stops(self) -> None:
        """As after SIGTERM."""
        self.stopping.set()
        await self.ended


def library(*sources: str) -> Library:
    """The flows of these YAML texts; without any, the shipped ones."""
    files = [source.encode() for source in sources] or [path.read_bytes() for path in FLOWS.glob("*.yaml")]
    shelved = []
    for data in files:
        name = data.decode().split("\nflow:", 1)[-1].removeprefix("flow:").split()[0]
        loaded = load(data, f"{name}.yaml", others=None)
        assert loaded.flow is not None, loaded.findings
        shelved.append(Shelved(loaded.flow, data))
    return Library.of(shelved)


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def serving(
    settings: Settings, url: str, flows: Library, rates: Rates = UNLIMITED
) -> AsyncIterator[Served]:
    """A server over a database that is up to date; it drains at the end."""
    database = open_database(url, secret_key=KEY)
    await schema.migrate(database)
    stopping, listening = asyncio.Event(), asyncio.get_running_loop().create_future()
    served = Serving(settings, database, flows, stopping, rates)
    task = asyncio.create_task(served.run(listening.set_result))
    await asyncio.wait([task, listening], return_when=asyncio.FIRST_COMPLETED)
    if not listening.done():
        await task
    try:
        yield Served(served, database, listening.result(), task, stopping)
    finally:
        stopping.set()
        await task
        await database.close()
