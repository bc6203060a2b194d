"""The tick: looks every few seconds whose time has come. Nothing sleeps for days; the times stand in rows."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from bot.delivery.crowding import SOON
from bot.delivery.outbox import Outbox
from bot.reminders.waking import MOST_AT_ONCE, Woken, due, wake
from bot.store import conversations
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.turn.arrived import Surroundings
from bot.waiting import happens

_LOG: Final = logging.getLogger(__name__)
TICK_SECONDS: Final = 15.0


class Clockwork:
    """Wakes the conversations of one channel."""

    def __init__(
        self, database: Database, outbox: Outbox, workspace: str | None, around: Callable[[], Surroundings]
    ) -> None:
        self._database = database
        self._outbox = outbox
        self._workspace = workspace
        self._around = around
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Ticks until told to stop."""
        while not self._stopping.is_set():
            full, crowded = False, self._outbox.crowded()
            try:
                full = await self.tick()
            except StoreError:
                _LOG.warning("nobody can be reminded just now: the database cannot be used")
            await happens(self._stopping, 0 if full else SOON if crowded else TICK_SECONDS)

    def stop(self) -> None:
        """No new tick."""
        self._stopping.set()

    async def tick(self) -> bool:
        """Everybody whose time has come, each in a transaction of its own, but no more than soon gets out.
        True: there may be more whom that would reach at once.
        """
        around, crowded = self._around(), self._outbox.crowded()
        found = await self._database.read(lambda c: due(c, self._workspace, around, crowded))
        for conversation in found:
            if self._stopping.is_set():
                return False
            if not self._outbox.crowded() <= crowded:
                return True  # elsewhere there may be room
            await self._wake(conversation)
        return len(found) == MOST_AT_ONCE

    async def _wake(self, conversation: str) -> None:
        around = self._around()
        try:
            woken: Woken | None = await self._database.run(
                lambda connection: wake(connection, conversation, around)
            )
        except StoreError:
            raise
        except Exception:  # noqa: BLE001  # a mistake of ours must not stop the others
            _LOG.exception("a reminder met a mistake of ours", extra={"conversation": conversation})
            await self._database.run(lambda connection: _leave_alone(connection, conversation, around.now))
            return
        if woken is not None:
            self._outbox.post(woken.to, woken.turn.parcels)


def _leave_alone(connection: Connection, conversation: str, now: datetime) -> None:
    """What failed once would fail at every tick."""
    conversations.wake(connection, conversation, None)
    conversations.give_up(connection, conversation, now, only_late=True)
