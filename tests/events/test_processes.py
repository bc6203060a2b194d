"""Proves, with real processes on PostgreSQL: nothing is lost and nothing is told twice without a reason.

1. Two processes share the work: each event is told once, in order for each person, also where one of them is
   told to stop.
2. Processes are killed (-9) again and again, while the receiver now and then fails: every event arrives,
   those of a person first in order, and only what was under way at a kill, or was not taken, comes again.
"""

import asyncio
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final, TypeAlias

import pytest
from sqlalchemy import Connection, func, select

from bot.events.telling import AT_ONCE
from bot.store import events
from bot.store.database import Database, open_database
from bot.store.events import StoredEvent
from bot.store.tables import EVENT
from bot.waiting import pause
from tests.events.strict import Answer, Receiver
from tests.store.samples import SECRET

PEOPLE: Final = 20
EACH: Final = 8
KILLS: Final = 6


Starts: TypeAlias = Callable[[], Awaitable[Process]]


@pytest.fixture
async def starts(ready_postgres_url: str, receiver: Receiver) -> AsyncIterator[Starts]:
    """Starts a process that tells; none outlives its test, and tells what another test has written."""
    started: list[Process] = []

    async def one_more() -> Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.events.process", ready_postgres_url, receiver.url,
            stdin=DEVNULL, stdout=DEVNULL, stderr=PIPE,
        )  # fmt: skip
        started.append(process)
        return process

    yield one_more
    for process in started:
        if process.returncode is None:
            await ends(process, signal.SIGKILL)


async def ends(process: Process, number: int) -> str:
    """Sends a signal; what the process had logged."""
    process.send_signal(number)
    _, said = await asyncio.wait_for(process.communicate(), 30)
    return said.decode()


async def happens(database: Database) -> None:
    """Every person has some events, a second apart."""
    first = datetime.now(UTC) - timedelta(hours=1)

    def work(connection: Connection) -> None:
        made = []
        for number in range(EACH):
            for person in range(PEOPLE):
                at = first + timedelta(seconds=number)
                id_ = f"{number:03}-{person:03}"
                words = {"words": f"{person} {number}"}
                made.append(StoredEvent(id_, "ping", "console", id_, words, at, at, f"p{person}"))
        events.write(connection, made)

    await database.run(work)


async def statuses(database: Database) -> dict[str, int]:
    rows = await database.read(
        lambda c: c.execute(select(EVENT.c.status, func.count()).group_by(EVENT.c.status)).all()
    )
    return dict(map(tuple, rows))


def orders(receiver: Receiver) -> dict[str, list[int]]:
    """By person, the numbers of the events in the order in which each was taken first."""
    found: dict[str, list[int]] = defaultdict(list)
    for id_ in dict.fromkeys(receiver.taken):
        number, person = id_.split("-")
        found[person].append(int(number))
    return dict(found)


async def written(database: Database, number: int) -> None:
    """Waits until so many are written down as delivered."""
    async with asyncio.timeout(90):
        while (await statuses(database)).get("delivered", 0) < number:
            await pause(0.05)


async def test_1_two_processes(ready_postgres_url: str, receiver: Receiver, starts: Starts) -> None:
    database = open_database(ready_postgres_url, secret_key=SECRET)
    await happens(database)
    processes = [await starts() for _ in range(2)]
    await receiver.has(PEOPLE * EACH // 2, 90)
    assert "Traceback" not in await ends(processes[0], signal.SIGTERM)
    await receiver.has(PEOPLE * EACH, 90)
    await written(database, PEOPLE * EACH)
    assert "Traceback" not in await ends(processes[1], signal.SIGTERM)
    assert set(receiver.times.values()) == {1}
    assert orders(receiver) == {f"{person:03}": list(range(EACH)) for person in range(PEOPLE)}
    assert await statuses(database) == {"delivered": PEOPLE * EACH}
    await database.close()


async def test_2_killed(ready_postgres_url: str, receiver: Receiver, starts: Starts) -> None:
    database = open_database(ready_postgres_url, secret_key=SECRET)
    await happens(database)
    chance = Random(7)
    bad = [Answer(500), Answer(how="closes"), Answer(how="resets"), Answer(how="hangs"), Answer(429)]
    processes = [await starts() for _ in range(2)]
    for kill in range(KILLS):
        seen = len(receiver.got)
        await receiver.has_seen(min(seen + chance.randrange(5, 20), PEOPLE * EACH), 90)
        if kill % 2:
            receiver.answers = [chance.choice(bad)]
        place = chance.randrange(2)
        await ends(processes[place], signal.SIGKILL)
        processes[place] = await starts()
    receiver.answers = []
    await receiver.has(PEOPLE * EACH, 180)
    await written(database, PEOPLE * EACH)
    for process in processes:
        assert "mistake" not in await ends(process, signal.SIGTERM)
    assert orders(receiver) == {f"{person:03}": list(range(EACH)) for person in range(PEOPLE)}
    again = sum(times - 1 for times in receiver.times.values())
    assert again <= KILLS * AT_ONCE + KILLS // 2
    assert await statuses(database) == {"delivered": PEOPLE * EACH}
    await database.close()
