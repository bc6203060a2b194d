"""A Bolt app behind a request URL on this machine: what the fake brings goes to the real library."""

import asyncio
from types import TracebackType
from typing import Self

from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest


class ServedApp:
    """`async with ServedApp(app) as served`: `served.url` is for `slack.delivers_to`."""

    def __init__(self, app: AsyncApp) -> None:
        self.app = app
        self.statuses: list[int] = []
        """What the next requests are answered instead of being looked at; 0 answers nothing at all."""
        self.headers: list[dict[str, str]] = []
        """Of the requests that came, oldest first, by small letters."""
        self.extra: dict[str, str] = {}
        """Headers of every answer."""
        self._open = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._runner = web.ServerRunner(web.Server(self._take), access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self.url = f"{self.base}/slack/events"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.set()
        await self._runner.cleanup()

    async def _take(self, request: web.BaseRequest) -> web.Response:
        body = (await request.read()).decode()
        self.headers.append({name.lower(): value for name, value in request.headers.items()})
        if self.statuses:
            status = self.statuses.pop(0)
            if status == 0:
                await self._open.wait()
            return web.Response(status=status or 200, headers=self.extra)
        asked = AsyncBoltRequest(body=body, query=request.query_string, headers={**request.headers})
        flow = self.app.oauth_flow
        if request.method == "GET" and flow is not None:
            install = request.path == flow.install_path
            said = await (flow.handle_installation(asked) if install else flow.handle_callback(asked))
        else:
            said = await self.app.async_dispatch(asked)
        answer = web.Response(status=said.status, body=said.body.encode(), headers=self.extra)
        for name, values in said.headers.items():
            for value in values:
                answer.headers.add(name, value)
        return answer
