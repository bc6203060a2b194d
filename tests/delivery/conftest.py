"""A SQLite database: what the outbox says to the store is tried on both databases there."""

from collections.abc import AsyncIterator

import pytest

from bot.store.database import Database
from tests.delivery.post import Post
from tests.store.conftest import database, ready_sqlite_url, sqlite_model  # noqa: F401  # found by name


@pytest.fixture
def ready_url(request: pytest.FixtureRequest) -> str:
    """The database that is opened."""
    return str(request.getfixturevalue("ready_sqlite_url"))


@pytest.fixture
async def post(database: Database) -> AsyncIterator[Post]:  # noqa: F811  # the fixture
    made = Post(database)
    yield made
    await made.outbox.drain(1.0)
