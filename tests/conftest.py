"""Fixtures that tests of several floors share; each floor keeps its own beside its tests."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.databases import PostgresServer, postgres
from tests.security.written import Written

# A busy machine is no failure: properties are about what is true, benchmarks about how fast.
settings.register_profile("checkup", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("checkup")


def pytest_configure(config: pytest.Config) -> None:
    """Whatever the tests write is searched for secrets."""
    config.pluginmanager.register(Written(), "written")


@pytest.fixture(autouse=True)
def log_as_before() -> Iterator[None]:
    """A command that runs in this process leaves no handler behind: what that writes to is closed by then."""
    yield
    root = logging.getLogger()
    for handler in [one for one in root.handlers if type(one) is logging.StreamHandler]:
        root.removeHandler(handler)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A real PostgreSQL, started when the first test asks for it and stopped with the last."""
    with postgres() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """An empty PostgreSQL database of the test's own, as `postgresql://…`."""
    url = postgres_server.create_database()
    yield url
    postgres_server.drop_database(url)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A SQLite file of the test's own that does not exist yet, as `sqlite:///…`."""
    return f"sqlite:///{tmp_path / 'checkup.sqlite'}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database: each test that asks runs twice, on SQLite and on PostgreSQL."""
    return str(request.getfixturevalue(f"{request.param}_url"))
