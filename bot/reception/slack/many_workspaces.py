"""Workspaces that installed us, whose tokens expire and are exchanged in time.

Slack takes a refresh token once: whoever exchanges one has claimed that in the database before, so that
neither a second task nor a second process does it too, and what Slack gave for it is held until it is kept,
whatever becomes of who asked.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.incoming import CHANNEL
from bot.reception.slack.grants import (
    GONE,
    SPENT,
    UNREACHABLE,
    Client,
    NotNow,
    error_of,
    opens,
    opens_for_sure,
    traded,
)
from bot.reception.slack.workspaces import Bot
from bot.store import installations
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.store.installations import Installation
from bot.waiting import pause

_LOG: Final = logging.getLogger(__name__)
EARLY: Final = timedelta(hours=2)
"""How long before a token expires it is exchanged: Slack may be out of reach for that long."""
FRESH: Final = timedelta(seconds=30)
"""How long what was read is taken for true: no tap reads it anew, and another process's news come soon."""
CLAIM: Final = timedelta(seconds=60)
"""How long one exchange may take; longer than a call to Slack waits for its answer."""
AFTER_FAILURE: Final = timedelta(minutes=1)
"""How long a refresh token that could not be exchanged is left alone while the token of before holds."""
IN_NEED: Final = timedelta(seconds=5)
"""The same when it holds no more; also how long another process's exchange is not looked after."""
LOOK_AGAIN: Final = 0.2
"""Seconds between two looks whether somebody else's exchange is done."""
KEEP_FIRST: Final = 0.2
KEEP_LONGEST: Final = 5.0
"""Seconds between two tries to write down what Slack gave in an exchange: from, and up to."""
MOST_KEPT: Final = 1000
"""Workspaces that are kept in memory, of each kind of thing that is known of them."""
Now: TypeAlias = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class _Read:
    installation: Installation
    at: datetime


@dataclass(frozen=True, slots=True)
class _Unkept:
    """What Slack gave in an exchange, as long as it is not in the database."""

    before: Installation
    token: str
    refresh_token: str
    expires_at: datetime

    @property
    def after(self) -> Installation:
        return replace(
            self.before, bot_token=self.token, refresh_token=self.refresh_token, expires_at=self.expires_at
        )


class ManyWorkspaces:
    """The workspaces that installed us, from the database."""

    def __init__(self, database: Database, slack: AsyncWebClient, client: Client, now: Now) -> None:
        self._database = database
        self._slack = slack
        """Without a token."""
        self._client = client
        self._now = now
        self._known: dict[str, _Read] = {}
        self._pausing: dict[str, datetime] = {}
        """Until when nobody tries an exchange."""
        self._exchanging: dict[str, asyncio.Task[Installation | None]] = {}
        self._unkept: dict[str, _Unkept] = {}
        self._keeping: set[asyncio.Task[None]] = set()
        self._stopping = False

    async def token(self, workspace: str) -> str | None:
        here = await self._holding(workspace)
        return None if here is None else here.bot_token

    async def bot_of(self, workspace: str) -> Bot | None:
        here = await self._here(workspace)
        return None if here is None else Bot(here.bot_user, here.bot_id, here.app, here.name)

    async def lost(self, workspace: str, why: str) -> None:
        here = await self._reread(workspace)
        if here is None or here.bot_token is None:
            return
        if await opens(self._slack, here.bot_token) is False:
            await self._gone(here, why)

    async def uninstalled(self, workspace: str) -> None:
        if await self._reread(workspace) is None:
            return
        here = await self._holding(workspace)  # of a token that is over Slack says no more than that
        if here is not None and not await opens_for_sure(self._slack, here.bot_token):
            await self._gone(here, "app_uninstalled")

    async def revoked(self, workspace: str, bot_users: Sequence[str]) -> None:
        here = await self._reread(workspace)
        if here is not None and here.bot_user in bot_users:
            await self.uninstalled(workspace)

    def forget(self, workspace: str) -> None:
        """What is known of it is no longer true."""
        self._known.pop(workspace, None)
        self._pausing.pop(workspace, None)
        self._unkept.pop(workspace, None)

    async def drain(self, seconds: float) -> bool:
        """Waits until what exchanges gave is kept. False: some is not, after so many seconds, and is lost."""
        self._stopping = True
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while tasks := [*self._exchanging.values(), *self._keeping]:
            if loop.time() >= end:
                break
            await asyncio.wait(tasks, timeout=end - loop.time())
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        return not tasks

    # What is known

    async def _here(self, workspace: str) -> Installation | None:
        """As it was exchanged or read a moment ago, or as it is read now; None: not there, or gone."""
        unkept = self._unkept.get(workspace)
        if unkept is not None:
            return unkept.after
        known = self._known.get(workspace)
        if known is not None and self._now() - known.at < FRESH:
            return known.installation
        return await self._reread(workspace)

    async def _reread(self, workspace: str) -> Installation | None:
        """As it is in the database, into which goes first what is not kept yet."""
        await self._keep(workspace)
        self._known.pop(workspace, None)
        at = self._now()
        found = await self._database.read(lambda c: installations.find(c, CHANNEL, workspace))
        if found is None or found.revoked_at is not None:
            return None
        if len(self._known) >= MOST_KEPT:
            self._known.clear()
        self._known[workspace] = _Read(found, at)
        return found

    # Tokens in time

    async def _holding(self, workspace: str) -> Installation | None:
        """With a token that holds for a while. NotNow."""
        here = await self._here(workspace)
        if here is None or not self._expires(here, EARLY):
            return here
        if self._pauses(workspace):
            if self._expires(here, timedelta()):
                raise NotNow
            return here
        return await asyncio.shield(self._one_exchange(workspace))

    def _one_exchange(self, workspace: str) -> "asyncio.Task[Installation | None]":
        """One for all who ask, which goes on when all of them are told to stop."""
        under_way = self._exchanging.get(workspace)
        if under_way is not None:
            return under_way
        task = asyncio.create_task(self._exchanged(workspace), name="token exchange")
        self._exchanging[workspace] = task
        task.add_done_callback(lambda _: self._exchanging.pop(workspace))
        return task

    async def _exchanged(self, workspace: str) -> Installation | None:
        """After an exchange: ours, or that of another process. NotNow."""
        give_up = self._now() + CLAIM
        while True:
            late = self._now() >= give_up
            here = await self._reread(workspace)
            if here is None or not self._expires(here, EARLY):
                return here
            if await self._claimed(workspace):
                return await self._exchange(here)
            if not self._expires(here, timedelta()):
                self._pause(workspace, IN_NEED)
                return here  # somebody exchanges it just now; this one still holds
            if self._stopping or late:
                raise NotNow
            await pause(LOOK_AGAIN)

    async def _claimed(self, workspace: str) -> bool:
        moment = self._now()
        return await self._database.run(
            lambda c: installations.claim_rotation(
                c, CHANNEL, workspace, now=moment, soon=moment + EARLY, until=moment + CLAIM
            )
        )

    async def _exchange(self, here: Installation) -> Installation | None:
        """Trades the refresh token in; what it gave counts at once, kept or not yet. NotNow."""
        try:
            said = await traded(
                self._slack,
                self._client,
                grant_type="refresh_token",
                refresh_token=here.refresh_token or "",
            )
        except SlackApiError as error:
            return await self._not_exchanged(here, error_of(error))
        except UNREACHABLE as error:
            return await self._not_exchanged(here, type(error).__name__)
        expires_at = self._now() + timedelta(seconds=int(said["expires_in"]))
        given = _Unkept(here, said["access_token"], said["refresh_token"], expires_at)
        self._unkept[here.workspace] = given
        try:
            return await self._reread(here.workspace)
        except StoreError as error:
            _LOG.warning("the new token of a workspace cannot be kept just now: %s", error.what)
            task = asyncio.create_task(self._keep_at_last(here.workspace), name="token keeping")
            self._keeping.add(task)
            task.add_done_callback(self._keeping.discard)
            return given.after

    async def _keep_at_last(self, workspace: str) -> None:
        wait = KEEP_FIRST
        while workspace in self._unkept:
            await pause(wait)
            wait = min(wait * 2, KEEP_LONGEST)
            with suppress(StoreError):
                await self._keep(workspace)

    async def _keep(self, workspace: str) -> None:
        """Writes down what is not kept yet, unless the workspace has gone or come anew. StoreErrors."""
        unkept = self._unkept.get(workspace)
        if unkept is None:
            return
        await self._database.run(
            lambda c: installations.rotate(
                c, CHANNEL, unkept.before, bot_token=unkept.token, refresh_token=unkept.refresh_token,
                expires_at=unkept.expires_at,
            )
        )  # fmt: skip
        self._known.pop(workspace, None)
        if self._unkept.get(workspace) is unkept:
            del self._unkept[workspace]

    async def _not_exchanged(self, here: Installation, why: str) -> Installation | None:
        """While the token of before holds it is used. NotNow."""
        over = self._expires(here, timedelta())
        left_alone = IN_NEED if over else AFTER_FAILURE
        self._pause(here.workspace, left_alone)
        now = await self._reread(here.workspace)
        if now is None or now.refresh_token != here.refresh_token:
            return now  # gone, installed anew, or exchanged by another
        _LOG.warning("the token of a workspace could not be exchanged (%s)", why)
        if over and why in SPENT | GONE:
            await self._gone(here, why)
            return None
        until = self._now() + left_alone
        await self._database.run(lambda c: installations.leave_alone(c, CHANNEL, here.workspace, until))
        if over:
            raise NotNow
        return here

    def _pause(self, workspace: str, time: timedelta) -> None:
        """No exchange for so long; the row says so too, but to read it with each message is dear."""
        if len(self._pausing) >= MOST_KEPT:
            self._pausing.clear()
        self._pausing[workspace] = self._now() + time

    def _pauses(self, workspace: str) -> bool:
        until = self._pausing.get(workspace)
        return until is not None and self._now() < until

    def _expires(self, here: Installation, within: timedelta) -> bool:
        return here.expires_at is not None and here.expires_at <= self._now() + within

    # The end

    async def _gone(self, here: Installation, why: str) -> None:
        """Stops all work for a workspace, unless it has come anew since we looked."""
        moment = self._now()
        stopped = await self._database.run(
            lambda c: installations.revoke(c, CHANNEL, here.workspace, moment, token=here.bot_token)
        )
        self.forget(here.workspace)
        if stopped:
            _LOG.warning("a workspace does not let us in any more (%s); all work for it has stopped", why)
