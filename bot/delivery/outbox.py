"""The outbox: what a turn committed goes out at once, what is left over is swept up.

Messages to one person go out in order, one at a time, in a *lane*; lanes run side by side. An edit that waits
is overtaken by a newer one of the same message: a quick finger is shown the latest state. When a platform
makes a lane wait for long, its deliveries are given back to the database and come again with the sweep. What
is only tidied up never makes a lane wait: see `aside`.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from contextvars import Context
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Final

from sqlalchemy import Connection

from bot.channels.base import DOUBT, Fate, Outcome, Place, Sender
from bot.delivery.again import Again, put_in_order
from bot.delivery.aside import Aside
from bot.delivery.behind_others import BehindOthers
from bot.delivery.common_pace import CommonPace, Pauses
from bot.delivery.crowding import crowded
from bot.delivery.held_back import Held, HeldBack
from bot.delivery.keeping import Keeping
from bot.delivery.lane import Crowded, Gone, Lane, NotOurs, permit_for
from bot.delivery.leftovers import LEASE, Found, leased, readable
from bot.delivery.letters import letter_of
from bot.delivery.notes import Notes
from bot.delivery.overlooked import Overlooked
from bot.delivery.pace import Paces
from bot.delivery.tries import (
    MOST_TRIES,
    PAUSED,
    behind,
    is_doubtful,
    is_given_up,
    next_try_in,
    or_again,
    went_wrong,
)  # fmt: skip
from bot.delivery.wanted import is_wanted
from bot.delivery.watched import handed_over, watched
from bot.delivery.world import World
from bot.messages import Picture, QuestionCard, Settled
from bot.store import claims, deliveries, senders
from bot.store.claims import Wanted
from bot.store.columns import DeliveryStatus
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.turn.arrived import Parcel
from bot.turn.placing import is_aside, waits_for_answer
from bot.waiting import happens, pause

_LOG: Final = logging.getLogger(__name__)

LONGEST_WAIT: Final = 20.0
"""Seconds that a lane waits by itself; beyond that its deliveries are given back."""
MOST_SWEPT: Final = 100
SWEEP_SECONDS: Final = 2.0
WRITING_SECONDS: Final = 2.0
"""What a drain leaves for writing down what was sent, also when sending took all of its time."""


class Outbox:
    """Sends the deliveries of one channel."""

    def __init__(self, database: Database, sender: Sender, paces: Paces, world: World) -> None:
        self._database = database
        self._sender = sender
        self._paces = paces
        self._world = world
        self._lanes: dict[str, Lane] = {}
        shared = world.process is not None
        self._keeping = Keeping(database, world.now, world.process)
        self._notes = Notes(database, world.now, shared=shared)
        self._common = CommonPace(database, sender.channel) if shared else None
        self._aside = Aside(partial(is_wanted, database, shared=shared), self._rejoin, self._common)
        self._again = Again()
        self._stopping = asyncio.Event()
        self._overlooked = (
            Overlooked(waits_for_answer, until_over=True), Overlooked(is_aside, until_over=False)
        )  # fmt: skip
        self._held_back = HeldBack()
        self._went: Counter[str] = Counter()
        """How many messages went through, by workspace."""
        self._behind_others = BehindOthers(self._take_behind_others, self._held_back.discard)

    def post(self, to: Place, parcels: Iterable[Parcel]) -> None:
        """Sends what was committed and is leased to this process; what waits behind others, soon."""
        for parcel in handed_over(self._sender.channel, parcels):
            address = parcel.delivery.address_id
            if self._again.is_known(parcel, self._is_under_way):
                continue
            if parcel.delivery.status is DeliveryStatus.WAITING:
                self._held_back.add(address, self._world.now())
                self._behind_others.add(parcel.delivery.id, address)
            elif self._held_back.has(address):
                self._held_back.add(address, self._world.now(), parcel.delivery.id)
                self._notes.given_back([parcel], self._world.now(), "behind others")
            else:
                self._join(to, parcel)

    def _join(self, to: Place, parcel: Parcel) -> None:
        """To the end of its lane, in place of what it overtakes."""
        self._overtake(self._lane(to, parcel), parcel)
        self._rejoin(to, parcel)

    def _rejoin(self, to: Place, parcel: Parcel) -> None:
        lane, address = self._lane(to, parcel), parcel.delivery.address_id
        if not parcel.again:
            lane.waiting.append(parcel)
        elif not put_in_order(lane, parcel):
            self._notes.not_needed(parcel)
        if lane.task is None:
            # What it sends is about more than what goes on here.
            lane.task = asyncio.create_task(self._run_lane(lane, address), name="lane", context=Context())

    def _lane(self, to: Place, parcel: Parcel) -> Lane:
        address = parcel.delivery.address_id
        if address not in self._lanes:
            self._lanes[address] = Lane(to, self._paces.of(to.workspace), self._common)
        return self._lanes[address]

    async def begin(self) -> None:
        """What an earlier process held goes out first, before anything comes in; where nobody else sends."""
        sender, now, library = self._sender, self._world.now(), self._world.library

        def take_over(connection: Connection) -> Found:
            held = claims.take_over(connection, sender.channel, sender.workspace, until=now + LEASE)
            for address in claims.waiting(connection, sender.channel, sender.workspace):
                self._held_back.add(address, now)
            return readable(connection, held, library)

        if found := await self._database.run(take_over):
            _LOG.warning("an earlier process left %s messages: they go out now", len(found))
        for to, parcel in found:
            self._join(to, parcel)

    async def run(self) -> None:
        """Sweeps until told to stop."""
        if self._common is not None:
            await self._common.forget()
        while not self._stopping.is_set():
            swept = 0
            try:
                swept = await self.sweep()
            except StoreError:
                _LOG.warning("the outbox cannot be read just now")
            await happens(self._stopping, 0 if swept == MOST_SWEPT else SWEEP_SECONDS)

    async def sweep(self) -> int:
        """Takes what is due and nobody holds; how many that was."""
        sender, world, now = self._sender, self._world, self._world.now()
        held = self._keeping.running_out((*self._parcels, *self._aside.parcels), self._notes.unwritten)
        written = self._held_back.written(self._notes.unwritten)
        behind = [] if self._notes.unwritten else self._held_back.overdue(now, MOST_SWEPT)
        common, wanted = self._common, Wanted(MOST_SWEPT, crowded=self.crowded())

        def take(connection: Connection) -> tuple[frozenset[str], Pauses, list[Held], Found]:
            return (
                self._keeping.hold(connection, held, now + LEASE),
                {} if common is None else common.paused(connection),
                [one for one in behind if not deliveries.pending(connection, one.address)],
                leased(connection, sender, world.library, world.process, wanted, now=now),
            )

        lost, paused, gone, found = await self._database.run(take)
        self._held_back.gone(gone)
        self._keeping.held(held.keys() - lost, now + LEASE)
        if lost:
            for lane in self._lanes.values():
                lane.let_go(lost)
        for (workspace, method), seconds in paused.items():
            self._paces.of(workspace).pause(asyncio.get_running_loop().time() + seconds, method)
        self._found(found, written)
        return len(found)

    def _found(self, found: Found, written: Mapping[str, Held]) -> None:
        """Sends it, unless it is under way. Where not all that waits was *written*, newer things wait on."""
        if not found:
            return
        under_way = {one.delivery.id for one in self._parcels}
        here = {one.delivery.address_id for _, one in found}
        self._held_back.gone(held for address, held in written.items() if address in here)
        for to, parcel in found:
            if not self._aside.has(parcel) and parcel.delivery.id not in under_way:
                self._join(to, parcel)

    async def _take_behind_others(self, waiting: Collection[str]) -> frozenset[str]:
        """Sends those that nothing is before any more; which of them still wait."""
        sender, now, world = self._sender, self._world.now(), self._world
        wanted = Wanted(MOST_SWEPT, of=waiting)

        def take(connection: Connection) -> tuple[Found, frozenset[str]]:
            found = leased(connection, sender, world.library, world.process, wanted, now=now)
            return found, senders.unclaimed(connection, waiting)

        written = self._held_back.written(self._notes.unwritten)
        found, left = await self._database.run(take)
        self._found(found, written)
        return left

    def crowded(self) -> frozenset[str]:
        """The workspaces in which nothing more may be posted just now that nobody asked for."""
        return crowded(self._lanes.values())

    def _is_under_way(self, parcel: Parcel) -> bool:
        """Is it being sent here, or to be, or only to be written down?"""
        there = {one.delivery.id for one in self._parcels} | self._notes.unwritten
        return parcel.delivery.id in there or self._aside.has(parcel)

    @property
    def _parcels(self) -> list[Parcel]:
        """What is under way in the lanes."""
        return [one for lane in self._lanes.values() for one in lane.parcels]

    async def drain(self, seconds: float) -> bool:
        """Sends what is on its way, then stops. False: some is left for the next process."""
        self._stopping.set()
        self._behind_others.stop()
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while tasks := self._under_way():
            if loop.time() >= end:
                break
            await asyncio.wait(tasks, timeout=end - loop.time())
        left = self._under_way()
        if self._world.process is not None:
            unsent = [one for lane in self._lanes.values() for one in lane.unsent]
            self._notes.given_back([*unsent, *self._aside.parcels], self._world.now(), "left over")
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
            *(lane.task for lane in self._lanes.values() if lane.task is not None),
            *self._aside.tasks, *self._behind_others.tasks,
        ]  # fmt: skip

    # --- one lane ----------------------------------------------------------------------------------

    async def _run_lane(self, lane: Lane, address: str) -> None:
        try:
            while lane.waiting:
                lane.current = one = lane.waiting.popleft()
                try:
                    await self._deliver(lane, one)
                except NotOurs:
                    continue
                except Exception:  # noqa: BLE001  # a mistake of ours must not stop the others
                    _LOG.exception("a message could not be brought", extra={"delivery": one.delivery.id})
                    outcome = went_wrong(one)
                    (self._give_back if outcome.fate is Fate.LATER else self._noted)(lane, one, outcome)
        finally:
            lane.current = None
            lane.task = None
            if not lane.waiting:
                self._lanes.pop(address, None)

    async def _deliver(self, lane: Lane, parcel: Parcel) -> None:
        """One message until it has an outcome, or is given back."""
        tried, before = 0, self._went[lane.to.workspace]
        while True:
            tried += 1
            if parcel.again:
                await self._notes.written()
            if not await self._keeping.is_ours(parcel):
                return
            with watched(self._sender.channel, parcel) as watch:
                outcome = watch.came_to(await self._try(lane, parcel), gone=lane.gone)
            outcome = or_again(parcel, outcome, tried)
            if lane.gone:
                return
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
            others = self._went[lane.to.workspace] - before
            if is_given_up(parcel, outcome, tried, others, self._world.now()):
                self._noted(lane, parcel, replace(outcome, fate=Fate.REFUSED))
                return
            seconds = next_try_in(parcel, outcome, tried, self._world.now())
            if seconds > LONGEST_WAIT or self._stopping.is_set():
                self._give_back(lane, parcel, replace(outcome, seconds=seconds))
                return
            await pause(seconds)

    async def _settle_overlooked(self, lane: Lane, parcel: Parcel, outcome: Outcome) -> None:
        for overlooked in self._overlooked:
            for above in overlooked.above(parcel, outcome):
                if self._aside.tidies(parcel.delivery.address_id, above):
                    continue
                bare = replace(parcel, message=Settled(), delivery=replace(parcel.delivery, target=above))
                below = (len(above), above) > (len(outcome.message or ""), outcome.message or "")  # ids grow
                self._goes_aside(lane, bare, await self._try(lane, bare), urgent=below)

    def _goes_aside(self, lane: Lane, parcel: Parcel, outcome: Outcome, *, urgent: bool = False) -> bool:
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

    async def _try(self, lane: Lane, parcel: Parcel) -> Outcome:
        """Raises NotOurs."""
        letter = letter_of(parcel, lane.to, self._world.token_keys[0], self._world.share_link)
        if (paused := lane.pace.paused(asyncio.get_running_loop().time())) > LONGEST_WAIT:
            words = DOUBT if is_doubtful(parcel) else PAUSED
            return Outcome(Fate.LATER, seconds=paused, away=True, words=words)
        await pause(paused)
        lane.asking = True
        try:
            permit = permit_for(lane, parcel, self._aside, self._keeping)
            outcome = await self._sender.send(letter, permit)
        except Crowded as crowded:
            return Outcome(Fate.LATER, seconds=crowded.seconds, method=crowded.method)
        except Gone:
            return Outcome(Fate.BLOCKED)
        except NotOurs:
            raise
        except Exception:  # noqa: BLE001  # a mistake of ours must not stop the others
            _LOG.exception("a message could not be made", extra={"delivery": parcel.delivery.id})
            return Outcome(Fate.REFUSED, words="could not be made")
        finally:
            lane.asking = False
        if outcome.fate is Fate.LATER and (outcome.everywhere or outcome.method):
            lane.pause(outcome.seconds, "" if outcome.everywhere else outcome.method)
        return outcome

    def _overtake(self, lane: Lane, newer: Parcel) -> None:
        """What would be replaced before anybody has read it is not sent."""
        if newer.delivery.target is None or newer.again:
            return
        if aside := self._aside.replaced_by(newer):
            self._notes.not_needed(aside)
        for older in list(lane.waiting):
            if older.delivery.target == newer.delivery.target and isinstance(older.message, QuestionCard):
                lane.waiting.remove(older)
                self._notes.not_needed(older)

    def _noted(self, lane: Lane, parcel: Parcel, outcome: Outcome) -> None:
        if outcome.fate is Fate.BLOCKED:
            lane.waiting.clear()
        self._went[lane.to.workspace] += outcome.fate in (Fate.SENT, Fate.NOT_MODIFIED)
        self._notes.outcome(parcel, outcome)

    def _give_back(self, lane: Lane, parcel: Parcel, outcome: Outcome) -> None:
        """Gives one and all behind it, in their order, to a later sweep."""
        due = self._world.now() + timedelta(seconds=outcome.seconds)
        rest = [parcel, *lane.waiting]
        lane.waiting.clear()
        self._held_back.add(parcel.delivery.address_id, due, *(one.delivery.id for one in rest))
        tried = "" if outcome.away else parcel.delivery.id
        self._notes.given_back(rest, due, outcome.words, tried)
