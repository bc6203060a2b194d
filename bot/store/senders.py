"""Who sends to an address, where several processes may: the one that holds all that is still to go there.

A turn holds the lock of its address and has read it under that lock, so what it saw of the sender is true
until it ends. Whoever takes over deliveries takes that lock too before it looks what else is to go.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, func, literal, select, update

from bot.store import prepared
from bot.store.columns import DeliveryStatus
from bot.store.statuses import is_ahead, is_open, written_out
from bot.store.tables import ADDRESS, DELIVERY

_IS_OPEN = is_open(DELIVERY)
_CROWDED: Final = "~"
"""Before the name of a sender behind which others wait: it may not send more at once either."""
_HERE = ADDRESS.c.id == bindparam("address_id")
_THERE = select(DELIVERY.c.id).where(DELIVERY.c.address_id == ADDRESS.c.id, is_ahead(DELIVERY))
_BECOME = update(ADDRESS).where(_HERE, ~_THERE.exists()).values(sender=bindparam("process"))
_TAKE = (
    update(ADDRESS)
    .where(_HERE, ADDRESS.c.sender.is_distinct_from(bindparam("process")))
    .values(sender=bindparam("process"))
)
_LEAVE = update(ADDRESS).where(_HERE, ADDRESS.c.sender.is_not(None)).values(sender=None)
_JOIN_QUEUE = (
    update(ADDRESS)
    .where(_HERE, ADDRESS.c.sender.is_not(None), ~ADDRESS.c.sender.startswith(_CROWDED))
    .values(sender=literal(_CROWDED).concat(ADDRESS.c.sender))
)
_LEAVE_SHARED = (
    update(ADDRESS)
    .where(
        ADDRESS.c.id.in_(bindparam("addresses", expanding=True)),
        _THERE.where(DELIVERY.c.id.not_in(bindparam("claimed", expanding=True))).exists(),
    )
    .values(sender=None)
)
_TRIES = select(DELIVERY.c.id, DELIVERY.c.attempts).where(
    DELIVERY.c.id.in_(bindparam("deliveries", expanding=True)), _IS_OPEN
)
_HOLD = (
    update(DELIVERY)
    .where(
        DELIVERY.c.id == bindparam("delivery_id"),
        DELIVERY.c.attempts == bindparam("tries"),
        DELIVERY.c.status == written_out(DeliveryStatus.SENDING),
    )
    .values(lease_until=bindparam("until"))
)
_LAST = select(func.max(DELIVERY.c.created_at)).where(
    DELIVERY.c.address_id == bindparam("address_id"), _IS_OPEN
)
_UNCLAIMED = select(DELIVERY.c.id).where(
    DELIVERY.c.id.in_(bindparam("deliveries", expanding=True)),
    DELIVERY.c.status == written_out(DeliveryStatus.WAITING),
)


def become(connection: Connection, address_id: str, process: str) -> bool:
    """Takes over an address whose lock is held. False: something is still to go there, by another."""
    return prepared.run(connection, _BECOME, {"address_id": address_id, "process": process}) == 1


def queue_behind(connection: Connection, address_id: str) -> None:
    """Nothing more is sent at once, not by the sender either, until what waits there has been taken."""
    connection.execute(_JOIN_QUEUE, {"address_id": address_id})


def newest(connection: Connection, address_id: str) -> datetime | None:
    """When the last message was made of those that are still to go there."""
    found: datetime | None = connection.execute(_LAST, {"address_id": address_id}).scalar_one()
    return found


def left_by(process: str) -> tuple[str, str]:
    """How an address names a sender: one that may send at once, and one behind which others wait."""
    return process, f"{_CROWDED}{process}"


def take(connection: Connection, addresses: Iterable[str], process: str) -> None:
    """Locks addresses and takes them over."""
    rows = [{"address_id": one, "process": process} for one in sorted(set(addresses))]
    if rows:
        connection.execute(_TAKE, rows)


def leave(connection: Connection, addresses: Iterable[str]) -> None:
    """Not all that is to go there is held by one process any more: nobody may send at once."""
    rows = [{"address_id": one} for one in sorted(set(addresses))]
    if rows:
        connection.execute(_LEAVE, rows)


def leave_shared(connection: Connection, addresses: Iterable[str], claimed: Sequence[str]) -> None:
    """The same for those at which something is open beside what was claimed."""
    among = sorted(set(addresses))
    if among:
        connection.execute(_LEAVE_SHARED, {"addresses": among, "claimed": list(claimed)})


def lost(connection: Connection, held: Mapping[str, int]) -> frozenset[str]:
    """Those deliveries that others took over from us, and may have sent. *held* tells how often each was
    tried, with ours.
    """
    if not held:
        return frozenset()
    found = connection.execute(_TRIES, {"deliveries": list(held)})
    return frozenset(held).difference(one for one, tries in found if tries <= held[one])


def hold(connection: Connection, delivery_id: str, tries: int, *, until: datetime) -> bool:
    """Keeps a delivery that was claimed. False: another took it over, or it has an outcome."""
    which = {"delivery_id": delivery_id, "tries": tries, "until": until}
    return connection.execute(_HOLD, which).rowcount == 1


def unclaimed(connection: Connection, deliveries: Iterable[str]) -> frozenset[str]:
    """Those of them that nobody has claimed."""
    return frozenset(connection.execute(_UNCLAIMED, {"deliveries": list(deliveries)}).scalars())
