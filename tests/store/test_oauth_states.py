"""States of installations under way.

1. A state is good once, for ten minutes to the moment; one that was never issued is not.
2. What stands in the database finishes no installation.
3. Those whose time is over go when the next is issued, and at the daily purge.
"""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import Connection, func, select

from bot.store import oauth_states
from bot.store.database import Database
from bot.store.purging import purge
from bot.store.tables import OAUTH_STATE
from tests.store.samples import NOW

TEN_MINUTES = timedelta(minutes=10)
MOMENT = timedelta(microseconds=1)
STATE = "a-state-made-by-chance"


def held(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(OAUTH_STATE)).scalar_one())


async def test_1_once(database: Database) -> None:
    await database.run(lambda c: oauth_states.issue(c, STATE, NOW))
    late = NOW + TEN_MINUTES - MOMENT
    assert await database.run(lambda c: oauth_states.consume(c, STATE, late)) is True
    assert await database.run(lambda c: oauth_states.consume(c, STATE, late)) is False


async def test_1_of_twenty_at_once_one(database: Database) -> None:
    await database.run(lambda c: oauth_states.issue(c, STATE, NOW))
    tries = [database.run(lambda c: oauth_states.consume(c, STATE, NOW)) for _ in range(20)]
    assert sorted(await asyncio.gather(*tries)) == [False] * 19 + [True]


async def test_1_too_late(database: Database) -> None:
    await database.run(lambda c: oauth_states.issue(c, STATE, NOW))
    assert await database.run(lambda c: oauth_states.consume(c, STATE, NOW + TEN_MINUTES)) is False


@pytest.mark.parametrize("foreign", ["another", "", "\ud800"])
async def test_1_another_one(database: Database, foreign: str) -> None:
    await database.run(lambda c: oauth_states.issue(c, STATE, NOW))
    assert await database.run(lambda c: oauth_states.consume(c, foreign, NOW)) is False


async def test_2_what_is_kept_is_no_state(database: Database) -> None:
    await database.run(lambda c: oauth_states.issue(c, STATE, NOW))
    kept = await database.read(lambda c: c.execute(select(OAUTH_STATE.c.hash)).scalar_one())
    assert STATE not in kept
    assert await database.run(lambda c: oauth_states.consume(c, kept, NOW)) is False


async def test_3_old_ones_go(database: Database) -> None:
    await database.run(lambda c: oauth_states.issue(c, STATE, NOW))
    await database.run(lambda c: oauth_states.issue(c, "the next", NOW + TEN_MINUTES))
    assert await database.read(held) == 1
    await purge(database, NOW + 2 * TEN_MINUTES - MOMENT)
    assert await database.read(held) == 1
    await purge(database, NOW + 2 * TEN_MINUTES)
    assert await database.read(held) == 0
