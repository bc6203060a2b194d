"""A fake Telegram for each test, and a server of ours that it talks to, by polling and by webhook."""

from collections.abc import AsyncIterator

import pytest

from tests.fakes.telegram import FakeTelegram
from tests.store.conftest import ready_sqlite_url, sqlite_model  # noqa: F401  # found by name


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    """At the end of a test Telegram has refused nothing, lost nothing silently, and got nothing twice."""
    async with FakeTelegram(allows_loopback=True) as fake:
        yield fake
        fake.check_no_complaints()
        assert fake.doubles == {}


@pytest.fixture(params=["polling", "webhook"])
def webhook(request: pytest.FixtureRequest) -> bool:
    """How updates come: each test that asks runs both ways."""
    return bool(request.param == "webhook")
