"""Bare requests to the Bot API, as no library would let them through."""

from types import TracebackType
from typing import Any, Self

import aiohttp

from tests.fakes.telegram import FakeTelegram


class Bare:
    """A client that knows nothing."""

    def __init__(self, telegram: FakeTelegram) -> None:
        self._telegram = telegram
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def posts(self, path: str, **how: Any) -> tuple[int, Any]:
        """A request to any path: HTTP status and body."""
        async with self._session.post(self._telegram.url + path, **how) as answer:
            return answer.status, await answer.json()

    async def calls(self, method: str, **values: Any) -> tuple[int, Any]:
        """A method with its parameters in JSON."""
        return await self.posts(f"/bot{self._telegram.token}/{method}", json=values)

    async def does(self, method: str, **values: Any) -> Any:
        """The result of a method that must not be refused."""
        status, body = await self.calls(method, **values)
        assert (status, body["ok"]) == (200, True), body
        return body["result"]

    async def refused(self, method: str, **values: Any) -> str:
        """Why a method is refused."""
        status, body = await self.calls(method, **values)
        assert (status, body["ok"]) == (body["error_code"], False), body
        return str(body["description"])
