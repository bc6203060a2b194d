"""Proves: a process that is killed because memory is at an end loses nothing; the next says what it found.

The kernel ends such a process with SIGKILL, in the middle of an allocation and without a word to it. That it
runs out of memory cannot be arranged everywhere (it takes a control group of one's own), so here the
allocation itself is made to end so (`machine.c`): by the same signal, at an arbitrary one, while people
answer.

1. Killed again and again, and started again each time as by `Restart=always`.
"""

import asyncio
import random
from pathlib import Path

from tests.e2e.serving import PATIENCE
from tests.fakes.telegram import FakeTelegram
from tests.faults.living import Served, on_telegram, outlived
from tests.faults.machine import Fault as Struck
from tests.faults.machine import Machine

TIMES = 3
MOST_ALLOCATIONS = 2_000


async def test_1_killed_for_memory(tmp_path: Path) -> None:
    machine, chance = Machine(tmp_path), random.Random(0)
    async with FakeTelegram(allows_loopback=True) as telegram:

        async def memory_ends(served: Served) -> None:
            waiting = telegram.fails("too_many_requests", method="sendMessage", retry_after=2, times=None)
            assert await served.scene.bell.until(lambda: waiting.hits > 0, PATIENCE)
            for _ in range(TIMES):
                machine.memory_ends_after(chance.randint(1, MOST_ALLOCATIONS))
                await served.is_killed()
                telegram.faults.end()  # only the first leaves something for certain
                await asyncio.sleep(0.5)

        async with on_telegram(tmp_path, machine.settings, telegram) as scene:
            await outlived(scene, memory_ends, logs=["an earlier process left "])
    assert machine.struck(Struck.MEMORY) == TIMES
