"""What is claimed stays ours for as long as that takes, and no longer than others believe it does."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Final, TypeAlias

from sqlalchemy import Connection

from bot.delivery.leftovers import LEASE
from bot.store import claims, deliveries, overtaken, presence, senders
from bot.store.columns import DeliveryStatus
from bot.store.database import Database
from bot.store.deliveries import Delivery
from bot.store.errors import StoreError
from bot.store.presence import DEAD_AFTER
from bot.turn.arrived import Parcel
from bot.waiting import pause

AGAIN_SECONDS: Final = 1.0
SURE: Final = DEAD_AFTER * 0.8
"""For so long after we said that we live nobody takes anything over."""
Held: TypeAlias = Mapping[str, int | None]
"""How often each delivery was tried; None: it is only to be written down, and nobody else's business."""


class Keeping:
    """Knows until when the deliveries that are under way here are held."""

    def __init__(self, database: Database, now: Callable[[], datetime], process: str | None) -> None:
        """*process*: this one, where others send too, and take over what is not held any more."""
        self._database = database
        self._now = now
        self._process = process
        self._until: dict[str, datetime] = {}
        """Of those that were held again, by delivery."""
        self._said_at = now(), _steady()
        """When we said last that we live; also by a clock that nobody sets."""
        self._saying_at = self._said_at[1]

    def running_out(self, under_way: Iterable[Parcel], unwritten: Iterable[str]) -> Held:
        """What would soon count as left over: what waits for the pace of a platform waits as long as it
        takes.
        """
        now = self._now()
        tries: dict[str, int | None] = {}
        until: dict[str, datetime] = {}
        self._saying_at = _steady()
        for one in unwritten:
            tries[one], until[one] = None, now
        for parcel in under_way:
            delivery = parcel.delivery
            tries[delivery.id], until[delivery.id] = delivery.attempts, delivery.lease_until or now
        self._until = {one: held for one, held in self._until.items() if one in tries}
        doubtful = self._process is not None and not self._is_sure()  # others may have taken all of it over
        soon = {one for one, held in (until | self._until).items() if doubtful or held - now < LEASE / 2}
        return {one: tries[one] for one in tries if one in soon}

    def hold(self, connection: Connection, held: Held, until: datetime) -> frozenset[str]:
        """Holds them again; which of them others have taken over meanwhile."""
        lost: frozenset[str] = frozenset()
        if self._process is not None:
            presence.say(connection, self._process)
            tried = {one: tries for one, tries in held.items() if tries is not None}
            lost = senders.lost(connection, tried)
        claims.hold(connection, held.keys() - lost, until=until)
        return lost

    def held(self, deliveries_: Iterable[str], until: datetime) -> None:
        """That is committed; *until* as it was said."""
        self._said_at = until - LEASE, self._saying_at
        self._until.update(dict.fromkeys(deliveries_, until))

    async def is_ours(self, parcel: Parcel) -> bool:
        """Is it still ours to send? Asked only when nothing was said of us for too long, for whatever reason:
        another process may have taken it over.
        """
        delivery = parcel.delivery
        until = self._until.get(delivery.id, delivery.lease_until)
        alone = self._process is None or until is None or (self._is_sure() and self._now() < until)
        if alone and not parcel.again:
            return True
        until = self._now() + LEASE
        ours = await self._known(lambda connection: _is_still(connection, delivery, until))
        self._until[delivery.id] = until
        return ours

    async def may_ask(self, parcel: Parcel) -> bool:
        """The platform is to be asked right now, after however long a wait for its pace: may it be?

        Of what nobody asked for it is written down first: if this process ended, nobody else would know that
        it may have gone out.
        """
        if parcel.delivery.occasion is None:
            return await self.is_ours(parcel)
        return await self._known(lambda connection: claims.ask(connection, parcel.delivery))

    async def _known(self, work: Callable[[Connection], bool]) -> bool:
        """What the database says, as soon as it does: sent blindly something might come twice."""
        while True:
            try:
                return await self._database.run(work)
            except StoreError:
                await pause(AGAIN_SECONDS)

    def _is_sure(self) -> bool:
        """Can nobody have taken anything over? A clock on the wall may be set back, a steady one may stand
        still while the machine sleeps: so both are asked.
        """
        said_at, said_at_steady = self._said_at
        return _steady() < said_at_steady + SURE.total_seconds() and self._now() < said_at + SURE


def _steady() -> float:
    """Seconds by a clock that nobody sets."""
    return asyncio.get_running_loop().time()


def _is_still(connection: Connection, delivery: Delivery, until: datetime) -> bool:
    """Is it claimed by us, and wanted? Then it is held until then."""
    if not senders.hold(connection, delivery.id, delivery.attempts, until=until):
        return False
    if overtaken.is_overtaken(connection, delivery):
        deliveries.mark_failed(connection, delivery.id, DeliveryStatus.NOT_MODIFIED, "overtaken")
        return False
    return True
