"""Jobs go to a process that can do them: each process looks only at the queues of what it serves, and a job
that nobody can do just now waits, also when the process that was at it ends.
"""

import asyncio

import pytest
from sqlalchemy import Connection

from bot.checkins.jobs import queue_of
from bot.store.database import Database, open_database
from bot.waiting import pause
from bot.work import seen, standing
from bot.work.desk import Desk
from bot.work.engine import Engine
from bot.work.seen import Stage
from tests.store.samples import SECRET
from tests.work.engines import Done, ask, engine_over, running, until


async def ask_on(database: Database, engine: Engine, queue: str, key: str) -> None:
    """Enqueues a note there."""

    def work(connection: Connection) -> None:
        engine.enqueue(connection, "note", key, key, queue=queue)

    await database.run(work)


def test_a_queue_is_of_a_channel_or_of_one_workspace_of_it() -> None:
    assert queue_of("slack", None) == "slack"
    assert queue_of("slack", "T1") == "slack/T1"
    assert queue_of("slack", "T1") != queue_of("telegram", "T1")


async def test_a_job_waits_for_who_can_do_it(own_database: Database) -> None:
    done = Done()
    engine = engine_over(own_database, "telegram only")
    engine.register("note", done.note, ["telegram"])
    async with running(engine):
        await ask_on(own_database, engine, "slack", "of slack")
        await ask_on(own_database, engine, "telegram", "of telegram")
        await ask(own_database, engine, "of all", "of all")
        await done.holds("of telegram", "of all")
        await pause(1.0)
        left = await own_database.read(seen.jobs)
        assert [(one.key, one.queue, one.stage) for one in left] == [("of slack", "slack", Stage.WAITING)]
    both = engine_over(own_database, "both")
    both.register("note", done.note, ["telegram", "slack"])
    async with running(both):
        await done.holds("of telegram", "of all", "of slack")


async def test_what_was_begun_goes_back_to_its_queue(own_database: Database) -> None:
    """A process of another channel is there first; it leaves it alone."""
    begun, done, others = asyncio.Event(), Done(), Done()

    async def endless(_what: str) -> None:
        begun.set()
        await asyncio.Event().wait()

    first = engine_over(own_database, "first")
    first.register("note", endless, ["slack"])
    await first.prepare()
    loop = asyncio.create_task(first.run())
    await ask_on(own_database, first, "slack", "of slack")
    await begun.wait()
    await first.stop(grace=0.01)
    await loop
    other = engine_over(own_database, "second")
    other.register("note", others.note, ["telegram"])
    async with running(other):
        await ask_on(own_database, other, "telegram", "of telegram")
        await others.holds("of telegram")
    third = engine_over(own_database, "third")
    third.register("note", done.note, ["slack"])
    async with running(third):
        await done.holds("of slack")
    assert others.notes == ["of telegram"]


async def test_a_job_of_a_newer_release_outlives_an_older_process_that_took_it(
    own_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """While a release is rolled out, old and new look at the same queues."""
    older, done, others = engine_over(own_database, "older"), Done(), Done()
    older.register("note", others.note)
    newer = engine_over(own_database, "newer")
    newer.register("letter", done.note)
    async with running(older):
        await ask(own_database, newer, "of the newer", "of the newer", "letter")
        await ask(own_database, older, "of both", "of both")
        await until(lambda: "of the newer" in caplog.text)  # it cannot, and says so
        await others.holds("of both")
        assert done.notes == []
    async with running(newer):
        await done.holds("of the newer")


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_an_operator_acts_from_elsewhere(own_database: Database, database_url: str) -> None:
    """While the process runs that does such jobs."""
    done = Done()
    engine = engine_over(own_database, "first")
    engine.register("note", done.note)
    async with running(engine):
        await ask_on(own_database, engine, "nobody's", "waits")
        await ask(own_database, engine, "once", "once")
        await done.holds("once")
        elsewhere = open_database(database_url, secret_key=SECRET)
        async with Desk(elsewhere) as desk:
            assert await desk.cancel("waits")
            assert not await desk.cancel("waits")
            await until(lambda: done.notes == ["once"])
            while await own_database.read(
                lambda connection: seen.stage_at(standing.newest(connection, "once")[1])
            ):
                await pause(0.05)
            assert await desk.again("once"), "what is done may be done again"
            assert not await desk.again("never")
        await elsewhere.close()
        await done.holds("once", "once")
        assert (await own_database.read(seen.counts))[Stage.CANCELLED] == 1
