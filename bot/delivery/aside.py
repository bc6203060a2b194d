"""What may wait: tidying up waits for the limit of its method beside the lanes, and no question waits for it.

In Slack a whole workspace has fifty edits a minute. Each answer that is typed leaves a question to be settled
by one, so when many type at the same time this takes minutes, which nobody needs to notice.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from bot.channels.base import Place
from bot.delivery.pace import Pace
from bot.delivery.waiting import pause
from bot.messages import Settled
from bot.turn.arrived import Parcel

Spot: TypeAlias = tuple[str, str | None]
"""A message of somebody: the address, and the platform's id."""


class Aside:
    """Waits with them, in the order of their coming in each workspace, and gives each back in its time."""

    def __init__(
        self, is_wanted: Callable[[Parcel], Awaitable[bool]], back: Callable[[Place, Parcel], None]
    ) -> None:
        """*is_wanted*: is it still to be sent? Then *back* takes it, with a place of its method reserved."""
        self._is_wanted = is_wanted
        self._back = back
        self._waiting: dict[Spot, tuple[Parcel, asyncio.Task[None]]] = {}
        self._in_order: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._reserved: set[Spot] = set()

    def put(self, to: Place, parcel: Parcel, pace: Pace, method: str) -> bool:
        """Waits with it until *method* is free. False: the message is going to be tidied up anyway."""
        spot = _spot(parcel)
        if spot in self._waiting:
            return False
        waiting = asyncio.create_task(self._wait(to, parcel, pace, method), name="aside")
        self._waiting[spot] = parcel, waiting
        return True

    def replaced_by(self, newer: Parcel) -> Parcel | None:
        """What waited for the same message, when that becomes another one: it does not wait any more."""
        if isinstance(newer.message, Settled):
            return None
        found = self._waiting.pop(_spot(newer), None)
        if found is None:
            return None
        parcel, waiting = found
        waiting.cancel()
        return parcel

    def has(self, parcel: Parcel) -> bool:
        """Does it wait here?"""
        found = self._waiting.get(_spot(parcel))
        return found is not None and found[0].delivery.id == parcel.delivery.id

    def tidies(self, address: str, message: str | None) -> bool:
        """Is this message going to be tidied up?"""
        return (address, message) in self._waiting

    def has_reserved(self, parcel: Parcel) -> bool:
        """Was a place reserved for it? That is used up by this."""
        spot = _spot(parcel)
        reserved = spot in self._reserved
        self._reserved.discard(spot)
        return reserved

    @property
    def tasks(self) -> list[asyncio.Task[None]]:
        """Those that wait."""
        return [waiting for _, waiting in self._waiting.values() if not waiting.done()]

    async def _wait(self, to: Place, parcel: Parcel, pace: Pace, method: str) -> None:
        loop, spot = asyncio.get_running_loop(), _spot(parcel)
        async with self._in_order[to.workspace]:
            while seconds := pace.free_in(method, loop.time()):
                await pause(seconds)
            if not await self._is_wanted(parcel):
                self._waiting.pop(spot)
                return
            pace.wait_for(method, loop.time())
        self._waiting.pop(spot)
        self._reserved.add(spot)
        self._back(to, parcel)


def _spot(parcel: Parcel) -> Spot:
    return parcel.delivery.address_id, parcel.delivery.target
