"""Time as this process lived it: what the machine took away from it does not count.

A host may give the processors to others for seconds. A platform would see a late answer then, but tests are
about the app: it is late by what it waits for and by what it works, not by what the machine does. So the loop
looks at the clock every moment; where the next look comes late, only as much of the delay counts as this
process has worked meanwhile. An app that stands in the way of the loop is late as ever: that is work.
"""

import asyncio
import time
from collections.abc import Awaitable
from contextlib import suppress
from typing import Final, TypeVar

T = TypeVar("T")
_EVERY: Final = 0.05
"""Seconds between two looks."""
_USUAL: Final = 0.1
"""A look may come so late on any machine."""


class Lived:
    """Counts what was lost, from its beginning to its end."""

    def __init__(self) -> None:
        self._lost = 0.0
        self._watching: asyncio.Task[None] | None = None
        self._seen, self._worked = time.monotonic(), time.process_time()

    def begins(self) -> None:
        """From now on."""
        self._seen, self._worked = time.monotonic(), time.process_time()
        self._watching = asyncio.create_task(self._watches(), name="lived")

    async def ends(self) -> None:
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.wait({self._watching})
            self._watching = None

    def lost(self) -> float:
        """Seconds so far that the machine took away; nothing before it begins."""
        if self._watching is None:
            return self._lost
        seen, worked = time.monotonic(), time.process_time()
        took, work = seen - self._seen, worked - self._worked
        self._lost += max(0.0, took - max(_USUAL, work))
        self._seen, self._worked = seen, worked
        return self._lost

    async def within(self, seconds: float, doing: Awaitable[T]) -> T:
        """What comes of it; TimeoutError: it takes longer, and is given up."""
        task = asyncio.ensure_future(doing)
        end = time.monotonic() - self.lost() + seconds
        try:
            while not task.done():
                left = end - (time.monotonic() - self.lost())
                if left <= 0:
                    raise TimeoutError
                await asyncio.wait({task}, timeout=min(left, _EVERY))
            return task.result()
        finally:
            if not task.done():
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await asyncio.wait({task})

    async def _watches(self) -> None:
        while True:
            self.lost()
            await asyncio.sleep(_EVERY)
