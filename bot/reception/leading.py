"""One process of several fetches what a platform gives to only one: the leader.

It says so to the database every second and a half. When it does not for five, because it is dead, frozen or
cut off, another leads; it counts itself out before that, by its own steady clock, without asking anybody.
"""

import asyncio
import logging
from collections.abc import Awaitable
from datetime import timedelta
from typing import Final, Protocol, TypeVar

from bot.store import leaders
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.waiting import happens, pause

T = TypeVar("T")

_LOG: Final = logging.getLogger(__name__)
LEASE: Final = timedelta(seconds=5)
RENEW_SECONDS: Final = 1.5
ASK_SECONDS: Final = 0.5
"""How often who does not lead asks."""
MARGIN: Final = 1.0
"""Seconds by which a leader counts itself out before others may lead."""


class Leading(Protocol):
    """Whether this process is the one."""

    shared: bool
    """Could it be another?"""

    @property
    def leads(self) -> bool:
        """Is it, just now?"""
        ...

    async def begins(self, stopping: asyncio.Event) -> bool:
        """Waits until it is. False: told to stop meanwhile."""
        ...

    async def ends(self) -> None:
        """Returns when it is not any more; that may be never."""
        ...

    async def resign(self) -> None:
        """It does not want to be any more; another may be at once."""
        ...


class Alone:
    """There is no other process."""

    shared = False
    leads = True

    async def begins(self, stopping: asyncio.Event) -> bool:
        """At once."""
        return not stopping.is_set()

    async def ends(self) -> None:
        """Never."""
        await asyncio.get_running_loop().create_future()

    async def resign(self) -> None:
        """To nobody."""


class Elected:
    """One of several processes on one database."""

    shared = True

    def __init__(self, database: Database, what: str, process: str) -> None:
        """*what*: that only one process does, by a name."""
        self._database = database
        self._what = what
        self._process = process
        self._until = float("-inf")
        """By the steady clock of the loop."""
        self._renewing: asyncio.Task[None] | None = None

    @property
    def leads(self) -> bool:
        """Only as long as no other can."""
        return asyncio.get_running_loop().time() < self._until

    async def begins(self, stopping: asyncio.Event) -> bool:
        """Asks until it is."""
        while not stopping.is_set():
            if self.leads or await self._asks():
                if self._renewing is None or self._renewing.done():
                    _LOG.info("this process leads in %s from now on", self._what)
                    self._renewing = asyncio.create_task(self._renew(), name="leading")
                return True
            await happens(stopping, ASK_SECONDS)
        return False

    async def ends(self) -> None:
        """Looks by the clock: a process that was frozen must not trust that somebody wakes it in time."""
        loop = asyncio.get_running_loop()
        while (left := self._until - loop.time()) > 0:
            await pause(min(left, ASK_SECONDS))

    async def resign(self) -> None:
        """Told to the database, where that can be."""
        self._until = float("-inf")
        if self._renewing is not None:
            self._renewing.cancel()
            await asyncio.wait([self._renewing])
            self._renewing = None
        try:
            async with asyncio.timeout(RENEW_SECONDS):
                await self._database.run(
                    lambda connection: leaders.resign(connection, self._what, self._process)
                )
        except (StoreError, TimeoutError):
            _LOG.warning("nobody could be told that this process leads no more in %s", self._what)

    async def _renew(self) -> None:
        while True:
            await pause(RENEW_SECONDS)
            if not await self._asks() and not self.leads:
                _LOG.warning("this process does not lead any more in %s", self._what)
                return

    async def _asks(self) -> bool:
        """Does it lead, as the database sees it?"""
        asked_at = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(RENEW_SECONDS):
                leads = await self._database.run(
                    lambda connection: leaders.lead(connection, self._what, self._process, LEASE)
                )
        except (StoreError, TimeoutError):
            return False
        self._until = asked_at + LEASE.total_seconds() - MARGIN if leads else float("-inf")
        return leads


async def while_leading(work: Awaitable[T], leading: Leading, stopping: asyncio.Event) -> T | None:
    """What *work* comes to. None: told to stop, or not leading any more, before that; it is given up."""
    working = asyncio.ensure_future(work)
    ending = [asyncio.ensure_future(stopping.wait()), asyncio.ensure_future(leading.ends())]
    try:
        await asyncio.wait([working, *ending], return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        for one in (working, *ending):
            one.cancel()
