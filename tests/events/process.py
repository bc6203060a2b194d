"""A process that tells events, started by tests: `process DATABASE RECEIVER`.

Real but for its patience: an attempt has three seconds, and what it holds is others' after eight.
"""

import asyncio
import signal
import sys
from datetime import timedelta
from random import SystemRandom

from sqlalchemy import Connection

from bot import log
from bot.clock import now
from bot.events.signing import keys
from bot.events.target import target
from bot.events.telling import Telling, World
from bot.events.wire import Wire
from bot.store.database import open_database
from tests.events.strict import SECRET
from tests.store.samples import SECRET as DATABASE_SECRET


async def main(url: str, receiver: str) -> None:
    """Until SIGTERM."""
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    database = open_database(url, secret_key=DATABASE_SECRET)
    world = World(now, SystemRandom().random, _nobody, rate=500.0, lease=timedelta(seconds=8))
    async with Wire(target(receiver), keys(SECRET), now, seconds=3.0) as wire:
        telling = Telling(database, wire, receiver, world)
        running = asyncio.create_task(telling.run())
        await stopping.wait()
        await telling.stop()
        await running
    await database.close()


def _nobody(_connection: Connection, _why: str) -> None:
    return


if __name__ == "__main__":
    log.set_up("info", "text")
    asyncio.run(main(sys.argv[1], sys.argv[2]))
