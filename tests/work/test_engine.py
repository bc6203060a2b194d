"""What a job engine has to do for us: jobs are enqueued with our rows or not at all, run once for each key,
wait for a process that runs them, and are seen when they fail.
"""

import asyncio
import threading

import pytest
from sqlalchemy import Connection, text

from bot.store.database import Database
from bot.work import standing
from bot.work.figures import figures
from tests.work.engines import Done, Worked, ask, engine_over, running, until, working


async def unfinished(database: Database) -> int:
    found = await database.read(figures)
    return found.waiting + found.running


async def failed(database: Database) -> int:
    return (await database.read(figures)).failed


async def at_rest(database: Database) -> None:
    """Returns when nothing waits or runs."""
    async with asyncio.timeout(30):
        while await unfinished(database):
            await asyncio.to_thread(threading.Event().wait, 0.05)


async def test_a_job_runs_with_what_it_was_given(worked: Worked) -> None:
    await worked.ask("close:r1", "r1")
    await worked.done.holds("r1")
    await at_rest(worked.database)


async def test_a_job_and_our_rows_are_one_transaction(worked: Worked) -> None:
    """What is taken back was never asked for; a neighbour's failure takes back nothing of others."""

    def fails(connection: Connection) -> None:
        worked.engine.enqueue(connection, "note", "lost", "lost")
        raise LookupError("taken back")

    tried = [worked.database.run(fails), worked.ask("kept", "kept"), worked.database.run(fails)]
    outcomes = await asyncio.gather(*tried, return_exceptions=True)
    assert [type(one) for one in outcomes] == [LookupError, type(None), LookupError]
    await worked.done.holds("kept")
    await at_rest(worked.database)
    assert worked.done.notes == ["kept"]


async def test_the_connection_serves_others_as_before(worked: Worked) -> None:
    def work(connection: Connection) -> object:
        worked.engine.enqueue(connection, "note", "one", "one")
        return connection.get_execution_options().get("schema_translate_map")

    assert await worked.database.run(work) is None


async def test_one_key_runs_once(worked: Worked) -> None:
    """Asked for ten times at once, and again after it is done."""
    await asyncio.gather(*(worked.ask("open:c:2026-03-02", "day") for _ in range(10)))
    await worked.done.holds("day")
    await at_rest(worked.database)
    await worked.ask("open:c:2026-03-02", "day")
    await worked.ask("next", "next")
    await worked.done.holds("day", "next")


async def test_a_key_that_cannot_be_told_from_a_try_is_refused(worked: Worked) -> None:
    with pytest.raises(ValueError, match="not for keys"):
        await worked.ask("close:r1#2", "r1")


async def test_what_nobody_registered_is_refused_where_it_is_asked_for(worked: Worked) -> None:
    with pytest.raises(ValueError, match="nobody said"):
        await worked.ask("key", "r1", name="unheard")


async def test_jobs_wait_for_the_next_start(own_database: Database) -> None:
    asking, done = engine_over(own_database, "asking"), Done()
    asking.register("note", done.note)
    await asking.prepare()
    await ask(own_database, asking, "waits", "waits")
    await asking.stop()
    assert await unfinished(own_database) == 1
    async with working(own_database, done, "running"):
        await done.holds("waits")


async def test_what_is_cancelled_does_not_begin_and_can_be_asked_for_anew(own_database: Database) -> None:
    asking, done = engine_over(own_database, "asking"), Done()
    asking.register("note", done.note)
    await asking.prepare()
    await ask(own_database, asking, "close:r", "before")
    await asking.cancel("close:r")
    await asking.cancel("never asked for")
    await asking.stop()
    async with working(own_database, done, "running") as engine:
        await ask(own_database, engine, "other", "other")
        await done.holds("other")
        await ask(own_database, engine, "close:r", "after")
        await done.holds("other", "after")


async def test_a_job_that_raises_is_tried_again(own_database: Database) -> None:
    tries = []

    async def stumbles(what: str) -> None:
        tries.append(what)
        if len(tries) < 3:
            raise OSError("the platform is away")

    engine = engine_over(own_database, "first", waits=(0.0, 0.05))
    engine.register("stumbles", stumbles)
    async with running(engine):
        await ask(own_database, engine, "key", "x", "stumbles")
        await until(lambda: len(tries) == 3)
        await at_rest(own_database)
    assert await failed(own_database) == 0


async def test_a_job_that_failed_is_seen_and_is_run_again_after_a_restart(
    own_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    done = Done()

    async def broken(what: str) -> None:
        raise LookupError(f"the words of {what}")

    engine = engine_over(own_database, "broken")
    engine.register("note", broken)
    async with running(engine):
        await ask(own_database, engine, "close:r", "Ana")
        await at_rest(own_database)
    assert await failed(own_database) == 1
    assert "a job failed for good" in caplog.text
    kept = await own_database.read(_everything_kept)
    assert "LookupError" in kept
    assert "words of" not in kept, "what an error says may quote people: it is not kept"

    async with working(own_database, done, "mended"):
        await done.holds("Ana")
        await at_rest(own_database)
    assert await failed(own_database) == 0
    async with working(own_database, done, "later") as later:
        await ask(own_database, later, "other", "other")
        await done.holds("Ana", "other")


async def test_a_job_that_failed_is_run_again_when_it_is_asked_for_again(own_database: Database) -> None:
    """As a watchdog does, that finds its work not done."""
    mended, done = [False], Done()

    async def shaky(what: str) -> None:
        if not mended[0]:
            raise LookupError
        await done.note(what)

    engine = engine_over(own_database, "first", waits=())
    engine.register("shaky", shaky)
    async with running(engine):
        for _ in range(2):
            await ask(own_database, engine, "close:r", "r", "shaky")
            await at_rest(own_database)
            assert await failed(own_database) == 1
        mended[0] = True
        await ask(own_database, engine, "close:r", "r", "shaky")
        await done.holds("r")
        await at_rest(own_database)
        assert await failed(own_database) == 0


async def test_stop_waits_for_what_runs(own_database: Database) -> None:
    begun, may_end, ended = asyncio.Event(), asyncio.Event(), []

    async def long(what: str) -> None:
        begun.set()
        await may_end.wait()
        ended.append(what)

    engine = engine_over(own_database, "first")
    engine.register("long", long)
    async with running(engine):
        await ask(own_database, engine, "key", "x", "long")
        await begun.wait()
        stopping = asyncio.create_task(engine.stop(grace=10))
        may_end.set()
        await stopping
        assert ended == ["x"]
    assert await unfinished(own_database) == 0


async def test_what_does_not_end_in_time_is_taken_up_by_the_next(own_database: Database) -> None:
    begun, tries = asyncio.Event(), []

    async def endless(what: str) -> None:
        tries.append(what)
        begun.set()
        if len(tries) == 1:
            await asyncio.Event().wait()

    for name in ("first", "second"):
        engine = engine_over(own_database, name)
        engine.register("endless", endless)
        await engine.prepare()
        loop = asyncio.create_task(engine.run())
        if name == "first":
            await ask(own_database, engine, "key", "x", "endless")
            await begun.wait()
            await engine.stop(grace=0.01)
            assert await unfinished(own_database) == 1
            assert await failed(own_database) == 0
        else:
            await until(lambda: len(tries) == 2)
            await at_rest(own_database)
            await engine.stop()
        await loop


async def test_it_begins_only_when_there_is_something_to_do_and_leaves_no_thread(
    own_database: Database,
) -> None:
    def ours() -> list[str]:
        return [one.name for one in threading.enumerate() if "dbos" in one.name or "queue-worker" in one.name]

    done = Done()
    async with working(own_database, done, "first") as engine:
        await asyncio.to_thread(threading.Event().wait, 0.3)
        assert ours() == []
        await ask(own_database, engine, "key", "x")
        await done.holds("x")
        assert ours()
    assert ours() == []


async def test_a_second_engine_of_the_process_waits_for_the_first(
    own_database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    done, other = Done(), Done()
    async with working(own_database, done, "first") as first:
        await ask(own_database, first, "key", "x")
        await done.holds("x")
        async with working(own_database, other, "second") as second:
            await ask(own_database, second, "other", "y")
            await done.holds("x", "y")
    assert other.notes == []


@pytest.mark.parametrize("name", ["", "local"])
async def test_a_process_has_a_name_of_its_own(own_database: Database, name: str) -> None:
    with pytest.raises(ValueError, match="run everything twice"):
        engine_over(own_database, name)


async def test_many_jobs(worked: Worked) -> None:
    """Asked for in a few transactions, each runs once."""
    keys = [str(number) for number in range(300)]

    def work(connection: Connection) -> None:
        for key in keys:
            worked.engine.enqueue(connection, "note", key, key)

    await worked.database.run(work)
    await worked.done.holds(*keys)


def _everything_kept(connection: Connection) -> str:
    schema = f"{standing.SCHEMA}." if connection.dialect.name == "postgresql" else ""
    rows = connection.execute(text(f"SELECT * FROM {schema}workflow_output")).all()  # noqa: S608  # our names
    return str([tuple(row) for row in rows])
