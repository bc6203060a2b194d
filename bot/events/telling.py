"""The loop that tells events: claims what is due, tells several at once, writes down what came of each.

An event is delivered when the receiver said so and that is written down; a process that ends between the two
leaves it to be told once more, under the same id. As long as the receiver takes nothing each process asks it
one event at a time, ever more seldom. Any number of processes may do this on one database.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final, Protocol

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from bot.events.envelope import envelope
from bot.events.outcome import Fate, Outcome
from bot.events.reading import data_of
from bot.events.schedule import LASTS, next_try
from bot.store import events, lanes, webhooks
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.store.events import Claimed, StoredEvent
from bot.waiting import happens, pause

_LOG: Final = logging.getLogger(__name__)
TICK_SECONDS: Final = 1.0
AT_ONCE: Final = 16
"""Requests under way in one process."""
RATE: Final = 100.0
"""Requests a second to one receiver, of all processes."""
LEASE: Final = timedelta(seconds=45)
"""Longer than an attempt and the longest wait for its place."""
STOP_SECONDS: Final = 15.0
"""All of a stop, whatever the receiver and the database do."""
SHORTEST_REST: Final = timedelta(seconds=1)
LONGEST_REST: Final = timedelta(minutes=5)
"""Between two requests to a receiver that takes nothing: as long as that has been so, within these."""


class Sends(Protocol):
    """A wire, as far as this needs it."""

    async def send(self, event_id: str, body: str) -> Outcome:
        """Tries once."""
        ...


@dataclass(frozen=True, slots=True)
class World:
    """What telling needs of its surroundings."""

    now: Callable[[], datetime]
    chance: Callable[[], float]
    """Between 0 and 1."""
    disabled: Callable[[Connection, str], None]
    """Says it to the admins, in the transaction that notes that they are told; gets why."""
    rate: float = RATE
    lease: timedelta = LEASE
    patience: float = STOP_SECONDS


@dataclass(frozen=True, slots=True)
class _Ready:
    claimed: Claimed
    body: str
    wait: float
    """Seconds until its place."""


class Telling:
    """Tells the events of one database to one place."""

    def __init__(self, database: Database, wire: Sends, url: str, world: World) -> None:
        self._database = database
        self._wire = wire
        self._place = webhook_id(url)
        self._world = world
        self._under_way: set[asyncio.Task[None]] = set()
        self._unwritten: list[tuple[Claimed, Outcome]] = []
        """What became of events, to be written down with the next claim."""
        self._stopping = asyncio.Event()
        self._something = asyncio.Event()
        """Ended, so that there is room; or it is time to stop."""
        self._claiming = asyncio.Lock()
        """From a claim until all of it is under way."""
        self._begun = False
        """It is written down that events go to this place."""
        self._free_at = 0.0
        self._rests_until: datetime | None = None
        """The receiver, from this process, as long as it takes nothing."""
        self._running: asyncio.Timeout | None = None
        self._ends_at: float | None = None
        """By when a stop is over, by the clock of the loop."""

    async def run(self) -> None:
        """Tells until told to stop."""
        limit = asyncio.timeout(None)
        try:
            async with limit:
                self._running = limit
                await self._tell_on()
        except TimeoutError:
            if not limit.expired():
                raise
            _LOG.warning("events could not be read before the end")
        finally:
            self._running = None

    async def _tell_on(self) -> None:
        while not self._stopping.is_set():
            self._something.clear()
            full = False
            try:
                full = await self.begin()
            except StoreError:
                _LOG.warning("events cannot be read just now")
            if not full:
                await happens(self._something, TICK_SECONDS)
            elif self._under_way:
                await self._something.wait()

    async def stop(self) -> None:
        """Begins nothing new, and returns when what was begun has ended, or the patience has."""
        if self._ends_at is None:
            self._ends_at = asyncio.get_running_loop().time() + self._world.patience
            if self._running is not None:
                self._running.reschedule(self._ends_at)
        self._stopping.set()
        self._something.set()
        await self.settled()

    async def settled(self) -> None:
        """Returns when nothing is under way, and what came of it is written down, if that can be in time."""
        ends_at = self._ends_at
        if ends_at is None:
            ends_at = asyncio.get_running_loop().time() + self._world.patience
        try:
            async with asyncio.timeout_at(ends_at):
                await self._all_written()
        except TimeoutError:
            await self._let_go()

    async def _all_written(self) -> None:
        async with self._claiming:
            pass
        while self._under_way:
            await asyncio.wait(self._under_way)
        while self._unwritten:
            try:
                await self._run(0)
            except StoreError:
                await pause(TICK_SECONDS)

    async def _let_go(self) -> None:
        """Leaves what is under way, or not written down, to whoever claims it when its lease has run out."""
        if self._under_way or self._unwritten:
            _LOG.error("what became of events could not be written down: they are told once more")
        left = set(self._under_way)
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(left)
        self._unwritten.clear()

    async def begin(self) -> bool:
        """Writes down what came of events, claims what there is room for, and begins to tell it. True: there
        may be more.
        """
        async with self._claiming:
            room = AT_ONCE - len(self._under_way)
            ready = await self._run(room)
            for one in ready:
                task = asyncio.create_task(self._tell(one), name="event")
                self._under_way.add(task)
                task.add_done_callback(self._ended)
        return len(ready) == room

    async def _run(self, room: int) -> Sequence[_Ready]:
        """One transaction for all of it, so that a busy receiver costs few; none where nothing is to do."""
        outcomes, self._unwritten = self._unwritten, []
        if not outcomes and room == 0:
            return ()
        try:
            ready = await self._database.run(
                lambda connection: self._written_and_claimed(connection, outcomes, room)
            )
        except BaseException:
            self._unwritten = outcomes + self._unwritten
            raise
        self._begun = True
        return ready

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self._under_way.discard(task)
        self._something.set()
        if not task.cancelled() and (error := task.exception()) is not None:
            _LOG.error("an event met a mistake of ours", exc_info=error)

    def _written_and_claimed(
        self, connection: Connection, outcomes: Sequence[tuple[Claimed, Outcome]], room: int
    ) -> Sequence[_Ready]:
        now = self._world.now()
        if not self._begun and webhooks.begins(connection, self._place):
            events.hurry(connection, now)  # what failed elsewhere has not failed here
        taken = [claimed.event for claimed, outcome in outcomes if outcome.fate is Fate.DELIVERED]
        events.delivered(connection, taken, now)
        if taken and webhooks.went_well(connection, self._place):
            _LOG.info("the receiver takes events again")
        for claimed, outcome in outcomes:
            if outcome.fate is not Fate.DELIVERED:
                self._failed(connection, claimed, outcome, now)
        return self._claimed(connection, room, now) if room else ()

    def _claimed(self, connection: Connection, room: int, now: datetime) -> Sequence[_Ready]:
        place = webhooks.look(connection, self._place)
        if place.disabled_at is not None:
            if place.told_at is None:
                self._say(connection, place.why or "", now)
            return ()
        if place.paused_until is not None and place.paused_until > now:
            return ()
        if place.failing_since is None:
            self._rests_until = None
        elif self._rests_until is not None and self._rests_until > now:
            return ()
        else:
            room = min(room, 1 - len(self._under_way))
            if room <= 0:
                return ()
        claimed = events.claim(connection, now, until=now + self._world.lease, at_most=room)
        first = self._reserved(connection, len(claimed)) if claimed else 0.0
        ready = []
        for number, one in enumerate(claimed):
            body, why = _body(connection, one.event)
            if body is None:
                events.failed(connection, one, why)
            else:
                ready.append(_Ready(one, body, first + number / self._world.rate))
        return ready

    def _reserved(self, connection: Connection, places: int) -> float:
        """In how many seconds the first of so many places is: shared with other processes, if there are."""
        rate = self._world.rate
        if connection.dialect.name == "postgresql":
            lane = f"webhook/{self._place}"
            return max(lanes.reserve(connection, lane, rate=rate, burst=AT_ONCE, places=places).first, 0.0)
        now = self._world.now().timestamp()
        first = max(self._free_at, now - (AT_ONCE - 1) / rate)
        self._free_at = first + places / rate
        return max(first - now, 0.0)

    async def _tell(self, ready: _Ready) -> None:
        await pause(ready.wait)
        event = ready.claimed.event
        try:
            outcome = await self._wire.send(event.id, ready.body)
        except Exception:  # noqa: BLE001  # a mistake of ours must not stop the others
            _LOG.exception("an event could not be sent", extra={"event": event.id})
            outcome = Outcome(Fate.LATER, "could not be sent")
        if outcome.fate is not Fate.DELIVERED:
            _LOG.debug("an event was not taken: %s", outcome.code, extra={"event": event.id})
        self._unwritten.append((ready.claimed, outcome))

    def _failed(self, connection: Connection, claimed: Claimed, outcome: Outcome, now: datetime) -> None:
        self._again(connection, claimed, outcome, now)
        place = webhooks.failed(connection, self._place, now)
        if place.failing_since == now:  # said once, however long it lasts
            _LOG.warning("the receiver does not take events: %s", outcome.code)
        if outcome.wait is not None:
            webhooks.pause(connection, self._place, now + outcome.wait)
        elif place.failing_since is not None:
            self._rest(now - place.failing_since, now)
        if outcome.fate is Fate.GONE:
            self._disable(connection, now, webhooks.GONE)
        elif place.failing_since is not None and now - place.failing_since >= LASTS:
            self._disable(connection, now, webhooks.FAILING)

    def _rest(self, lasted: timedelta, now: datetime) -> None:
        """A first failure is no reason yet: much else may be taken."""
        if lasted:
            self._rests_until = now + min(max(lasted, SHORTEST_REST), LONGEST_REST)

    def _again(self, connection: Connection, claimed: Claimed, outcome: Outcome, now: datetime) -> None:
        """A receiver that asks us to wait has not failed to take this event, nor is it the last chance."""
        if outcome.fate is Fate.GONE:
            events.untried(connection, claimed, now)
            return
        due = next_try(claimed.attempts, claimed.tried_at, now, self._world.chance())
        if due is None:
            _LOG.error("an event was given up: %s", outcome.code, extra={"event": claimed.event.id})
            events.failed(connection, claimed, outcome.code)
        elif outcome.wait is not None:
            events.untried(connection, claimed, now + outcome.wait)
        else:
            events.again(connection, claimed, due, outcome.code)

    def _disable(self, connection: Connection, now: datetime, why: str) -> None:
        if webhooks.disable(connection, self._place, now, why):
            _LOG.error("the webhook is disabled (%s): events are kept; see  checkup events", why)
            self._say(connection, why, now)

    def _say(self, connection: Connection, why: str, now: datetime) -> None:
        if webhooks.tell(connection, self._place, now):
            self._world.disabled(connection, why)


def _body(connection: Connection, event: StoredEvent) -> tuple[str | None, str]:
    """What is sent; None: nothing can be, and why. What is wrong with one must not hold up the others."""
    try:
        data = data_of(connection, event)
        return (None, "nothing to tell") if data is None else (envelope(event, data), "")
    except (SQLAlchemyError, OSError):  # about the database, not about the event
        raise
    except Exception:  # noqa: BLE001  # a broken seal, or a mistake of ours
        _LOG.exception("an event cannot be read", extra={"event": event.id})
        return None, "cannot be read"


def webhook_id(url: str) -> str:
    """By which the place is known: another address is another place, and begins anew."""
    return sha256(url.encode()).hexdigest()
