"""Which workspaces there are, and with what token each is spoken to.

    token = await workspaces.token("T024BE7LD")     # None: it does not let us in

One workspace by its token (`OneWorkspace`), or those that installed us (`many_workspaces`).
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.incoming import CHANNEL
from bot.reception.slack.grants import GONE, UNREACHABLE, error_of, opens, opens_for_sure
from bot.store import installations
from bot.store.database import Database
from bot.waiting import happens

_LOG: Final = logging.getLogger(__name__)
FIRST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 60.0


class TokenUnknown(Exception):  # noqa: N818  # read as a sentence
    """Slack does not know the bot token."""

    what = "SLACK_BOT_TOKEN is not known to Slack, or no longer."
    todo = "Install your app at api.slack.com (OAuth & Permissions), and set the bot token that stands there."


@dataclass(frozen=True, slots=True)
class Bot:
    """Who we are in a workspace."""

    bot_user: str
    bot_id: str
    app: str
    """"" where Slack does not say."""
    name: str
    """Of the workspace."""


class Workspaces(Protocol):
    """The workspaces that let us in. StoreErrors may come from all of it."""

    async def token(self, workspace: str) -> str | None:
        """With what it is spoken to; None: it does not let us in, or no longer. NotNow."""
        ...

    async def bot_of(self, workspace: str) -> Bot | None:
        """Who we are there; None as above."""
        ...

    async def lost(self, workspace: str, why: str) -> None:
        """Slack said *why* a token opens nothing: all work for the workspace stops, if Slack says so again.

        What was said of the token of before is no news of that of a new installation.
        """
        ...

    async def uninstalled(self, workspace: str) -> None:
        """Slack says that the app was removed. That may be late: who came anew meanwhile stays. NotNow."""
        ...

    async def revoked(self, workspace: str, bot_users: Sequence[str]) -> None:
        """Slack says that the tokens of these bots were revoked; only our own stops anything. NotNow."""
        ...


class OneWorkspace:
    """One workspace, by the token of the settings."""

    def __init__(self, database: Database, client: AsyncWebClient, workspace: str, bot: Bot) -> None:
        self.workspace = workspace
        """Its team, or its enterprise where the token is for that."""
        self._database = database
        self._slack = client
        self._bot = bot
        self._lost = False

    @classmethod
    async def reached(
        cls, database: Database, client: AsyncWebClient, stopping: asyncio.Event
    ) -> "OneWorkspace | None":
        """The workspace of the client's token. TokenUnknown.

        Where Slack cannot be reached this waits; None when told to stop meanwhile.
        """
        wait = FIRST_PAUSE
        while not stopping.is_set():
            try:
                said: Any = await client.auth_test()
            except SlackApiError as error:
                if error_of(error) in GONE | {"not_authed", "token_expired"}:
                    raise TokenUnknown from error
                _LOG.warning("Slack does not let us in just now (%s); trying again", error_of(error))
            except UNREACHABLE as error:
                _LOG.warning("Slack cannot be reached (%s); trying again", type(error).__name__)
            else:
                organisation = said.get("is_enterprise_install") and said.get("enterprise_id")
                bot = Bot(
                    said["user_id"], said.get("bot_id", ""), said.get("app_id", ""), said.get("team", "")
                )
                return cls(database, client, organisation or said["team_id"], bot)
            await happens(stopping, wait)
            wait = min(wait * 2, LONGEST_PAUSE)
        return None

    async def token(self, workspace: str) -> str | None:
        return self._slack.token if self._is_ours(workspace) else None

    async def bot_of(self, workspace: str) -> Bot | None:
        return self._bot if self._is_ours(workspace) else None

    async def lost(self, workspace: str, why: str) -> None:
        if self._is_ours(workspace) and await opens(self._slack, self._slack.token) is False:
            await self._gone(why)

    async def uninstalled(self, workspace: str) -> None:
        if self._is_ours(workspace) and not await opens_for_sure(self._slack, self._slack.token):
            await self._gone("app_uninstalled")

    async def revoked(self, workspace: str, bot_users: Sequence[str]) -> None:
        if self._bot.bot_user in bot_users:
            await self.uninstalled(workspace)

    async def _gone(self, why: str) -> None:
        """Until the next start, which looks again; who was here is written to only after they wrote."""
        await self._database.run(lambda c: installations.stop(c, CHANNEL, self.workspace))
        self._lost = True  # not before: when that did not work, Slack says it again
        _LOG.error("Slack does not let us in any more (%s): set a new SLACK_BOT_TOKEN and restart", why)

    def _is_ours(self, workspace: str) -> bool:
        return workspace == self.workspace and not self._lost
