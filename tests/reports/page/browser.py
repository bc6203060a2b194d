"""A real browser at real pages: Debian's Chromium, and a server that answers with what Checkup would.

`CHECKUP_TEST_CHROMIUM` names another Chromium. Without one these tests fail with a word how to get it, so
that nobody believes they ran.
"""

import asyncio
import os
import shutil
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import pytest
import uvicorn
from playwright.async_api import Browser, ConsoleMessage, Page, Request, async_playwright
from starlette.applications import Starlette
from starlette.requests import Request as Asked
from starlette.responses import Response
from starlette.routing import Route

from bot.web.report import HEADERS

FLAGS: Final = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
HOW: Final = "report pages are tested in Chromium: apt-get install chromium"


def chromium() -> str:
    """Where it is."""
    found = os.environ.get("CHECKUP_TEST_CHROMIUM") or shutil.which("chromium")
    if found is None:
        pytest.fail(HOW)
    return found


@asynccontextmanager
async def browsing() -> AsyncIterator[Browser]:
    """The browser, as long as the block runs."""
    where = chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=where, args=list(FLAGS))
        try:
            yield browser
        finally:
            await browser.close()


@dataclass
class Site:
    """A web server with these pages, by name, each as HTML; `address` without a slash at its end."""

    pages: Mapping[str, str]
    address: str = ""
    _server: Any = field(default=None, repr=False)

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Site"]:
        """Serves, with the headers of report pages."""

        async def get(asked: Asked) -> Response:
            html = self.pages.get(asked.path_params["name"])
            if html is None:
                return Response(status_code=404)
            return Response(html.encode(), media_type="text/html; charset=utf-8", headers=dict(HEADERS))

        async with served(Starlette(routes=[Route("/{name}", get)])) as address:
            self.address = address
            yield self


@asynccontextmanager
async def served(application: Starlette) -> AsyncIterator[str]:
    """A real server for an application; its address."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        bound.listen()
        server = uvicorn.Server(
            uvicorn.Config(application, log_config=None, access_log=False, lifespan="off", ws="none")
        )
        running = asyncio.create_task(server.serve(sockets=[bound]))
        try:
            yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        finally:
            server.should_exit = True
            await running


@dataclass
class Visit:
    """A page that is open, with everything that went on."""

    page: Page
    asked: list[str] = field(default_factory=list)
    """Addresses that the browser asked for."""
    said: list[str] = field(default_factory=list)
    """On the console."""

    def hear(self) -> None:
        self.page.on("request", self._asks)
        self.page.on("console", self._says)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(f"dialog: {dialog.message}"))

    def _asks(self, request: Request) -> None:
        self.asked.append(request.url)

    def _says(self, message: ConsoleMessage) -> None:
        self.said.append(message.text)


@asynccontextmanager
async def looking(browser: Browser, address: str, *, width: int = 1280, **looks: Any) -> AsyncIterator[Visit]:
    """Opens an address in a window of its own; *looks*: as a browser context takes them."""
    context = await browser.new_context(viewport={"width": width, "height": 900}, **looks)
    try:
        visit = Visit(await context.new_page())
        visit.hear()
        await visit.page.goto(address)
        yield visit
    finally:
        await context.close()
