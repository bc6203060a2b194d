"""Many jobs through a kill -9, by real processes over one database; and what an operator does meanwhile.

Of fifty jobs one raises until its cause is put right, and one waits where no process looks, until it is
cancelled. Each job counts itself in a table of the database. As a program this is one of the processes:
`many URL NAME FOLDER LEASE`; it runs until SIGTERM, and says that it is ready by a file in the folder.
"""

import asyncio
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Final

from sqlalchemy import Connection, text

from bot.clock import now
from bot.store import schema
from bot.store.database import Database, open_database
from bot.store.sqlite import SqliteDatabase
from bot.waiting import pause
from bot.work import seen
from bot.work.desk import Desk
from bot.work.engine import Engine
from bot.work.leases import Lease
from bot.work.seen import Stage
from bot.work.transact import AT_ONCE
from tests.store.samples import SECRET
from tests.work.engines import engine_over, running

ROOT: Final = Path(__file__).parents[2]
_BEAT: Final = 0.5
_TAKEN_UP: Final = re.compile(r"^(\d+) jobs of a process that is gone were taken up$", re.MULTILINE)
EVERY: Final = 50
BROKEN: Final = 7
NOBODYS: Final = 9
_AT_A_TIME: Final = 100
_MAKE: Final = text("CREATE TABLE ran (key text PRIMARY KEY, times integer NOT NULL)")
_RAN: Final = text("INSERT INTO ran VALUES (:key, 1) ON CONFLICT (key) DO UPDATE SET times = ran.times + 1")
_TIMES: Final = text("SELECT key, times FROM ran")


@dataclass(frozen=True, slots=True)
class Toll:
    """What became of it."""

    jobs: int
    twice: int
    """So many had run when their process was killed, before that was written down."""
    failed: int
    cancelled: int
    seconds: float

    def __str__(self) -> str:
        return (
            f"{self.jobs:,} jobs ran to the end in {self.seconds:.0f} s, {self.twice} of them twice;"
            f" {self.failed} failed first and were run again, {self.cancelled} were cancelled"
        )


async def survived(url: str, folder: Path, *, jobs: int, seconds: float, lease: float) -> Toll:
    """All run to the end, by one process on SQLite, three on PostgreSQL. AssertionError; TimeoutError.

    *lease*: seconds for which a process that says nothing is believed to be alive.
    """
    begun = monotonic()
    database = open_database(url, secret_key=SECRET)
    await schema.migrate(database)
    await database.run(lambda connection: connection.execute(_MAKE))
    alone = isinstance(database, SqliteDatabase)
    await _asked_for(database, jobs)
    processes = [_starts(url, name, folder, lease) for name in (("a",) if alone else ("a", "b", "c"))]
    try:
        async with asyncio.timeout(seconds):
            await _have_run(database, jobs // 3)
            processes[0].kill()
            processes.pop(0).wait()
            processes.append(_starts(url, "d", folder, lease))
            failed = _numbers(jobs, BROKEN)
            await _stand(database, {Stage.RUNNING: 0, Stage.FAILED: failed})
            (folder / "mended").touch()
            cancelled = await _operated(database, jobs, failed)
            await _stand(database, {Stage.RUNNING: 0, Stage.FAILED: 0, Stage.WAITING: 0})
        times = await database.read(_times)
        expected = {str(number) for number in range(jobs) if number % EVERY != NOBODYS}
        assert set(times) == expected, f"{len(expected - set(times))} never ran"
        twice = sum(count - 1 for count in times.values())
        taken_up = AT_ONCE if alone else _taken_up(folder)
        assert twice <= taken_up, f"{twice} ran twice, {taken_up} were taken up"
        for process in processes:
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=60) == 0
        return Toll(len(times), twice, failed, cancelled, monotonic() - begun)
    finally:
        for process in processes:
            with suppress(ProcessLookupError):
                process.kill()
            process.wait()
        await database.close()


async def _asked_for(database: Database, jobs: int) -> None:
    asking = engine_over(database, "asking")
    _register(asking, database, Path())
    await asking.prepare()
    for start in range(0, jobs, _AT_A_TIME):
        numbers = range(start, min(start + _AT_A_TIME, jobs))
        await database.run(partial(_enqueue, asking, numbers))
    await asking.stop()


def _enqueue(engine: Engine, numbers: Sequence[int], connection: Connection) -> None:
    for number in numbers:
        queue = "nobody's" if number % EVERY == NOBODYS else "everybody's"
        engine.enqueue(connection, "count", f"job:{number}", str(number), queue=queue)


async def _operated(database: Database, jobs: int, failed: int) -> int:
    """What failed is run again, what waits for nobody is cancelled; how many those were."""
    async with Desk(database) as desk:
        assert await desk.all_that_failed() == failed
        wanted = [number for number in range(jobs) if number % EVERY == NOBODYS]
        return sum([await desk.cancel(f"job:{number}") for number in wanted])


async def _have_run(database: Database, count: int) -> None:
    while len(await database.read(_times)) < count:
        await pause(0.05)


async def _stand(database: Database, wanted: dict[Stage, int]) -> None:
    """Returns when so many stand there; what waits for nobody does not count before it is cancelled."""
    wanted = {Stage.WAITING: -1, **wanted}
    while True:
        counts = await database.read(seen.counts)
        ours = await database.read(_waiting_for_us)
        if ours == 0 and all(counts[stage] == count for stage, count in wanted.items() if count >= 0):
            return
        await pause(0.2)


def _waiting_for_us(connection: Connection) -> int:
    table = "workflow_status" if connection.dialect.name == "sqlite" else "checkup_jobs.workflow_status"
    asked = text(
        f"SELECT count(*) FROM {table} WHERE status = 'ENQUEUED' AND queue_name = :queue"  # noqa: S608  # our names
    )
    return int(connection.execute(asked, {"queue": "everybody's"}).scalar_one())


def _times(connection: Connection) -> dict[str, int]:
    return {row.key: row.times for row in connection.execute(_TIMES)}


def _numbers(jobs: int, which: int) -> int:
    return len(range(which, jobs, EVERY))


def _taken_up(folder: Path) -> int:
    """So many had been begun by a process that was taken for dead; a slow one may have been alive."""
    return sum(int(count) for count in _TAKEN_UP.findall((folder / "log").read_text()))


def _starts(url: str, name: str, folder: Path, lease: float) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tests.work.many", url, name, str(folder), str(lease)]
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(command, cwd=ROOT, stderr=log)


def _register(engine: Engine, database: Database, folder: Path) -> None:
    async def count(number: str) -> None:
        if int(number) % EVERY == BROKEN and not (folder / "mended").exists():
            raise LookupError
        await database.run(lambda connection: connection.execute(_RAN, {"key": number}))

    engine.register("count", count, ["everybody's"])


async def main(url: str, name: str, folder: Path, lasts: float) -> None:
    """One of the processes, until SIGTERM."""
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    database = open_database(url, secret_key=SECRET)
    engine = Engine(database, name, now, lease=Lease(_BEAT, lasts), look_every=0.05, waits=())
    _register(engine, database, folder)
    async with running(engine):
        await stopping.wait()
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), float(sys.argv[4])))
