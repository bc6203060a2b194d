"""A database of a million conversations and 24 million answers: what it costs to tap, to report, to export.

Run: python -m tests.bench.bench_large [CONVERSATIONS] [sqlite|postgres]

Taps are taken in an empty database and in the full one, by the same code in the same run. The export is
`checkup export answers` as an operator runs it, into nothing; its memory is looked at while it runs. A
million conversations take about 10 GB of disk and a quarter of an hour.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

from sqlalchemy import Connection, create_engine

from bot.store import schema
from bot.store.database import Database, open_database
from tests.bench.bench_reports import SOURCE, filled, measured, report
from tests.bench.bench_soak import memory_of
from tests.bench.bench_turn import _tapper
from tests.databases import postgres
from tests.reports.rounds.flows import flow_from
from tests.store.samples import SECRET
from tests.web.api.crowd import crowded

CONVERSATIONS: Final = 1_000_000
ANSWERS: Final = 24
TAPS: Final = 400
TIMES: Final = 9
PEOPLE: Final = 500


async def taps(database: Database) -> float:
    """Milliseconds for a tap of one person after the other: the middle of some runs."""
    tapper = _tapper(database)
    await tapper.begins()
    found = []
    for _ in range(TIMES):
        before = tapper.took
        await tapper.taps_often(TAPS)
        found.append((tapper.took - before) / TAPS * 1000)
    return median(found)


def fill(url: str, conversations: int) -> None:
    """In a few statements, past everything that a server would take care of."""
    sqlite = url.startswith("sqlite:")
    engine = create_engine(url if sqlite else url.replace("postgresql:", "postgresql+psycopg:", 1))
    with engine.connect() as connection:
        if sqlite:
            for pragma in ("journal_mode = WAL", "synchronous = OFF", "cache_size = -500000"):
                connection.exec_driver_sql(f"PRAGMA {pragma}")
        crowded(connection, conversations, ANSWERS)
        connection.commit()
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # At rest, as a database is that was filled in a year: what PostgreSQL does behind a flood is done.
        for statement in ("ANALYZE",) if sqlite else ("VACUUM (ANALYZE)", "CHECKPOINT"):
            connection.exec_driver_sql(statement)
    engine.dispose()


def exported(url: str, folder: Path) -> tuple[int, float, float]:
    """Lines, seconds, and the most megabytes of memory."""
    settings = {"PATH": os.environ["PATH"], "DATABASE_URL": url, "CHECKUP_SECRET_KEY": SECRET}
    counted, most = 0, 0.0
    begun = perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "export", "answers"], cwd=folder, env=settings, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        looked_at = time.monotonic()
        while chunk := process.stdout.read(1 << 20):
            counted += chunk.count(b"\n")
            if time.monotonic() - looked_at > 1:
                looked_at, most = time.monotonic(), max(most, memory_of(process.pid))
    assert process.returncode == 0
    return counted - 1, perf_counter() - begun, most


async def on(name: str, url: str, conversations: int, folder: Path) -> None:
    """Everything, on one database."""
    print(name, flush=True)
    flow = flow_from(SOURCE)
    database = open_database(url, secret_key=SECRET)
    await schema.migrate(database)
    empty = await taps(database)
    begun = perf_counter()
    fill(url, conversations)
    print(f"  filled in {perf_counter() - begun:.0f} s: {conversations:,} conversations", flush=True)
    full = await taps(database)
    print(
        f"  a tap {empty:.2f} ms in the empty one, {full:.2f} ms in this: {full / empty:.2f} times",
        flush=True,
    )
    await database.run(partial(filled, flow=flow, people=PEOPLE))
    work: Callable[[Connection], tuple[float, float]] = partial(report, flow=flow)
    await measured(database, f"report of {PEOPLE} people × 40", work)
    await database.close()
    lines, seconds, memory = exported(url, folder)
    rate = lines / seconds
    print(f"  export: {lines:,} lines in {seconds:.0f} s, {rate:,.0f} a second, {memory:.0f} MB at most")


def main() -> None:
    """One database or both."""
    conversations = int(sys.argv[1]) if len(sys.argv) > 1 else CONVERSATIONS
    which = sys.argv[2:] or ["sqlite", "postgres"]
    with tempfile.TemporaryDirectory() as folder:
        if "sqlite" in which:
            asyncio.run(on("SQLite", f"sqlite:///{folder}/large.db", conversations, Path(folder)))
    if "postgres" in which:
        with postgres() as server, tempfile.TemporaryDirectory() as folder:
            asyncio.run(on("PostgreSQL", server.create_database(), conversations, Path(folder)))


if __name__ == "__main__":
    main()
