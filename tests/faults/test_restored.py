"""Proves: after a backup was restored people go on where the backup has them, and nobody is stuck.

The backup is made while Checkup serves, and restored while nothing runs, by the commands of
docs/operations.md; what was answered after it is asked again.

1. A SQLite file, by VACUUM INTO.
2. A PostgreSQL database, by pg_dump, and by pg_restore into a new one.
"""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path

from tests.databases import PostgresServer
from tests.e2e.crowd import WORK
from tests.e2e.on_telegram import telegram_settings
from tests.e2e.reading import rows_of
from tests.e2e.serving import PATIENCE, Cold, Place, killed
from tests.fakes.telegram import FakeTelegram, Person

GIVEN = [
    ("Question 1 of", "Sometimes"),
    ("Question 2 of", "Agree"),
    ("Question 3 of", "12"),
    ("Question 4 of", "7"),
]


async def test_1_a_sqlite_file(tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"

    def backs_up(place: Place) -> None:
        with closing(sqlite3.connect(place.database)) as live:
            live.execute(f"VACUUM INTO '{backup}'")

    def restores(place: Place) -> None:
        for beside in place.folder.glob(f"{place.database.name}-*"):
            beside.unlink()
        backup.replace(place.database)

    async with FakeTelegram(allows_loopback=True) as telegram:
        place = Place(tmp_path, telegram_settings(telegram, webhook=True), {"work": WORK})
        await goes_on_after(place, telegram, backs_up, restores)


async def test_2_a_postgresql_database(tmp_path: Path, postgres_server: PostgresServer) -> None:
    url, new = postgres_server.create_database(), postgres_server.create_database()
    dump = tmp_path / "checkup.dump"

    def runs(*command: str) -> None:
        done = subprocess.run(
            [postgres_server.binaries / command[0], *command[1:]],
            capture_output=True, text=True, check=False, env={**os.environ, "PGUSER": "postgres"},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    def backs_up(_place: Place) -> None:
        runs("pg_dump", "--format=custom", f"--file={dump}", url)

    def restores(place: Place) -> None:
        whole = ("--exit-on-error", "--single-transaction")
        runs("pg_restore", "--no-owner", *whole, f"--dbname={new}", f"{dump}")
        place.settings["DATABASE_URL"] = place.database_url = new

    async with FakeTelegram(allows_loopback=True) as telegram:
        settings = {**telegram_settings(telegram, webhook=True), "DATABASE_URL": url}
        place = Place(tmp_path, settings, {"work": WORK})
        await place.migrates()
        await goes_on_after(place, telegram, backs_up, restores)
    postgres_server.drop_database(url)
    postgres_server.drop_database(new)


async def goes_on_after(
    place: Place, telegram: FakeTelegram, backs_up: Callable[[Place], None], restores: Callable[[Place], None]
) -> None:
    """Ana has answered two questions when the backup is made, and two more when it is restored."""
    ana, ben = telegram.person("ana"), telegram.person("ben")
    async with serves(place, telegram):
        await ana.opens("work")
        await ana.until("Start", seconds=PATIENCE)
        await ana.taps(ana.last.labels[0])
        await answers(ana, 0, 2)
        backs_up(place)
        await answers(ana, 2, 4)
        await ben.opens("work")  # nobody the backup knows
        await ben.until("Start", seconds=PATIENCE)
        await telegram.settles()
    assert answered(place) == [(str(ana.id), name) for name in ("calm", "habit", "people", "tools")]
    restores(place)
    assert answered(place) == [(str(ana.id), name) for name in ("habit", "tools")]
    assert await migrated(place) == "The database was up to date already.\n"
    async with serves(place, telegram):
        await ana.taps("☐ In the office")  # on the question that the backup does not know to be open
        await ana.until("Question 3 of", seconds=PATIENCE)
        await answers(ana, 2, 4)
        before = len(ben.bot_messages)
        await ben.types("/start work")
        await ben.until(lambda him: len(him.bot_messages) > before, seconds=PATIENCE)
        await telegram.settles()
        await ben.taps(ben.last.labels[0])
        await answers(ben, 0, 1)
        await telegram.settles()
    kept = answered(place)
    hers, his = str(ana.id), str(ben.id)
    assert kept == [(hers, "calm"), (hers, "habit"), (hers, "people"), (hers, "tools"), (his, "habit")]
    assert telegram.refusals == []
    assert "Traceback" not in place.logged
    assert " error " not in place.logged


async def migrated(place: Place) -> str:
    """What `checkup migrate` says."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "migrate",
        env=place.environment,
        cwd=place.folder,
        stdout=subprocess.PIPE,
    )
    said, _ = await process.communicate()
    assert process.returncode == 0
    return said.decode()


def answered(place: Place) -> list[tuple[str, str]]:
    """Persons, and the questions to which the database has an answer of theirs."""
    with rows_of(place.database_url) as rows:
        found = rows.execute(
            "SELECT a.external_id AS person, w.question FROM answer w"
            " JOIN conversation c ON c.id = w.conversation_id JOIN address a ON a.id = c.address_id"
        )
        return sorted((row["person"], row["question"]) for row in found)


async def answers(person: Person, first: int, behind: int) -> None:
    """The questions from one place to another."""
    for words, answer in GIVEN[first:behind]:
        await person.until(words, seconds=PATIENCE)
        if answer in person.last.labels:
            await person.taps(answer)
        else:
            await person.types(answer)
    await person.until(f"Question {behind + 1} of", seconds=PATIENCE)


@asynccontextmanager
async def serves(place: Place, telegram: FakeTelegram) -> AsyncIterator[None]:
    """A process, until it is told to end."""
    was = telegram.record.calls["setWebhook"]
    server = await Cold.starts(place)
    try:
        begun = await telegram.world.bell.until(lambda: telegram.record.calls["setWebhook"] > was, PATIENCE)
        assert begun, place.logged
        async with asyncio.timeout(PATIENCE * 2):
            yield
    except BaseException:
        await killed(server)
        raise
    server.sends(signal.SIGTERM)
    assert await server.ends() == 0, place.logged
