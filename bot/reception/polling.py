"""Polling: updates are fetched in batches, and the next fetch confirms a batch only after all of it is
committed.
"""

import asyncio
import logging
from collections.abc import Sequence
from typing import Any, Final

from telegram.error import Conflict, InvalidToken, TelegramError

from bot.channels.telegram.parse import ALLOWED_UPDATES
from bot.channels.telegram.sender import TelegramSender
from bot.channels.telegram.wire import TooMany
from bot.reception.telegram import TelegramReception
from bot.store.errors import StoreError
from bot.waiting import happens

_LOG: Final = logging.getLogger(__name__)
LISTEN_SECONDS: Final = 25
"""How long the server holds a fetch open while nothing comes in; it allows 50."""
GRACE_SECONDS: Final = 10.0
"""What a fetch may take beyond that before the connection counts as dead."""
BATCH: Final = 100
FIRST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 30.0


class Polling:
    """Fetches the updates of one bot until told to stop."""

    def __init__(self, sender: TelegramSender, reception: TelegramReception) -> None:
        self._sender = sender
        self._reception = reception
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
        while not self._stopping.is_set():
            try:
                updates = await self._fetch()
                if updates is None:
                    break
                await self._take(updates)
                wait = FIRST_PAUSE
            except (StoreError, TelegramError) as error:
                _say(error)
                await happens(self._stopping, max(wait, _asked_to_wait(error)))
                wait = min(wait * 2, LONGEST_PAUSE)

    async def stop(self) -> None:
        """No new fetch; one that is open is given up. Returns when what was fetched is taken."""
        self._stopping.set()
        await self._ended.wait()

    async def confirm(self) -> None:
        """Tells the server what was taken last, so that it does not come again to the next process."""
        if self._offset is None:
            return
        try:
            await self._sender.call(
                "getUpdates", {"offset": self._offset, "limit": 1, "timeout": 0}, seconds=5.0
            )
        except TelegramError as error:
            _say(error)

    async def _fetch(self) -> Sequence[Any] | None:
        """The next batch; None when told to stop meanwhile."""
        values: dict[str, Any] = {
            "timeout": LISTEN_SECONDS, "limit": BATCH, "allowed_updates": list(ALLOWED_UPDATES),
        }  # fmt: skip
        if self._offset is not None:
            values["offset"] = self._offset
        fetching = asyncio.ensure_future(
            self._sender.call("getUpdates", values, seconds=LISTEN_SECONDS + GRACE_SECONDS)
        )
        stopping = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait([fetching, stopping], return_when=asyncio.FIRST_COMPLETED)
            if not fetching.done():
                return None
            updates = fetching.result()
            return [one for one in updates if _is_update(one)] if isinstance(updates, list) else []
        finally:
            fetching.cancel()
            stopping.cancel()

    async def _take(self, updates: Sequence[Any]) -> None:
        """All of a batch, people side by side. Confirmed is what lies before the first failure."""
        taken = await asyncio.gather(*map(self._reception.receive, updates), return_exceptions=True)
        for update, outcome in zip(updates, taken, strict=True):
            if isinstance(outcome, BaseException):
                raise outcome
            self._offset = int(update["update_id"]) + 1


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
