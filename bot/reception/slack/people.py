"""What Slack knows of people: the language of their client and the zone they live in.

Asked once for each person, and kept fresh by the news that Slack sends. Nobody waits long for it, nor again
and again: who is not known in time is spoken to in the flow's first language, and may choose another.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any, Final

from bot.channels.base import Place
from bot.channels.slack.api import SlackApi, Trouble
from bot.channels.slack.incoming import Changed
from bot.channels.slack.parse import changed

REMEMBERED: Final = 20_000
PATIENCE: Final = 1.0
"""Seconds that an answer waits for the person's language."""
NOT_AGAIN: Final = 60.0
"""Seconds in which nobody is asked about again after that failed."""
UNKNOWN: Final = Changed(locale=None, zone=None)


class People:
    """Those who were here since the process began."""

    def __init__(self, api: SlackApi) -> None:
        self._api = api
        self._known: OrderedDict[Place, Changed] = OrderedDict()
        self._asking: dict[Place, tuple[asyncio.Task[Changed], float]] = {}
        """And until when that is waited for, in the loop's time."""
        self._failed: OrderedDict[Place, float] = OrderedDict()
        """Until when those are not asked about again."""

    def known(self, place: Place) -> Changed:
        """What is known without asking."""
        return self._known.get(place, UNKNOWN)

    async def asked(self, place: Place) -> Changed:
        """What Slack knows, when it says so in time."""
        now = asyncio.get_running_loop().time()
        if place in self._known or self._failed.get(place, now) > now:
            return self.known(place)
        if place not in self._asking:
            asking = asyncio.create_task(self._ask(place), name="users.info")
            self._asking[place] = asking, now + PATIENCE
            asking.add_done_callback(lambda _: self._asking.pop(place, None))
        asking, until = self._asking[place]
        done, _ = await asyncio.wait([asking], timeout=max(until - now, 0.0))
        return asking.result() if done else UNKNOWN

    def heard(self, place: Place, news: Changed) -> None:
        """Slack told. An event does not always bring the language: what was known of it stays."""
        before = self._known.get(place, UNKNOWN)
        self._known[place] = Changed(news.locale or before.locale, news.zone or before.zone)
        self._known.move_to_end(place)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    async def _ask(self, place: Place) -> Changed:
        try:
            said = await self._api.call(
                place.workspace, "users.info", {"user": place.person, "include_locale": True}
            )
        except Trouble:
            self._failed[place] = asyncio.get_running_loop().time() + NOT_AGAIN
            self._failed.move_to_end(place)
            if len(self._failed) > REMEMBERED:
                self._failed.popitem(last=False)
            return UNKNOWN
        user = said.get("user")
        self.heard(place, changed(user if isinstance(user, Mapping) else dict[str, Any]()))
        return self.known(place)
