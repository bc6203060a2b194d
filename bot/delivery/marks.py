"""What became of deliveries, written down together: whoever comes while one write is under way joins the
next.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextvars import Context
from datetime import UTC, datetime
from typing import Final, TypeAlias

from sqlalchemy import Connection

from bot.store import deliveries
from bot.store.database import Database
from bot.store.deliveries import Sent
from bot.store.errors import StoreError
from bot.waiting import pause

_LOG: Final = logging.getLogger(__name__)
AGAIN_SECONDS: Final = 1.0

Mark: TypeAlias = Callable[[Connection], None]
"""Writes one thing down."""


class Marks:
    """Takes marks at once and writes them soon; none is lost while the process lives."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[Mark] = []
        self._sent: list[Sent] = []
        self._sent_at = datetime.min.replace(tzinfo=UTC)
        self._about: set[str] = set()
        self._being_written: set[str] = set()
        self._writing: asyncio.Task[None] | None = None

    @property
    def unwritten(self) -> set[str]:
        """The ids of the deliveries about which something is still to be written down."""
        return self._about | self._being_written

    def add(self, mark: Mark, *about: str) -> None:
        """Writes it with the next batch, in the order of adding. *about*: the ids of deliveries."""
        self._waiting.append(mark)
        self._about.update(about)
        self._begin()

    def sent(self, sent: Sent, now: datetime) -> None:
        """Writes that something arrived; those of a batch are one statement."""
        self._sent.append(sent)
        self._about.add(sent.id)
        self._sent_at = now
        self._begin()

    def _begin(self) -> None:
        if self._writing is None:
            # It writes for many, whatever goes on here.
            self._writing = asyncio.create_task(self._write(), name="marks", context=Context())

    async def written(self, seconds: float | None = None) -> bool:
        """Waits until everything is written down, but no longer than that. False: some is not, and is given
        up.
        """
        try:
            async with asyncio.timeout(seconds):
                while self._writing is not None:
                    await asyncio.wait([self._writing])
        except TimeoutError:
            if self._writing is not None:
                self._writing.cancel()
            return False
        return True

    async def _write(self) -> None:
        try:
            while self._waiting or self._sent:
                batch, self._waiting = self._waiting, []
                sent, self._sent = self._sent, []
                self._being_written, self._about = self._about, set()
                try:
                    await self._write_batch(batch, sent)
                except Exception:  # noqa: BLE001  # the others of a batch are not lost with it
                    _LOG.exception("what was sent cannot be written down together")
                    await self._write_each(batch, sent)
                self._being_written = set()
        finally:
            self._writing = None

    async def _write_each(self, batch: Sequence[Mark], sent: Sequence[Sent]) -> None:
        alone: list[tuple[Sequence[Mark], Sequence[Sent]]] = [((), (one,)) for one in sent]
        alone += [((mark,), ()) for mark in batch]
        for mark, arrived in alone:
            try:
                await self._write_batch(mark, arrived)
            except Exception:  # noqa: BLE001  # as above
                _LOG.exception("one thing cannot be written down: it is given up")

    async def _write_batch(self, batch: Sequence[Mark], sent: Sequence[Sent]) -> None:
        now = self._sent_at

        def work(connection: Connection) -> None:
            deliveries.mark_sent(connection, sent, now)
            for mark in batch:
                mark(connection)

        while True:
            try:
                await self._database.run(work)
            except StoreError:
                # The leases hold meanwhile; what runs out is sent again, so it is better to wait than to
                # forget.
                _LOG.warning("what was sent cannot be written down just now")
                await pause(AGAIN_SECONDS)
            else:
                return
