"""How jobs stand, from the engine's own rows; it need not be loaded for that.

A job is `key`; what ran again after a failure is `key#2`, `key#3` and so on. Where PostgreSQL is shared the
engine's tables have a schema of their own; in a SQLite file they stand beside ours, under names that ours
never take.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, inspect, select, text

from bot.store.checkins import CheckInStatus
from bot.store.tables import CHECKIN

SCHEMA: Final = "checkup_jobs"
"""Where its tables are on PostgreSQL."""
RESERVED: Final = frozenset(
    {
        "application_versions", "dbos_migrations", "notifications", "operation_outputs", "queues", "streams",
        "workflow_events", "workflow_events_history", "workflow_input", "workflow_output",
        "workflow_schedules", "workflow_status",
    }
)  # fmt: skip
"""Names of its tables: none of ours may be called so."""
AGAIN: Final = "#"
WAITING: Final = frozenset({"ENQUEUED", "DELAYED"})
FAILED: Final = ("ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")
OVER_IN_VAIN: Final = (*FAILED, "CANCELLED")
_MOST_FAILED: Final = 1000
_ANY_CHECKIN: Final = (
    select(CHECKIN.c.id).where(CHECKIN.c.status == CheckInStatus.ACTIVE.value).limit(1)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """What waits or runs, and what failed and was not run again."""

    unfinished: int
    failed: int


def are_there(connection: Connection) -> bool:
    """Have the engine's tables been made?"""
    return inspect(connection).has_table("workflow_status", schema=_schema(connection))


def look(connection: Connection) -> Standing:
    """How jobs stand; nothing where there never was one."""
    if not are_there(connection):
        return Standing(0, 0)
    return Standing(_unfinished(connection), sum(1 for _ in _failed(connection)))


def is_anything(connection: Connection) -> bool:
    """Does anything wait, run, or stand there failed, or will there be something?"""
    seen = look(connection)
    return bool(seen.unfinished or seen.failed or connection.execute(_ANY_CHECKIN).first())


def status_of(connection: Connection, job_id: str) -> str | None:
    """The engine's word for where a try of a job is; None where there is none."""
    asked = text(f"SELECT status FROM {_table(connection)} WHERE workflow_uuid = :id")  # noqa: S608  # our names
    found: str | None = connection.execute(asked, {"id": job_id}).scalar_one_or_none()
    return found


def newest(connection: Connection, key: str) -> tuple[str, str | None, str]:
    """The last try of a job with its status, None where there never was one; and what the next is called."""
    last, status, number = key, status_of(connection, key), 2
    if status is None:
        return key, None, key
    while True:
        following = f"{key}{AGAIN}{number}"
        found = status_of(connection, following)
        if found is None:
            return last, status, following
        last, status, number = following, found, number + 1


def failed_keys(connection: Connection) -> list[str]:
    """Jobs whose last try failed for good."""
    return list(_failed(connection))


def _unfinished(connection: Connection) -> int:
    asked = text(
        f"SELECT count(*) FROM {_table(connection)} WHERE status IN ('ENQUEUED', 'DELAYED', 'PENDING')"  # noqa: S608  # our names
    )
    return int(connection.execute(asked).scalar_one())


def _failed(connection: Connection) -> Iterator[str]:
    asked = text(
        f"SELECT workflow_uuid FROM {_table(connection)}"  # noqa: S608  # our names
        f" WHERE status IN ('{FAILED[0]}', '{FAILED[1]}') ORDER BY created_at LIMIT {_MOST_FAILED}"
    )
    for job_id in connection.execute(asked).scalars().all():
        key = job_id.partition(AGAIN)[0]
        if newest(connection, key)[0] == job_id:
            yield key


def _table(connection: Connection) -> str:
    schema = _schema(connection)
    return "workflow_status" if schema is None else f"{schema}.workflow_status"


def _schema(connection: Connection) -> str | None:
    return SCHEMA if connection.dialect.name == "postgresql" else None
