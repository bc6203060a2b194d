"""Jobs on DBOS Transact (design §8): enqueued in our transactions, run in our loop, taken up after a crash.

The engine's own threads keep track; a job itself is a coroutine of the loop that `run` was called in, so it
uses our database and our connections like everything else there. It begins only once there is something to
do, or an active check-in: a process in which nobody uses those never loads it.

A job that raises is tried again after a while, a few times; then it has failed: the log says so, `standing`
counts it, and it is run again when it is enqueued anew or when a process starts, which is what happens after
its cause was put right. A try ends with the process; the next process begins the job from its start.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from bot.store.database import Database
from bot.store.errors import DatabaseBehind, StoreError
from bot.waiting import happens
from bot.work import standing
from bot.work.home import home_at
from bot.work.leases import Lease, Leases
from bot.work.port import Job
from bot.work.transact import APPLICATION, Occupied, Transact
from bot.work.trying import WAITS, Tries

_LOG: Final = logging.getLogger(__name__)
_TICK_SECONDS: Final = 15.0
_OCCUPIED_SECONDS: Final = 1.0
_GRACE_SECONDS: Final = 5.0
_END_SECONDS: Final = 10.0
_KEPT: Final = timedelta(days=30)
_NEVER: Final = frozenset({"", "local"})
"""What executors are called that nobody named."""


class Engine:
    """The `Jobs` of one process."""

    def __init__(
        self,
        database: Database,
        executor: str,
        now: Callable[[], datetime],
        *,
        lease: Lease | None = None,
        look_every: float = 0.5,
        waits: Sequence[float] = WAITS,
    ) -> None:
        """*executor*: the process, by a name that no other process has at the same time; ValueError.

        *look_every*: seconds between two looks for work.
        """
        if executor in _NEVER:
            raise ValueError("two processes of one name would run everything twice")
        self._database = database
        self._now = now
        self._waits = waits
        self._lease = lease or Lease()
        self._home = home_at(database.place)
        # A file is one process's: what it had begun is its own again after a restart.
        self._executor = executor if self._home.shared else f"{APPLICATION} alone"
        self._transact = Transact(self._home, self._executor, look_every)
        self._leases = Leases(self._home, self._executor, self._lease) if self._home.shared else None
        self._jobs: dict[str, Job] = {}
        self._tries: Tries | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._asked = asyncio.Event()
        self._stopping = asyncio.Event()
        self._started = False
        self._ended = False
        self._changing = asyncio.Lock()
        """Held while it begins, looks around, or ends."""

    def register(self, name: str, job: Job) -> None:
        """What is meant by a job's name; before `run`."""
        self._jobs[name] = job

    async def prepare(self) -> None:
        """Makes the engine's tables where there are none yet; before anything is enqueued. StoreError."""
        if await self._database.read(standing.are_there):
            return
        try:
            await asyncio.to_thread(self._transact.make_tables)
        except DBAPIError as error:
            raise DatabaseBehind(
                f"The tables of background jobs could not be made (schema {standing.SCHEMA}).",
                "Let the role in DATABASE_URL create a schema, for the first start at least.",
            ) from error

    def enqueue(self, connection: Connection, name: str, key: str, *arguments: str) -> None:
        """Has a job run soon, if and when the transaction of *connection* commits; one for each *key*.

        A job of the same key that waits, runs or is done is left as it is; one that failed or was cancelled
        is begun anew.
        """
        if standing.AGAIN in key:
            raise ValueError(f"{standing.AGAIN} is not for keys")
        if name not in self._jobs:
            raise ValueError(f"nobody said what {name} means")
        _, status, job_id = standing.newest(connection, key)
        if status is None or status in standing.OVER_IN_VAIN:
            self._transact.enqueue(connection, name, job_id, arguments)
            self._wake()

    async def cancel(self, key: str) -> None:
        """What has not begun does not begin."""
        job_id, status, _ = await self._database.read(lambda connection: standing.newest(connection, key))
        if status in standing.WAITING:
            await asyncio.to_thread(self._transact.cancel, job_id)

    async def run(self) -> None:
        """Runs jobs until stopped, those too that another process left."""
        self._loop = asyncio.get_running_loop()
        while not self._stopping.is_set():
            pause = self._lease.beat
            try:
                async with self._changing:
                    if self._started or await self._begins():
                        await asyncio.to_thread(self._beat)
                    else:
                        pause = _TICK_SECONDS
            except Occupied:
                pause = _OCCUPIED_SECONDS
            except (StoreError, DBAPIError):
                _LOG.warning("jobs cannot be seen to just now: the database cannot be used")
            await happens(self._stopping if self._started else self._asked, pause)

    async def stop(self, grace: float = _GRACE_SECONDS) -> None:
        """Begins nothing new; returns when what runs has ended, or is left to be taken up later.

        *grace*: seconds that a job has to end by itself.
        """
        self._stopping.set()
        self._asked.set()
        async with self._changing:
            if self._tries is not None:
                await self._tries.end(grace)
            if not self._ended:
                self._ended = True
                await self._in_time(self._end, _END_SECONDS)

    async def again(self) -> int:
        """Runs everything again that failed for good; how many jobs that is."""
        found = 0
        for key in await self._database.read(standing.failed_keys):
            name, arguments = await asyncio.to_thread(self._transact.asked_for, key)
            if name in self._jobs:
                found += 1
                await self._database.run(partial(self._enqueue, name, key, arguments))
        return found

    def _enqueue(self, name: str, key: str, arguments: Sequence[str], connection: Connection) -> None:
        self.enqueue(connection, name, key, *arguments)

    async def _begins(self) -> bool:
        """Begins, where there is anything to begin for. Occupied."""
        asked = self._asked.is_set()
        self._asked.clear()
        if self._stopping.is_set() or (not asked and not await self._database.read(standing.is_anything)):
            return False
        self._tries = tries = Tries(asyncio.get_running_loop(), self._waits)
        if self._leases is not None:
            await asyncio.to_thread(self._leases.begin)
        bodies = {name: tries.body(name, job) for name, job in self._jobs.items()}
        await asyncio.to_thread(self._transact.start, bodies)
        self._started = True
        await self.again()
        await asyncio.to_thread(self._transact.forget, self._now() - _KEPT)
        return True

    def _beat(self) -> None:
        if self._leases is None:
            return
        self._leases.beat()
        taken = self._leases.sweep(self._transact)
        if taken:
            _LOG.warning("%d jobs of a process that is gone were taken up", taken)

    def _end(self) -> None:
        if self._started:
            self._started = False
            self._transact.end(self._tries.left if self._tries is not None else 0)
            if self._leases is not None:
                self._transact.take_up(self._transact.left_by([self._executor]))
                self._leases.end()
        self._transact.close()

    async def _in_time(self, work: Callable[[], None], seconds: float) -> None:
        """Does something in a thread that nobody has to wait for: a database that is away stops no exit."""
        loop, done = asyncio.get_running_loop(), asyncio.Event()

        def thread() -> None:
            try:
                work()
            except Exception:  # noqa: BLE001  # whatever the drivers say: others take it up later
                _LOG.warning("what was begun could not be handed over just now")
            with suppress(RuntimeError):  # the loop is closed: nobody waits any more
                loop.call_soon_threadsafe(done.set)

        threading.Thread(target=thread, name="checkup-jobs-end", daemon=True).start()
        if not await happens(done, seconds):
            _LOG.warning("the job engine did not end in time; the next start goes on")

    def _wake(self) -> None:
        """From whatever thread."""
        if self._loop is None:
            self._asked.set()
            return
        with suppress(RuntimeError):  # the loop is closed: what was asked for waits for the next start
            self._loop.call_soon_threadsafe(self._asked.set)
