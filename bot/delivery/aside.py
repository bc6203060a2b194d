"""What may wait: tidying up waits for the limit of its method beside the lanes, and no question waits for it.

In Slack a whole workspace has fifty edits a minute. Each answer that is typed leaves a question to be settled
by one, so when many type at the same time this takes minutes, which nobody needs to notice.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from bot.channels.base import Place
from bot.delivery.common_pace import CommonPace
from bot.delivery.pace import Pace
from bot.messages import Settled
from bot.turn.arrived import Parcel
from bot.waiting import pause

Spot: TypeAlias = tuple[str, str | None]
"""A message of somebody: the address, and the platform's id."""


@dataclass(slots=True)
class _Queue:
    """What waits for one method in one workspace."""

    pace: Pace
    method: str
    urgent: deque[tuple[Place, Parcel]] = field(default_factory=deque)
    ordinary: deque[tuple[Place, Parcel]] = field(default_factory=deque)
    task: asyncio.Task[None] | None = None


class Aside:
    """Waits with them and gives each back in its time: what is urgent first, else in the order of coming."""

    def __init__(
        self,
        is_wanted: Callable[[Parcel], Awaitable[bool]],
        back: Callable[[Place, Parcel], None],
        common: CommonPace | None = None,
    ) -> None:
        """*is_wanted*: is it still to be sent? Then *back* takes it, with a place of its method reserved.

        *common*: where other processes send too.
        """
        self._common = common
        self._is_wanted = is_wanted
        self._back = back
        self._waiting: dict[Spot, Parcel] = {}
        self._queues: dict[tuple[str, str], _Queue] = {}
        self._reserved: set[Spot] = set()

    def put(self, to: Place, parcel: Parcel, pace: Pace, method: str, *, urgent: bool = False) -> bool:
        """Waits with it until *method* is free. False: the message is going to be tidied up anyway."""
        spot = _spot(parcel)
        if spot in self._waiting:
            return False
        self._waiting[spot] = parcel
        queue = self._queues.setdefault((to.workspace, method), _Queue(pace, method))
        (queue.urgent if urgent else queue.ordinary).append((to, parcel))
        if queue.task is None:
            queue.task = asyncio.create_task(self._run(queue), name="aside")
        return True

    def replaced_by(self, newer: Parcel) -> Parcel | None:
        """What waited for the same message, when that becomes another one: it does not wait any more."""
        return None if isinstance(newer.message, Settled) else self._waiting.pop(_spot(newer), None)

    def forget(self, address: str) -> None:
        """Nothing waits for this address any more."""
        for spot in [spot for spot in (*self._waiting, *self._reserved) if spot[0] == address]:
            self._waiting.pop(spot, None)
            self._reserved.discard(spot)

    @property
    def parcels(self) -> tuple[Parcel, ...]:
        """What waits here."""
        return tuple(self._waiting.values())

    def has(self, parcel: Parcel) -> bool:
        """Does it wait here?"""
        found = self._waiting.get(_spot(parcel))
        return found is not None and found.delivery.id == parcel.delivery.id

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
        return [queue.task for queue in self._queues.values() if queue.task is not None]

    async def _run(self, queue: _Queue) -> None:
        loop = asyncio.get_running_loop()
        try:
            while queue.urgent or queue.ordinary:
                to, _ = (queue.urgent or queue.ordinary)[0]
                while seconds := queue.pace.free_in(queue.method, loop.time()):
                    await pause(seconds)
                await self._reserve_with_others(queue, to.workspace)
                to, parcel = (queue.urgent or queue.ordinary).popleft()
                if self._waiting.get(_spot(parcel)) is parcel:
                    await self._give_back(queue, to, parcel)
        finally:
            queue.task = None

    async def _reserve_with_others(self, queue: _Queue, workspace: str) -> None:
        """A place that is not used in the end is lost; all that waits here is of one workspace."""
        if self._common is not None:
            await pause(await self._common.place(workspace, queue.method, queue.pace.rates))

    async def _give_back(self, queue: _Queue, to: Place, parcel: Parcel) -> None:
        wanted, spot = await self._is_wanted(parcel), _spot(parcel)
        if self._waiting.get(spot) is not parcel:
            return
        del self._waiting[spot]
        if wanted:
            queue.pace.wait_for(queue.method, asyncio.get_running_loop().time())
            self._reserved.add(spot)
            self._back(to, parcel)


def _spot(parcel: Parcel) -> Spot:
    return parcel.delivery.address_id, parcel.delivery.target
