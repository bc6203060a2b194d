"""A role that may not create a schema is told so in plain words, before anything is served."""

from urllib.parse import urlsplit

import pytest

from bot.store import schema
from bot.store.database import open_database
from bot.store.errors import DatabaseBehind
from tests.databases import PostgresServer, name_of
from tests.store.samples import SECRET
from tests.work.engines import engine_over


async def test_a_role_that_may_not_create_schemas(postgres_server: PostgresServer, postgres_url: str) -> None:
    ready = open_database(postgres_url, secret_key=SECRET)
    await schema.migrate(ready)
    await ready.close()
    there = PostgresServer(postgres_url, postgres_server.binaries)
    there.run("CREATE ROLE small LOGIN")
    try:
        there.run(f'GRANT CONNECT ON DATABASE "{name_of(postgres_url)}" TO small')
        there.run("GRANT ALL ON ALL TABLES IN SCHEMA public TO small")
        query = urlsplit(postgres_url).query
        database = open_database(
            f"postgresql://small@/{name_of(postgres_url)}?{query}", secret_key=SECRET
        )  # fmt: skip
        engine = engine_over(database, "first")
        with pytest.raises(DatabaseBehind, match="checkup_jobs"):
            await engine.prepare()
        await engine.stop()
        await database.close()
    finally:
        there.run("DROP OWNED BY small")
        there.run("DROP ROLE small")
