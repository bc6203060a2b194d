"""Databases that are open and up to date, on SQLite and on PostgreSQL."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.store import schema
from bot.store.database import Database, open_database
from tests.databases import PostgresServer, name_of
from tests.store.samples import SECRET


@pytest.fixture(scope="session")
def sqlite_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty, migrated file to copy from."""
    file = tmp_path_factory.mktemp("model") / "model.sqlite"
    asyncio.run(_migrated(f"sqlite:///{file}"))
    return file


@pytest.fixture(scope="session")
def postgres_model(postgres_server: PostgresServer) -> str:
    """An empty, migrated database to copy from."""
    url = postgres_server.create_database()
    asyncio.run(_migrated(url))
    return name_of(url)


@pytest.fixture
def ready_sqlite_url(sqlite_url: str, sqlite_model: Path) -> str:
    shutil.copy(sqlite_model, sqlite_url.removeprefix("sqlite:///"))
    return sqlite_url


@pytest.fixture
def ready_postgres_url(postgres_server: PostgresServer, postgres_model: str) -> Iterator[str]:
    url = postgres_server.create_database(postgres_model)
    yield url
    postgres_server.drop_database(url)


@pytest.fixture(params=["sqlite", "postgres"])
def ready_url(request: pytest.FixtureRequest) -> str:
    """A migrated database of the test's own: each test that asks runs on both kinds."""
    return str(request.getfixturevalue(f"ready_{request.param}_url"))


@pytest.fixture
async def database(ready_url: str) -> AsyncIterator[Database]:
    """The same, open."""
    opened = open_database(ready_url, secret_key=SECRET)
    yield opened
    await opened.close()


async def _migrated(url: str) -> None:
    database = open_database(url, secret_key=SECRET)
    await schema.migrate(database)
    await database.close()
