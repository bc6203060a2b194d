"""Jobs on DBOS Transact (design §8): enqueued in our transactions, run in our loop, taken up after a crash.

The engine's own threads keep track; a job itself is a coroutine of the loop that `run` was called in, so it
uses our database and our connections like everything else there. It begins only once there is something to
do, or an active check-in: a process that begins is not held up by what it does not need yet.

A job that raises is tried again after a while, a few times; then it has failed: the log says so, `standing`
counts it, and it is run again when it is enqueued anew or when a process starts, which is what happens after
its cause was put right. A try ends with the process; the next process begins the job from its start.
"""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from bot.store.database import Database
from bot.store.errors import DatabaseBehind, StoreError
from bot.waiting import happens
from bot.work import standing
from bot.work.home import Closed, home_at
from bot.work.leases import Lease, Leases
from bot.work.port import ANYBODY, Job
from bot.work.transact import APPLICATION, Asked, Occupied, Transact
from bot.work.trying import WAITS, Tries

_LOG: Final = logging.getLogger(__name__)
_TICK_SECONDS: Final = 15.0
_OCCUPIED_SECONDS: Final = 1.0
_GRACE_SECONDS: Final = 5.0
_CHANGING_SECONDS: Final = 2.0
"""So long an end waits for a look at the database that is under way."""
_END_SECONDS: Final = 8.0
_LONGEST_LOOK: Final = 60.0
"""A database that does not answer for so long is asked anew, over other connections."""
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
        role: str = "",
        lease: Lease | None = None,
        look_every: float = 0.5,
        waits: Sequence[float] = WAITS,
    ) -> None:
        """*executor*: the process, by a name that no other process has at the same time; ValueError.

        *role*: what the process is there for, as operators are told. *look_every*: seconds between two looks
        for work.
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
        self._leases = Leases(self._home, self._executor, role, self._lease) if self._home.shared else None
        self._jobs: dict[str, Job] = {}
        self._queues = {ANYBODY}
        self._tries: Tries | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._asked = asyncio.Event()
        self._stopping = asyncio.Event()
        self._alive = False
        """Do others see this process?"""
        self._started = False
        self._tidied = False
        """Was begun again what had failed before?"""
        self._ended = False
        self._changing = asyncio.Lock()
        """Held while it begins, looks around, or ends."""

    def register(self, name: str, job: Job, queues: Iterable[str] = ()) -> None:
        """What is meant by a job's name, and where work is looked for; before `run`."""
        self._jobs[name] = job
        self._queues.update(queues)

    async def prepare(self) -> None:
        """Makes the engine's tables where there are none yet; before anything is enqueued. StoreError."""
        if not await self._database.read(standing.are_there):
            await self.make_tables()

    async def make_tables(self) -> None:
        """Makes the engine's tables, or brings them up to date. StoreError."""
        try:
            await asyncio.to_thread(self._make_tables)
        except DBAPIError as error:
            raise DatabaseBehind(
                f"The tables of background jobs could not be made (schema {standing.SCHEMA}).",
                "Run  checkup migrate  once with a role that may create a schema in this database.",
            ) from error

    def enqueue(
        self,
        connection: Connection,
        name: str,
        key: str,
        *arguments: str,
        queue: str = ANYBODY,
        once: bool = False,
    ) -> None:
        """Has a job run soon, if and when the transaction of *connection* commits; one for each *key*.

        A job of the same key that waits, runs or is done is left as it is; one that failed or was cancelled
        is begun anew, unless *once*.
        """
        if standing.AGAIN in key:
            raise ValueError(f"{standing.AGAIN} is not for keys")
        if name not in self._jobs:
            raise ValueError(f"nobody said what {name} means")
        _, status, job_id = standing.newest(connection, key)
        if status is None or (status in standing.OVER_IN_VAIN and not once):
            self._transact.enqueue(connection, name, job_id, arguments, queue)
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
                    await self._looks(self._beat)
                    if self._started or await self._begins():
                        await self._begin_again_what_failed()
                        await self._looks(self._sweep)
                    elif self._leases is None:
                        pause = _TICK_SECONDS
            except Occupied:
                pause = _OCCUPIED_SECONDS
            except Closed:
                return  # an end did not wait for it
            except (StoreError, DBAPIError, NoConnectionFree):
                _LOG.warning("jobs cannot be seen to just now: the database cannot be used")
            await happens(self._stopping if self._started else self._asked, pause)

    async def stop(self, grace: float = _GRACE_SECONDS) -> None:
        """Begins nothing new; returns when what runs has ended, or is left to be taken up later.

        *grace*: seconds that a job has to end by itself.
        """
        self._stopping.set()
        self._asked.set()
        if self._ended:
            return
        async with self._changed() as alone:
            if self._tries is not None:
                await self._tries.end(grace)
            if not self._ended:
                self._ended = True
                await self._in_time(self._end, _END_SECONDS)
            if not alone:
                self._home.give_up()

    @asynccontextmanager
    async def _changed(self) -> AsyncIterator[bool]:
        """Does nothing else change anything meanwhile? What hangs is not waited for: a database that is away
        stops no exit.
        """
        try:
            async with asyncio.timeout(_CHANGING_SECONDS):
                await self._changing.acquire()
        except TimeoutError:
            yield False
            return
        try:
            yield True
        finally:
            self._changing.release()

    async def again(self) -> int:
        """Runs everything again that failed for good; how many jobs that is."""
        found = 0
        for key in await self._database.read(standing.failed_keys):
            asked = await asyncio.to_thread(self._transact.asked_for, key)
            if asked is not None and asked.name in self._jobs:
                found += 1
                await self._database.run(partial(self._enqueue, key, asked))
        return found

    def _enqueue(self, key: str, asked: Asked, connection: Connection) -> None:
        self.enqueue(connection, asked.name, key, *asked.arguments, queue=asked.queue)

    def _make_tables(self) -> None:
        self._transact.make_tables()
        if self._leases is not None:
            self._leases.make_table()

    async def _begins(self) -> bool:
        """Begins, where there is anything to begin for. Occupied."""
        asked = self._asked.is_set()
        self._asked.clear()
        if self._stopping.is_set() or (not asked and not await self._database.read(standing.is_anything)):
            return False
        self._tries = tries = Tries(asyncio.get_running_loop(), self._waits)
        bodies = {name: tries.body(name, job) for name, job in self._jobs.items()}
        await asyncio.to_thread(self._transact.start, bodies, self._queues)
        self._started = True
        return True

    async def _begin_again_what_failed(self) -> None:
        """Once, after it began; what is over for long goes."""
        if not self._tidied:
            await self.again()
            await self._looks(lambda: self._transact.forget(self._now() - _KEPT))
            self._tidied = True

    async def _looks(self, work: Callable[[], None]) -> None:
        """Asks the database in a thread. DBAPIError also where it does not answer."""
        looking = asyncio.ensure_future(asyncio.to_thread(work))
        while not (await asyncio.wait([looking], timeout=_LONGEST_LOOK))[0]:
            self._home.cut()
        await looking

    def _beat(self) -> None:
        if self._leases is not None:
            self._leases.beat()
            self._alive = True

    def _sweep(self) -> None:
        taken = self._leases.sweep(self._transact) if self._leases is not None else 0
        if taken:
            _LOG.warning("%d jobs of a process that is gone were taken up", taken)

    def _end(self) -> None:
        if self._started:
            self._started = False
            self._transact.end(self._tries.left if self._tries is not None else 0)
            if self._leases is not None:
                self._transact.take_up(self._transact.left_by([self._executor]))
        try:
            if self._leases is not None and self._alive:
                self._leases.end()
        finally:
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
            self._home.give_up()

    def _wake(self) -> None:
        """From whatever thread."""
        if self._loop is None:
            self._asked.set()
            return
        with suppress(RuntimeError):  # the loop is closed: what was asked for waits for the next start
            self._loop.call_soon_threadsafe(self._asked.set)
