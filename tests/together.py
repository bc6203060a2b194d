"""Several people who do one thing each at the same time, then all look up.

    together = Together(server, server.comes_to_rest, people=3)
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

from tests.wandering import Books

T = TypeVar("T")


class Together:
    """A server as each of *people* sees it."""

    def __init__(self, server: Books, rest: Callable[[], Awaitable[None]], people: int) -> None:
        """*rest* returns when nothing is on its way any more, provided that nobody does anything."""
        self._server = server
        self._rest = rest
        self._busy = people
        """Those who do something just now."""
        self._waiting: list[asyncio.Future[None]] = []
        self._pause: asyncio.Task[None] | None = None

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

    async def reads(self, work: Callable[[Connection], T]) -> T:
        """What the database holds."""
        return await self._server.reads(work)

    def _looks_up(self) -> None:
        """The last one ends the round."""
        self._busy -= 1
        if self._busy == 0 and self._waiting:
            self._pause = asyncio.create_task(self._ends_round())

    async def _ends_round(self) -> None:
        """All who waited go on, or hear why they cannot."""
        trouble = None
        try:
            await self._rest()
        except AssertionError as error:
            trouble = error
        waiting, self._waiting = self._waiting, []
        self._busy = len(waiting)
        for one in waiting:
            if not one.done():  # whoever gave up meanwhile
                one.set_exception(trouble) if trouble else one.set_result(None)
