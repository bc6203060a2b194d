"""What was kept for long enough is deleted once a day, by a job: operators see it, run it again, or have it
not begin.

Every process asks for it every hour, by the day: who asks first is heard, and whoever comes first does it.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from bot.app.ground import Ground
from bot.app.part import Part
from bot.clock import now
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.store.purging import purge
from bot.waiting import happens
from bot.work.port import Jobs

_LOG: Final = logging.getLogger(__name__)
PURGE: Final = "purge"
"""Takes nothing."""
FIRST_SECONDS: Final = 60.0
"""A process that has just begun has people to answer first: the job engine takes a while to load."""
EVERY_SECONDS: Final = 3600.0


def purging(ground: Ground) -> Part:
    """That of one process."""
    made = Purging(ground.database, ground.jobs, now)
    made.register()
    return Part(loops={"purging": made.run}, stop=made.stop)


class Purging:
    """Asks for it, and does it."""

    def __init__(self, database: Database, jobs: Jobs, clock: Callable[[], datetime]) -> None:
        """*clock*: in UTC, for all processes have the same day."""
        self._database = database
        self._jobs = jobs
        self._clock = clock
        self._stopping = asyncio.Event()

    def register(self) -> None:
        """Before the engine runs."""
        self._jobs.register(PURGE, self._purge)

    async def run(self) -> None:
        """Asks for it until told to stop."""
        wait = FIRST_SECONDS
        while not await happens(self._stopping, wait):
            wait = EVERY_SECONDS
            try:
                await self.ask()
            except StoreError:
                _LOG.warning("nobody could be asked just now to delete what is too old")

    async def ask(self) -> None:
        """Has it done today, unless that was asked for before, whatever became of it. StoreError."""
        await self._database.run(self._ask)

    async def stop(self) -> None:
        """Asks no more."""
        self._stopping.set()

    def _ask(self, connection: Connection) -> None:
        # What was cancelled stays so; what failed waits until its cause was put right.
        self._jobs.enqueue(connection, PURGE, f"{PURGE}:{self._clock():%Y-%m-%d}", once=True)

    async def _purge(self) -> None:
        await purge(self._database, self._clock())
