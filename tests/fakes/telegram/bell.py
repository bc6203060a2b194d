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

    async def rings(self, seconds: float) -> bool:
        """Waits for the next ring, at most *seconds* long. Did it ring?"""
        one = asyncio.get_running_loop().create_future()
        self._waiting.add(one)
        try:
            async with asyncio.timeout(seconds):
                await one
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(one)
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
