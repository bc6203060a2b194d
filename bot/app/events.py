"""Events for the rest of the business: told to its webhook."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import SystemRandom
from typing import Final

from bot.app.ground import Ground
from bot.app.part import Part
from bot.clock import new_id, now
from bot.events import due
from bot.events.disabled import Admins
from bot.events.receiver import Receiver
from bot.events.telling import Telling, World
from bot.events.wire import Wire
from bot.store.errors import StoreError
from bot.waiting import happens

_LOG: Final = logging.getLogger(__name__)
LOOKING_SECONDS: Final = 600.0
"""How often it is looked for actions whose day has come."""


def events(ground: Ground) -> Part:
    """What brings them there; nothing where nobody is to be told."""
    receiver = ground.settings.receiver
    if receiver is None:
        return Part()
    bringing = _Bringing(ground, receiver)
    return Part(loops={"events": bringing.run, "actions due": bringing.look}, stop=bringing.stop)


class _Bringing:
    """The loops of one process. Connections to the receiver are there while events are told."""

    def __init__(self, ground: Ground, receiver: Receiver) -> None:
        self._ground = ground
        self._receiver = receiver
        self._stopping = asyncio.Event()
        self._telling: Telling | None = None

    async def run(self) -> None:
        """Tells until told to stop."""
        async with self._told() as telling:
            if not self._stopping.is_set():
                await telling.run()
            await telling.settled()

    async def look(self) -> None:
        """Looks every ten minutes which actions are due."""
        while not self._stopping.is_set():
            try:
                await self._ground.database.run(lambda connection: due.notice(connection, now()))
            except StoreError:
                _LOG.warning("it could not be looked for actions that are due")
            await happens(self._stopping, LOOKING_SECONDS)

    async def stop(self) -> None:
        """Begins nothing new, and returns when what was begun has ended."""
        self._stopping.set()
        if self._telling is not None:
            await self._telling.stop()

    @asynccontextmanager
    async def _told(self) -> AsyncIterator[Telling]:
        settings, library = self._ground.settings, self._ground.library
        admins = Admins(settings.admins, self._receiver.target, library, now, new_id)
        world = World(now, SystemRandom().random, admins.tell)
        async with Wire(self._receiver.target, self._receiver.keys, now) as wire:
            telling = Telling(self._ground.database, wire, self._receiver.target.url, world)
            self._telling = telling
            try:
                yield telling
            finally:
                self._telling = None
