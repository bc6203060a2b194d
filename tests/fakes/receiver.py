"""Where a webhook leads: takes down what comes, and answers as a test wishes."""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.fakes.bell import Bell


class Receiver:
    """A server that gets updates."""

    def __init__(self) -> None:
        self.updates: list[dict[str, Any]] = []
        self.secrets: list[str] = []
        self.statuses: list[int] = []
        """What the next ones are answered; 200 when there are no more."""
        self.headers: dict[str, str] = {}
        self.says: Callable[[dict[str, Any]], dict[str, Any]] | None = None
        """What stands in the answer to an update; nothing where that is empty."""
        self.most_at_once = 0
        self._at_once = 0
        self._bell = Bell()
        self._open = asyncio.Event()
        self._open.set()

    async def __aenter__(self) -> Self:
        self._runner = web.ServerRunner(web.Server(self._take), access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/hook"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.lets_go()
        await self._runner.cleanup()

    def holds(self) -> None:
        """Answers nothing until it `lets_go`."""
        self._open.clear()

    def lets_go(self) -> None:
        self._open.set()

    async def has(self, number: int) -> None:
        """Waits until so many updates have come. AssertionError: they do not."""
        assert await self._bell.until(lambda: len(self.updates) >= number, 5), self.updates

    @property
    def texts(self) -> list[str]:
        """What the updates say: texts, and the data of taps."""
        return [
            update["callback_query"]["data"] if "callback_query" in update else update["message"]["text"]
            for update in self.updates
        ]

    async def _take(self, request: web.BaseRequest) -> web.Response:
        update = await request.json()
        self.updates.append(update)
        self._bell.ring()
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""))
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        await self._open.wait()
        self._at_once -= 1
        status = self.statuses.pop(0) if self.statuses else 200
        if self.says and (said := self.says(update)):
            return web.json_response(said, status=status, headers=self.headers)
        return web.Response(status=status, headers=self.headers)
