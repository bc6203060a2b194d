"""A SQLite database: what the outbox says to the store is tried on both databases there."""

import pytest

from tests.store.conftest import database, ready_sqlite_url, sqlite_model  # noqa: F401  # found by name


@pytest.fixture
def ready_url(request: pytest.FixtureRequest) -> str:
    """The database that is opened."""
    return str(request.getfixturevalue("ready_sqlite_url"))
