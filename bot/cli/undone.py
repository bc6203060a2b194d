"""Work that has not been done, collected and put into words: ids, codes, times; nothing that anybody said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from sqlalchemy import Connection

from bot.clock import now
from bot.store import events, inbound, schema, undelivered
from bot.store.columns import DeliveryStatus
from bot.store.database import Database
from bot.store.events import EventStatus
from bot.store.inbound import Kept
from bot.store.undelivered import Undelivered
from bot.work import seen
from bot.work.seen import Seen, Stage

MOST: Final = 50
"""So many of each are listed; all are counted."""
_STATUS: Final = {
    DeliveryStatus.REFUSED: "refused",
    DeliveryStatus.UNKNOWN: "in doubt",
    DeliveryStatus.WAITING: "late",
    DeliveryStatus.SENDING: "late",
}


@dataclass(frozen=True, slots=True)
class Undone:
    """What there is."""

    jobs: Sequence[Seen]
    stages: Mapping[Stage, int]
    messages: Sequence[Undelivered]
    message_counts: undelivered.Counts
    updates: Sequence[Kept]
    update_count: int
    events: Mapping[EventStatus, int]


async def look(database: Database) -> Undone:
    """Reads all of it at one moment."""
    await schema.check(database)
    return await database.read(partial(_look, now()))


def as_json(found: Undone) -> dict[str, Any]:
    """The same for programs."""
    return {
        "jobs": {
            "counts": {stage.value: count for stage, count in found.stages.items()},
            "listed": [
                {
                    "key": one.key, "job": one.name, "queue": one.queue, "stage": one.stage.value,
                    "since": one.since.isoformat(), "runs": one.runs, "error": one.why,
                }
                for one in found.jobs
            ],
        },
        "messages": {
            "counts": {
                "late": found.message_counts.late,
                "refused": found.message_counts.refused,
                "in doubt": found.message_counts.in_doubt,
            },
            "listed": [
                {
                    "id": one.id, "channel": one.channel, "workspace": one.workspace,
                    "address_id": one.address_id, "kind": one.kind, "status": _STATUS[one.status],
                    "since": one.since.isoformat(), "tries": one.attempts, "error": one.why,
                    "can_go_again": one.can_go_again,
                }
                for one in found.messages
            ],
        },
        "updates": {
            "counts": {"kept": found.update_count},
            "listed": [
                {"id": _name(one), "since": one.received_at.isoformat(), "error": one.outcome}
                for one in found.updates
            ],
        },
        "events": {"counts": {status.value: count for status, count in found.events.items()}},
    }  # fmt: skip


def as_text(found: Undone, at: datetime) -> Iterator[str]:
    """The same, line by line, for people."""
    yield f"Jobs: {', '.join(f'{count} {stage.value}' for stage, count in found.stages.items())}"
    for job in found.jobs:
        runs = f", {job.runs} runs" if job.runs > 1 else ""
        why = f": {job.why}" if job.why else ""
        yield f"  {job.key}  {job.stage.value} for {_age(at - job.since)}{runs}, on {job.queue}{why}"
    counts = found.message_counts
    yield (f"Messages: {counts.late} late, {counts.refused} refused, {counts.in_doubt} in doubt")
    for message in found.messages:
        why = f": {message.why}" if message.why else ""
        once = "" if message.can_go_again or message.status not in undelivered.FAILED else ", gone for good"
        yield (
            f"  {message.id}  {_STATUS[message.status]} for {_age(at - message.since)},"
            f" {message.attempts} tries, {message.kind} to {message.channel}/{message.workspace}{once}{why}"
        )
    yield f"Updates: {found.update_count} kept that could not be handled"
    for update in found.updates:
        yield f"  {_name(update)}  for {_age(at - update.received_at)}: {update.outcome}"
    waiting, failed = (found.events.get(status, 0) for status in (EventStatus.WAITING, EventStatus.FAILED))
    yield f"Events: {waiting} waiting, {failed} failed"
    yield from _todo(found)


def _todo(found: Undone) -> Iterator[str]:
    """What can be done about it, where there is anything."""
    if found.stages[Stage.FAILED] or any(one.can_go_again for one in found.messages):
        yield "Run or send again, once the cause is put right:  checkup jobs again KEY"
    if found.stages[Stage.WAITING]:
        yield "Have a waiting job not begin:  checkup jobs cancel KEY"
    if found.events.get(EventStatus.FAILED):
        yield "Tell events once more:  checkup events replay --failed"
    if found.updates:
        yield (
            "Updates are not run again: their people were told at once that nothing is lost, and went on."
            " The log names the mistake; once it is reported:  checkup jobs cancel KEY"
        )


def _look(at: datetime, connection: Connection) -> Undone:
    counted = events.counts(connection)
    return Undone(
        seen.jobs(connection, MOST),
        seen.counts(connection),
        undelivered.look(connection, at, MOST),
        undelivered.counts(connection, at),
        inbound.kept(connection, MOST),
        inbound.count_kept(connection),
        {status: sum(one.count for one in counted if one.status == status.value) for status in EventStatus},
    )


def _name(one: Kept) -> str:
    return f"{one.update.channel}/{one.update.workspace}/{one.update.external_id}"


def _age(since: timedelta) -> str:
    """In its largest unit: `3 h`."""
    seconds = max(0, int(since.total_seconds()))
    for unit, long in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= long:
            return f"{seconds // long} {unit}"
    return f"{seconds} s"
