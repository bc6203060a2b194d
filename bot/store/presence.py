"""Which processes live: each says so to the database every moment, among the leaders, of itself.

What a process held that says nothing any more is let go of, so that nobody waits for its leases to run out.
"""

from datetime import timedelta
from typing import Final

from sqlalchemy import Connection, bindparam, delete, func, select, update

from bot.store import leaders
from bot.store.columns import DeliveryStatus
from bot.store.senders import left_by
from bot.store.statuses import is_open, written_out
from bot.store.tables import ADDRESS, DELIVERY, LEADER

DEAD_AFTER: Final = timedelta(seconds=6)
"""Who says nothing for so long is taken for dead: whoever waits behind a process that was killed waits less
than ten seconds, with the look at it.
"""
_KIND: Final = "process/"
_OVERDUE = select(LEADER.c.holder).where(
    LEADER.c.name.startswith(_KIND), LEADER.c.until < func.clock_timestamp()
)
_BURY = delete(LEADER).where(LEADER.c.name == bindparam("what"), LEADER.c.until < func.clock_timestamp())
_SENDER = select(ADDRESS.c.sender).where(ADDRESS.c.id == DELIVERY.c.address_id).scalar_subquery()
_LET_GO = (
    update(DELIVERY)
    # What is being sent is open: said too, so that the index over open ones fits.
    .where(
        is_open(DELIVERY),
        DELIVERY.c.status == written_out(DeliveryStatus.SENDING),
        _SENDER.in_(bindparam("senders", expanding=True)),
    )
    .values(lease_until=None)
)


def say(connection: Connection, process: str) -> None:
    """It lives."""
    leaders.lead(connection, f"{_KIND}{process}", process, DEAD_AFTER)


def leave(connection: Connection, process: str) -> int:
    """It ends, and holds nothing any more; how many messages it could not bring, which others may now."""
    leaders.resign(connection, f"{_KIND}{process}", process)
    return connection.execute(_LET_GO, {"senders": list(left_by(process))}).rowcount


def overdue(connection: Connection) -> list[str]:
    """Processes that said nothing for too long."""
    return list(connection.execute(_OVERDUE).scalars())


def bury(connection: Connection, process: str) -> int | None:
    """Lets go of the messages that it was to send; how many those were. None: it is alive, or buried."""
    if connection.execute(_BURY, {"what": f"{_KIND}{process}"}).rowcount != 1:
        return None
    return connection.execute(_LET_GO, {"senders": list(left_by(process))}).rowcount
