"""Is the database up to date, and how it gets there.

Asking is one small query. The database itself says from which revision on the code works with it, so that the
version before may go on while the next one is being rolled out. An empty database gets today's tables at
once; one that is behind is migrated by Alembic, which takes a third of a second to import and is loaded only
then. A test holds both together.
"""

from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table, inspect, select

from bot.store.database import Database
from bot.store.errors import DatabaseBehind, DatabaseNewer

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010")
"""Every migration in order; a test compares this with the files in `migrations/versions`."""
OLDEST = "0005"
"""The oldest revision whose code works with today's tables: old and new processes may stand side by side, so
that a release only adds. One that takes away names the revision from which on the code can do without.
"""
MIGRATIONS = Path(__file__).with_name("migrations")

# As Alembic makes it.
_KEY = PrimaryKeyConstraint("version_num", name="alembic_version_pkc")
_VERSION = Table(
    "alembic_version", MetaData(), Column("version_num", String(32)), Column("works_since", String(32)), _KEY
)


async def migrate(database: Database) -> bool:
    """Brings the tables up to date. False: they were. DatabaseNewer. Several processes may try at once."""
    return await database.reshape(_upgrade)


async def check(database: Database) -> str | None:
    """Returns when this version works with the tables; else DatabaseBehind or DatabaseNewer.

    The revision at which they stand, where a later version has made them: None where they are ours.
    """
    return await database.read(_check)


def revision(connection: Connection) -> str | None:
    """The migration the database stands at; None before the first."""
    if not inspect(connection).has_table(_VERSION.name):
        return None
    found: str | None = connection.execute(select(_VERSION.c.version_num)).scalar_one_or_none()
    return found


def _check(connection: Connection) -> str | None:
    found = revision(connection)
    if found is not None and found not in REVISIONS:
        _works_with_later(connection, found)
        return found
    if found != REVISIONS[-1]:
        missing = len(REVISIONS) - (0 if found is None else REVISIONS.index(found) + 1)
        versions = "version" if missing == 1 else "versions"
        raise DatabaseBehind(
            "The database has no tables yet."
            if found is None
            else f"The database is {missing} {versions} behind.",
            "Run  checkup migrate  first.",
        )
    return None


def _upgrade(connection: Connection) -> bool:
    found = revision(connection)
    if found == REVISIONS[-1]:
        return False
    if found is None:
        _make(connection)
    elif found in REVISIONS:
        _run_migrations(connection)
    else:
        _works_with_later(connection, found)
        return False
    return True


def _make(connection: Connection) -> None:
    """All tables as they are today."""
    from bot.store.tables import METADATA  # noqa: PLC0415  # 100 ms, needed only here and by who stores

    METADATA.create_all(connection, checkfirst=False)
    _VERSION.create(connection)
    connection.execute(_VERSION.insert(), {"version_num": REVISIONS[-1], "works_since": OLDEST})


def _run_migrations(connection: Connection) -> None:
    """From where the database stands, one migration after the other."""
    from alembic import command  # noqa: PLC0415  # 350 ms, needed only here
    from alembic.config import Config  # noqa: PLC0415  # as above

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, REVISIONS[-1])
    connection.execute(_VERSION.update().values(works_since=OLDEST))


def _works_with_later(connection: Connection, found: str) -> None:
    """Returns when tables that a later version has made are such that this one works with them too."""
    there = {column["name"] for column in inspect(connection).get_columns(_VERSION.name)}
    says = _VERSION.c.works_since.name in there
    since = connection.execute(select(_VERSION.c.works_since)).scalar_one() if says else None
    if since not in REVISIONS:
        raise DatabaseNewer(
            f"The database was made by a later version of Checkup (it stands at {found!r}).",
            "Update Checkup, or set DATABASE_URL to another database.",
        )
