"""A first look at how things stand in the database."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from bot.store.columns import DeliveryStatus
from bot.store.tables import ADDRESS, DELIVERY, INBOUND


@dataclass(frozen=True, slots=True)
class Health:
    """What waits, and what went wrong."""

    waiting: int
    """Messages of a channel that have no outcome yet."""
    oldest_waiting: datetime | None
    refused: int
    in_doubt: int
    poisoned: int
    time: datetime | None
    """The server's clock; None where the database has none of its own."""


def look(connection: Connection, channel: str) -> Health:
    """How things stand for a channel."""
    ours = select(ADDRESS.c.id).where(ADDRESS.c.channel == channel)
    counts: dict[str, int] = dict(
        connection.execute(
            select(DELIVERY.c.status, func.count())
            .where(DELIVERY.c.address_id.in_(ours))
            .group_by(DELIVERY.c.status)
        )
        .tuples()
        .all()
    )
    open_ = (DeliveryStatus.WAITING.value, DeliveryStatus.SENDING.value)
    oldest = connection.execute(
        select(func.min(DELIVERY.c.due_at)).where(
            DELIVERY.c.address_id.in_(ours), DELIVERY.c.status.in_(open_)
        )
    ).scalar_one()
    poisoned = connection.execute(
        select(func.count()).select_from(INBOUND).where(INBOUND.c.payload.is_not(None))
    ).scalar_one()
    time = None
    if connection.dialect.name == "postgresql":
        time = connection.execute(select(func.clock_timestamp())).scalar_one()
    return Health(
        waiting=sum(counts.get(status, 0) for status in open_),
        oldest_waiting=oldest,
        refused=counts.get(DeliveryStatus.REFUSED.value, 0),
        in_doubt=counts.get(DeliveryStatus.UNKNOWN.value, 0),
        poisoned=poisoned,
        time=time,
    )
