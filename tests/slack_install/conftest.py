"""A fake Slack for each test, and a site at which its workspaces let Checkup in, on both databases."""

from collections.abc import AsyncIterator

import pytest

from bot.store.database import Database
from tests.fakes.slack import FakeSlack
from tests.slack_install.installed import Site, site
from tests.store.conftest import (  # noqa: F401  # found by name
    database,
    ready_postgres_url,
    ready_sqlite_url,
    ready_url,
    shared_postgres_url,
    sqlite_model,
)


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as fake:
        yield fake


@pytest.fixture
async def here(slack: FakeSlack, database: Database) -> AsyncIterator[Site]:  # noqa: F811  # the fixture
    async with site(slack, database) as made:
        yield made
