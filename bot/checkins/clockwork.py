"""The tick of check-ins: looks every few seconds which day, hour or end has come.

Nothing sleeps for days; the times stand in rows. Whoever moves one by a guarded update has its job enqueued
in the same transaction, so that many processes may tick. A phase that is due and not done is enqueued again:
whatever became of its first job, a round opens and closes.
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, TypeAlias

from sqlalchemy import Connection

from bot.checkins import inviting, opening
from bot.checkins.acting import ask_about
from bot.checkins.inviting import MOST_AT_ONCE
from bot.checkins.jobs import CLOSE, OPEN, Posts, queue_of
from bot.delivery.crowding import SOON
from bot.store import checkins, rounds
from bot.store.checkins import CheckIn
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.store.rounds import Round, RoundStatus
from bot.turn.arrived import Surroundings
from bot.turn.teams import status
from bot.turn.teams.brought import Brought
from bot.waiting import happens
from bot.work.port import Jobs

_LOG: Final = logging.getLogger(__name__)
TICK_SECONDS: Final = 15.0
AGAIN: Final = timedelta(minutes=5)
"""After so long a phase that is not done is enqueued again, and then once in each such time."""

_Do: TypeAlias = Callable[[Connection, Any, Surroundings], Sequence[Brought]]


class Clockwork:
    """Ticks for the check-ins of one channel."""

    def __init__(
        self,
        database: Database,
        outbox: Posts,
        jobs: Jobs,
        workspace: str | None,
        around: Callable[[], Surroundings],
    ) -> None:
        """*workspace* None: all of the channel."""
        self._database = database
        self._outbox = outbox
        self._jobs = jobs
        self._workspace = workspace
        self._around = around
        self._stopping = asyncio.Event()
        self._urgent = (self._begin, self._close, self._bring)

    async def run(self) -> None:
        """Ticks until told to stop."""
        while not self._stopping.is_set():
            full, crowded = False, self._outbox.crowded()
            try:
                full = await self.tick()
            except StoreError:
                _LOG.warning("no check-in can go on just now: the database cannot be used")
            await happens(self._stopping, 0 if full else SOON if crowded else TICK_SECONDS)

    def stop(self) -> None:
        """No new tick."""
        self._stopping.set()

    async def tick(self) -> bool:
        """All that is due, each in a transaction of its own; of what goes to people no more than soon gets
        out. True: there may be more that could be done at once.
        """
        around, crowded = self._around(), self._outbox.crowded()
        due = await self._database.read(lambda connection: self._due(connection, around, crowded))
        full = any(len(found) == MOST_AT_ONCE for do, found in due if do in self._urgent)
        for do, found in due:
            for one in found:
                if self._stopping.is_set():
                    return False
                if do == self._bring and not self._outbox.crowded() <= crowded:
                    full = True  # elsewhere there may be room
                    break
                await self._one(do, one)
        return full

    def _due(
        self, connection: Connection, around: Surroundings, crowded: Collection[str]
    ) -> list[tuple[_Do, Sequence[Any]]]:
        """What is done with what, in this order: who is invited to a round that ends now is not."""
        channel, workspace, now = around.channel, self._workspace, around.now
        return [
            (self._begin, checkins.due(connection, channel, workspace, now, MOST_AT_ONCE)),
            (self._close, rounds.to_close(connection, channel, workspace, now, MOST_AT_ONCE)),
            (self._again, rounds.stuck(connection, channel, workspace, now - AGAIN, MOST_AT_ONCE)),
            (self._again, rounds.to_tidy(connection, channel, workspace, MOST_AT_ONCE)),
            (self._bring, inviting.due(connection, workspace, around, crowded)),
            (
                self._show,
                rounds.to_show(
                    connection, channel, workspace,
                    now=now, before=now - status.EVERY, at_most=MOST_AT_ONCE,
                ),
            ),
        ]  # fmt: skip

    async def _one(self, do: _Do, one: Any) -> None:
        around = self._around()
        try:
            brought = await self._database.run(lambda connection: do(connection, one, around))
        except StoreError:
            raise
        except Exception:  # noqa: BLE001  # a mistake of ours must not stop the others
            _LOG.exception("a check-in met a mistake of ours", extra={"about": getattr(one, "id", one)})
            await self._leave_alone(one)
            return
        for each in brought:
            self._outbox.post(each.to, each.turn.parcels)

    async def _leave_alone(self, one: Any) -> None:
        """An invitation that failed once would fail at every tick. What is rarer is tried again."""
        if isinstance(one, str):
            await self._database.run(lambda connection: inviting.leave_alone(connection, one))

    def _begin(self, connection: Connection, one: CheckIn, around: Surroundings) -> Sequence[Brought]:
        begun = opening.begin_round(connection, one, around)
        if begun is None:
            return ()
        if begun.round is not None:
            self._enqueue(connection, OPEN, f"{OPEN}:{begun.round.id}", begun.round.id, around)
        return begun.brought

    def _close(self, connection: Connection, one: Round, around: Surroundings) -> Sequence[Brought]:
        found = rounds.by_id(connection, one.id, lock=True)
        if found is None or found.status is not RoundStatus.OPEN or found.closes_at > around.now:
            return ()  # another was first, or it was given more time
        if rounds.go(connection, one.id, RoundStatus.OPEN, RoundStatus.CLOSING):
            self._enqueue(connection, CLOSE, f"{CLOSE}:{one.id}", one.id, around)
        return ()

    def _again(self, connection: Connection, one: Round, around: Surroundings) -> Sequence[Brought]:
        name = OPEN if one.status is RoundStatus.OPENING else CLOSE
        self._enqueue(connection, name, f"{name}:{one.id}:{_slot(around.now)}", one.id, around)
        return ()

    def _enqueue(
        self, connection: Connection, name: str, key: str, round_id: str, around: Surroundings
    ) -> None:
        """Where processes look that serve what this one does."""
        queue = queue_of(around.channel, self._workspace)
        self._jobs.enqueue(connection, name, key, around.channel, round_id, queue=queue)

    def _bring(self, connection: Connection, one: str, around: Surroundings) -> Sequence[Brought]:
        brought = inviting.bring(connection, one, around)
        return () if brought is None else (brought,)

    def _show(self, connection: Connection, one: Round, around: Surroundings) -> Sequence[Brought]:
        told = status.shows(connection, one, around)
        checkin = checkins.by_id(connection, one.checkin_id)
        if checkin is None or one.status is not RoundStatus.OPEN:
            return told
        return (*told, *ask_about(connection, checkin, one, around))


def _slot(now: datetime) -> int:
    """The same for all processes for so long."""
    return int(now.timestamp() // AGAIN.total_seconds())
