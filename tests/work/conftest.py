"""An engine over a database of the test's own, and a job that says what it was given."""

from collections.abc import AsyncIterator

import pytest

from bot.store.database import Database
from tests.store.conftest import own_database  # noqa: F401  # found by name
from tests.work.engines import Done, Worked, working


@pytest.fixture
async def worked(own_database: Database) -> AsyncIterator[Worked]:  # noqa: F811  # the fixture
    """An engine that runs, with the job "note"."""
    done = Done()
    async with working(own_database, done, "first") as engine:
        yield Worked(own_database, engine, done)
