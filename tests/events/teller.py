"""A business with events to tell, a receiver, and a clock of the test's own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import Connection

from bot.events.disabled import Admins
from bot.events.signing import keys
from bot.events.target import target
from bot.events.telling import Telling, World, webhook_id
from bot.events.wire import Wire
from bot.store import events, webhooks
from bot.store.database import Database
from bot.store.events import StoredEvent
from bot.turn.library import Library
from tests.events.strict import SECRET, Receiver
from tests.turn.someone import NOON


@dataclass
class Clock:
    """Time, as far as it has come."""

    moment: datetime = NOON
    chance: float = 0.0

    def now(self) -> datetime:
        return self.moment

    def goes_on(self, **time: float) -> None:
        self.moment += timedelta(**time)


@dataclass
class Business:
    """A database with events, a receiver, and a process that tells."""

    database: Database
    receiver: Receiver
    clock: Clock
    telling: Telling
    admins: tuple[str, ...] = ()
    numbers: Any = field(default_factory=lambda: count(1))

    async def has(self, *people: str | None) -> list[str]:
        """One event of each; their ids."""
        made = [self.event(person) for person in people]
        await self.database.run(lambda connection: events.write(connection, made))
        return [one.id for one in made]

    def event(self, person: str | None, **more: Any) -> StoredEvent:
        number = f"{next(self.numbers):04}"
        event = StoredEvent(
            number, "ping", "console", "a subject", {"words": f"of {person}"}, self.clock.now(),
            self.clock.now(), person, None,
        )  # fmt: skip
        return replace(event, **more)

    async def tells(self, rounds: int = 8) -> None:
        """All that can be told now."""
        for _ in range(rounds):
            await self.telling.begin()
            await self.telling.settled()

    async def later(self, rounds: int = 8, **time: float) -> None:
        self.clock.goes_on(**time)
        await self.tells(rounds)

    async def webhook(self) -> webhooks.Webhook:
        place = webhook_id(self.receiver.url)
        return await self.database.read(lambda connection: webhooks.look(connection, place))

    async def enables(self) -> None:
        def work(connection: Connection) -> None:
            events.hurry(connection, self.clock.now())
            webhooks.enable(connection, webhook_id(self.receiver.url))

        await self.database.run(work)


@asynccontextmanager
async def business(
    database: Database, receiver: Receiver, *, admins: tuple[str, ...] = (), **more: Any
) -> AsyncIterator[Business]:
    receiver.real_time = False
    clock, place, ids = Clock(), target(receiver.url), count(1)
    who = Admins(admins, place, Library.of([]), clock.now, lambda: f"new-{next(ids):04}")
    world = World(clock.now, lambda: clock.chance, who.tell, **{"rate": 1e9, **more})
    async with Wire(place, keys(SECRET), clock.now, seconds=5.0) as wire:
        yield Business(database, receiver, clock, Telling(database, wire, receiver.url, world), admins)
