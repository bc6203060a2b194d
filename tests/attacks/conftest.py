"""Offices to attack, in the databases of the store's tests."""

import pytest

from bot.store.database import Database
from tests.attacks.office import Office
from tests.store.conftest import (  # noqa: F401  # fixtures are found by their names here
    database,
    ready_postgres_url,
    ready_sqlite_url,
    ready_url,
    shared_postgres_url,
    sqlite_model,
)


@pytest.fixture
async def office(database: Database) -> Office:  # noqa: F811  # the fixture above
    """Nobody works there yet."""
    return Office(database)
