"""Windows to write in: opened at once, because what opens them is good for three seconds.

Where the database is slow the window says that it is loading, and gets its question when that is there.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from typing import Any, Final, NamedTuple

from bot.channels.base import Place
from bot.channels.slack.api import Lost, NotSent, Refused, ServerTrouble, SlackApi, TooMany, Trouble
from bot.channels.slack.incoming import CHANNEL
from bot.channels.slack.modal import field_view, gone_view, loading_view
from bot.channels.slack.outcomes import AGAIN_SECONDS
from bot.messages import QuestionCard
from bot.present.desk.commands import could_not_now
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.turn.arrived import Surroundings
from bot.turn.asked import asked_by
from bot.waiting import pause

_LOG: Final = logging.getLogger(__name__)
MOST_TRIES: Final = 3
"""For what takes the place of the loading."""
LONGEST_WAIT: Final = 10.0
"""Seconds between two of them."""
AT_ONCE: Final = 0.5
"""Seconds that a window waits for its question before it opens without."""


class _Made(NamedTuple):
    """A window, and whether its question is open as far as can be seen."""

    view: Mapping[str, Any]
    is_open: bool


class Windows:
    """Opens them."""

    def __init__(self, database: Database, api: SlackApi, around: Callable[[], Surroundings]) -> None:
        self._database = database
        self._api = api
        self._around = around

    async def open(
        self, place: Place, trigger: str, token: str, message: str | None, language: str | None
    ) -> bool:
        """The window for the question that the token names. False: that is not open, and it says why."""
        making = asyncio.create_task(self._made(place, token, message, language))

        async def view() -> Mapping[str, Any]:
            return (await making).view

        await self.show(place, trigger, view(), language)
        return (await making).is_open

    async def show(
        self, place: Place, trigger: str, view: Coroutine[Any, Any, Mapping[str, Any]], language: str | None
    ) -> None:
        """The window that comes of *view*, which raises nothing but mistakes; what is slow loads first."""
        making = asyncio.create_task(view)
        done, _ = await asyncio.wait([making], timeout=AT_ONCE)
        with suppress(Trouble):  # whoever presses again gets another
            if done:
                await self._open(place, trigger, making.result())
            else:
                opened = await self._open(place, trigger, loading_view(language))
                shown = opened.get("view")
                number = shown.get("id") if isinstance(shown, Mapping) else None
                await self._ended(place, {"view_id": number, "view": await making})
        await making

    async def change(self, place: Place, values: Mapping[str, Any]) -> None:
        """What `views.update` takes. A window that Slack does not know yet is tried again a little later; one
        that was closed stays closed.
        """
        with suppress(Trouble):
            for _ in range(MOST_TRIES):
                try:
                    await self._ended(place, values)
                except Refused as error:
                    if error.error != "not_found":
                        _LOG.warning("a window could not be changed: %s", error)
                        return
                    await pause(AGAIN_SECONDS)
                else:
                    return

    async def say(self, place: Place, trigger: str | None, view: Mapping[str, Any]) -> None:
        """A window that only says something."""
        with suppress(Trouble):
            if trigger is not None:
                await self._open(place, trigger, view)

    async def _open(self, place: Place, trigger: str, view: Mapping[str, Any]) -> Mapping[str, Any]:
        return await self._api.call(place.workspace, "views.open", {"trigger_id": trigger, "view": view})

    async def _ended(self, place: Place, values: Mapping[str, Any]) -> None:
        """The loading is over, and the window shows another view; where Slack cannot, a little later."""
        for _ in range(MOST_TRIES - 1):
            try:
                await self._api.call(place.workspace, "views.update", values)
            except TooMany as busy:
                await pause(min(busy.seconds, LONGEST_WAIT))
            except (ServerTrouble, NotSent, Lost):
                await pause(AGAIN_SECONDS)
            else:
                return
        await self._api.call(place.workspace, "views.update", values)

    async def _made(self, place: Place, token: str, message: str | None, language: str | None) -> "_Made":
        """The window, whatever happens: what was opened to load has an end."""
        try:
            return await self._view(place, token, message, language)
        except StoreError as error:
            _LOG.error("a window could not be made: %s", error.what)  # said without a trace
        except Exception:  # noqa: BLE001  # a mistake of ours must not stop the others
            _LOG.exception("a window met a mistake of ours")
        return _Made(gone_view(language, could_not_now(language)), is_open=True)

    async def _view(self, place: Place, token: str, message: str | None, language: str | None) -> "_Made":
        around = self._around()
        asked = await self._database.read(
            lambda connection: asked_by(
                connection, (CHANNEL, place.workspace, place.person), token, language, around
            )
        )
        if isinstance(asked, QuestionCard):
            return _Made(field_view(asked, f"{token} {message or ''}".strip()), is_open=True)
        return _Made(gone_view(language, asked), is_open=False)
