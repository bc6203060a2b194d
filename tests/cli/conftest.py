"""Databases of a test's own, named by the settings."""

import pytest

from tests.cli.places import Place
from tests.store.samples import SECRET


@pytest.fixture
def place(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Place:
    return _named(sqlite_url, monkeypatch, capfdbinary)


@pytest.fixture
def any_place(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Place:
    """On SQLite, and on PostgreSQL."""
    return _named(database_url, monkeypatch, capfdbinary)


def _named(url: str, monkeypatch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[bytes]) -> Place:
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("CHECKUP_SECRET_KEY", SECRET)
    return Place(url, capture)
