"""Proves: the rounds of a company run by themselves for months, whatever befalls the processes.

1. Every day of every check-in has one round, which opens once, closes once and has one release.
2. Nobody is invited twice, to two rounds at once, or outside their hours; nor who left, came later or wants
   no check-ins.
3. Reminders never exceed the cap, come in hours of work, and never to who has finished, or after the close.
4. In an anonymous round no row leads from a person to what they said.
5. The audit of the ledger finds nothing.
"""

from collections.abc import AsyncIterator
from random import Random

import pytest

from bot.checkins.ledger import PURPOSE
from bot.store.database import Database, open_database
from tests.checkins.company import Company, Plan
from tests.checkins.company_checks import Seen, check, seen
from tests.store.samples import SECRET

SMALL = Plan(
    people=60, teams=6, days=58, outages=((16.3, 0.4), (31.0, 3.0), (52.6, 0.1)), weeks=(2, 2, 1)
)  # fmt: skip


@pytest.fixture
async def database(ready_sqlite_url: str) -> AsyncIterator[Database]:
    opened = open_database(ready_sqlite_url, secret_key=SECRET)
    yield opened
    await opened.close()


async def test_1_to_5_a_small_company_on_sqlite(database: Database) -> None:
    company = Company(database, SMALL, Random(1))
    await company.lives()
    found = await database.read(lambda connection: seen(connection, database.keys.derived(PURPOSE)))
    check(company, found)
    assert company.restarts > 20
    assert _shown(found) > 10


async def test_1_to_5_a_smaller_one_on_postgresql(ready_postgres_url: str) -> None:
    database = open_database(ready_postgres_url, secret_key=SECRET)
    company = Company(database, Plan(people=20, teams=2, days=31, outages=((16.0, 1.0),)), Random(2))
    await company.lives()
    check(company, await database.read(lambda connection: seen(connection, database.keys.derived(PURPOSE))))
    await database.close()


def _shown(found: Seen) -> int:
    return sum(one.exact for one in found.releases)
