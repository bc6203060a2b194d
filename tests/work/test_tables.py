"""The engine's tables stand beside ours: under names that ours never take, in a schema of their own on
PostgreSQL, in nobody's way when our tables change.
"""

from importlib.metadata import version

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect, text

from bot.store import schema
from bot.store.database import Database, open_database
from bot.store.tables import METADATA
from bot.work import standing
from tests.store.samples import SECRET
from tests.work.engines import engine_over

OURS = {table.name for table in METADATA.sorted_tables} | {"alembic_version"}


def tables(connection: Connection) -> set[str]:
    """Where ours are."""
    return set(inspect(connection).get_table_names())


async def prepared(database: Database) -> None:
    engine = engine_over(database, "first")
    await engine.prepare()
    await engine.prepare()
    await engine.stop()


async def test_their_names_are_reserved(own_database: Database, database_url: str) -> None:
    await prepared(own_database)
    assert not OURS & standing.RESERVED
    there = await own_database.read(tables)
    assert there == (OURS if database_url.startswith("postgres") else OURS | standing.RESERVED)
    assert await own_database.read(standing.are_there)


async def test_our_tables_change_beside_them(database_url: str) -> None:
    """From the version before the last, on a database in which jobs ran."""
    database = open_database(database_url, secret_key=SECRET)

    def to_the_one_before(connection: Connection) -> None:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(schema.MIGRATIONS))
        command.upgrade(config, schema.REVISIONS[-2])

    await database.reshape(to_the_one_before)
    await prepared(database)
    assert await schema.migrate(database)
    await schema.check(database)
    assert await database.read(tables) >= OURS
    await database.close()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_clock_of_milliseconds(own_database: Database) -> None:
    """Defaults of its tables call it where they were made by a later Python."""

    def moment(connection: Connection) -> float:
        return float(connection.execute(text("SELECT unixepoch('subsec') * 1000")).scalar_one())

    moments = [await own_database.run(moment) for _ in range(50)]
    assert len({one % 1000 for one in moments}) > 1
    assert moments == sorted(moments)


def test_the_version_is_the_one_that_was_tried() -> None:
    assert version("dbos").startswith("3.4.")
