"""The databases of the store's tests, and teams that are asked how they feel."""

import pytest

from bot.store.database import Database
from tests.store.conftest import (  # noqa: F401  # fixtures are found by their names here
    database,
    ready_postgres_url,
    ready_sqlite_url,
    ready_url,
    shared_postgres_url,
    sqlite_model,
)
from tests.turn.someone import library
from tests.turn.teams.members import Team
from tests.turn.teams.mood import MOOD, SLEEP
from tests.turn.teams.office import Office


@pytest.fixture
async def team(database: Database) -> Team:  # noqa: F811  # the fixture
    return await Team.begins(database, library(MOOD, SLEEP))


@pytest.fixture
async def named(database: Database) -> Team:  # noqa: F811  # the fixture
    return await Team.begins(database, library(MOOD, SLEEP), anonymous=False)


@pytest.fixture
async def office(database: Database) -> Office:  # noqa: F811  # the fixture
    made = Office(database)
    await made.appoints("UBOSS")
    return made
