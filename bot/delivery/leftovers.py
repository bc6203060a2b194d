"""Deliveries that nobody sends just now, claimed and read again: after a crash, or after a long wait."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from sqlalchemy import Connection

from bot.channels.base import Place, Sender
from bot.store import conversations, deliveries
from bot.store.columns import DeliveryStatus
from bot.store.deliveries import Delivery, Leased
from bot.turn.arrived import Parcel
from bot.turn.library import Library
from bot.turn.outgoing import from_json

_LOG: Final = logging.getLogger(__name__)
LEASE: Final = timedelta(seconds=90)
"""How long a process may hold a delivery without an outcome: longer than the longest wait in a lane."""

Found: TypeAlias = Sequence[tuple[Place, Parcel]]
"""What can be sent, and to whom, in the order in which it must go."""


def leased(connection: Connection, sender: Sender, library: Library, *, now: datetime, at_most: int) -> Found:
    """What is due and nobody holds, and all that waits behind it."""
    until = now + LEASE
    first = deliveries.lease(
        connection, sender.channel, sender.workspace, now=now, until=until, at_most=at_most
    )
    behind = [one for ahead in first for one in deliveries.lease_behind(connection, ahead, until=until)]
    return readable(connection, [*first, *behind], library)


def readable(connection: Connection, claimed: Sequence[Leased], library: Library) -> Found:
    """What can and may be sent of this; of the rest it is written down why not."""
    found = []
    for one in claimed:
        delivery = one.delivery
        if delivery.occasion is not None and delivery.attempts > 1 and delivery.error is None:
            # It may have gone out before the sender died; nobody asked for it, so it is not repeated.
            deliveries.mark_failed(connection, delivery.id, DeliveryStatus.UNKNOWN, "in doubt")
            continue
        try:
            parcel = _parcel(connection, delivery, library)
        except (KeyError, TypeError, ValueError):
            _LOG.error("a message cannot be read any more", extra={"delivery": delivery.id})
            deliveries.mark_failed(connection, delivery.id, DeliveryStatus.REFUSED, "cannot be read")
            continue
        found.append((Place(one.workspace, one.external_id), parcel))
    return found


def _parcel(connection: Connection, delivery: Delivery, library: Library) -> Parcel:
    message = from_json(delivery.payload)
    if delivery.conversation_id is None:
        return Parcel(delivery, message, None)
    conversation = conversations.open_one(connection, delivery.conversation_id, lock=False)
    flow = None if conversation is None else library.pinned(connection, conversation.flow)
    return Parcel(delivery, message, flow)
