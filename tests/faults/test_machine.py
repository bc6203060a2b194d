"""Proves: a bad disk and a wrong clock cost time, and no answer; the log says what it was.

1. Each flush to the disk takes long.
2. The disk is full for a while; nothing can be written to any file.
3. The clock jumps ahead by hours, and back by more.
"""

import asyncio
from pathlib import Path

import pytest

from tests.fakes.telegram import FakeTelegram
from tests.faults.living import SECONDS, Fault, Served, on_telegram, outlived
from tests.faults.machine import Fault as Struck
from tests.faults.machine import Machine

HOUR = 3600.0
FLUSH = 2.5
FULL = r"an update is not confirmed: (There is no room left|The disk did not take what was written)"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


async def lives_through(
    fault: Fault, machine: Machine, folder: Path, *, logs: list[str], harmless: str = ""
) -> None:
    async with (
        FakeTelegram(allows_loopback=True) as telegram,
        on_telegram(folder, machine.settings, telegram) as scene,
    ):
        await outlived(scene, fault, logs=logs, harmless=harmless)


async def test_1_a_slow_disk(machine: Machine, tmp_path: Path) -> None:
    took = []

    async def slow(served: Served) -> None:
        before = await served.figures()
        machine.flushes_take(FLUSH)
        await asyncio.sleep(max(SECONDS, 10.0))  # not so long that somebody would give up
        machine.flushes_take(0)
        after = await served.figures()
        turns, seconds = (
            after(f"checkup_turn_transaction_seconds_{one}")
            - before(f"checkup_turn_transaction_seconds_{one}")
            for one in ("count", "sum")
        )
        took.append(seconds / turns)

    await lives_through(slow, machine, tmp_path, logs=["the database is slow, or its disk"])
    assert machine.struck(Struck.FLUSH) > 0
    assert took[0] > FLUSH / 2, "the time of a turn did not rise"


async def test_2_a_full_disk(machine: Machine, tmp_path: Path) -> None:
    async def full(_served: Served) -> None:
        machine.disk_is_full(True)
        await asyncio.sleep(SECONDS)
        machine.disk_is_full(False)

    await lives_through(
        full, machine, tmp_path, logs=["an update is not confirmed: ", "no room left"], harmless=FULL
    )
    assert machine.struck(Struck.FULL) > 0


@pytest.mark.parametrize("jumps", [(2 * HOUR, 0.0), (-3 * HOUR, 0.0), (5 * HOUR, -5 * HOUR)])
async def test_3_the_clock_jumps(machine: Machine, tmp_path: Path, jumps: tuple[float, float]) -> None:
    async def jumping(served: Served) -> None:
        was = 0.0
        for seconds in jumps:
            machine.clock_is_off_by(seconds)
            await asyncio.sleep(SECONDS / 2)
            await served.scene.place.logs(
                f"the clock of this machine jumped by {seconds - was:.0f} seconds", 1
            )
            was = seconds

    await lives_through(jumping, machine, tmp_path, logs=["the clock of this machine jumped by "])
    assert machine.struck(Struck.CLOCK) > 0
