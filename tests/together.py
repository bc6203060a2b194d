"""Several people who do one thing each at the same time, then all look up.

    together = Together(server, people=3)
    async with asyncio.TaskGroup() as group:
        for one in people:                       # each was given *together* as their server
            group.create_task(together.until_done(one.takes("team-health")))

A server of ours is at rest only when nobody does anything any more; so whoever waits for that waits for the
others first.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from sqlalchemy import Connection

from tests.served import Served

T = TypeVar("T")


class Together:
    """A server as each of *people* sees it."""

    def __init__(self, server: Served, people: int) -> None:
        self._server = server
        self._busy = people
        """Those who do something just now."""
        self._waiting: list[asyncio.Future[None]] = []

    async def until_done(self, deed: Awaitable[T]) -> T:
        """All that one of them does; nobody waits for them after it."""
        try:
            return await deed
        finally:
            self._looks_up()

    async def comes_to_rest(self) -> None:
        """Returns when nobody does anything, and nothing is on its way any more."""
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(mine)
        self._looks_up()
        await mine
        await self._server.comes_to_rest()

    async def reads(self, work: Callable[[Connection], T]) -> T:
        """What the database holds."""
        return await self._server.reads(work)

    def _looks_up(self) -> None:
        """The last one begins the next round, for all who wait."""
        self._busy -= 1
        if self._busy == 0:
            waiting, self._waiting = self._waiting, []
            self._busy = len(waiting)
            for one in waiting:
                one.set_result(None)
