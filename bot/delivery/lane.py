"""What goes to one person, one message at a time, and the pace it keeps to."""

import asyncio
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Final

from bot.channels.base import Permit, Place
from bot.delivery.aside import Aside
from bot.delivery.common_pace import BULK, CommonPace
from bot.delivery.keeping import Keeping
from bot.delivery.pace import Pace
from bot.messages import Settled
from bot.turn.arrived import Parcel
from bot.waiting import pause

LATE: Final = 0.5
"""Seconds: whoever comes so long after their place has missed it."""


class Gone(Exception):  # noqa: N818  # read as a word
    """What was about to go out is not sent any more."""


class NotOurs(Exception):  # noqa: N818  # read as a word
    """Somebody else has taken over what was about to go out."""


class Crowded(Exception):  # noqa: N818  # read as a word
    """What is only tidied up is not sent now: its method is used to the full."""

    def __init__(self, method: str, seconds: float) -> None:
        super().__init__(method)
        self.method = method
        self.seconds = seconds


@dataclass(slots=True)
class Lane:
    """What goes to one person."""

    to: Place
    pace: Pace
    common: CommonPace | None = None
    """What other processes send too; None: there are none."""
    waiting: deque[Parcel] = field(default_factory=deque)
    task: asyncio.Task[None] | None = None
    current: Parcel | None = None
    asking: bool = False
    """The platform is being asked just now: whoever stops that does not know what comes of it."""
    gone: bool = False
    """Nothing is kept of the person any more: nothing is sent."""

    @property
    def parcels(self) -> list[Parcel]:
        """What is under way here, in its order."""
        return [*([self.current] if self.current else []), *self.waiting]

    @property
    def unsent(self) -> list[Parcel]:
        """What certainly was not sent from here, in its order."""
        return [*([self.current] if self.current and not self.asking else []), *self.waiting]

    def let_go(self, lost: Collection[str]) -> None:
        """Others have taken these over, because we did not hold them for too long."""
        for one in [one for one in self.waiting if one.delivery.id in lost]:
            self.waiting.remove(one)

    def pause(self, seconds: float, method: str) -> None:
        """The platform wants nothing for so long; or not this *method*. The others hear of it."""
        self.pace.pause(asyncio.get_running_loop().time() + seconds, method)
        if self.common is not None:
            self.common.pause(self.to.workspace, method, seconds)


def permit_for(lane: Lane, parcel: Parcel, aside: Aside, keeping: Keeping) -> Permit:
    """Asked before each request of one try. Gone, NotOurs, Crowded."""
    bulk = parcel.delivery.occasion is not None
    asked = False

    async def permit(method: str = "") -> None:
        nonlocal asked
        if method and isinstance(parcel.message, Settled):
            if aside.has_reserved(parcel):
                return
            if seconds := free_in(lane, method):
                raise Crowded(method, seconds)
        lane.asking = False
        if method:
            await _turn(lane, method, lambda now: lane.pace.wait_for(method, now))
        else:
            if bulk:
                await _turn(lane, BULK, lane.pace.wait_in_bulk)
            await _turn(lane, "", lambda now: lane.pace.wait(lane.to.person, now))
        if not asked and not await keeping.may_ask(parcel):
            raise NotOurs
        if lane.gone:
            raise Gone
        lane.asking = asked = True

    return permit


def free_in(lane: Lane, method: str) -> float:
    """In how many seconds a call of *method* may go, without reserving a place."""
    own = lane.pace.free_in(method, asyncio.get_running_loop().time())
    return own if lane.common is None else max(own, lane.common.full_for(lane.to.workspace, method))


async def _turn(lane: Lane, kind: str, reserves: Callable[[float], float]) -> None:
    """Waits for the place that *reserves* makes here, and for one that others leave us.

    After this process stood still all of its places are past at once: whoever comes too late takes another,
    once, so that a machine that is slow for good still sends.
    """
    if await _came_late(lane, kind, reserves):
        await _came_late(lane, kind, reserves)


async def _came_late(lane: Lane, kind: str, reserves: Callable[[float], float]) -> bool:
    """Waits for one place; was it past by far?"""
    loop = asyncio.get_running_loop()
    due = loop.time() + reserves(loop.time())
    if lane.common is not None:
        others = await lane.common.place(lane.to.workspace, kind, lane.pace.rates)
        due = max(due, loop.time() + others)
    await pause(due - loop.time())
    return loop.time() - due > LATE
