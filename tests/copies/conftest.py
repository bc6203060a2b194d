"""A PostgreSQL database: what is proved here is about several processes on one."""

from collections.abc import AsyncIterator

import pytest

from bot.store.database import Database, open_database
from tests.store.conftest import ready_postgres_url, shared_postgres_url  # noqa: F401  # found by name
from tests.store.samples import SECRET


@pytest.fixture
async def database(ready_postgres_url: str) -> AsyncIterator[Database]:  # noqa: F811  # the fixture
    opened = open_database(ready_postgres_url, secret_key=SECRET)
    yield opened
    await opened.close()
