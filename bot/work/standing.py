"""How jobs stand, from the engine's own rows; it need not be loaded for that.

A job is `key`; what ran again after a failure is `key#2`, `key#3` and so on. Where PostgreSQL is shared the
engine's tables have a schema of their own; in a SQLite file they stand beside ours, under names that ours
never take.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, bindparam, inspect, select, text

from bot.store.checkins import CheckInStatus
from bot.store.tables import CHECKIN

SCHEMA: Final = "checkup_jobs"
"""Where its tables are on PostgreSQL."""
PROCESS: Final = "process"
"""A table of ours among them: which processes are alive (see `leases`)."""
RESERVED: Final = frozenset(
    {
        "application_versions", "dbos_migrations", "notifications", "operation_outputs", "queues", "streams",
        "workflow_events", "workflow_events_history", "workflow_input", "workflow_output",
        "workflow_schedules", "workflow_status",
    }
)  # fmt: skip
"""Names of its tables: none of ours may be called so."""
AGAIN: Final = "#"
RUNNING: Final = "PENDING"
WAITING: Final = ("DELAYED", "ENQUEUED")
FAILED: Final = ("ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")
OVER_IN_VAIN: Final = (*FAILED, "CANCELLED")
MOST_FAILED: Final = 1000
"""Looked at no further."""


def _written_out(statuses: Sequence[str]) -> str:
    """Not bound: only so do the engine's indexes fit that hold rows of some statuses."""
    return ", ".join(f"'{status}'" for status in statuses)


UNFINISHED: Final = _written_out((RUNNING, *WAITING))
"""As a statement lists them."""
_ANY_CHECKIN: Final = (
    select(CHECKIN.c.id).where(CHECKIN.c.status == CheckInStatus.ACTIVE.value).limit(1)
)  # fmt: skip


def are_there(connection: Connection) -> bool:
    """Have the engine's tables been made, and that of processes where several share them?"""
    schema, there = _schema(connection), inspect(connection)
    if not there.has_table("workflow_status", schema=schema):
        return False
    if schema is None:
        return True
    return there.has_table(PROCESS, schema=schema) and "role" in {
        column["name"] for column in there.get_columns(PROCESS, schema=schema)
    }


def is_anything(connection: Connection) -> bool:
    """Does anything wait, run, or stand there failed, or will there be something?"""
    there = are_there(connection) and (_is_unfinished(connection) or bool(failed(connection)))
    return there or connection.execute(_ANY_CHECKIN).first() is not None


def status_of(connection: Connection, job_id: str) -> str | None:
    """The engine's word for where a try of a job is; None where there is none."""
    asked = text(f"SELECT status FROM {table(connection)} WHERE workflow_uuid = :id")  # noqa: S608  # our names
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
    """Jobs whose last try failed for good; none where there never was one."""
    return failed(connection) if are_there(connection) else []


def failed(connection: Connection) -> list[str]:
    """The same, where the tables are there; no more than `MOST_FAILED`."""
    asked = text(
        f"SELECT workflow_uuid FROM {table(connection)}"  # noqa: S608  # our names
        f" WHERE status IN ({_written_out(FAILED)}) ORDER BY created_at LIMIT {MOST_FAILED}"
    )
    found = connection.execute(asked).scalars().all()
    again = followed(connection, found)
    return [job_id.partition(AGAIN)[0] for job_id in found if job_id not in again]


def followed(connection: Connection, job_ids: Sequence[str]) -> frozenset[str]:
    """Those of these tries that another came after: their job was run again."""
    following = {_next(job_id): job_id for job_id in job_ids}
    if not following:
        return frozenset()
    asked = text(
        f"SELECT workflow_uuid FROM {table(connection)} WHERE workflow_uuid IN :ids"  # noqa: S608  # our names
    ).bindparams(bindparam("ids", expanding=True))
    found = connection.execute(asked, {"ids": list(following)}).scalars()
    return frozenset(following[one] for one in found)


def table(connection: Connection, name: str = "workflow_status") -> str:
    """A table of the engine, as statements name it; that of jobs."""
    schema = _schema(connection)
    return name if schema is None else f"{schema}.{name}"


def _is_unfinished(connection: Connection) -> bool:
    asked = text(f"SELECT 1 FROM {table(connection)} WHERE status IN ({UNFINISHED}) LIMIT 1")  # noqa: S608  # our names
    return connection.execute(asked).first() is not None


def _next(job_id: str) -> str:
    key, _, number = job_id.partition(AGAIN)
    return f"{key}{AGAIN}{int(number or 1) + 1}"


def _schema(connection: Connection) -> str | None:
    return SCHEMA if connection.dialect.name == "postgresql" else None
