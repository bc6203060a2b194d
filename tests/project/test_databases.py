"""The databases that tests run on are real and empty, and none outlives the process that started it.

1. A test gets SQLite and PostgreSQL under the same name, each reachable the way the product reaches it.
2. Two databases of one server do not see each other.
3. PostgreSQL stops when its test process is killed, and leaves nothing behind.
"""

import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from tests.databases import PostgresServer, name_of

ROOT = Path(__file__).parents[2]


async def test_the_product_can_reach_either(database_url: str) -> None:
    url = make_url(database_url)
    if url.drivername == "sqlite":
        engine = create_engine(url)
        with engine.connect() as connection:
            assert connection.execute(text("select 1 + 1")).scalar_one() == 2
        engine.dispose()
        return
    asynchronous = create_async_engine(url.set(drivername="postgresql+asyncpg"))
    async with asynchronous.connect() as open_connection:
        assert (await open_connection.execute(text("select 1 + 1"))).scalar_one() == 2
        tables = text("select count(*) from pg_tables where schemaname = 'public'")
        assert (await open_connection.execute(tables)).scalar_one() == 0
    await asynchronous.dispose()


def test_databases_of_one_server_are_apart(postgres_server: PostgresServer) -> None:
    first, second = postgres_server.create_database(), postgres_server.create_database()
    assert first != second
    PostgresServer(first, postgres_server.binaries).run("create table here (n int)")
    there = PostgresServer(second, postgres_server.binaries)
    assert there.run("select count(*) from pg_tables where tablename = 'here'") == "0"
    for url in (first, second):
        postgres_server.drop_database(url)


def test_a_template_hands_its_tables_on(postgres_server: PostgresServer, postgres_url: str) -> None:
    PostgresServer(postgres_url, postgres_server.binaries).run("create table kept as select 7 as n")
    copy = postgres_server.create_database(template=name_of(postgres_url))
    assert PostgresServer(copy, postgres_server.binaries).run("select n from kept") == "7"
    postgres_server.drop_database(copy)


def test_postgres_ends_with_its_process_even_when_killed() -> None:
    program = (
        "import time; from tests.databases import postgres\n"
        "with postgres() as server: print(server.url, flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        sockets = Path(process.stdout.readline().strip().split("host=")[1])
        assert (sockets / ".s.PGSQL.5432").exists()
        process.kill()
    deadline = time.monotonic() + 20
    while sockets.parent.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not sockets.parent.exists()
