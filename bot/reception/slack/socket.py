"""Socket Mode: Slack talks to us over a connection that we open, so nothing has to reach us.

The library keeps the connection up and asks for an answer every few seconds. It has been seen to miss that a
connection is dead (python-slack-sdk issues 1110, 1446, 1701), so its work is watched: where nothing was heard
for too long, a new connection is made. Where several processes serve one app, the leader has the connection.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.reception.leading import Leading
from bot.reception.slack.grants import error_of, says_no
from bot.waiting import happens

_LOG: Final = logging.getLogger(__name__)
PING_SECONDS: Final = 5.0
LOOK_SECONDS: Final = 1.0
SILENT_SECONDS: Final = 15.0
"""Three questions without an answer."""
CONNECT_SECONDS: Final = 15.0
FIRST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 30.0


class Socket:
    """One connection, for as long as it is wanted."""

    def __init__(
        self, app: AsyncApp, app_token: str, client: AsyncWebClient, seconds: Callable[[], float],
        leading: Leading, *, ping: float = PING_SECONDS, silent: float = SILENT_SECONDS,
    ) -> None:  # fmt: skip
        """*seconds*: the time as the library's own pings tell it, since 1970."""
        self._app = app
        self._app_token = app_token
        self._client = client
        self._seconds = seconds
        self._leading = leading
        self._ping = ping
        self._silent = silent
        self._stopping = asyncio.Event()
        self._ended = asyncio.Event()
        self._ended.set()

    async def run(self) -> None:
        """Connects, and again whenever the connection is lost, until told to stop."""
        self._ended.clear()
        try:
            await self._run()
        finally:
            self._ended.set()

    async def stop(self) -> None:
        """The connection is closed; what was not confirmed comes to the next process."""
        self._stopping.set()
        try:
            await self._ended.wait()
        finally:
            await self._leading.resign()

    async def _run(self) -> None:
        wait = FIRST_PAUSE
        while await self._leading.begins(self._stopping):
            handler = AsyncSocketModeHandler(
                self._app, self._app_token, web_client=self._client, ping_interval=self._ping
            )
            try:
                if await self._connected(handler):
                    wait = FIRST_PAUSE
                    await self._watch(handler)
            finally:
                with suppress(Exception):
                    await handler.close_async()  # type: ignore[no-untyped-call]  # as below
            if not self._stopping.is_set():
                await happens(self._stopping, wait)
                wait = min(wait * 2, LONGEST_PAUSE)

    async def _connected(self, handler: AsyncSocketModeHandler) -> bool:
        """Is there a connection? Slack's refusal of the token is told; all else is tried again."""
        connecting = asyncio.ensure_future(self._connect(handler))
        stopping = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait(
                [connecting, stopping], return_when=asyncio.FIRST_COMPLETED, timeout=CONNECT_SECONDS
            )
            if not connecting.done():
                return False
            connecting.result()
        except SlackApiError as error:
            if says_no(error):
                _LOG.error("Slack does not take the app token (%s): set SLACK_APP_TOKEN", error_of(error))
            else:
                _LOG.warning("no connection to Slack (%s)", error_of(error))
            return False
        except Exception as error:  # noqa: BLE001  # whatever it is, it is tried again
            _LOG.warning("no connection to Slack (%s)", type(error).__name__)
            return False
        else:
            return True
        finally:
            connecting.cancel()
            stopping.cancel()

    async def _connect(self, handler: AsyncSocketModeHandler) -> None:
        """With an address that is good once. The library would ask for one itself, without an end where Slack
        refuses the token, and would try the same one without an end where it leads nowhere.
        """
        given = await self._client.apps_connections_open(app_token=self._app_token)
        handler.client.wss_uri = given["url"]
        await handler.connect_async()  # type: ignore[no-untyped-call]  # the library gives no types here

    async def _watch(self, handler: AsyncSocketModeHandler) -> None:
        """Returns when the connection is no good any more, or not wanted."""
        socket = handler.client
        heard_at = self._seconds()
        while not await happens(self._stopping, min(LOOK_SECONDS, self._silent / 3)):
            heard_at = max(heard_at, socket.last_ping_pong_time or 0.0)
            if not self._leading.leads:
                return
            if self._seconds() - heard_at > self._silent:
                _LOG.warning("the connection to Slack is silent; making a new one")
                return
