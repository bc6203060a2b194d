"""Processes as an operator starts them, several on one PostgreSQL; each has a port and a log of its own."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from copy import copy
from pathlib import Path
from time import monotonic
from typing import Final

import aiohttp

from tests.e2e.serving import Place, Server, killed, starter
from tests.fakes.balancer import balancer
from tests.fakes.telegram.persons import Person
from tests.served import free_port

PATIENCE: Final = 90.0


class Copy:
    """One of them."""

    def __init__(self, place: Place, server: Server) -> None:
        self.place = place
        self.server = server
        self.ended: int | None = None

    @property
    def logged(self) -> str:
        return self.place.logged

    def sends(self, number: int) -> None:
        self.server.sends(number)

    async def ends(self) -> int:
        if self.ended is None:
            self.ended = await self.server.ends()
        return self.ended

    async def answers(self, path: str) -> tuple[int, str]:
        """At one of its own addresses; 0 where nobody listens."""
        try:
            async with (
                aiohttp.ClientSession() as session,
                session.get(f"{self.place.address}{path}") as answer,
            ):
                return answer.status, await answer.text()
        except aiohttp.ClientConnectionError:
            return 0, ""

    async def is_ready(self) -> None:
        await self.until("/readyz", 200)

    async def until(self, path: str, status: int) -> str:
        """Waits until it answers so there."""
        end = monotonic() + PATIENCE
        while True:
            found, words = await self.answers(path)
            if found == status:
                return words
            assert monotonic() < end, f"{path} says {found} {words}:\n{self.logged}"
            await asyncio.sleep(0.05)

    async def logs(self, words: str) -> None:
        await self.place.logs(words, 1)


class Several:
    """Those of one test: a place, and the processes that were started there."""

    def __init__(self, place: Place, ports: list[int], stack: AsyncExitStack) -> None:
        self.place = place
        self.copies: list[Copy] = []
        self._ports = ports
        self._stack = stack

    async def starts(self) -> Copy:
        """One more."""
        alike = self.place.at_port(self._ports[len(self.copies)])
        alike.log = self.place.folder / f"log{len(self.copies)}.txt"
        warm = await self._stack.enter_async_context(starter(alike))
        made = Copy(copy(alike), await warm.starts())
        self._stack.push_async_callback(_gone, made)
        self.copies.append(made)
        return made

    async def start(self, number: int) -> list[Copy]:
        """So many, ready."""
        made = [await self.starts() for _ in range(number)]
        for one in made:
            await one.is_ready()
        return made


async def begins(person: Person) -> None:
    """The check `mood`, up to its first question."""
    await person.opens("mood")
    await person.until("Team mood", seconds=PATIENCE)
    await person.taps("Start")
    await person.until("Question 1 of 3", seconds=PATIENCE)


async def _gone(one: Copy) -> None:
    if one.ended is None:
        await killed(one.server)


@asynccontextmanager
async def several(
    folder: Path, url: str, settings: Mapping[str, str], flows: Mapping[str, str], *, at_most: int = 3
) -> AsyncIterator[Several]:
    """Behind a balancer; ended for certain in the end."""
    ports = [free_port() for _ in range(at_most)]
    async with AsyncExitStack() as stack:
        before = await stack.enter_async_context(balancer([f"http://127.0.0.1:{port}" for port in ports]))
        place = Place(folder, {**settings, "DATABASE_URL": url, "PUBLIC_URL": before.address}, flows)
        yield Several(place, ports, stack)
