"""Updates that the bot fetches itself: one poll at a time, confirmed by the offset of the next."""

import asyncio
from typing import Any

from tests.fakes.bell import Bell
from tests.fakes.telegram.parameters import Parameters
from tests.fakes.telegram.refusal import RefusalError, conflict
from tests.fakes.telegram.updates import Updates

_LONGEST = 50
_MOST = 100


class Polling:
    """`getUpdates`."""

    def __init__(self, updates: Updates, bell: Bell) -> None:
        self._updates = updates
        self._bell = bell
        self._waiting: asyncio.Future[RefusalError] | None = None

    async def poll(self, given: Parameters) -> list[dict[str, Any]]:
        """The next updates, as soon as there are some. RefusalError: somebody else fetches them now."""
        self.interrupt(
            "terminated by other getUpdates request; make sure that only one bot instance is running"
        )
        self._updates.allow(given.json("allowed_updates"))
        offset = given.number("offset")
        if offset:
            self._updates.take_before(offset)
            self._bell.ring()
        limit = max(1, min(given.number("limit") or _MOST, _MOST))
        seconds = max(0, min(given.number("timeout") or 0, _LONGEST))
        found = self._next(limit)
        if found or not seconds:
            return found
        return await self._wait(limit, seconds)

    @property
    def is_fetched(self) -> bool:
        """Does somebody wait for the next update?"""
        return self._waiting is not None

    def interrupt(self, words: str) -> None:
        """Ends the poll that waits, if there is one."""
        if self._waiting and not self._waiting.done():
            self._waiting.set_result(conflict(words))
        self._waiting = None

    def close(self) -> None:
        """Ends with the fake."""
        self.interrupt("the server is going away")

    async def _wait(self, limit: int, seconds: float) -> list[dict[str, Any]]:
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        interrupted: asyncio.Future[RefusalError] = loop.create_future()
        self._waiting = interrupted
        self._bell.ring()
        found: list[dict[str, Any]] = []
        while not found and (left := end - loop.time()) > 0:
            ring = self._bell.listens()
            await asyncio.wait((ring, interrupted), timeout=left, return_when=asyncio.FIRST_COMPLETED)
            self._bell.leaves(ring)
            if interrupted.done():
                raise interrupted.result()
            found = self._next(limit)
        if self._waiting is interrupted:
            self._waiting = None
        return found

    def _next(self, limit: int) -> list[dict[str, Any]]:
        waiting = (update for update in self._updates if not self._updates.is_over(update))
        return [update.body for update, _ in zip(waiting, range(limit), strict=False)]
