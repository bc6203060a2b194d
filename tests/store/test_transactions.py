"""What `Database` promises about a work (bot/store/database.py).

1. It is one transaction: it counts as a whole or not at all.
2. Works that wait together do not harm each other.
3. A caller hears of the outcome only after the commit.
4. Where the database asks for it, a work is run again; not for ever.
5. A long read sees one moment and holds up nobody.
6. Closing finishes what was handed in.
"""

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.store import inbound, schema
from bot.store.database import Database, open_database
from bot.store.errors import DatabaseBusy, DatabaseUnreachable
from bot.store.inbound import Update
from bot.store.sqlite import SqliteDatabase
from tests.store.samples import NOW, SECRET


def note(connection: Connection, number: int) -> int:
    assert inbound.record(connection, Update("console", "here", str(number)), None, NOW)
    return number


def noting(number: int) -> Callable[[Connection], int]:
    return lambda connection: note(connection, number)


def failing_after(number: int) -> Callable[[Connection], int]:
    def work(connection: Connection) -> int:
        note(connection, number)
        raise ZeroDivisionError

    return work


async def numbers(database: Database) -> set[int]:
    def work(connection: Connection) -> set[int]:
        return {int(row[0]) for row in connection.execute(text("SELECT external_id FROM inbound"))}

    return await database.read(work)


async def test_1_a_work_that_returns_counts(database: Database) -> None:
    assert await database.run(noting(1)) == 1
    assert await numbers(database) == {1}


async def test_1_a_work_that_raises_counts_for_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        await database.run(failing_after(1))
    assert await numbers(database) == set()


async def test_1_even_an_exit_counts_for_nothing_and_stops_nobody(database: Database) -> None:
    def leaving(connection: Connection) -> None:
        note(connection, 1)
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await database.run(leaving)
    assert await database.run(noting(2)) == 2
    assert await numbers(database) == {2}


async def test_2_of_works_that_wait_together_only_the_failing_ones_are_taken_back(database: Database) -> None:
    works = [failing_after(n) if n % 3 == 0 else noting(n) for n in range(30)]
    outcomes = await asyncio.gather(*map(database.run, works), return_exceptions=True)
    for number, outcome in enumerate(outcomes):
        assert isinstance(outcome, ZeroDivisionError) if number % 3 == 0 else outcome == number
    assert await numbers(database) == {n for n in range(30) if n % 3}


async def test_2_an_error_of_the_database_is_its_callers_alone(database: Database) -> None:
    def twice(connection: Connection) -> None:
        for _ in range(2):
            connection.execute(text("INSERT INTO respondent VALUES ('r1', '2026-03-01 09:00:00')"))

    outcomes = await asyncio.gather(
        database.run(noting(1)), database.run(twice), database.run(noting(2)), return_exceptions=True
    )
    assert isinstance(outcomes[1], IntegrityError)
    assert await numbers(database) == {1, 2}


async def test_2_when_sqlite_takes_back_a_whole_group_the_others_are_run_again(ready_sqlite_url: str) -> None:
    database = open_database(ready_sqlite_url)

    def breaking(connection: Connection) -> None:
        connection.execute(text("ROLLBACK"))
        raise ZeroDivisionError

    outcomes = await asyncio.gather(
        database.run(noting(1)), database.run(breaking), database.run(noting(2)), return_exceptions=True
    )
    assert [outcomes[0], outcomes[2]] == [1, 2]
    assert isinstance(outcomes[1], ZeroDivisionError)
    assert await numbers(database) == {1, 2}
    await database.close()


async def test_3_sqlite_flushes_to_disk_with_every_commit(ready_sqlite_url: str) -> None:
    database = open_database(ready_sqlite_url)

    def kept(connection: Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys")
        return [connection.execute(text(f"PRAGMA {name}")).scalar_one() for name in names]

    full, on = 2, 1
    assert await database.run(kept) == ["wal", full, on]
    await database.close()


async def test_3_nobody_hears_before_the_commit(ready_sqlite_url: str) -> None:
    """While a group is held up in its last work, its first caller has not heard, and nothing is visible."""
    database = open_database(ready_sqlite_url)
    busy, others_wait, last_runs, go_on = (threading.Event() for _ in range(4))

    def keeping_the_writer_busy(connection: Connection) -> None:
        busy.set()
        assert others_wait.wait(10)

    def holding_up(connection: Connection) -> None:
        last_runs.set()
        assert go_on.wait(10)

    earlier = asyncio.ensure_future(database.run(keeping_the_writer_busy))
    await asyncio.to_thread(busy.wait, 10)
    first, last = (asyncio.ensure_future(database.run(work)) for work in (noting(1), holding_up))
    await asyncio.sleep(0)
    others_wait.set()
    await asyncio.to_thread(last_runs.wait, 10)
    await earlier
    assert not first.done()
    assert await numbers(database) == set()
    go_on.set()
    assert await first == 1
    await last
    assert await numbers(database) == {1}
    await database.close()


async def test_3_a_caller_who_gave_up_waiting_harms_nobody(database: Database) -> None:
    given_up = asyncio.ensure_future(database.run(noting(1)))
    other = asyncio.ensure_future(database.run(noting(2)))
    await asyncio.sleep(0)
    given_up.cancel()
    assert await other == 2
    assert 2 in await numbers(database)


async def test_3_a_caller_who_gave_up_while_the_work_ran_harms_nobody(ready_sqlite_url: str) -> None:
    database = open_database(ready_sqlite_url)
    runs, go_on = threading.Event(), threading.Event()

    def holding_up(connection: Connection) -> None:
        note(connection, 1)
        runs.set()
        assert go_on.wait(10)

    given_up = asyncio.ensure_future(database.run(holding_up))
    await asyncio.to_thread(runs.wait, 10)
    given_up.cancel()
    go_on.set()
    assert await database.run(noting(2)) == 2
    assert await numbers(database) == {1, 2}, "what was under way is finished"
    await database.close()


def test_3_a_caller_whose_loop_is_gone_harms_nobody(ready_sqlite_url: str) -> None:
    database = open_database(ready_sqlite_url)
    runs, go_on = threading.Event(), threading.Event()

    def holding_up(connection: Connection) -> None:
        runs.set()
        assert go_on.wait(10)

    async def leave_it_running() -> None:
        left = asyncio.ensure_future(database.run(holding_up))
        await asyncio.to_thread(runs.wait, 10)
        assert not left.done()

    async def another() -> int:
        go_on.set()
        done = await database.run(noting(2))
        await database.close()
        return done

    asyncio.run(leave_it_running())
    assert asyncio.run(another()) == 2


async def test_4_a_deadlock_on_postgres_is_run_again(ready_postgres_url: str) -> None:
    database = open_database(ready_postgres_url, secret_key=SECRET)
    await database.run(noting(1))
    await database.run(noting(2))
    tries: list[int] = []

    def crossing(first: int, second: int) -> Callable[[Connection], None]:
        def lock(connection: Connection, number: int) -> None:
            connection.execute(
                text("UPDATE inbound SET outcome = 'seen' WHERE external_id = :n"), {"n": str(number)}
            )

        def work(connection: Connection) -> None:
            tries.append(first)
            lock(connection, first)
            if len(tries) <= 2:
                connection.execute(text("SELECT pg_sleep(0.1)"))  # the other one holds its row by now
            lock(connection, second)

        return work

    await asyncio.gather(database.run(crossing(1, 2)), database.run(crossing(2, 1)))
    assert len(tries) == 3
    await database.close()


async def test_4_a_connection_lost_before_the_commit_is_run_again(ready_postgres_url: str) -> None:
    database = open_database(ready_postgres_url, secret_key=SECRET)
    tries: list[int] = []

    def losing_its_connection_once(connection: Connection) -> int:
        tries.append(1)
        if len(tries) == 1:
            connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        return note(connection, 1)

    assert await database.run(losing_its_connection_once) == 1
    assert len(tries) == 2
    assert await numbers(database) == {1}
    await database.close()


async def test_4_a_connection_lost_in_the_commit_is_in_doubt_and_not_run_again(postgres_url: str) -> None:
    """A trigger that fires with the commit ends the connection."""
    database = open_database(postgres_url, secret_key=SECRET)
    await schema.migrate(database)

    def set_the_trap(connection: Connection) -> None:
        connection.execute(
            text(
                "CREATE FUNCTION leave() RETURNS trigger LANGUAGE plpgsql AS"
                " 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'"
            )
        )
        connection.execute(
            text(
                "CREATE CONSTRAINT TRIGGER trap AFTER INSERT ON inbound DEFERRABLE INITIALLY DEFERRED"
                " FOR EACH ROW EXECUTE FUNCTION leave()"
            )
        )

    await database.reshape(set_the_trap)
    tries: list[int] = []

    def once(connection: Connection) -> None:
        tries.append(1)
        note(connection, 1)

    with pytest.raises(DatabaseUnreachable, match="may or may not be stored; sending it again is safe"):
        await database.run(once)
    assert len(tries) == 1
    await database.close()


async def test_4_what_never_succeeds_is_given_up(ready_postgres_url: str) -> None:
    database = open_database(ready_postgres_url, secret_key=SECRET)
    tries: list[int] = []

    def never(connection: Connection) -> None:
        tries.append(1)
        connection.execute(text("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$"))

    with pytest.raises(DatabaseBusy, match="Try again"):
        await database.run(never)
    assert len(tries) == 5
    await database.close()


async def test_5_a_long_read_sees_one_moment_and_holds_up_nobody(database: Database) -> None:
    await database.run(noting(1))
    reading, go_on = threading.Event(), threading.Event()

    def count(connection: Connection) -> int:
        return int(connection.execute(text("SELECT count(*) FROM inbound")).scalar_one())

    def slowly(connection: Connection) -> tuple[int, int]:
        before = count(connection)
        reading.set()
        assert go_on.wait(10)
        return before, count(connection)

    def in_another_thread() -> tuple[int, int]:
        async def read() -> tuple[int, int]:
            reader = open_database(url_of(database), secret_key=SECRET)
            seen = await reader.read(slowly)
            await reader.close()
            return seen

        return asyncio.run(read())

    seen = asyncio.ensure_future(asyncio.to_thread(in_another_thread))
    await asyncio.to_thread(reading.wait, 10)
    await database.run(noting(2))
    go_on.set()
    assert await seen == (1, 1)
    assert await numbers(database) == {1, 2}


def url_of(database: Database) -> str:
    if isinstance(database, SqliteDatabase):
        return f"sqlite:///{database._file}"
    url: str = database._engine.url.render_as_string(hide_password=False)  # type: ignore[attr-defined]
    return url


async def test_5_a_read_writes_nothing(ready_postgres_url: str) -> None:
    database = open_database(ready_postgres_url, secret_key=SECRET)
    with pytest.raises(DBAPIError, match="read-only"):
        await database.read(noting(1))
    await database.close()


async def test_6_closing_finishes_what_was_handed_in(ready_url: str) -> None:
    database = open_database(ready_url, secret_key=SECRET)
    handed_in = [asyncio.ensure_future(database.run(noting(n))) for n in range(20)]
    await asyncio.sleep(0)
    await asyncio.gather(*handed_in[:1])
    await asyncio.gather(*handed_in)
    await database.close()
    again = open_database(ready_url, secret_key=SECRET)
    assert await numbers(again) == set(range(20))
    await again.close()


async def test_6_a_closed_sqlite_database_takes_nothing_more(ready_sqlite_url: str) -> None:
    database = open_database(ready_sqlite_url)
    handed_in = [asyncio.ensure_future(database.run(noting(n))) for n in range(250)]
    await asyncio.sleep(0)
    await database.close()
    with pytest.raises(RuntimeError, match="closed"):
        await database.run(noting(999))
    assert sorted(await asyncio.gather(*handed_in)) == list(range(250))
    await database.close()


async def test_6_a_database_that_was_never_used_closes_too(tmp_path: Path) -> None:
    await open_database(f"sqlite:///{tmp_path}/unused.db").close()
    assert not (tmp_path / "unused.db").exists()
