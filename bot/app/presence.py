"""A process says that it lives; where another does not any more, what it held is let go of.

A process that is frozen, or cut off from the database, is taken for dead too: it asks before it sends what it
held (see `bot.delivery.keeping`). While the database is away nobody can say anything, so nobody is taken for
dead by a process that could not say itself all the time that it lives.
"""

import asyncio
import logging
from functools import partial
from typing import Final

from bot.app.ground import Ground
from bot.app.part import Part
from bot.store import presence as store
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.waiting import happens

_LOG: Final = logging.getLogger(__name__)
EVERY_SECONDS: Final = 1.5
PATIENCE: Final = 2.0
"""Seconds that it may take to say so."""


def presence(ground: Ground) -> Part:
    """Among other processes; alone there is nothing to say."""
    if ground.peer_name is None:
        return Part()
    made = Presence(ground.database, ground.peer_name)
    return Part(loops={"presence": made.run}, stop=made.stop)


class Presence:
    """That of one process."""

    def __init__(self, database: Database, process: str) -> None:
        self._database = database
        self._process = process
        self._stopping = asyncio.Event()
        self._since: float | None = None
        """From when on it has said so without a gap."""
        self._saying = asyncio.Lock()

    async def run(self) -> None:
        """Says it until told to stop."""
        loop = asyncio.get_running_loop()
        said_at = float("-inf")
        while not self._stopping.is_set():
            if loop.time() - said_at > 2 * EVERY_SECONDS:
                self._since = None
            try:
                async with asyncio.timeout(PATIENCE):
                    async with self._saying:
                        await self._says()
            except (StoreError, TimeoutError):
                _LOG.warning("other processes cannot be told just now that this one lives")
            else:
                said_at = loop.time()
            await happens(self._stopping, EVERY_SECONDS)

    async def stop(self) -> None:
        """After everything else has ended: nothing is held here any more."""
        self._stopping.set()
        try:
            async with asyncio.timeout(PATIENCE), self._saying:  # or it would be said again after this
                await self._database.run(lambda connection: store.leave(connection, self._process))
        except (StoreError, TimeoutError):
            return  # they will see it

    async def _says(self) -> None:
        await self._database.run(lambda connection: store.say(connection, self._process))
        now = asyncio.get_running_loop().time()
        if self._since is None:
            self._since = now
        if now - self._since < store.DEAD_AFTER.total_seconds():
            return
        for other in await self._database.read(store.overdue):
            left = await self._database.run(partial(store.bury, process=other))
            if left is not None:
                _LOG.warning("another process is gone; %s messages that it was to send are let go of", left)
