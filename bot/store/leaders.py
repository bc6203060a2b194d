"""Leaders: who alone does what only one process may do. The clock is that of the database.

Where it is set back, a lead that would last for longer than any is over: who is gone is not waited for until
the clock is there again.

On PostgreSQL only: a SQLite file serves one process, which leads in everything.
"""

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, func, literal, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.types import Interval

from bot.store.tables import LEADER

LONGEST: Final = timedelta(minutes=1)
"""No lead is given for longer, and those of another release neither: their leases are a few seconds."""
_NOW: Any = func.clock_timestamp()
_UNTIL: Any = _NOW + bindparam("lease", type_=Interval)
_NEW = insert(LEADER).values(name=bindparam("what"), holder=bindparam("process"), until=_UNTIL)
_LEAD = _NEW.on_conflict_do_update(
    index_elements=["name"],
    set_={"holder": _NEW.excluded.holder, "until": _UNTIL},
    where=or_(
        LEADER.c.holder == _NEW.excluded.holder,
        LEADER.c.until < _NOW,
        LEADER.c.until > _NOW + literal(LONGEST, Interval),
    ),
).returning(LEADER.c.holder)
_RESIGN = delete(LEADER).where(LEADER.c.name == bindparam("what"), LEADER.c.holder == bindparam("process"))


def lead(connection: Connection, what: str, process: str, lease: timedelta) -> bool:
    """Leads for so long from now on, where nobody else does; said again in time, it goes on."""
    given = {"what": what, "process": process, "lease": lease}
    return connection.execute(_LEAD, given).one_or_none() is not None


def resign(connection: Connection, what: str, process: str) -> None:
    """Somebody else may lead at once."""
    connection.execute(_RESIGN, {"what": what, "process": process})


def who_leads(connection: Connection) -> dict[str, str]:
    """What is led just now → the process that leads in it."""
    now = select(LEADER.c.name, LEADER.c.holder).where(LEADER.c.until >= func.clock_timestamp())
    return {row.name: row.holder for row in connection.execute(now.order_by(LEADER.c.name))}
