"""Databases that are open and up to date, on SQLite and on PostgreSQL."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete

from bot.store import schema
from bot.store.database import Database, open_database
from bot.store.tables import METADATA
from tests.databases import PostgresServer
from tests.store.samples import SECRET

_NO_JOBS = (
    "DO $$ BEGIN IF to_regclass('checkup_jobs.workflow_status') IS NOT NULL"
    " THEN DELETE FROM checkup_jobs.workflow_status; DELETE FROM checkup_jobs.workflow_input;"
    " DELETE FROM checkup_jobs.workflow_output; END IF; END $$"
)
"""Jobs that were served, where any were."""


@pytest.fixture(scope="session")
def sqlite_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty, migrated file to copy from."""
    file = tmp_path_factory.mktemp("model") / "model.sqlite"
    asyncio.run(_migrated(f"sqlite:///{file}"))
    return file


@pytest.fixture(scope="session")
def shared_postgres_url(postgres_server: PostgresServer) -> str:
    """A migrated database that each test leaves empty: making one for each takes three times as long."""
    url = postgres_server.create_database()
    asyncio.run(_migrated(url))
    return url


@pytest.fixture
def ready_sqlite_url(sqlite_url: str, sqlite_model: Path) -> str:
    shutil.copy(sqlite_model, sqlite_url.removeprefix("sqlite:///"))
    return sqlite_url


@pytest.fixture
def ready_postgres_url(postgres_server: PostgresServer, shared_postgres_url: str) -> Iterator[str]:
    yield shared_postgres_url
    # Not TRUNCATE, which makes new files: ten times as slow for a few rows.
    emptying = "; ".join(str(delete(table)) for table in reversed(METADATA.sorted_tables))
    PostgresServer(shared_postgres_url, postgres_server.binaries).run(f"{emptying}; {_NO_JOBS}")


@pytest.fixture(params=["sqlite", "postgres"])
def ready_url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty database: each test that asks runs on both kinds."""
    return str(request.getfixturevalue(f"ready_{request.param}_url"))


@pytest.fixture
async def database(ready_url: str) -> AsyncIterator[Database]:
    """The same, open."""
    opened = open_database(ready_url, secret_key=SECRET)
    yield opened
    await opened.close()


@pytest.fixture
async def own_database(database_url: str) -> AsyncIterator[Database]:
    """A migrated database for this test alone, which may change its tables."""
    await _migrated(database_url)
    opened = open_database(database_url, secret_key=SECRET)
    yield opened
    await opened.close()


async def _migrated(url: str) -> None:
    database = open_database(url, secret_key=SECRET)
    await schema.migrate(database)
    await database.close()
