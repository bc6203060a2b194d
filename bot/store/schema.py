"""Is the database up to date, and how it gets there.

Asking is one small query. An empty database gets today's tables at once; one that is behind is migrated
by Alembic, which takes a third of a second to import and is loaded only then. A test holds both together.
"""

from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table, inspect, select

from bot.store.database import Database
from bot.store.errors import DatabaseBehind, DatabaseNewer

REVISIONS = ("0001", "0002", "0003", "0004")
"""Every migration in order; a test compares this with the files in `migrations/versions`."""
MIGRATIONS = Path(__file__).with_name("migrations")

# As Alembic makes it.
_KEY = PrimaryKeyConstraint("version_num", name="alembic_version_pkc")
_VERSION = Table("alembic_version", MetaData(), Column("version_num", String(32)), _KEY)


async def migrate(database: Database) -> bool:
    """Brings the tables up to date. False: they were. DatabaseNewer. Several processes may try at once."""
    return await database.reshape(_upgrade)


async def check(database: Database) -> None:
    """Returns when the tables are those this version works with; else DatabaseBehind or DatabaseNewer."""
    await database.read(_check)


def revision(connection: Connection) -> str | None:
    """The migration the database stands at; None before the first."""
    if not inspect(connection).has_table(_VERSION.name):
        return None
    found: str | None = connection.execute(select(_VERSION.c.version_num)).scalar_one_or_none()
    return found


def _check(connection: Connection) -> None:
    found = _known(revision(connection))
    if found != REVISIONS[-1]:
        missing = len(REVISIONS) - (0 if found is None else REVISIONS.index(found) + 1)
        raise DatabaseBehind(
            "The database has no tables yet."
            if found is None
            else f"The database is {missing} versions behind.",
            "Run  checkup migrate  first.",
        )


def _upgrade(connection: Connection) -> bool:
    found = _known(revision(connection))
    if found == REVISIONS[-1]:
        return False
    if found is None:
        _make(connection)
    else:
        _run_migrations(connection)
    return True


def _make(connection: Connection) -> None:
    """All tables as they are today."""
    from bot.store.tables import METADATA  # noqa: PLC0415  # 100 ms, needed only here and by who stores

    METADATA.create_all(connection, checkfirst=False)
    _VERSION.create(connection)
    connection.execute(_VERSION.insert(), {"version_num": REVISIONS[-1]})


def _run_migrations(connection: Connection) -> None:
    """From where the database stands, one migration after the other."""
    from alembic import command  # noqa: PLC0415  # 350 ms, needed only here
    from alembic.config import Config  # noqa: PLC0415  # as above

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, REVISIONS[-1])


def _known(found: str | None) -> str | None:
    if found is not None and found not in REVISIONS:
        raise DatabaseNewer(
            f"The database was made by a later version of Checkup (it stands at {found!r}).",
            "Update Checkup, or set DATABASE_URL to another database.",
        )
    return found
