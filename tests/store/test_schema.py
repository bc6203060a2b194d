"""Migrations.

1. They make exactly the tables of `bot.store.tables`, on both databases.
2. Migrating again changes nothing; so do several processes at once.
3. A database that is behind or newer is told apart by one query, without Alembic. A newer one says whether
   this version works with it: then it does, and leaves it as it is.
4. The list of revisions in the code is that of the files.
5. A change of tables that would leave rows referring to nothing is taken back.
6. Each migration only adds to what the code before it knows, or says from which revision on the code works.
"""

import asyncio
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import cast

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, inspect, text

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
    await own_database.run(lambda connection: stand_at(connection, "9999", works_since="9999"))
    for attempt in (schema.check, schema.migrate):
        with pytest.raises(DatabaseNewer, match=r"later version of Checkup.*'9999'.*\nUpdate Checkup"):
            await attempt(own_database)


async def test_3_a_newer_database_that_says_nothing_of_older_code_is_left_alone(
    own_database: Database,
) -> None:
    await own_database.run(lambda connection: stand_at(connection, "9999", works_since=None))
    with pytest.raises(DatabaseNewer, match="later version"):
        await schema.check(own_database)


async def test_3_a_newer_database_that_this_version_works_with_is_used_as_it_is(
    own_database: Database,
) -> None:
    await own_database.run(lambda connection: stand_at(connection, "9999", works_since=schema.REVISIONS[-1]))
    assert await schema.check(own_database) == "9999"
    assert await schema.migrate(own_database) is False
    assert await own_database.read(schema.revision) == "9999"


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


def stand_at(connection: Connection, revision: str, *, works_since: str | None) -> None:
    connection.execute(
        text("UPDATE alembic_version SET version_num = :r, works_since = :s"),
        {"r": revision, "s": works_since},
    )


# --- 6: old and new code side by side --------------------------------------------------------------

Shape = Mapping[str, Mapping[str, tuple[str, bool, bool]]]
"""By table and column: its type, whether it may be empty, whether it fills itself."""


def shape(connection: Connection) -> Shape:
    there = inspect(connection)
    return {
        table: {
            column["name"]: (str(column["type"]), column["nullable"], column["default"] is not None)
            for column in there.get_columns(table)
        }
        for table in there.get_table_names()
        if table != "alembic_version"
    }


def unique(connection: Connection) -> set[tuple[str, tuple[str, ...]]]:
    there = inspect(connection)
    return {
        (table, tuple(map(str, cast("list[str]", index["column_names"]))))
        for table in there.get_table_names()
        for index in (*there.get_indexes(table), *there.get_unique_constraints(table))
        if index.get("unique", True)
    }


def breaks(before: Shape, after: Shape) -> Iterator[str]:
    """What the code before a migration could not live with after it."""
    for table, columns in before.items():
        if table not in after:
            yield f"{table} is gone"
            continue
        for name, (kind, may_be_empty, _) in columns.items():
            if name not in after[table]:
                yield f"{table}.{name} is gone"
            elif after[table][name][0] != kind:
                yield f"{table}.{name} is of another type"
            elif may_be_empty and not after[table][name][1]:
                yield f"{table}.{name} must be filled now"
        for name in after[table].keys() - columns.keys():
            _, may_be_empty, fills_itself = after[table][name]
            if not (may_be_empty or fills_itself):
                yield f"{table}.{name} must be filled, and the code before does not know it"


def upgrade_to(revision: str) -> Callable[[Connection], None]:
    def work(connection: Connection) -> None:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(schema.MIGRATIONS))
        command.upgrade(config, revision)

    return work


async def test_6_each_migration_only_adds_or_says_since_when_the_code_works(database_url: str) -> None:
    database = open_database(database_url, secret_key=SECRET)
    first = schema.REVISIONS.index("0005")
    await database.reshape(upgrade_to(schema.REVISIONS[first - 1]))
    for revision in schema.REVISIONS[first:]:
        before, alone = await database.read(shape), await database.read(unique)
        await database.reshape(upgrade_to(revision))
        after = await database.read(shape)
        found = [*breaks(before, after)]
        found += [f"{one} must be alone" for one in await database.read(unique) - alone if one[0] in before]
        assert not found or revision <= schema.OLDEST, (revision, found)
    await database.close()


def test_6_what_breaks_the_code_before_would_be_seen() -> None:
    before = {
        "a": {"x": ("TEXT", True, False), "y": ("TEXT", False, False)},
        "b": {"z": ("TEXT", True, False)},
    }
    after = {
        "a": {"x": ("TEXT", False, False), "new": ("TEXT", False, False), "fine": ("TEXT", False, True)},
    }
    assert sorted(breaks(before, after)) == [
        "a.new must be filled, and the code before does not know it", "a.x must be filled now",
        "a.y is gone", "b is gone",
    ]  # fmt: skip


def test_6_the_oldest_code_is_one_that_there_is() -> None:
    assert schema.OLDEST in schema.REVISIONS


def test_every_error_says_what_is_wrong_and_what_to_do() -> None:
    error = StoreError("The database is away.", "Look for it.")
    assert (error.what, error.todo, str(error)) == (
        "The database is away.", "Look for it.", "The database is away.\nLook for it.",
    )  # fmt: skip
