"""A role that may not create a schema is told so in plain words, before anything is served; and it need not:
where `checkup migrate` made the tables, it reads and writes them, and its jobs run.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from bot.store import schema
from bot.store.database import Database, open_database
from bot.store.errors import DatabaseBehind
from bot.work.seen import processes
from bot.work.standing import SCHEMA
from tests.databases import PostgresServer, name_of
from tests.store.samples import SECRET
from tests.work.engines import QUICK_ENOUGH, Done, ask, engine_over, working


@pytest.fixture
async def owner(postgres_url: str) -> Database:
    """The database as its owner sees it, migrated but for the tables of jobs."""
    database = open_database(postgres_url, secret_key=SECRET)
    await schema.migrate(database)
    return database


@pytest.fixture
def small(postgres_server: PostgresServer, postgres_url: str, owner: Database) -> Iterator[str]:
    """The address of a role that may read and write our tables, and no more."""
    there = PostgresServer(postgres_url, postgres_server.binaries)
    there.run("CREATE ROLE small LOGIN")
    there.run(f'GRANT CONNECT ON DATABASE "{name_of(postgres_url)}" TO small')
    there.run("GRANT ALL ON ALL TABLES IN SCHEMA public TO small")
    yield f"postgresql://small@/{name_of(postgres_url)}?{urlsplit(postgres_url).query}"
    there.run("DROP OWNED BY small")
    there.run("DROP ROLE small")
    del owner


async def test_a_role_that_may_not_create_schemas(owner: Database, small: str) -> None:
    database = open_database(small, secret_key=SECRET)
    engine = engine_over(database, "first")
    with pytest.raises(DatabaseBehind, match=SCHEMA) as said:
        await engine.prepare()
    assert "checkup migrate" in said.value.todo
    await engine.stop()
    await database.close()
    await owner.close()


async def test_it_works_where_somebody_else_made_the_tables(
    owner: Database, small: str, postgres_server: PostgresServer, postgres_url: str
) -> None:
    making = engine_over(owner, "migrating")
    await making.make_tables()
    await making.stop()
    there = PostgresServer(postgres_url, postgres_server.binaries)
    there.run(f"GRANT USAGE ON SCHEMA {SCHEMA} TO small")
    there.run(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {SCHEMA} TO small")
    database, done = open_database(small, secret_key=SECRET), Done()
    async with working(database, done, "first") as engine:
        await ask(database, engine, "close:r", "r")
        await done.holds("r")
        alive = await owner.read(lambda connection: processes(connection, QUICK_ENOUGH))
        assert [one.id for one in alive] == ["first"]
    assert await owner.read(lambda connection: processes(connection, QUICK_ENOUGH)) == ()
    await database.close()
    await owner.close()
