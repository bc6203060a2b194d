"""Work shared out to processes.

1. Results come in the order of the work, however long each piece takes and however many help.
2. Nothing is read far ahead: memory does not grow with the work.
3. What a helper raises is raised here; a helper that dies is said, not waited for.
4. Helpers end with the work, also when nobody wants the rest, and when whoever started them is killed.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path

import pytest

from bot.cli.crew import MOST_HELPERS, cores, shared_out
from bot.cli.trouble import Trouble
from tests.cli.running import FORKS, ROOT, surroundings

pytestmark = FORKS


def slow_when_even(number: int) -> int:
    if number % 2 == 0:
        time.sleep(0.01)
    return number * number


def large(number: int) -> bytes:
    """More than fits into any pipe at once."""
    return bytes(1_000_000 + number)


def stumble(number: int) -> int:
    if number == 5:
        raise ValueError(number)
    return number


def die(number: int) -> int:
    if number == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.mark.parametrize("helpers", [1, 2, 3, 5])
@pytest.mark.parametrize("count", [0, 1, 2, 17])
def test_results_come_in_order(helpers: int, count: int) -> None:
    found = list(shared_out(slow_when_even, range(count), helpers))
    assert found == [number * number for number in range(count)]
    assert active_children() == []


def test_large_pieces_and_results_block_nobody() -> None:
    assert [len(result) for result in shared_out(large, range(6), 2)] == [1_000_000 + n for n in range(6)]
    pieces = [bytes(2_000_000)] * 5
    assert list(shared_out(len, pieces, 2)) == [2_000_000] * 5


def test_work_is_not_read_ahead() -> None:
    read = []

    def pieces() -> Iterator[int]:
        for number in range(100):
            read.append(number)
            yield number

    results = shared_out(slow_when_even, pieces(), 2)
    assert next(results) == 0
    assert len(read) <= 4
    results.close()
    assert active_children() == []


def test_what_a_helper_raises_is_raised_here() -> None:
    results = shared_out(stumble, range(10), 2)
    assert [next(results) for _ in range(5)] == [0, 1, 2, 3, 4]
    with pytest.raises(ValueError, match="5"):
        next(results)
    assert active_children() == []


def test_a_helper_that_dies_is_said() -> None:
    with pytest.raises(Trouble, match="ended too early"):
        list(shared_out(die, range(10), 2))
    assert active_children() == []


def test_helpers_end_when_whoever_started_them_is_killed() -> None:
    code = (
        "import os, time; from bot.cli.crew import shared_out\n"
        "def work(n): time.sleep(0.05); return os.getpid()\n"
        "for pid in shared_out(work, iter(int, 1), 2): print(pid, flush=True)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env=surroundings(), stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        helpers = {int(process.stdout.readline()) for _ in range(4)}
        process.kill()
    assert len(helpers) == 2
    deadline = time.monotonic() + 10
    while any(map(lives, helpers)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(map(lives, helpers))


def lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_so_many_as_can_work_at_once() -> None:
    assert 1 <= cores() <= MOST_HELPERS
