"""Migrations.

1. They make exactly the tables of `bot.store.tables`, on both databases.
2. Migrating again changes nothing; so do several processes at once.
3. A database that is behind or newer is told apart by one query, without Alembic.
4. The list of revisions in the code is that of the files.
5. A change of tables that would leave rows referring to nothing is taken back.
"""

import asyncio
import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text

from bot.store import schema
from bot.store.database import Database, open_database
from bot.store.errors import DatabaseBehind, DatabaseNewer, StoreError
from bot.store.tables import METADATA
from tests.store.samples import SECRET, begun


def differences(connection: Connection) -> list[object]:
    options = {"compare_type": True, "compare_server_default": True}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), METADATA))


async def test_1_migrations_one_after_the_other_make_the_tables_of_the_models(database_url: str) -> None:
    database = open_database(database_url, secret_key=SECRET)
    await database.reshape(schema._run_migrations)
    assert await database.read(differences) == []
    await schema.check(database)
    await database.close()


async def test_1_an_empty_database_gets_the_same_tables_at_once(own_database: Database) -> None:
    assert await own_database.read(differences) == []
    await schema.check(own_database)


async def test_1_a_difference_would_be_seen(own_database: Database) -> None:
    def changed(connection: Connection) -> str:
        connection.execute(text("ALTER TABLE answer ADD COLUMN extra TEXT"))
        connection.execute(text("DROP INDEX ix_inbound_received_at"))
        return repr(differences(connection))

    found = await own_database.reshape(changed)
    assert "extra" in found
    assert "ix_inbound_received_at" in found


async def test_2_migrating_twice_is_migrating_once(database_url: str) -> None:
    database = open_database(database_url, secret_key=SECRET)
    assert await schema.migrate(database) is True
    assert await schema.migrate(database) is False
    await schema.check(database)
    await database.close()


def test_2_three_processes_may_migrate_at_once(database_url: str) -> None:
    script = (
        "import asyncio, sys\n"
        "from bot.store import schema\n"
        "from bot.store.database import open_database\n"
        "async def main():\n"
        "    database = open_database(sys.argv[1], secret_key=sys.argv[2])\n"
        "    print(await schema.migrate(database))\n"
        "    await database.close()\n"
        "asyncio.run(main())\n"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", script, database_url, SECRET], stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    said = [process.communicate(timeout=60)[0].strip() for process in started]
    assert sorted(said) == ["False", "False", "True"]


async def test_3_an_empty_database_is_behind(database_url: str) -> None:
    database = open_database(database_url, secret_key=SECRET)
    with pytest.raises(DatabaseBehind, match=r"no tables yet\.\nRun  checkup migrate"):
        await schema.check(database)
    with pytest.raises(DatabaseBehind, match="Run  checkup migrate"):
        await database.run(begun)
    await database.close()


async def test_3_a_newer_database_is_left_alone(own_database: Database) -> None:
    await own_database.run(lambda connection: stand_at(connection, "9999"))
    for attempt in (schema.check, schema.migrate):
        with pytest.raises(DatabaseNewer, match=r"later version of Checkup.*'9999'.*\nUpdate Checkup"):
            await attempt(own_database)


async def test_2_of_several_at_once_in_one_process_one_does_it(database_url: str) -> None:
    databases = [open_database(database_url, secret_key=SECRET) for _ in range(3)]
    done = await asyncio.gather(*map(schema.migrate, databases))
    assert sorted(done) == [False, False, True]
    await asyncio.gather(*(database.close() for database in databases))


async def test_2_a_database_that_is_behind_is_migrated(
    own_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Alembic is asked for the newest revision; that it knows none of the made-up name shows that it was."""
    monkeypatch.setattr(schema, "REVISIONS", (*schema.REVISIONS, "9998"))
    with pytest.raises(CommandError, match="9998"):
        await schema.migrate(own_database)


async def test_3_some_versions_behind(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "REVISIONS", (*schema.REVISIONS, "9998", "9999"))
    with pytest.raises(DatabaseBehind, match="2 versions behind"):
        await schema.check(database)


def test_3_asking_does_not_import_alembic(ready_sqlite_url: str) -> None:
    script = (
        "import asyncio, sys\n"
        "from bot.store import schema\n"
        "from bot.store.database import open_database\n"
        "async def main():\n"
        "    database = open_database(sys.argv[1])\n"
        "    await schema.check(database)\n"
        "    await schema.migrate(database)\n"
        "    await database.close()\n"
        "asyncio.run(main())\n"
        "print([name for name in sys.modules if name in ('alembic', 'asyncpg', 'cryptography')])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, ready_sqlite_url], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_4_the_list_of_revisions_is_that_of_the_files() -> None:
    files = ScriptDirectory(str(schema.MIGRATIONS)).walk_revisions()
    assert tuple(file.revision for file in files)[::-1] == schema.REVISIONS


async def test_5_a_change_that_orphans_rows_is_taken_back(ready_sqlite_url: str) -> None:
    database = open_database(ready_sqlite_url)
    await database.run(begun)
    with pytest.raises(RuntimeError, match="taken back"):
        await database.reshape(lambda connection: connection.execute(text("DELETE FROM respondent")))

    def people(connection: Connection) -> int:
        return int(connection.execute(text("SELECT count(*) FROM respondent")).scalar_one())

    assert await database.read(people) == 1
    await database.close()


async def test_5_tables_can_be_made_anew_under_rows_that_refer_to_them(ready_sqlite_url: str) -> None:
    database = open_database(ready_sqlite_url)
    await database.run(begun)

    def rebuild(connection: Connection) -> None:
        connection.execute(
            text("CREATE TABLE new (id VARCHAR NOT NULL PRIMARY KEY, created_at DATETIME NOT NULL)")
        )
        connection.execute(text("INSERT INTO new SELECT * FROM respondent"))
        connection.execute(text("DROP TABLE respondent"))
        connection.execute(text("ALTER TABLE new RENAME TO respondent"))

    await database.reshape(rebuild)
    assert await asyncio.gather(database.run(lambda connection: begun(connection, "ben")))
    await database.close()


def stand_at(connection: Connection, revision: str) -> None:
    connection.execute(text("UPDATE alembic_version SET version_num = :r"), {"r": revision})


def test_every_error_says_what_is_wrong_and_what_to_do() -> None:
    error = StoreError("The database is away.", "Look for it.")
    assert (error.what, error.todo, str(error)) == (
        "The database is away.", "Look for it.", "The database is away.\nLook for it.",
    )  # fmt: skip
