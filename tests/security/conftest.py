"""What attacks need: databases that are up to date, and fakes of the platforms."""

from collections.abc import AsyncIterator

import pytest

from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.store.conftest import (  # noqa: F401  # found by name
    database,
    ready_postgres_url,
    ready_sqlite_url,
    ready_url,
    shared_postgres_url,
    sqlite_model,
)


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(allows_loopback=True) as fake:
        yield fake


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as fake:
        yield fake


@pytest.fixture(params=["polling", "webhook"])
def webhook(request: pytest.FixtureRequest) -> bool:
    """How Telegram's updates come: each test that asks runs both ways."""
    return bool(request.param == "webhook")
