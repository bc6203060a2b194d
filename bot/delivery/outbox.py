"""The outbox: what a turn committed goes out at once, what is left over is swept up.

Messages to one person go out in order, one at a time, in a *lane*; lanes run side by side. An edit that waits
is overtaken by a newer one of the same message: a quick finger is shown the latest state. When a platform
makes a lane wait for long, its deliveries are given back to the database and come again with the sweep. What
is only tidied up never makes a lane wait: see `aside`.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from bot.channels.base import DOUBT, Fate, Letter, Outcome, Permit, Place, Sender
from bot.delivery.aside import Aside
from bot.delivery.buttons import tokens_of
from bot.delivery.held_back import Held, HeldBack
from bot.delivery.leftovers import LEASE, leased, readable
from bot.delivery.notes import Notes
from bot.delivery.overlooked import Overlooked
from bot.delivery.pace import Pace, Paces
from bot.delivery.tries import behind, is_doubtful, may_repeat
from bot.messages import Picture, QuestionCard, Settled
from bot.store import deliveries, respondents
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.turn.arrived import Parcel
from bot.turn.library import Library
from bot.turn.placing import is_aside, waits_for_answer
from bot.waiting import happens, pause

_LOG: Final = logging.getLogger(__name__)

LONGEST_WAIT: Final = 20.0
"""Seconds that a lane waits by itself; beyond that its deliveries are given back."""
MOST_TRIES: Final = 8
MOST_SWEPT: Final = 100
PAUSED: Final = "paused"
"""In the words of an outcome: it was not even tried."""
SWEEP_SECONDS: Final = 2.0
WRITING_SECONDS: Final = 2.0
"""What a drain leaves for writing down what was sent, also when sending took all of its time."""


@dataclass(frozen=True, slots=True)
class World:
    """What the outbox needs of its surroundings."""

    library: Library
    now: Callable[[], datetime]
    token_keys: tuple[bytes, ...]
    share_link: Callable[[str, str], str]
    """The web address under which a flow is shared, by the flow's name and the language of who shares it."""


@dataclass(slots=True)
class _Lane:
    """What goes to one person."""

    to: Place
    pace: Pace
    waiting: deque[Parcel] = field(default_factory=deque)
    task: asyncio.Task[None] | None = None
    current: Parcel | None = None
    asking: bool = False
    """The platform is being asked just now: whoever stops that does not know what comes of it."""
    gone: bool = False
    """Nothing is kept of the person any more: nothing is sent."""


class _Gone(Exception):  # noqa: N818  # read as a word
    """What was about to go out is not sent any more."""


class _Crowded(Exception):  # noqa: N818  # read as a word
    """What is only tidied up is not sent now: its method is used to the full."""

    def __init__(self, method: str, seconds: float) -> None:
        super().__init__(method)
        self.method = method
        self.seconds = seconds


class Outbox:
    """Sends the deliveries of one channel."""

    def __init__(self, database: Database, sender: Sender, paces: Paces, world: World) -> None:
        self._database = database
        self._sender = sender
        self._paces = paces
        self._world = world
        self._lanes: dict[str, _Lane] = {}
        self._leases: dict[str, datetime] = {}
        """Those that were made longer, by delivery."""
        self._notes = Notes(database, world.now)
        self._aside = Aside(self._is_wanted, self._rejoin)
        self._stopping = asyncio.Event()
        self._overlooked = (
            Overlooked(waits_for_answer, until_over=True), Overlooked(is_aside, until_over=False)
        )  # fmt: skip
        self._held_back = HeldBack()

    def post(self, to: Place, parcels: Iterable[Parcel]) -> None:
        """Sends what was committed and is leased to this process."""
        for parcel in parcels:
            address = parcel.delivery.address_id
            if self._held_back.has(address):
                self._held_back.add(address, self._world.now())
                self._notes.given_back([parcel], self._world.now(), "behind others")
            else:
                self._join(to, parcel)

    def _join(self, to: Place, parcel: Parcel) -> None:
        """To the end of its lane, in place of what it overtakes."""
        self._overtake(self._lane(to, parcel), parcel)
        self._rejoin(to, parcel)

    def _rejoin(self, to: Place, parcel: Parcel) -> None:
        lane, address = self._lane(to, parcel), parcel.delivery.address_id
        lane.waiting.append(parcel)
        if lane.task is None:
            lane.task = asyncio.create_task(self._run_lane(lane, address), name="lane")

    def _lane(self, to: Place, parcel: Parcel) -> _Lane:
        address = parcel.delivery.address_id
        if address not in self._lanes:
            self._lanes[address] = _Lane(to, self._paces.of(to.workspace))
        return self._lanes[address]

    async def begin(self) -> None:
        """Before anything comes in: what an earlier process of this database held goes out first, in its
        order.

        Only where nobody else can be sending: SQLite serves one process.
        """
        sender, now, library = self._sender, self._world.now(), self._world.library
        until = now + LEASE

        def take_over(connection: Connection) -> Sequence[tuple[Place, Parcel]]:
            held = deliveries.take_over(connection, sender.channel, sender.workspace, until=until)
            for address in deliveries.waiting(connection, sender.channel, sender.workspace):
                self._held_back.add(address, now)
            return readable(connection, held, library)

        for to, parcel in await self._database.run(take_over):
            self._join(to, parcel)

    async def run(self) -> None:
        """Sweeps until told to stop."""
        while not self._stopping.is_set():
            swept = 0
            try:
                swept = await self.sweep()
            except StoreError:
                _LOG.warning("the outbox cannot be read just now")
            await happens(self._stopping, 0 if swept == MOST_SWEPT else SWEEP_SECONDS)

    async def sweep(self) -> int:
        """Takes what is due and nobody holds; how many that was."""
        now = self._world.now()
        sender, library = self._sender, self._world.library
        held = self._running_out(now)
        behind = [] if self._notes.unwritten else self._held_back.overdue(now, MOST_SWEPT)
        gone: list[Held] = []

        def take(connection: Connection) -> Sequence[tuple[Place, Parcel]]:
            deliveries.hold(connection, held, until=now + LEASE)
            gone[:] = [one for one in behind if not deliveries.pending(connection, one.address)]
            return leased(connection, sender, library, now=now, at_most=MOST_SWEPT)

        found = await self._database.run(take)
        self._held_back.gone(gone)
        self._leases.update(dict.fromkeys(held, now + LEASE))
        for to, parcel in found:
            self._held_back.discard(parcel.delivery.address_id)
            if not self._aside.has(parcel):
                self._join(to, parcel)
        return len(found)

    def _running_out(self, now: datetime) -> set[str]:
        """What is under way here and would soon count as left over: what waits for the pace of a platform
        waits as long as it takes.
        """
        parcels = [one for lane in self._lanes.values() for one in (lane.current, *lane.waiting) if one]
        under_way = {
            one.delivery.id: one.delivery.lease_until or now for one in (*parcels, *self._aside.parcels)
        } | dict.fromkeys(self._notes.unwritten, now)
        self._leases = {one: until for one, until in self._leases.items() if one in under_way}
        until = under_way | self._leases
        return {one for one in under_way if until[one] - now < LEASE / 2}

    async def drain(self, seconds: float) -> bool:
        """Sends what is on its way, then stops. False: some is left for the next process."""
        self._stopping.set()
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while tasks := self._under_way():
            if loop.time() >= end:
                break
            await asyncio.wait(tasks, timeout=end - loop.time())
        left = self._under_way()
        for task in left:
            task.cancel()
        written = await self._notes.written(max(end - loop.time(), WRITING_SECONDS))
        return written and not left

    async def forget(self, address: str) -> None:
        """Nothing that waits is sent to somebody of whom nothing is kept any more. Returns when the platform
        has answered what it is being asked just now, so that a receipt is the last thing to come.
        """
        self._held_back.discard(address)
        self._aside.forget(address)
        for overlooked in self._overlooked:
            overlooked.forget(address)
        lane = self._lanes.pop(address, None)
        if lane is None or lane.task is None:
            return
        lane.waiting.clear()
        lane.gone, task = True, lane.task
        if not lane.asking:
            task.cancel()
        await asyncio.wait([task], timeout=LONGEST_WAIT)
        task.cancel()

    async def settled(self) -> None:
        """Returns when nothing is on its way and everything is written down."""
        while tasks := self._under_way():
            await asyncio.wait(tasks)
        await self._notes.written()

    def _under_way(self) -> list[asyncio.Task[None]]:
        return [
            *(lane.task for lane in self._lanes.values() if lane.task is not None), *self._aside.tasks
        ]  # fmt: skip

    # --- one lane ----------------------------------------------------------------------------------

    async def _run_lane(self, lane: _Lane, address: str) -> None:
        try:
            while lane.waiting:
                lane.current = lane.waiting.popleft()
                await self._deliver(lane, lane.current)
        finally:
            lane.current = None
            lane.task = None
            if not lane.waiting:
                self._lanes.pop(address, None)

    async def _deliver(self, lane: _Lane, parcel: Parcel) -> None:
        """One message until it has an outcome, or is given back."""
        tried = 0
        while True:
            tried += 1
            outcome = await self._try(lane, parcel)
            if lane.gone:
                return
            if outcome.fate is Fate.UNKNOWN and not outcome.once and may_repeat(parcel) and tried == 1:
                continue
            if outcome.fate is not Fate.LATER:
                self._noted(lane, parcel, outcome)
                await self._settle_overlooked(lane, parcel, outcome)
                return
            if self._goes_aside(lane, parcel, outcome):
                return
            parcel = behind(parcel, outcome.parts_sent)
            if isinstance(parcel.message, Picture) and lane.waiting and tried < MOST_TRIES:
                lane.waiting.append(parcel)  # the next question does not wait for a picture
                return
            if tried + parcel.delivery.attempts > MOST_TRIES and outcome.words != PAUSED:
                self._noted(lane, parcel, replace(outcome, fate=Fate.REFUSED))
                return
            if outcome.seconds * tried > LONGEST_WAIT or self._stopping.is_set():
                self._give_back(lane, parcel, outcome)
                return
            await pause(outcome.seconds * tried if outcome.words != "429" else outcome.seconds)

    async def _settle_overlooked(self, lane: _Lane, parcel: Parcel, outcome: Outcome) -> None:
        for overlooked in self._overlooked:
            for above in overlooked.above(parcel, outcome):
                if self._aside.tidies(parcel.delivery.address_id, above):
                    continue
                bare = replace(parcel, message=Settled(), delivery=replace(parcel.delivery, target=above))
                below = (len(above), above) > (len(outcome.message or ""), outcome.message or "")  # ids grow
                self._goes_aside(lane, bare, await self._try(lane, bare), urgent=below)

    def _goes_aside(self, lane: _Lane, parcel: Parcel, outcome: Outcome, *, urgent: bool = False) -> bool:
        """Does tidying up have to wait for its method? It does so beside the lane; *urgent* when the message
        stands below the one that is open.
        """
        if outcome.fate is not Fate.LATER or not outcome.method or not isinstance(parcel.message, Settled):
            return False
        target = parcel.delivery.target
        other_soon = any(
            newer.delivery.target == target and not isinstance(newer.message, Settled)
            for newer in lane.waiting
        )
        if other_soon or not self._aside.put(lane.to, parcel, lane.pace, outcome.method, urgent=urgent):
            self._notes.not_needed(parcel)
        return True

    async def _is_wanted(self, parcel: Parcel) -> bool:
        """Is the person still there, and to be reached?"""
        try:
            address = await self._database.read(
                lambda connection: respondents.by_id(connection, parcel.delivery.address_id)
            )
        except StoreError:
            return True
        return address is not None and address.reachable

    async def _try(self, lane: _Lane, parcel: Parcel) -> Outcome:
        delivery = parcel.delivery
        world = self._world
        letter = Letter(
            parcel.message,
            lane.to,
            tokens_of(parcel, world.token_keys[0], world.share_link),
            delivery.target,
            delivery.parts_sent,
            doubtful_since=delivery.created_at.timestamp() if is_doubtful(parcel) else None,
            private=delivery.private,
        )
        loop = asyncio.get_running_loop()
        if (paused := lane.pace.paused(loop.time())) > LONGEST_WAIT:
            return Outcome(Fate.LATER, seconds=paused, words=DOUBT if is_doubtful(parcel) else PAUSED)
        await pause(paused)
        lane.asking = True
        try:
            outcome = await self._sender.send(letter, self._permit(lane, parcel))
        except _Crowded as crowded:
            return Outcome(Fate.LATER, seconds=crowded.seconds, method=crowded.method)
        except _Gone:
            return Outcome(Fate.BLOCKED)
        except Exception:  # noqa: BLE001  # a mistake of ours must not stop the others
            _LOG.exception("a message could not be made", extra={"delivery": delivery.id})
            return Outcome(Fate.REFUSED, words="could not be made")
        finally:
            lane.asking = False
        if outcome.fate is Fate.LATER and (outcome.everywhere or outcome.method):
            lane.pace.pause(loop.time() + outcome.seconds, "" if outcome.everywhere else outcome.method)
        return outcome

    def _permit(self, lane: _Lane, parcel: Parcel) -> Permit:
        """Asked before each request of one try."""
        loop, bulk = asyncio.get_running_loop(), parcel.delivery.occasion is not None

        async def permit(method: str = "") -> None:
            now = loop.time()
            if method and isinstance(parcel.message, Settled):
                if self._aside.has_reserved(parcel):
                    return
                if seconds := lane.pace.free_in(method, now):
                    raise _Crowded(method, seconds)
            lane.asking = False
            if method:
                await pause(lane.pace.wait_for(method, now))
            else:
                if bulk:
                    await pause(lane.pace.wait_in_bulk(now))
                await pause(lane.pace.wait(lane.to.person, loop.time()))
            if lane.gone:
                raise _Gone
            lane.asking = True

        return permit

    def _overtake(self, lane: _Lane, newer: Parcel) -> None:
        """What would be replaced before anybody has read it is not sent."""
        if newer.delivery.target is None:
            return
        if aside := self._aside.replaced_by(newer):
            self._notes.not_needed(aside)
        for older in list(lane.waiting):
            if older.delivery.target == newer.delivery.target and isinstance(older.message, QuestionCard):
                lane.waiting.remove(older)
                self._notes.not_needed(older)

    def _noted(self, lane: _Lane, parcel: Parcel, outcome: Outcome) -> None:
        if outcome.fate is Fate.BLOCKED:
            lane.waiting.clear()
        self._notes.outcome(parcel, outcome)

    def _give_back(self, lane: _Lane, parcel: Parcel, outcome: Outcome) -> None:
        """Gives one and all behind it, in their order, to a later sweep."""
        due = self._world.now() + timedelta(seconds=outcome.seconds)
        rest = [parcel, *lane.waiting]
        lane.waiting.clear()
        self._held_back.add(parcel.delivery.address_id, due)
        self._notes.given_back(rest, due, outcome.words)
