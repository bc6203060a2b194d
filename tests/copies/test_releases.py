"""Proves with processes on one PostgreSQL: a release rolls out while the one before it goes on.

1. A process waits for a database that has no tables or older ones: it is alive, not ready, and says why and
   what to do; it begins when they are migrated, and ends when it is told to.
2. Tables that the next release has made are worked with, by processes that run and by ones that start, as
   long as the database says so.
3. What is older than that refuses clearly.
"""

import signal
from pathlib import Path

from tests.copies.running import begins, several
from tests.databases import PostgresServer, name_of
from tests.e2e.on_telegram import telegram_settings
from tests.fakes.telegram import FakeTelegram
from tests.telegram.flows import MOOD


async def test_1_a_process_waits_for_its_tables(tmp_path: Path, postgres_server: PostgresServer) -> None:
    url = postgres_server.create_database()
    async with (
        FakeTelegram(allows_loopback=True) as telegram,
        several(tmp_path, url, telegram_settings(telegram, webhook=True), {"mood": MOOD}) as some,
    ):
        waits, gives_up = await some.starts(), await some.starts()
        for one in (waits, gives_up):
            assert await one.until("/healthz", 200) == "alive\n"
            assert await one.answers("/readyz") == (503, "waiting: The database has no tables yet.\n")
            await one.logs("Run  checkup migrate  first")
        gives_up.sends(signal.SIGTERM)
        assert await gives_up.ends() == 0
        await some.place.migrates()
        await waits.is_ready()
        ana = telegram.person("ana")
        await begins(ana)
        waits.sends(signal.SIGTERM)
        assert await waits.ends() == 0
    postgres_server.drop_database(url)


NEXT = """
ALTER TABLE address ADD COLUMN something_new TEXT;
CREATE TABLE something_else (id TEXT PRIMARY KEY, delivery_id TEXT REFERENCES delivery (id));
UPDATE alembic_version SET version_num = '9001', works_since = '{since}';
"""
"""What a later release might do."""


async def test_2_3_the_next_release_is_rolled_out(tmp_path: Path, postgres_server: PostgresServer) -> None:
    url = postgres_server.create_database()
    server = PostgresServer(url, postgres_server.binaries)
    async with (
        FakeTelegram(allows_loopback=True) as telegram,
        several(tmp_path, url, telegram_settings(telegram, webhook=True), {"mood": MOOD}) as some,
    ):
        await some.place.migrates()
        (old,) = await some.start(1)
        ana = telegram.person("ana")
        await begins(ana)
        stands = server.run("SELECT version_num FROM alembic_version")
        server.run(NEXT.format(since=stands))
        await ana.taps("Agree")
        await ana.until("Question 2 of 3", seconds=10)
        assert (await old.answers("/readyz"))[0] == 200
        (beside,) = await some.start(1)
        await ana.taps("Agree")
        await ana.until("Question 3 of 3", seconds=10)
        await some.place.migrates()  # the old program has nothing to do there
        assert server.run("SELECT version_num FROM alembic_version") == "9001"

        server.run("UPDATE alembic_version SET works_since = '9001'")
        status, why = await beside.answers("/readyz")
        assert (status, "later version" in why) == (503, True)
        late = await some.starts()
        assert await late.ends() != 0
        assert "The database was made by a later version of Checkup (it stands at '9001')" in late.logged
        assert "Update Checkup" in late.logged
    assert name_of(url)
    postgres_server.drop_database(url)
