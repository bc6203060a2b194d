"""One after the other for each person, side by side for different ones, in the order of arrival."""

import asyncio
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Queue:
    """A person's turn, and how many want it."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    wanted: int = 0


class Queues:
    """A queue for everybody who is here just now."""

    def __init__(self) -> None:
        self._queues: dict[Hashable, _Queue] = {}

    @asynccontextmanager
    async def turn_of(self, person: Hashable) -> AsyncIterator[None]:
        """Waits for those of the same person who came before."""
        queue = self._queues.setdefault(person, _Queue())
        queue.wanted += 1
        try:
            async with queue.lock:  # a lock wakes who waits in the order they came
                yield
        finally:
            queue.wanted -= 1
            if not queue.wanted:
                del self._queues[person]
