"""The Home tab: made anew whenever it is opened or something was pressed there."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection

from bot.channels.base import Place
from bot.channels.slack.api import SlackApi, TooMany, Trouble
from bot.channels.slack.home import render_home
from bot.channels.slack.incoming import CHANNEL
from bot.channels.team_tokens import encode_team
from bot.channels.wish_tokens import encode_wish, owner_at
from bot.messages.home import HomePage
from bot.present.desk.commands import look_in_messages
from bot.reception.queues import Queues
from bot.reception.slack.people import People
from bot.reception.slack.workspaces import Workspaces
from bot.store import respondents
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.turn.arrived import Surroundings
from bot.turn.home import home_of
from bot.turn.teams.roles import Who
from bot.waiting import happens
from bot.wishes import AboutTeams, Press, Wish

_LOG: Final = logging.getLogger(__name__)
PUBLISH: Final = "views.publish"
MOST_TRIES: Final = 3
"""For one view, while Slack wants us to wait."""


class HomeTab:
    """Shows each person theirs."""

    def __init__(
        self,
        database: Database,
        api: SlackApi,
        workspaces: Workspaces,
        people: People,
        around: Callable[[], Surroundings],
        room_of: Callable[[Place], Awaitable[str | None]],
    ) -> None:
        self._database = database
        self._api = api
        self._workspaces = workspaces
        self._people = people
        self._around = around
        self._room_of = room_of
        self._queues = Queues()
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Nobody waits any more until Slack takes a tab: it is shown when it is opened again."""
        self._stopping.set()

    async def show(self, place: Place, *, told: bool = False) -> None:
        """Puts it there as it is now. *told*: what was pressed is answered in the messages.

        What cannot be shown now is shown when the tab is opened again.
        """
        known, around = await self._people.asked(place), self._around()

        def look(connection: Connection) -> HomePage:
            address = respondents.find(connection, CHANNEL, place.workspace, place.person)
            if address is not None and known.zone not in (None, address.zone):
                respondents.set_zone(connection, address.id, known.zone)
                address = replace(address, zone=known.zone)
            language = known.locale if address is None else address.language or known.locale
            notice = look_in_messages(language) if told else ""
            who = Who(CHANNEL, *place)
            return home_of(connection, address, language, around, notice, who=who)

        try:
            async with self._queues.turn_of(place):  # what was made later is shown later
                await self._publish(place, await self._database.run(look))
        except StoreError as error:
            _LOG.error("a Home tab could not be made: %s", error.what)  # said without a trace
        except Trouble as trouble:
            _LOG.warning("a Home tab could not be shown: %s", trouble, extra={"workspace": place.workspace})

    async def _publish(self, place: Place, page: HomePage) -> None:
        platform = self._around().platform
        if platform is None:
            raise ValueError("buttons need keys")
        key, owner = platform.token_keys[0], owner_at(CHANNEL, *place)  # looking leaves no trace of them

        def token(press: Press) -> str:
            if not isinstance(press, Wish):
                raise TypeError(f"no wish: {press!r}")
            if isinstance(press, AboutTeams):
                return encode_team(press, address=owner, key=key)
            return encode_wish(press, address=owner, key=key)

        view = render_home(page, token, app_link=await self._link(place))
        for _ in range(MOST_TRIES):
            try:
                await self._api.call(place.workspace, PUBLISH, {"user_id": place.person, "view": view})
            except TooMany as busy:
                if await happens(self._stopping, busy.seconds):
                    return
            else:
                return

    async def _link(self, place: Place) -> str | None:
        """To the direct messages (docs.slack.dev/interactivity/deep-linking); None where there is no way."""
        bot, room = await self._workspaces.bot_of(place.workspace), await self._room_of(place)
        if bot is not None and bot.app:
            return f"slack://app?team={place.workspace}&id={bot.app}&tab=messages"
        return None if room is None else f"slack://channel?team={place.workspace}&id={room}"
