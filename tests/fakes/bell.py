"""A bell that rings when something happened: whoever waits looks again."""

import asyncio
from collections.abc import Callable


class Bell:
    """Rings for everybody who waits; who does not wait hears nothing."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        if self._waiting:
            waiting, self._waiting = self._waiting, set()
            for one in waiting:
                if not one.done():
                    one.set_result(None)

    def listens(self) -> "asyncio.Future[None]":
        """Is done with the next ring, from this moment on. Who waits for it no more says so with `leaves`."""
        one: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(one)
        return one

    def leaves(self, one: "asyncio.Future[None]") -> None:
        self._waiting.discard(one)

    async def rings(self, seconds: float) -> bool:
        """Waits for the next ring, at most *seconds* long. Did it ring?"""
        one = self.listens()
        try:
            async with asyncio.timeout(seconds):
                await one
        except TimeoutError:
            return False
        finally:
            self.leaves(one)
        return True

    async def until(self, holds: Callable[[], bool], seconds: float) -> bool:
        """Waits until *holds* is true, at most *seconds* long. Is it?"""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not holds():
            left = end - loop.time()
            if left <= 0 or not await self.rings(left):
                return holds()
        return True
