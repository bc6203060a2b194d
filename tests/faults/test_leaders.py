"""Proves with two processes on one PostgreSQL: where both believe that they lead, what both fetch is taken
once.

A leader counts itself out by its own steady clock before another may lead. That stands still while a machine
is suspended: here the first process is frozen for longer than its lease, and wakes up with a steady clock
that has not moved (`machine.c`).

1. Both fetch; Telegram answers 409 to one of them; people notice nothing.
"""

import asyncio
import signal
from pathlib import Path
from time import monotonic

import psycopg

from tests.copies.running import begins, several
from tests.e2e.on_telegram import telegram_settings
from tests.fakes.telegram import FakeTelegram
from tests.faults.machine import Fault as Struck
from tests.faults.machine import Machine
from tests.store.conftest import ready_postgres_url, shared_postgres_url  # noqa: F401  # found by name
from tests.telegram.flows import MOOD

LEADS = "this process leads in telegram/"
LEADS_NO_MORE = "this process does not lead any more in telegram/"
CONFLICT = "another process still fetches updates; trying again"
FROZEN = 10
"""Seconds: twice a lease."""


async def test_1_two_lead(tmp_path: Path, ready_postgres_url: str) -> None:  # noqa: F811  # the fixture
    machine = Machine(tmp_path)
    async with FakeTelegram() as telegram:
        settings = telegram_settings(telegram, webhook=False)
        async with several(tmp_path, ready_postgres_url, settings, {"mood": MOOD}) as some:
            plain = dict(some.place.settings)
            some.place.settings |= machine.settings
            first = await some.starts()
            await first.logs(LEADS)
            some.place.settings = plain
            other = await some.starts()
            await other.is_ready()
            people = [telegram.person(f"p{number}") for number in range(6)]
            await asyncio.gather(*map(begins, people))

            await renewal(ready_postgres_url)  # the next one is as far away as can be
            first.sends(signal.SIGSTOP)
            since = monotonic()
            await asyncio.sleep(FROZEN)
            await other.logs(LEADS)
            machine.steady_clock_is_behind_by(monotonic() - since)
            first.sends(signal.SIGCONT)
            for person in people:
                await person.taps("Agree")
            await first.logs(LEADS_NO_MORE)

            for question in ("Question 2 of 3", "Question 3 of 3", "75 of 100"):
                for person in people:
                    await person.until(question, seconds=20)
                if question != "75 of 100":
                    for person in people:
                        await person.taps("Agree")
            await telegram.settles(quiet=1.0)
            assert machine.struck(Struck.STEADY) > 0
            assert CONFLICT in other.logged, "the first did not fetch while the other led"
            assert telegram.doubles == {}
            assert len(telegram.updates) == 0
            for one in (first, other):
                assert one.logged.count(CONFLICT) <= 2, one.logged
                assert " error " not in one.logged


async def renewal(url: str) -> None:
    """Waits until who leads has said so again."""
    query = "SELECT until FROM leader WHERE name LIKE 'telegram/%'"
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as reader, asyncio.timeout(10):
        before = now = await (await reader.execute(query)).fetchone()
        while now == before:
            await asyncio.sleep(0.02)
            now = await (await reader.execute(query)).fetchone()
