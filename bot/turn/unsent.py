"""Deliveries as parcels again: of a turn that was committed, but of whose commit its process did not hear."""

from dataclasses import replace

from sqlalchemy import Connection

from bot.store import conversations, deliveries, senders
from bot.store.columns import TIDYING, DeliveryStatus
from bot.store.deliveries import Delivery
from bot.store.errors import SealBroken
from bot.store.respondents import Address
from bot.turn.arrived import Parcel, Surroundings
from bot.turn.library import Library
from bot.turn.outgoing import from_json


def unsent(connection: Connection, address: Address, around: Surroundings) -> tuple[Parcel, ...]:
    """What this process was to send at once to an address whose lock is held, and has no outcome yet, in its
    order. What cannot be read is left to the sweep.
    """
    platform = around.platform
    if platform is None:
        return ()
    process = platform.process
    if process is not None and address.sender not in senders.left_by(process):
        return ()
    found = []
    for one in deliveries.pending(connection, address.id):
        others = process is not None and one.kind == TIDYING  # it may be tidied up beside, by another process
        if one.status is not DeliveryStatus.SENDING or others:
            continue
        try:
            parcel = parcel_of(connection, one, around.library)
        except (KeyError, TypeError, ValueError, SealBroken):
            continue
        found.append(replace(parcel, again=True))
    return tuple(found)


def parcel_of(connection: Connection, delivery: Delivery, library: Library) -> Parcel:
    """What is needed to send it. KeyError, TypeError, ValueError, SealBroken when that cannot be read."""
    message = from_json(delivery.payload)
    if delivery.conversation_id is None:
        return Parcel(delivery, message, None)
    conversation = conversations.open_one(connection, delivery.conversation_id, lock=False)
    flow = None if conversation is None else library.pinned(connection, conversation.flow)
    return Parcel(delivery, message, flow)
