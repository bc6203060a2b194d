"""Proves: `checkup jobs` shows an operator what has not been done and why, and lets them act on it.

1. It lists jobs that failed, run, wait or were cancelled, messages that did not arrive, updates that could
   not be handled and events that wait; and not a word of what anybody said.
2. `again` has a job wait anew that failed or was cancelled, and a message go out anew that was refused or is
   in doubt; but not what waits, has arrived, is wiped or is unknown: then the exit code is 1.
3. `cancel` has a job not begin that waits, and lets go of what is kept of an update.
4. Nothing is made by looking, and a database that is not there is said in two lines.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select, update

from bot.store import inbound, schema
from bot.store.database import Database, open_database
from bot.store.inbound import Update
from bot.store.tables import ADDRESS, DELIVERY, INBOUND
from bot.waiting import pause
from bot.work.standing import newest
from tests.cli.places import Place
from tests.store.samples import SECRET, begun, delivery
from tests.work.engines import ask, engine_over, running, until

PRIVATE = "what Ana said"


async def broken(what: str) -> None:
    raise LookupError(f"{PRIVATE}: {what}")


def in_place(place: Place, work: Callable[[Database], Awaitable[None]]) -> None:
    """Does some work over a database that is up to date."""

    async def opened() -> None:
        database = open_database(place.url, secret_key=SECRET)
        await schema.migrate(database)
        await work(database)
        await database.close()

    asyncio.run(opened())


async def has_failed(database: Database, key: str) -> None:
    """A job of this key was tried, in vain."""
    engine = engine_over(database, "first", waits=())
    engine.register("close", broken)
    async with running(engine):
        await ask(database, engine, key, PRIVATE, "close")
        while await database.read(lambda connection: newest(connection, key)[1]) != "ERROR":
            await pause(0.05)


async def waits(database: Database, key: str) -> None:
    """A job of this key was asked for, and nobody runs it."""
    engine = engine_over(database, "asking")
    engine.register("open", broken)
    await engine.prepare()
    await database.run(lambda connection: engine.enqueue(connection, "open", key, "r", queue="slack/T1"))
    await engine.stop()


def sent_in_vain(connection: Connection, status: str, **more: Any) -> str:
    """A message that was made two hours ago; its id."""
    made = begun(connection)
    connection.execute(update(ADDRESS).values(channel="telegram", workspace="7000"))
    one, long_ago = delivery(made), datetime.now(UTC) - timedelta(hours=2)
    row = {
        "id": one.id, "address_id": one.address_id, "turn": 1, "position": 0, "kind": "Words",
        "payload": json.dumps(PRIVATE), "sealed": False, "status": status, "attempts": 8,
        "created_at": long_ago, "due_at": long_ago, "error": "chat_is_deactivated",
    }  # fmt: skip
    connection.execute(insert(DELIVERY), row | more)
    return one.id


def keeps_an_update(connection: Connection) -> None:
    """An update that met a mistake of ours."""
    now = datetime.now(UTC)
    inbound.keep_poisoned(connection, Update("telegram", "7000", "12"), PRIVATE, "KeyError", now)


def status_of(place: Place, key: str) -> str | None:
    return place.write(lambda connection: newest(connection, key)[1])


def test_1_what_has_not_been_done_is_listed(any_place: Place) -> None:
    async def work(database: Database) -> None:
        await has_failed(database, "close:r1")
        await waits(database, "open:r2")

    in_place(any_place, work)
    refused = any_place.write(lambda connection: sent_in_vain(connection, "refused"))
    any_place.write(keeps_an_update)
    listed = any_place.checkup("jobs")
    assert (listed.code, listed.err) == (0, "")
    lines = listed.out.splitlines()
    assert lines[0] == "Jobs: 1 failed, 0 running, 1 waiting, 0 cancelled"
    assert lines[1].startswith("  close:r1  failed for ")
    assert lines[1].endswith("on jobs: LookupError")
    assert lines[2].startswith("  open:r2  waiting for ")
    assert lines[2].endswith("on slack/T1")
    assert lines[3] == "Messages: 0 late, 1 refused, 0 in doubt"
    assert lines[4] == (f"  {refused}  refused for 2 h, 8 tries, Words to telegram/7000: chat_is_deactivated")
    assert lines[5] == "Updates: 1 kept that could not be handled"
    assert lines[6].startswith("  telegram/7000/12  for ")
    assert lines[6].endswith(": KeyError")
    assert lines[7] == "Events: 0 waiting, 0 failed"
    assert PRIVATE not in listed.out


def test_1_the_same_for_programs(any_place: Place) -> None:
    in_place(any_place, lambda database: has_failed(database, "close:r1"))
    late = any_place.write(lambda connection: sent_in_vain(connection, "waiting"))
    any_place.write(keeps_an_update)
    listed = any_place.checkup("jobs", "--format", "json")
    told = json.loads(listed.out)
    (job,), (message,), (kept,) = (told[what]["listed"] for what in ("jobs", "messages", "updates"))
    assert told["jobs"]["counts"] == {"failed": 1, "running": 0, "waiting": 0, "cancelled": 0}
    assert {name: job[name] for name in ("key", "job", "queue", "stage", "runs", "error")} == {
        "key": "close:r1", "job": "close", "queue": "jobs", "stage": "failed", "runs": 1,
        "error": "LookupError",
    }  # fmt: skip
    assert datetime.now(UTC) - datetime.fromisoformat(job["since"]) < timedelta(minutes=1)
    assert (message["id"], message["status"], message["can_go_again"]) == (late, "late", False)
    assert (kept["id"], kept["error"]) == ("telegram/7000/12", "KeyError")
    assert told["events"]["counts"] == {"waiting": 0, "delivered": 0, "failed": 0}
    assert PRIVATE not in listed.out


def test_2_a_job_that_failed_waits_anew(any_place: Place) -> None:
    in_place(any_place, lambda database: has_failed(database, "close:r1"))
    first, second = (
        any_place.checkup("jobs", "again", "close:r1"),
        any_place.checkup("jobs", "again", "close:r1"),
    )
    assert (first.code, first.out) == (0, "close:r1: runs again\n")
    assert (second.code, second.out) == (1, "")
    assert "nothing can be done with that" in second.err
    assert status_of(any_place, "close:r1") == "ENQUEUED"
    assert any_place.checkup("jobs").out.splitlines()[:2][1].startswith("  close:r1  waiting")


def test_2_it_runs_where_its_queue_is_served(any_place: Place) -> None:
    in_place(any_place, lambda database: waits(database, "open:r2"))
    any_place.checkup("jobs", "cancel", "open:r2")
    any_place.checkup("jobs", "again", "open:r2")
    ran: list[str] = []

    async def mended(what: str) -> None:
        ran.append(what)

    async def work(database: Database) -> None:
        engine = engine_over(database, "mended")
        engine.register("open", mended, ["slack/T1"])
        async with running(engine):
            await until(lambda: ran == ["r"])

    in_place(any_place, work)


def test_2_all_that_failed(any_place: Place) -> None:
    async def work(database: Database) -> None:
        await has_failed(database, "close:r1")
        await waits(database, "open:r2")

    in_place(any_place, work)
    done = any_place.checkup("jobs", "again", "--failed")
    assert (done.code, done.out) == (0, "1 that failed run again.\n")
    assert status_of(any_place, "close:r1") == "ENQUEUED"


@pytest.mark.parametrize("status", ["refused", "unknown"])
def test_2_a_message_goes_out_again(any_place: Place, status: str) -> None:
    message = any_place.write(lambda connection: sent_in_vain(connection, status))
    done = any_place.checkup("jobs", "again", message)
    assert (done.code, done.out) == (0, f"{message}: goes out again\n")
    asked = select(DELIVERY.c.status, DELIVERY.c.attempts, DELIVERY.c.error, DELIVERY.c.lease_until)
    row = any_place.write(lambda connection: connection.execute(asked).one())
    assert tuple(row) == ("waiting", 0, None, None)
    assert any_place.checkup("jobs", "again", message).code == 1, "it waits already"


@pytest.mark.parametrize(
    ("status", "more"),
    [("sent", {}), ("blocked", {}), ("refused", {"fleeting": True, "payload": "null"})],
)
def test_2_what_has_arrived_or_is_wiped_stays(place: Place, status: str, more: dict[str, Any]) -> None:
    message = place.write(lambda connection: sent_in_vain(connection, status, **more))
    assert place.checkup("jobs", "again", message).code == 1


def test_2_one_of_several_is_unknown(place: Place) -> None:
    in_place(place, lambda database: has_failed(database, "close:r1"))
    done = place.checkup("jobs", "again", "never", "close:r1")
    assert (done.code, done.out) == (1, "close:r1: runs again\n")
    assert done.err == "never: nothing can be done with that; see  checkup jobs\n"


@pytest.mark.parametrize("arguments", [(), ("close:r1", "--failed")])
def test_2_what_is_meant_has_to_be_said(place: Place, arguments: tuple[str, ...]) -> None:
    assert place.checkup("jobs", "again", *arguments).code == 2


def test_3_what_waits_does_not_begin(any_place: Place) -> None:
    in_place(any_place, lambda database: waits(database, "open:r2"))
    done = any_place.checkup("jobs", "cancel", "open:r2")
    assert (done.code, done.out) == (0, "open:r2: does not begin\n")
    assert status_of(any_place, "open:r2") == "CANCELLED"
    assert any_place.checkup("jobs", "cancel", "open:r2").code == 1
    assert any_place.checkup("jobs").out.startswith("Jobs: 0 failed, 0 running, 0 waiting, 1 cancelled\n")


def test_3_an_update_that_was_looked_at_is_let_go(any_place: Place) -> None:
    any_place.write(keeps_an_update)
    done = any_place.checkup("jobs", "cancel", "telegram/7000/12")
    assert (done.code, done.out) == (0, "telegram/7000/12: is not kept any more\n")
    left = any_place.write(lambda connection: connection.execute(select(INBOUND)).one())
    assert (left.external_id, left.outcome, left.payload) == ("12", "KeyError", None)
    assert any_place.checkup("jobs", "cancel", "telegram/7000/12").code == 1


def test_4_where_nothing_ever_ran(place: Place) -> None:
    missing = place.checkup("jobs")
    assert (missing.code, missing.out) == (1, "")
    assert missing.told[0].startswith("There is no database")
    place.write(lambda _: None)
    listed = place.checkup("jobs")
    assert listed.out.splitlines() == [
        "Jobs: 0 failed, 0 running, 0 waiting, 0 cancelled",
        "Messages: 0 late, 0 refused, 0 in doubt",
        "Updates: 0 kept that could not be handled",
        "Events: 0 waiting, 0 failed",
    ]
    assert place.checkup("jobs", "again", "close:r1").code == 1
    assert place.checkup("jobs", "cancel", "close:r1").code == 1
