"""What came of our turns and waits until other processes have sent all that came of theirs before.

That takes as long as a message or two, so it is looked for often. For a while it is left to us: in Slack only
who took a press can answer it without using up the limit of a method. What takes longer comes with anybody's
sweep.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from typing import Final, TypeAlias

from bot.store.errors import StoreError
from bot.turn.posting import OURS
from bot.waiting import pause

_LOG: Final = logging.getLogger(__name__)
LOOK_SECONDS: Final = 0.05
SLOWER: Final = 1.2
"""So much longer is each look waited for than the one before."""
SLOWEST: Final = 0.3
MOST_AT_ONCE: Final = 200

Take: TypeAlias = Callable[[Collection[str]], Awaitable[frozenset[str]]]
"""Sends what can be sent of these deliveries; which of them still wait for others."""


class BehindOthers:
    """Looks for them as long as there are some."""

    def __init__(self, take: Take, free: Callable[[str], None]) -> None:
        """*free* is told an address at which nothing of this waits any more."""
        self._take = take
        self._free = free
        self._since: dict[str, tuple[str, float]] = {}
        """The address and the time, by delivery."""
        self._task: asyncio.Task[None] | None = None
        self._wait = LOOK_SECONDS

    def add(self, delivery: str, address: str) -> None:
        """It waits."""
        self._since[delivery] = address, asyncio.get_running_loop().time()
        self._wait = LOOK_SECONDS
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name="behind others")

    def stop(self) -> None:
        """What still waits is for others to send."""
        self._since.clear()

    @property
    def tasks(self) -> list["asyncio.Task[None]"]:
        """That which looks."""
        return [] if self._task is None else [self._task]

    async def _run(self) -> None:
        try:
            while self._since:
                await pause(self._wait)
                self._wait = min(self._wait * SLOWER, SLOWEST)
                if self._since:
                    await self._look()
        finally:
            self._task = None

    async def _look(self) -> None:
        asked = frozenset(list(self._since)[:MOST_AT_ONCE])
        try:
            left = await self._take(asked)
        except StoreError:
            _LOG.warning("what waits behind other processes cannot be seen just now")
            left = asked
        except Exception:  # noqa: BLE001  # a mistake of ours: what waits is looked for again all the same
            _LOG.exception("what waits behind other processes cannot be seen")
            left = asked
        too_old = asyncio.get_running_loop().time() - OURS.total_seconds()
        over = {one: self._since.pop(one) for one in asked - left if one in self._since}
        for one in [one for one in left if one in self._since and self._since[one][1] < too_old]:
            del self._since[one]  # it comes with a sweep
        still = {address for address, _ in self._since.values()}
        for address in {address for address, _ in over.values()} - still:
            self._free(address)
