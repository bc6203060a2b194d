"""Trouble with the database is said in words with what to do, never as a traceback, never with a password."""

import asyncio
import sqlite3
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, Row, event, func, literal, select, text

from bot.store import copying, postgres, prepared, sqlite
from bot.store.database import open_database
from bot.store.errors import (
    DatabaseBehind,
    DatabaseBusy,
    DatabaseFull,
    DatabaseUnreachable,
    StoreError,
)
from bot.store.postgres import PostgresDatabase
from bot.store.tables import LEADER
from tests.faults.gate import before_postgres
from tests.store.samples import SECRET


def one(connection: Connection) -> int:
    return int(connection.execute(text("SELECT 1")).scalar_one())


async def said(url: str, kind: type[StoreError]) -> str:
    """What is said about a database, the same by all three doors."""
    database = open_database(url, secret_key=SECRET)
    words = set()
    for door in (database.run, database.read, database.reshape):
        with pytest.raises(kind) as trouble:
            await door(one)
        words.add(str(trouble.value))
    await database.close()
    assert len(words) == 1
    return words.pop()


# --- SQLite ---


async def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    words = await said(f"sqlite:///{tmp_path}/nowhere/checkup.db", DatabaseUnreachable)
    assert words.endswith("cannot be opened.\nDoes its folder exist? May you write there?")


async def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear all,\n" * 1000)
    words = await said(f"sqlite:///{tmp_path}/letter.db", DatabaseUnreachable)
    assert "letter.db cannot be read as a SQLite database (file is not a database)" in words


async def test_another_program_that_does_not_let_go(
    ready_sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "_BUSY_SECONDS", 0.1)
    database = open_database(ready_sqlite_url)
    holder = sqlite3.connect(ready_sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseBusy, match="Another program holds"):
        await database.run(one)
    holder.execute("COMMIT")
    holder.close()
    assert await database.run(one) == 1
    await database.close()


async def test_tables_that_are_not_there(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/empty.db")
    with pytest.raises(DatabaseBehind, match="checkup migrate"):
        await database.run(lambda connection: connection.execute(text("SELECT * FROM answer")))
    await database.close()


def sqlite_error(code: int, words: str = "") -> sqlite3.Error:
    error = sqlite3.OperationalError(words)
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (sqlite_error(sqlite3.SQLITE_FULL), DatabaseFull),
        (sqlite_error(sqlite3.SQLITE_READONLY | 8 << 8), DatabaseUnreachable),
        (sqlite_error(sqlite3.SQLITE_IOERR | 10 << 8), DatabaseUnreachable),
        (sqlite_error(sqlite3.SQLITE_BUSY | 2 << 8), DatabaseBusy),
        (sqlite_error(sqlite3.SQLITE_ERROR, "near SELEC: syntax error"), type(None)),
        (sqlite3.ProgrammingError("a mistake of ours"), type(None)),
    ],
)
def test_what_sqlite_reports_is_told_apart(error: sqlite3.Error, kind: type) -> None:
    assert type(sqlite._plain(error, Path("checkup.db"))) is kind


async def test_a_mistake_of_ours_stays_an_exception_without_values(ready_sqlite_url: str) -> None:
    database = open_database(ready_sqlite_url)
    with pytest.raises(Exception, match="syntax error") as mistake:
        await database.run(lambda c: c.execute(text("SELEC :x"), {"x": "ana@example.com"}))
    assert "ana@example.com" not in str(mistake.value)
    await database.close()


async def test_the_key_beside_the_database_is_for_its_owner_alone(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/checkup.db")
    assert await database.run(one) == 1
    await database.close()
    assert stat.S_IMODE((tmp_path / "checkup.db.key").stat().st_mode) == 0o600


# --- PostgreSQL ---


async def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    words = await said(f"postgresql://me:hush@/checkup?host={tmp_path}", DatabaseUnreachable)
    assert "cannot be reached" in words
    assert "host and port" in words
    assert "hush" not in words


async def test_a_database_that_is_not_there(postgres_url: str) -> None:
    words = await said(postgres_url.replace("/checkup_", "/no_checkup_"), DatabaseUnreachable)
    assert "does not let us into" in words
    assert "does not exist" in words


async def test_a_server_that_goes_away_in_a_long_read(ready_postgres_url: str) -> None:
    database = open_database(ready_postgres_url, secret_key=SECRET)
    with pytest.raises(DatabaseUnreachable, match="was lost"):
        await database.read(lambda c: c.execute(text("SELECT pg_terminate_backend(pg_backend_pid())")))
    assert await database.run(one) == 1
    await database.close()


async def test_a_connection_that_is_lost_each_time(ready_postgres_url: str) -> None:
    database = open_database(ready_postgres_url, secret_key=SECRET)
    with pytest.raises(DatabaseUnreachable, match=r"was lost.*\nIs the server running"):
        await database.run(lambda c: c.execute(text("SELECT pg_terminate_backend(pg_backend_pid())")))
    await database.close()


async def test_a_connection_that_is_ended_in_the_middle_of_a_work(ready_postgres_url: str) -> None:
    """Also before a prepared statement, which goes to the driver by another way."""
    database = open_database(ready_postgres_url, secret_key=SECRET)

    def goes_on(connection: Connection) -> None:
        pid = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with psycopg.connect(ready_postgres_url, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
        prepared.rows(connection, select(LEADER), {})

    with pytest.raises(DatabaseUnreachable):
        await database.run(goes_on)
    assert await database.run(one) == 1
    await database.close()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("53100", DatabaseFull),
        ("42P01", DatabaseBehind),
        ("57014", DatabaseBusy),
        ("25006", DatabaseUnreachable),
        ("25P03", DatabaseUnreachable),
        ("58030", DatabaseUnreachable),
        ("XX000", DatabaseUnreachable),
        ("F0000", DatabaseUnreachable),
    ],
)
async def test_what_postgres_reports_is_told_apart(
    ready_postgres_url: str, code: str, kind: type[StoreError]
) -> None:
    database = open_database(ready_postgres_url, secret_key=SECRET)
    raising = text(f"DO $$ BEGIN RAISE EXCEPTION 'as asked' USING ERRCODE = '{code}'; END $$")
    with pytest.raises(kind):
        await database.run(lambda connection: connection.execute(raising))
    await database.close()


async def test_a_server_that_only_reads_any_more_is_left(ready_postgres_url: str) -> None:
    database = open_database(ready_postgres_url, secret_key=SECRET)
    demoted = text("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
    process = text("SELECT pg_backend_pid()")

    def demotes(connection: Connection) -> int:
        connection.execute(demoted)
        return int(connection.execute(process).scalar_one())

    left = await database.run(demotes)
    assert await database.read(lambda connection: connection.execute(process).scalar_one()) == left
    flag = text("CREATE TABLE a_flag ()")
    await database.run(lambda connection: connection.execute(flag))
    assert await database.run(lambda connection: connection.execute(process).scalar_one()) != left
    await database.close()


async def test_a_read_that_takes_for_ever(ready_postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "LONGEST", 0.3)
    database = open_database(ready_postgres_url, secret_key=SECRET)
    sleep = text("SELECT pg_sleep(1)")
    for door in (database.read, database.run):
        with pytest.raises(DatabaseUnreachable, match=r"has not answered for 0\.3 seconds"):
            await door(lambda connection: connection.execute(sleep))
    assert await database.read(one) == 1
    await database.read(lambda connection: connection.execute(sleep), at_length=True)
    await database.close()


async def test_connections_that_are_never_heard_again_cost_one_wait(
    ready_postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with before_postgres(ready_postgres_url, tmp_path) as gate:
        database = open_database(gate.address, secret_key=SECRET)
        sleep = text("SELECT pg_sleep(0.2)")
        await asyncio.gather(*(database.run(lambda c: c.execute(sleep).scalar()) for _ in range(3)))
        gate.goes_half_open()
        monkeypatch.setattr(postgres, "LONGEST", 3.0)  # a close may take two of them
        with pytest.raises(DatabaseUnreachable):
            await database.run(one)
        for _ in range(3):
            assert await database.run(one) == 1
        await database.close()


@pytest.mark.parametrize("statement", ["a prepared one", "a copy"])
async def test_a_server_that_falls_silent_in_the_middle_of_a_work(
    ready_postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    monkeypatch.setattr(postgres, "LONGEST", 0.5)
    async with before_postgres(ready_postgres_url, tmp_path) as gate:
        database = open_database(gate.address, secret_key=SECRET)
        assert isinstance(database, PostgresDatabase)

        def goes_on(connection: Connection) -> None:
            name, holder = literal("polling").label("name"), literal("one").label("holder")
            columns = (name, holder, func.now().label("until"))
            leaders: Sequence[Row[Any]] = [*connection.execute(select(*columns))]
            event.listen(connection, "after_execute", lambda *_: gate.goes_half_open())
            if statement == "a copy":
                copying.put(connection, LEADER, leaders, empty=True)
            else:
                one(connection)
                prepared.rows(connection, select(LEADER), {})

        working = asyncio.ensure_future(database.run(goes_on))
        await asyncio.wait([working], timeout=10)
        assert working.done(), "it waits for a server that says nothing"
        with pytest.raises(DatabaseUnreachable, match=r"has not answered for 0\.5 seconds"):
            await working
        assert database.crowd()[1] == 0, "the connection is still in use"
        assert await database.run(one) == 1
        await database.close()


async def test_a_server_that_falls_silent_before_a_work_fails(
    ready_postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "LONGEST", 0.5)
    async with before_postgres(ready_postgres_url, tmp_path) as gate:
        database = open_database(gate.address, secret_key=SECRET)

        def fails(connection: Connection) -> None:
            one(connection)
            gate.goes_half_open()
            raise ValueError("a mistake of ours")

        working = asyncio.ensure_future(database.run(fails))
        await asyncio.wait([working], timeout=10)
        assert working.done(), "it waits for a server that says nothing"
        with pytest.raises(DatabaseUnreachable, match=r"has not answered for 0\.5 seconds"):
            await working
        assert await database.run(one) == 1
        await database.close()


async def test_more_works_than_connections(ready_postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    database = open_database(ready_postgres_url, secret_key=SECRET)
    assert isinstance(database, PostgresDatabase)
    monkeypatch.setattr(database._engine.sync_engine.pool, "_timeout", 0.2)
    sleep = text("SELECT pg_sleep(1.5)")
    busy = [asyncio.create_task(database.run(lambda c: c.execute(sleep).scalar())) for _ in range(10)]
    await asyncio.sleep(0.5)
    for door in (database.run, database.read, database.reshape):
        with pytest.raises(DatabaseBusy, match="too busy just now"):
            await door(one)
    await asyncio.gather(*busy)
    assert await database.run(one) == 1
    await database.close()
