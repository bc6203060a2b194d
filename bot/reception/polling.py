"""Polling: updates are fetched in batches, and the next fetch confirms a batch only after all of it is
committed. Nobody's later words overtake earlier ones that could not be committed. Where several processes
serve one bot, the leader fetches.
"""

import asyncio
import logging
from collections.abc import Hashable, Sequence
from typing import Any, Final

from telegram.error import Conflict, InvalidToken, TelegramError

from bot.channels.telegram.parse import ALLOWED_UPDATES, CHANNEL
from bot.channels.telegram.sender import TelegramSender
from bot.channels.telegram.wire import TooMany
from bot.reception.leading import Leading, while_leading
from bot.reception.telegram import TelegramReception
from bot.store.errors import StoreError
from bot.waiting import happens
from bot.watching import traced
from bot.watching.about import about

_LOG: Final = logging.getLogger(__name__)
LISTEN_SECONDS: Final = 25
"""How long the server holds a fetch open while nothing comes in; it allows 50."""
GRACE_SECONDS: Final = 10.0
"""What a fetch may take beyond that before the connection counts as dead."""
CONFIRM_SECONDS: Final = 2.0
BATCH: Final = 100
FIRST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 30.0
MANY_CONFLICTS: Final = 4
"""So many one after the other are no hand-over: somebody else uses the token."""


class Polling:
    """Fetches the updates of one bot until told to stop."""

    def __init__(self, sender: TelegramSender, reception: TelegramReception, leading: Leading) -> None:
        self._sender = sender
        self._reception = reception
        self._leading = leading
        self._conflicts = 0
        """One after the other."""
        self._stopping = asyncio.Event()
        self._ended = asyncio.Event()
        self._ended.set()
        self._offset: int | None = None

    async def run(self) -> None:
        """Fetches, takes, and only then fetches on. Trouble is waited out with growing pauses."""
        self._ended.clear()
        try:
            await self._run()
        finally:
            self._ended.set()

    async def _run(self) -> None:
        wait = FIRST_PAUSE
        while await self._leading.begins(self._stopping):
            try:
                updates = await while_leading(self._fetch(), self._leading, self._stopping)
                if updates is None:
                    self._offset = self._offset if self._leading.leads else None  # others went on from there
                    continue
                self._conflicts = 0
                await self._take(updates)
                wait = FIRST_PAUSE
            except (StoreError, TelegramError) as error:
                self._say(error)
                await happens(self._stopping, max(wait, _asked_to_wait(error)))
                wait = min(wait * 2, LONGEST_PAUSE)

    async def stop(self) -> None:
        """No new fetch; one that is open is given up. Returns when what was fetched is taken."""
        self._stopping.set()
        await self._ended.wait()

    async def hand_over(self) -> None:
        """To another process, where there may be one; after the stop."""
        if self._leading.shared:
            try:
                await self.confirm()
            finally:
                self._offset = None
                await self._leading.resign()

    async def confirm(self) -> None:
        """Tells the server what was taken last, so that it does not come again to the next process."""
        if self._offset is None or not self._leading.leads:
            return
        try:
            await self._sender.call(
                "getUpdates", {"offset": self._offset, "limit": 1, "timeout": 0}, seconds=CONFIRM_SECONDS
            )
        except TelegramError as error:
            self._say(error)

    async def _fetch(self) -> Sequence[Any]:
        """The next batch."""
        values: dict[str, Any] = {
            "timeout": LISTEN_SECONDS, "limit": BATCH, "allowed_updates": list(ALLOWED_UPDATES),
        }  # fmt: skip
        if self._offset is not None:
            values["offset"] = self._offset
        updates = await self._sender.call("getUpdates", values, seconds=LISTEN_SECONDS + GRACE_SECONDS)
        return [one for one in updates if _is_update(one)] if isinstance(updates, list) else []

    async def _take(self, updates: Sequence[Any]) -> None:
        """All of a batch, people side by side. Confirmed is what lies before the first failure."""
        of_each: dict[Hashable, list[Any]] = {}
        for update in updates:
            whose = self._reception.whose(update)
            of_each.setdefault(update["update_id"] if whose is None else whose, []).append(update)
        failures = dict(filter(None, await asyncio.gather(*map(self._in_order, of_each.values()))))
        for update in updates:
            if update["update_id"] in failures:
                raise failures[update["update_id"]]
            self._offset = int(update["update_id"]) + 1

    async def _in_order(self, updates: Sequence[Any]) -> tuple[int, Exception] | None:
        """Those of one person, up to the first that fails: which, and why. It comes again, and what was said
        after it must not be taken for an answer to what was asked before.
        """
        for update in updates:
            try:
                await self._receive(update)
            except Exception as error:  # noqa: BLE001  # raised when the others are taken
                return update["update_id"], error
        return None

    async def _receive(self, update: Any) -> None:
        with about(channel=CHANNEL, update=str(update["update_id"])), traced.span("update", channel=CHANNEL):
            reply = await self._reception.receive(update)
        if reply is not None:
            self._reception.call(reply)

    def _say(self, error: Exception) -> None:
        """Two that fetch for a moment are no trouble, where one takes over from another."""
        if isinstance(error, Conflict):
            self._conflicts += 1
            if self._leading.shared and self._conflicts < MANY_CONFLICTS:
                _LOG.info("another process still fetches updates; trying again")
                return
        _say(error)


def _is_update(found: object) -> bool:
    return isinstance(found, dict) and isinstance(found.get("update_id"), int)


def _asked_to_wait(error: Exception) -> float:
    return error.seconds if isinstance(error, TooMany) else 0.0


def _say(error: Exception) -> None:
    if isinstance(error, Conflict):
        _LOG.error("another process polls with the same bot token, or a webhook is set: only one can")
    elif isinstance(error, InvalidToken):
        _LOG.error("Telegram does not know this bot token")
    elif isinstance(error, StoreError):
        _LOG.error("the database cannot be used just now: %s", error.what)
    else:
        _LOG.warning("Telegram cannot be reached just now (%s)", type(error).__name__)
