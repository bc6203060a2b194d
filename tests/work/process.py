"""A process that runs jobs, started by tests: `process URL NAME FOLDER LASTS [KEY …]`.

It asks for the job "long" for each key, and runs until SIGTERM. Who says nothing for LASTS seconds counts
as dead. Of each job it writes a line to `begun` and
one to `done` in the folder, the process's name and the key; between them it waits for a file `may-end`.
"""

import asyncio
import signal
import sys
from pathlib import Path

from bot.store.database import open_database
from bot.waiting import pause
from bot.work.leases import Lease
from tests.store.samples import SECRET
from tests.work.engines import QUICK, ask, engine_over, running


async def main(url: str, name: str, folder: Path, lasts: float, keys: list[str]) -> None:
    """Until SIGTERM."""
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)

    async def long(key: str) -> None:
        _note(folder / "begun", name, key)
        while not (folder / "may-end").exists():
            await pause(0.02)
        _note(folder / "done", name, key)

    database = open_database(url, secret_key=SECRET)
    engine = engine_over(database, name, lease=Lease(QUICK.beat, lasts))
    engine.register("long", long)
    async with running(engine):
        for key in keys:
            await ask(database, engine, key, key, "long")
        (folder / f"ready-{name}").touch()
        await stopping.wait()
    await database.close()


def _note(file: Path, name: str, key: str) -> None:
    with file.open("a") as written:
        written.write(f"{name} {key}\n")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), float(sys.argv[4]), sys.argv[5:]))
