"""Lanes: limits of a platform that all processes on one database keep together (design §8).

The clock is that of the database; so is the only arithmetic that several do on one lane. On PostgreSQL only:
a SQLite file serves one process.
"""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Float, bindparam, cast, delete, func, literal, select
from sqlalchemy.dialects.postgresql import insert

from bot.store.tables import LANE


@dataclass(frozen=True, slots=True)
class Reserved:
    """Places in a lane."""

    first: float
    """In how many seconds the first one is, `FARTHEST` at most; below 0 where it could have gone already."""
    paused: float
    """For how many seconds the platform wants nothing at all; 0 or less: it takes things."""


FARTHEST: Final = 90.0
"""Seconds: no place lies further ahead, however far the clock of the database was set back meanwhile.

Each process has a second or two of places ahead of it, so that forty that wait in one lane reach so far; a
delivery is held for no longer than that (`bot.delivery.leftovers.LEASE`).
"""
_CLOCK: Any = cast(func.extract("epoch", func.clock_timestamp()), Float)
_LAG: Any = bindparam("lag", type_=Float)
_LENGTH: Any = bindparam("length", type_=Float)
_NEW = insert(LANE).values(
    name=bindparam("lane"), free_at=_CLOCK - _LAG + _LENGTH, paused_until=literal(0.0)
)  # fmt: skip
_RESERVE = _NEW.on_conflict_do_update(
    index_elements=["name"],
    set_={
        "free_at": func.least(func.greatest(LANE.c.free_at, _CLOCK - _LAG), _CLOCK + literal(FARTHEST))
        + _LENGTH
    },
).returning(LANE.c.free_at - _CLOCK, LANE.c.paused_until - _CLOCK)
_STOPPED = insert(LANE).values(
    name=bindparam("lane"), free_at=_CLOCK, paused_until=_CLOCK + bindparam("seconds", type_=Float)
)
_PAUSE = _STOPPED.on_conflict_do_update(
    index_elements=["name"],
    set_={"paused_until": func.greatest(LANE.c.paused_until, _STOPPED.excluded.paused_until)},
)
_PAUSED = select(LANE.c.name, LANE.c.paused_until - _CLOCK).where(
    LANE.c.paused_until > _CLOCK, LANE.c.name.startswith(bindparam("beginning"), autoescape=False)
)
_FORGET = delete(LANE).where(
    LANE.c.free_at < _CLOCK - bindparam("idle", type_=Float), LANE.c.paused_until < _CLOCK
)


def reserve(connection: Connection, lane: str, *, rate: float, burst: float, places: int) -> Reserved:
    """So many places in a lane that lets *rate* a second through, *burst* of them at once.

    Each is 1/rate seconds behind the one before.
    """
    length = places / rate
    end, paused = connection.execute(
        _RESERVE, {"lane": lane, "lag": (burst - 1) / rate, "length": length}
    ).one()
    return Reserved(end - length, paused)


def pause(connection: Connection, lane: str, seconds: float) -> None:
    """Nothing may go in this lane for so long, by whatever process."""
    connection.execute(_PAUSE, {"lane": lane, "seconds": seconds})


def paused(connection: Connection, beginning: str) -> dict[str, float]:
    """The lanes of that beginning in which nothing may go, and for how many seconds."""
    return {name: float(left) for name, left in connection.execute(_PAUSED, {"beginning": beginning})}


def forget(connection: Connection, *, idle: float) -> None:
    """Lanes that nobody used for so many seconds."""
    connection.execute(_FORGET, {"idle": idle})
