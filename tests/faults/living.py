"""A crowd lives through a fault: it answers before, while and after it, and a reader sees what is left.

The crowd and the reader are those of the tests with kill -9 (`tests.e2e.killing`): the reader trusts plain
SQL and what the platform has seen.
"""

import asyncio
import os
import random
import re
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

from tests.e2e.crowd import WORK, Walker
from tests.e2e.killing import Scene, Toll, comes_to_rest, reads
from tests.e2e.on_telegram import telegram_settings
from tests.e2e.reading import rows_of
from tests.e2e.scenes import OnTelegram
from tests.e2e.serving import PATIENCE, Cold, Place, killed
from tests.fakes.telegram import FakeTelegram
from tests.watching.scraped import Scrape, scraped

SECONDS: Final = float(os.environ.get("CHECKUP_FAULT_SECONDS", "5"))
"""How long a fault lasts: a minute, where somebody has the time."""
PEOPLE_WAIT: Final = 4.0
"""Seconds before they try again. What is never answered is given up after a minute at most: until then they
are not stuck, only late.
"""
_BEFORE: Final = 3
"""So many questions are answered before it."""
_WHILE: Final = 6
"""Those up to this one may be answered while it lasts."""
_LOGGED: Final = "logged: "
"""How the reader's findings about lines of the log begin."""
_DOUBTFUL: Final = "nobody knows of"
"""In its findings about messages of which no delivery knows."""


@dataclass(slots=True)
class Served:
    """The process that serves a crowd; another one, once it was killed."""

    scene: Scene
    server: Cold
    kills: list[float] = field(default_factory=list)
    """When, by the platform's clock."""

    async def is_killed(self) -> None:
        """Waits until something has killed it with -9, and starts it again, as a service manager does."""
        assert await self.server.ends() == -signal.SIGKILL, self.scene.place.logged
        self.kills.append(self.scene.now())
        starts = self.scene.starts()
        self.server = await Cold.starts(self.scene.place)
        assert await self.scene.bell.until(lambda: self.scene.starts() > starts, PATIENCE)

    async def figures(self) -> Scrape:
        """What it counts, as Prometheus reads it."""
        return await scraped(self.scene.place.address)


Fault: TypeAlias = Callable[[Served], Awaitable[None]]
"""Makes it happen, and ends it."""


@asynccontextmanager
async def on_telegram(
    folder: Path, settings: Mapping[str, str], telegram: FakeTelegram
) -> AsyncIterator[OnTelegram]:
    """A crowd whose taps come by webhook, to a process with these settings too."""
    place = Place(folder, {**telegram_settings(telegram, webhook=True), **settings}, {"work": WORK})
    await place.migrates()
    yield OnTelegram(place, telegram, seed=0)


async def outlived(
    scene: Scene,
    fault: Fault,
    *,
    logs: Sequence[str],
    harmless: str = "",
    in_doubt: Callable[[], int] = lambda: 0,
) -> None:
    """Serves the crowd through a fault, until all have their result. AssertionError: something is lost,
    doubled, stuck, or was not said.

    *logs*: words that the log must have of it, from the fault on. *harmless*: a regular expression for lines
    of the log that may tell of errors. *in_doubt*: how many new messages may have come twice, because the
    platform had taken them and nobody heard it.
    """
    place, chance = scene.place, random.Random(0)
    served = Served(scene, await Cold.starts(place))
    try:
        assert await scene.bell.until(lambda: scene.starts() > 0, PATIENCE), place.logged
        before = await _lived_through(served, fault, chance)
        await scene.settles()
        await comes_to_rest(place)
    except BaseException:
        await killed(served.server)
        raise
    served.server.sends(signal.SIGTERM)
    assert await served.server.ends() == 0, place.logged
    with rows_of(place.database_url) as rows:
        wrong = await reads(rows, scene, Toll(0, served.kills))
    wrong = [*_beyond_doubt(_but(wrong, harmless), in_doubt())]
    missing = [f"not logged: {words!r}" for words in logs if words not in place.logged[before:]]
    assert not wrong + missing, "\n".join([*wrong, *missing, "", place.logged[-4000:]])


def _but(wrong: Sequence[str], harmless: str) -> list[str]:
    """All but those lines of the log."""
    return [
        one
        for one in wrong
        if not (harmless and one.startswith(_LOGGED) and re.search(harmless, one.removeprefix(_LOGGED)))
    ]


def _beyond_doubt(wrong: Sequence[str], in_doubt: int) -> list[str]:
    """All of it; without the messages that nobody knows of, where there are no more than may be in doubt."""
    unknown = [one for one in wrong if _DOUBTFUL in one and not one.startswith(_LOGGED)]
    return [one for one in wrong if one not in unknown] if len(unknown) <= in_doubt else [*wrong]


async def _lived_through(served: Served, fault: Fault, chance: random.Random) -> int:
    """How much had been logged when it began."""
    crowd, place, before = served.scene.crowd, served.scene.place, 0
    arrived, over = 0, asyncio.Event()
    all_there = asyncio.Event()

    async def walk(walker: Walker) -> None:
        walker.patience = PEOPLE_WAIT

        async def its_time(number: int) -> None:
            nonlocal arrived
            if number == _BEFORE + 1:
                arrived += 1
                if arrived == len(crowd):
                    all_there.set()
                await all_there.wait()
            if number > _WHILE:
                await over.wait()
            await asyncio.sleep(chance.random() * 0.5)

        await walker.walks(its_time)

    async with asyncio.TaskGroup() as group:
        for walker in crowd:
            group.create_task(walk(walker))
        await all_there.wait()
        before = len(place.logged)
        await fault(served)
        over.set()
    return before
