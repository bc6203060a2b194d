"""Deliveries that nobody sends just now, claimed and read again: after a crash, or after a long wait."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from sqlalchemy import Connection

from bot.channels.base import Place, Sender
from bot.store import claims, deliveries, overtaken, senders
from bot.store.claims import Leased, Wanted
from bot.store.columns import DeliveryStatus
from bot.store.errors import SealBroken
from bot.turn.arrived import Parcel
from bot.turn.library import Library
from bot.turn.unsent import parcel_of

_LOG: Final = logging.getLogger(__name__)
LEASE: Final = timedelta(seconds=90)
"""How long a process may hold a delivery without an outcome: longer than the longest wait in a lane."""

Found: TypeAlias = Sequence[tuple[Place, Parcel]]
"""What can be sent, and to whom, in the order in which it must go."""


def leased(
    connection: Connection,
    sender: Sender,
    library: Library,
    process: str | None,
    wanted: Wanted,
    *,
    now: datetime,
) -> Found:
    """What is due and nobody holds, and all that waits behind it.

    *process*: this one, where others send too. It becomes the sender to the addresses.
    """
    until = now + LEASE
    first = claims.lease(connection, sender.channel, sender.workspace, wanted, now=now, until=until)
    addresses = [one.delivery.address_id for one in first]
    if process is not None:
        senders.take(connection, addresses, process)
    behind = [
        one
        for ahead in first
        for one in claims.lease_behind(connection, ahead, now=now, until=until, of=wanted.of)
    ]
    claimed = [*first, *behind]
    if process is not None:
        senders.leave_shared(connection, addresses, [one.delivery.id for one in claimed])
    return readable(connection, claimed, library)


def readable(connection: Connection, claimed: Sequence[Leased], library: Library) -> Found:
    """What can and may be sent of this; of the rest it is written down why not."""
    found = []
    for one in claimed:
        delivery = one.delivery
        if delivery.occasion is not None and delivery.attempts > 1 and delivery.error is None:
            # The platform was asked before the sender died; nobody wanted it just now, so it is not repeated.
            deliveries.mark_failed(connection, delivery.id, DeliveryStatus.UNKNOWN, "in doubt")
            continue
        if overtaken.is_overtaken(connection, delivery):
            deliveries.mark_failed(connection, delivery.id, DeliveryStatus.NOT_MODIFIED, "overtaken")
            continue
        try:
            parcel = parcel_of(connection, delivery, library)
        except (KeyError, TypeError, ValueError, SealBroken):
            _LOG.error("a message cannot be read any more", extra={"delivery": delivery.id})
            deliveries.mark_failed(connection, delivery.id, DeliveryStatus.REFUSED, "cannot be read")
            continue
        found.append((Place(one.workspace, one.external_id), parcel))
    return found
