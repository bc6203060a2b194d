"""What operators see of jobs and of the processes that do them, from the engine's own rows. It says ids and
kinds of errors, and nothing that anybody said.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, text

from bot.work import standing
from bot.work.port import ANYBODY
from bot.work.standing import AGAIN, PROCESS, SCHEMA

MOST_SEEN: Final = 200
_MOST_OVER: Final = 1000
"""So many that failed or were cancelled are looked through."""
_OURS: Final = "JobFailed"
"""What the engine calls an error of ours; then its words are the kind of error that the job met."""
_EXHAUSTED: Final = "begun too often"
_UNREADABLE: Final = "unknown"


class Stage(Enum):
    """Where a job is; those that are done are not looked at."""

    FAILED = "failed"
    RUNNING = "running"
    WAITING = "waiting"
    CANCELLED = "cancelled"


_STATUSES: Final[Mapping[Stage, Sequence[str]]] = {
    Stage.FAILED: standing.FAILED,
    Stage.RUNNING: (standing.RUNNING,),
    Stage.WAITING: standing.WAITING,
    Stage.CANCELLED: ("CANCELLED",),
}
_OVER: Final = (Stage.FAILED, Stage.CANCELLED)
"""Here a run may have been followed by another, and only the last one counts."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A job that is not done."""

    key: str
    name: str
    queue: str
    stage: Stage
    since: datetime
    """When it came to this stage."""
    runs: int
    """How often it was asked for; each time it is tried a few times."""
    why: str | None = None
    """The kind of error, where it failed."""


@dataclass(frozen=True, slots=True)
class Process:
    """A process that is alive, as it says itself."""

    id: str
    role: str
    version: str
    seen_at: datetime


def jobs(connection: Connection, at_most: int = MOST_SEEN) -> tuple[Seen, ...]:
    """What failed, runs, waits and was cancelled, in this order, the oldest first; so many of each."""
    if not standing.are_there(connection):
        return ()
    return tuple(one for stage in Stage for one in _at(connection, stage, at_most))


def counts(connection: Connection) -> dict[Stage, int]:
    """How many there are at each stage."""
    if not standing.are_there(connection):
        return dict.fromkeys(Stage, 0)
    return {
        stage: len(_at(connection, stage, _MOST_OVER)) if stage in _OVER else _count(connection, stage)
        for stage in Stage
    }


def stage_at(status: str | None) -> Stage | None:
    """What a word of the engine means; None for what is done, or was never asked for."""
    return next((stage for stage in Stage if status in _STATUSES[stage]), None)


def processes(connection: Connection, lease: timedelta) -> tuple[Process, ...]:
    """Those that said within *lease* that they are alive; none on SQLite, where there is only one."""
    if connection.dialect.name != "postgresql" or not standing.are_there(connection):
        return ()
    asked = text(
        f"SELECT executor, role, version, seen_at FROM {SCHEMA}.{PROCESS}"  # noqa: S608  # our names
        " WHERE seen_at >= clock_timestamp() - make_interval(secs => :seconds) ORDER BY role, executor"
    )
    found = connection.execute(asked, {"seconds": lease.total_seconds()})
    return tuple(Process(row.executor, row.role or "", row.version or "", row.seen_at) for row in found)


def _at(connection: Connection, stage: Stage, at_most: int) -> list[Seen]:
    jobs_, errors = standing.table(connection), standing.table(connection, "workflow_output")
    asked = text(
        "SELECT job.workflow_uuid AS id, job.name, job.queue_name AS queue, job.status,"  # noqa: S608  # our names
        " job.created_at, job.started_at_epoch_ms AS started_at, job.completed_at, job.updated_at, over.error"
        f" FROM {jobs_} AS job LEFT JOIN {errors} AS over ON over.workflow_uuid = job.workflow_uuid"
        " WHERE job.status IN :statuses ORDER BY job.created_at, job.workflow_uuid LIMIT :at_most"
    ).bindparams(bindparam("statuses", expanding=True))
    which = {"statuses": list(_STATUSES[stage]), "at_most": _MOST_OVER if stage in _OVER else at_most}
    rows = connection.execute(asked, which).all()
    followed = standing.followed(connection, [row.id for row in rows]) if stage in _OVER else frozenset()
    return [_seen(row, stage) for row in rows if row.id not in followed][:at_most]


def _count(connection: Connection, stage: Stage) -> int:
    asked = text(
        f"SELECT count(*) FROM {standing.table(connection)} WHERE status IN :statuses"  # noqa: S608  # our names
    ).bindparams(bindparam("statuses", expanding=True))
    return int(connection.execute(asked, {"statuses": list(_STATUSES[stage])}).scalar_one())


def _seen(row: Row[Any], stage: Stage) -> Seen:
    key, _, number = row.id.partition(AGAIN)
    return Seen(
        key, row.name, row.queue or ANYBODY, stage, _since(row, stage), int(number or 1),
        _why(row) if stage is Stage.FAILED else None,
    )  # fmt: skip


def _since(row: Row[Any], stage: Stage) -> datetime:
    moments: Mapping[Stage, int | None] = {
        Stage.WAITING: row.created_at,
        Stage.RUNNING: row.started_at,
        Stage.FAILED: row.completed_at,
        Stage.CANCELLED: row.completed_at,
    }
    return datetime.fromtimestamp((moments[stage] or row.updated_at) / 1000, UTC)


def _why(row: Row[Any]) -> str:
    """The kind of error. What the error said is not ours to show."""
    if row.status != standing.FAILED[0]:
        return _EXHAUSTED
    try:
        said = json.loads(row.error)
        return str(said["message"] if said["name"] == _OURS else said["name"])
    except (TypeError, ValueError, KeyError):
        return _UNREADABLE
