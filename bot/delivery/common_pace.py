"""The pace that several processes keep together: what the lanes of the database say, beside our own pace.

Whoever waits while one reservation is under way joins the next, which is for all of them; nobody reserves
further ahead than a moment, so that little is lost with a process that dies. Where the database does not
answer, each process keeps its own pace alone.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from sqlalchemy import Connection

from bot.delivery.pace import Rates
from bot.store import lanes
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.store.lanes import Reserved
from bot.waiting import happens

_LOG: Final = logging.getLogger(__name__)
BULK: Final = "bulk"
AHEAD: Final = 1.0
"""Seconds: nothing is reserved while what was reserved last lies further ahead."""
PATIENCE: Final = 5.0
"""Seconds that a reservation may take: a database so slow lets no turn through either."""
ALONE: Final = 2.0
"""Seconds for which no reservation is tried after one that failed."""
MOST_LANES: Final = 20
"""In one transaction."""
IDLE: Final = 24 * 3600.0

Pauses: TypeAlias = Mapping[tuple[str, str], float]
"""Seconds for which nothing may go, by workspace and method."""


@dataclass(slots=True)
class _Queue:
    """Who waits for places in one lane."""

    rate: float
    burst: float
    waiting: deque["asyncio.Future[float]"] = field(default_factory=deque)
    again_at: float = 0.0
    """When something may be reserved again."""
    full_until: float = 0.0
    """As far as we know, no place is free before that."""

    @property
    def wanted(self) -> int:
        """How many places to reserve now."""
        return min(len(self.waiting), max(int(self.rate * AHEAD), 1))


class CommonPace:
    """The lanes of one channel, as this process uses them."""

    def __init__(self, database: Database, channel: str) -> None:
        self._database = database
        self._channel = channel
        self._queues: dict[str, _Queue] = {}
        self._wanted = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._alone_until = 0.0
        self._pausing: set[asyncio.Task[None]] = set()

    async def place(self, workspace: str, kind: str, rates: Rates) -> float:
        """Reserves one place. In how many seconds it is, as far as others are concerned.

        *kind*: "" for a new message, BULK, or a method.
        """
        loop = asyncio.get_running_loop()
        limit = _limit(rates, kind)
        if limit is None or loop.time() < self._alone_until:
            return 0.0
        queue = self._queues.setdefault(self._name(workspace, kind), _Queue(*limit))
        given: asyncio.Future[float] = loop.create_future()
        queue.waiting.append(given)
        self._wanted.set()
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name="lanes")
        return max(await given - loop.time(), 0.0)

    def full_for(self, workspace: str, kind: str) -> float:
        """For how many seconds no place is free, as far as is known here."""
        queue = self._queues.get(self._name(workspace, kind))
        return 0.0 if queue is None else max(queue.full_until - asyncio.get_running_loop().time(), 0.0)

    def pause(self, workspace: str, method: str, seconds: float) -> None:
        """Tells the others, soon: nothing may go there; *method* "" is everything."""
        task = asyncio.create_task(self._pause(self._name(workspace, method), seconds), name="lane paused")
        self._pausing.add(task)
        task.add_done_callback(self._pausing.discard)

    def paused(self, connection: Connection) -> Pauses:
        """What others were told."""
        beginning = f"{self._channel}/"
        found = lanes.paused(connection, beginning)
        return {_parted(name.removeprefix(beginning)): seconds for name, seconds in found.items()}

    async def forget(self) -> None:
        """Lanes that nobody uses any more."""
        try:
            await self._database.run(lambda connection: lanes.forget(connection, idle=IDLE))
        except StoreError:
            return  # there is time

    def _name(self, workspace: str, kind: str) -> str:
        return f"{self._channel}/{workspace}/{kind}" if kind else f"{self._channel}/{workspace}"

    async def _pause(self, lane: str, seconds: float) -> None:
        try:
            await self._database.run(lambda connection: lanes.pause(connection, lane, seconds))
        except StoreError:
            _LOG.warning("other processes could not be told of a pause just now")
        except Exception:  # noqa: BLE001  # a mistake of ours: nobody waits for this, so it is told here
            _LOG.exception("other processes could not be told of a pause")

    async def _run(self) -> None:
        """Reserves as long as somebody waits."""
        loop = asyncio.get_running_loop()
        try:
            while any(queue.waiting for queue in self._queues.values()):
                self._wanted.clear()
                open_ = {name: queue for name, queue in self._queues.items() if queue.waiting}
                ready = [name for name, queue in open_.items() if queue.again_at <= loop.time()]
                if ready:
                    await self._reserve({name: open_[name] for name in sorted(ready)[:MOST_LANES]})
                else:
                    soonest = min(queue.again_at for queue in open_.values())
                    await happens(self._wanted, max(soonest - loop.time(), 0.001))
        finally:
            self._task = None
            self._let_all_go()

    async def _reserve(self, queues: Mapping[str, _Queue]) -> None:
        wanted = {name: queue.wanted for name, queue in queues.items()}

        def reserve(connection: Connection) -> dict[str, Reserved]:
            return {
                name: lanes.reserve(connection, name, rate=queue.rate, burst=queue.burst, places=wanted[name])
                for name, queue in queues.items()
            }

        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(PATIENCE):
                found = await self._database.run(reserve)
        except Exception as error:  # noqa: BLE001  # whatever it is, all who wait go on
            known = isinstance(error, StoreError | TimeoutError)
            _LOG.warning(
                "the common pace cannot be seen just now; this process keeps its own",
                exc_info=None if known else error,
            )
            self._alone_until = loop.time() + ALONE
            self._let_all_go()
            return
        now = loop.time()
        for name, queue in queues.items():
            if found[name].first > lanes.FARTHEST - AHEAD:
                _LOG.warning(
                    "places lie further ahead than anybody reserves: was the database's clock set back?"
                )
            _give(queue, found[name], wanted[name], now)

    def _let_all_go(self) -> None:
        """At their own pace."""
        for queue in self._queues.values():
            while queue.waiting:
                _answer(queue.waiting.popleft(), 0.0)


def _give(queue: _Queue, reserved: Reserved, places: int, now: float) -> None:
    """Whoever gave up meanwhile has no use for a place; the next one takes it."""
    paused = max(reserved.paused, 0.0)
    for number in range(places):
        while queue.waiting and queue.waiting[0].done():
            del queue.waiting[0]
        if queue.waiting:
            _answer(queue.waiting.popleft(), now + max(reserved.first + number / queue.rate, paused))
    end = max(reserved.first + places / queue.rate, paused)
    queue.full_until = now + end
    queue.again_at = now + end - AHEAD


def _answer(waiting: "asyncio.Future[float]", at: float) -> None:
    if not waiting.done():
        waiting.set_result(at)


def _limit(rates: Rates, kind: str) -> tuple[float, float] | None:
    """How many a second, and at once; None where there is no limit. As `Pace` has it."""
    if kind == "":
        return rates.bot, rates.bot
    if kind == BULK:
        return rates.bulk, rates.bulk
    minutely = rates.methods.get(kind)
    return None if minutely is None else (minutely / 60, max(minutely / 3, 1.0))


def _parted(name: str) -> tuple[str, str]:
    workspace, _, method = name.partition("/")
    return workspace, method
