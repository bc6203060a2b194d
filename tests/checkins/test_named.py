"""Who has themselves deleted while time is about to bring them something is not written down again.

1. What was read of a check-in before the deletion names them; they get no new address by that.
2. Nor do they where the deletion is under way: it is waited for.
3. Who is named and has no address yet gets one.
"""

import asyncio
from threading import Event

from sqlalchemy import Connection, func, select

from bot.checkins.opening import begin_round
from bot.store import checkins, erasure
from bot.store.checkins import CheckIn
from bot.store.database import Database, open_database
from bot.store.tables import ADDRESS
from bot.turn.arrived import Surroundings
from bot.turn.teams.named import address_of
from tests.checkins.team import Team
from tests.store.conftest import (  # noqa: F401  # found by name
    own_database,
    ready_postgres_url,
    shared_postgres_url,
)
from tests.store.samples import SECRET
from tests.store.samples_of_everything import everything


def around(database: Database) -> Surroundings:
    return Team(database, people={}).around()


def addresses_of(connection: Connection, person: str) -> int:
    which = select(func.count()).select_from(ADDRESS).where(ADDRESS.c.external_id == person)
    return int(connection.execute(which).scalar_one())


def before(connection: Connection) -> tuple[CheckIn, str]:
    """A check-in that ana manages and that zoe, who never came here, may see; and who ana is."""
    ana = everything(connection)
    found = checkins.by_id(connection, "team of ana")
    assert found is not None
    return found, ana.respondent_id


async def test_1_what_was_read_before_writes_nobody_down(own_database: Database) -> None:  # noqa: F811  # the fixture
    read, ana = await own_database.run(before)
    now = around(own_database)
    await own_database.run(lambda connection: erasure.erase(connection, ana))
    assert await own_database.run(lambda connection: address_of(connection, read, "ana", now)) is None
    assert await own_database.run(lambda connection: begin_round(connection, read, now)) is None
    assert await own_database.read(lambda connection: addresses_of(connection, "ana")) == 0


async def test_2_a_deletion_under_way_is_waited_for(ready_postgres_url: str) -> None:  # noqa: F811  # the fixture
    """On SQLite nobody writes beside us at all."""
    ours = open_database(ready_postgres_url, secret_key=SECRET)
    read, ana = await ours.run(before)
    now, locked, may_go_on = around(ours), Event(), Event()

    def delete(connection: Connection) -> None:
        erasure.traces(connection, ana)
        locked.set()
        assert may_go_on.wait(10)
        erasure.erase(connection, ana)

    async def elsewhere() -> None:
        theirs = open_database(ready_postgres_url, secret_key=SECRET)
        await theirs.run(delete)
        await theirs.close()

    deleting = asyncio.create_task(asyncio.to_thread(asyncio.run, elsewhere()))
    assert await asyncio.to_thread(locked.wait, 10)
    bringing = asyncio.create_task(ours.run(lambda connection: address_of(connection, read, "ana", now)))
    done, _ = await asyncio.wait([bringing], timeout=0.3)
    assert not done
    may_go_on.set()
    await deleting
    assert await bringing is None
    assert await ours.read(lambda connection: addresses_of(connection, "ana")) == 0
    await ours.close()


async def test_3_who_is_named_gets_an_address(own_database: Database) -> None:  # noqa: F811  # the fixture
    read, _ = await own_database.run(before)
    now = around(own_database)
    zoe = await own_database.run(lambda connection: address_of(connection, read, "zoe", now))
    assert zoe is not None
    assert (zoe.channel, zoe.workspace, zoe.external_id) == ("console", "here", "zoe")
    again = await own_database.run(lambda connection: address_of(connection, read, "zoe", now))
    assert again == zoe
    assert await own_database.run(lambda connection: address_of(connection, read, "", now)) is None
    assert await own_database.run(lambda connection: address_of(connection, read, "mia", now)) is None
