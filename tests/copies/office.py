"""Several processes' worth of sending on one database, in the loop of a test: each has a name and an outbox
of its own, and takes turns as a process does.
"""

import asyncio
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from bot.channels.base import Fate, Letter, Outcome, Permit, Place
from bot.clock import new_id, now
from bot.delivery.leftovers import LEASE
from bot.delivery.outbox import Outbox
from bot.delivery.pace import Paces, Rates
from bot.delivery.world import World
from bot.messages import Words
from bot.store import respondents
from bot.store.database import Database
from bot.store.tables import ADDRESS, DELIVERY
from bot.turn.arrived import Parcel, Platform, Surroundings, Told, Turn
from bot.turn.library import Library
from bot.turn.posting import posted
from bot.turn.unsent import unsent

FREE = Rates(1e6, 1e6, 1e6)


class Screen:
    """What people saw, from whichever process, in the order in which it arrived."""

    def __init__(self) -> None:
        self.seen: dict[str, list[str]] = {}


class Desk:
    """A process: its sender shows on the screen, as slowly as it is told to."""

    channel, workspace = "console", "here"

    def __init__(self, database: Database, name: str, screen: Screen, rates: Rates = FREE) -> None:
        self.name = name
        self.screen = screen
        self.seconds = 0.0
        self.gate = asyncio.Event()
        self.gate.set()
        self.answers: list[Outcome] = []
        self.asked = 0
        self.moved = 0.0
        self.hears = True
        """Of the commits of its turns."""
        self._database = database
        world = World(Library.of([]), self.now, (b"k" * 32,), lambda flow, _language: flow, name)
        self.outbox = Outbox(database, self, Paces(rates), world)

    def now(self) -> datetime:
        return datetime.fromtimestamp(now().timestamp() + self.moved, UTC)

    async def send(self, letter: Letter, permit: Permit) -> Outcome:
        await permit("")
        self.asked += 1
        assert isinstance(letter.message, Words)
        await self.gate.wait()
        await asyncio.sleep(self.seconds)
        if self.answers:
            return self.answers.pop(0)
        shown = self.screen.seen.setdefault(letter.to.person, [])
        shown.append(letter.message.paragraphs[0])
        return Outcome(Fate.SENT, f"m{len(shown)}")

    async def says(self, *words: str, to: str = "ana", occasion: str | None = None) -> None:
        """A turn of a person comes to these messages, and is committed."""
        written_at = self.now()

        def turn(connection: Connection) -> Turn:
            address = respondents.find_or_make(
                connection, self.channel, self.workspace, to, now=written_at, new_id=new_id
            )
            platform = Platform(written_at + LEASE, (b"k" * 32,), process=self.name, clock=self.now)
            around = Surroundings(Library.of([]), written_at, new_id, channel=self.channel, platform=platform)
            told = [Told(Words((one,)), occasion=occasion) for one in words]
            return posted(connection, Turn(told=told), address, around)

        taken = await self._database.run(turn)
        if not self.hears:
            return
        self.outbox.post(Place(self.workspace, to), taken.parcels)

    async def hears_again(self, to: str = "ana") -> None:
        """What it was told last comes once more."""

        def look(connection: Connection) -> tuple[Parcel, ...]:
            address = respondents.find(connection, self.channel, self.workspace, to, lock=True)
            assert address is not None
            platform = Platform(self.now() + LEASE, (b"k" * 32,), process=self.name)
            around = Surroundings(Library.of([]), self.now(), new_id, self.channel, platform=platform)
            return unsent(connection, address, around)

        self.outbox.post(Place(self.workspace, to), await self._database.run(look))

    async def sweeps(self) -> None:
        await self.outbox.sweep()

    async def dies(self) -> None:
        """At once, with all that it knows."""
        for task in self.outbox._under_way():
            task.cancel()
        self.outbox._lanes.clear()


async def statuses(database: Database) -> list[str]:
    rows = select(DELIVERY.c.status).order_by(DELIVERY.c.created_at, DELIVERY.c.id)
    return list(await database.read(lambda connection: connection.execute(rows).scalars().all()))


async def senders(database: Database) -> list[str | None]:
    return list(
        await database.read(lambda connection: connection.execute(select(ADDRESS.c.sender)).scalars().all())
    )
