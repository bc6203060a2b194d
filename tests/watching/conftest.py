"""Fakes of the platforms, and databases, as the tests of the channels have them."""

from collections.abc import AsyncIterator

import pytest

from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.store.conftest import (  # noqa: F401  # found by name
    ready_postgres_url,
    ready_sqlite_url,
    shared_postgres_url,
    sqlite_model,
)


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    """A Telegram that may be made to fail."""
    async with FakeTelegram(allows_loopback=True) as fake:
        yield fake


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    """A Slack that may be made to fail."""
    async with FakeSlack() as fake:
        yield fake
