"""The databases of the store's tests, a receiver, and a business that tells it."""

from collections.abc import AsyncIterator

import pytest

from bot.store.database import Database
from tests.events.strict import Receiver
from tests.events.teller import Business, business
from tests.store.conftest import (  # noqa: F401  # fixtures are found by their names here
    database,
    ready_postgres_url,
    ready_sqlite_url,
    ready_url,
    shared_postgres_url,
    sqlite_model,
)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """At the end of a test it has nothing to complain about."""
    async with Receiver() as made:
        yield made
        assert made.complaints == []


@pytest.fixture
async def ours(database: Database, receiver: Receiver) -> AsyncIterator[Business]:  # noqa: F811  # the fixture
    async with business(database, receiver) as made:
        yield made
