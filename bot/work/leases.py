"""Which processes are alive, where several run jobs: each says so every few seconds, and whoever did not for
longer than a lease is dead. What it had begun is taken up by the others; one process looks at a time.

The engine has no fail-over of its own (design §8).
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, text

from bot import __version__
from bot.work.home import Home
from bot.work.standing import PROCESS, SCHEMA
from bot.work.transact import Transact

_LOCK: Final = 7_218_366_041
"""The advisory lock of who looks; any number that is always the same."""
_MAKE: Final = (
    text(
        f"CREATE TABLE IF NOT EXISTS {SCHEMA}.{PROCESS}"
        " (executor text PRIMARY KEY, seen_at timestamptz NOT NULL)"
    ),
    # An older version wrote two columns, and may do so beside us for a while.
    text(f"ALTER TABLE {SCHEMA}.{PROCESS} ADD COLUMN IF NOT EXISTS role text"),
    text(f"ALTER TABLE {SCHEMA}.{PROCESS} ADD COLUMN IF NOT EXISTS version text"),
)
_ALIVE: Final = text(
    f"INSERT INTO {SCHEMA}.{PROCESS} (executor, seen_at, role, version)"  # noqa: S608  # our names
    " VALUES (:executor, clock_timestamp(), :role, :version)"
    " ON CONFLICT (executor) DO UPDATE SET seen_at = clock_timestamp()"
)
_GONE: Final = text(f"DELETE FROM {SCHEMA}.{PROCESS} WHERE executor = :executor")  # noqa: S608  # our names
_BURY: Final = text(
    f"DELETE FROM {SCHEMA}.{PROCESS}"  # noqa: S608  # our names
    " WHERE seen_at < clock_timestamp() - make_interval(secs => :seconds)"
)
_ORPHANED: Final = text(
    f"SELECT DISTINCT executor_id FROM {SCHEMA}.workflow_status WHERE status = 'PENDING'"  # noqa: S608  # our names
    f" AND executor_id NOT IN (SELECT executor FROM {SCHEMA}.{PROCESS})"
)
_LOOKING: Final = text("SELECT pg_try_advisory_xact_lock(:number)")
_MAKING: Final = text("SELECT pg_advisory_xact_lock(:number)")


@dataclass(frozen=True, slots=True)
class Lease:
    """How long a process that says nothing is believed to be alive, in seconds."""

    beat: float = 10.0
    lasts: float = 45.0


class Leases:
    """The processes of one database; everything here may block."""

    def __init__(self, home: Home, executor: str, role: str, lease: Lease) -> None:
        """*role*: what the process is there for, as operators are told."""
        self._home = home
        self._executor = executor
        self._role = role
        self._lease = lease

    def make_table(self) -> None:
        """Makes the table of processes; several may try at once."""
        with self._home.engine.begin() as connection:
            connection.execute(_MAKING, {"number": _LOCK})
            for statement in _MAKE:
                connection.execute(statement)

    def beat(self) -> None:
        """Says that this process is alive."""
        said = {"executor": self._executor, "role": self._role, "version": __version__}
        with self._home.engine.begin() as connection:
            connection.execute(_ALIVE, said)

    def end(self) -> None:
        """Says that this process ends."""
        with self._home.engine.begin() as connection:
            connection.execute(_GONE, {"executor": self._executor})

    def sweep(self, transact: Transact) -> int:
        """Takes up what dead processes had begun; how many jobs that was."""
        with self._home.engine.begin() as connection:
            if not connection.execute(_LOOKING, {"number": _LOCK}).scalar_one():
                return 0
            left = transact.left_by(self._orphaned(connection))
            transact.take_up(left)
            return len(left)

    def _orphaned(self, connection: Connection) -> list[str]:
        connection.execute(_BURY, {"seconds": self._lease.lasts})
        return list(connection.execute(_ORPHANED).scalars().all())
