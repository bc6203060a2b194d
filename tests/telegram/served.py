"""Checkup as it is served, in the loop of a test: real database, web server and python-telegram-bot."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlalchemy import Connection

from bot.app.serving import Serving
from bot.app.telegram import Telegram
from bot.definition.load import load
from bot.delivery.pace import Rates
from bot.settings import Settings
from bot.store import schema
from bot.store.database import Database, open_database
from bot.turn.library import Library, Shelved
from tests.fakes.telegram import FakeTelegram

T = TypeVar("T")
UNLIMITED: Final = Rates(bot=1e9, bulk=1e9, chat=1e9)
"""Tests type faster than anybody; the pace has a test of its own."""
FLOWS: Final = Path(__file__).parents[2] / "flows"
SECRET: Final = "a-secret-that-only-telegram-knows"
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
    def channel(self) -> Telegram:
        assert self.serving.telegram is not None
        return self.serving.telegram

    async def reads(self, work: Callable[[Connection], T]) -> T:
        """What the database holds."""
        return await self.database.read(work)

    async def comes_to_rest(self) -> None:
        """Returns when nothing is on its way any more."""
        await self.channel.reception.drain()
        await self.channel.outbox.settled()

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


def settings_for(telegram: FakeTelegram, url: str, *, webhook: bool, **more: Any) -> Settings:
    """The settings of a server that talks to the fake."""
    port = free_port()
    values: Mapping[str, Any] = {
        "DATABASE_URL": url,
        "TELEGRAM_BOT_TOKEN": telegram.token,
        "TELEGRAM_API_URL": telegram.url,
        "TELEGRAM_MODE": "webhook" if webhook else "polling",
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        "PORT": port,
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "secret_key": KEY,
        **more,
    }
    return Settings.model_validate(values)


@asynccontextmanager
async def served(
    telegram: FakeTelegram,
    url: str,
    flows: Library,
    *,
    webhook: bool = False,
    rates: Rates = UNLIMITED,
    **more: Any,
) -> AsyncIterator[Served]:
    """A server over a database that is up to date; it drains at the end."""
    database = open_database(url, secret_key=KEY)
    await schema.migrate(database)
    stopping, listening = asyncio.Event(), asyncio.get_running_loop().create_future()
    serving = Serving(settings_for(telegram, url, webhook=webhook, **more), database, flows, stopping, rates)
    task = asyncio.create_task(serving.run(listening.set_result))
    await asyncio.wait([task, listening], return_when=asyncio.FIRST_COMPLETED)
    if not listening.done():
        await task
    try:
        yield Served(serving, database, listening.result(), task, stopping)
    finally:
        stopping.set()
        await task
        await database.close()
