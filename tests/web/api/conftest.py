"""The databases of the store's tests."""

from tests.store.conftest import (  # noqa: F401  # fixtures are found by their names here
    database,
    own_database,
    ready_postgres_url,
    ready_sqlite_url,
    ready_url,
    shared_postgres_url,
    sqlite_model,
)
